/** Content that a repository serves for a node: one item of an MO serialization whose MOData key is the node's own name. */
import { moResource, type Resource } from '../../../../harness/tester/dm2-server/answer.js';
import { pathOf } from './uploads.js';

/** A repository answer that sets the node at `uri` to `value`. */
export function nodeContent(uri: string, value: unknown, extra: Resource = {}): Resource {
  return moResource([{ ClientURI: uri, MOData: { [pathOf(uri).at(-1) ?? 'root']: value } }], extra);
}

/** A repository answer with one new MO instance, place left to the client. */
export function objectContent(moid: string, data: object): Resource {
  return moResource([{ ClientURI: `${moid}//`, MOData: data }]);
}
