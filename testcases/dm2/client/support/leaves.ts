/** The leaf values of an upload as text, wherever they stand: what an address reached, whatever form the upload has. */
import type { Observation } from '../../../../harness/judge/finding.js';
import { NotExercised } from '../../../../harness/judge/judge.js';
import type { ClientView } from '../../../../harness/judge/dm2-client/view.js';
import { isRecord } from '../../record.js';
import { asText, itemsOf } from './uploads.js';

export interface UploadedLeaf {
  readonly name: string;
  readonly value: unknown;
  readonly path: string;
}

/** Every leaf below `value`, with its path. */
function leavesBelow(value: unknown, path: string): readonly UploadedLeaf[] {
  if (!isRecord(value)) return [{ name: path.split('.').at(-1) ?? '', value, path }];
  return Object.entries(value).flatMap(([name, child]) => leavesBelow(child, `${path}.${name}`));
}

/** The values of all leaves in the only upload at a path, as text in alphabetical order. Throws `NotExercised` where nodes stand in arrays. */
export function uploadedValues(view: ClientView, path: string): Observation<readonly string[]> {
  const upload = view.upload(path);
  const leaves = itemsOf(upload).flatMap((item) => (isRecord(item.data) ? leavesBelow(item.data, `${item.path}.MOData`) : []));
  const list = leaves.find((leaf) => Array.isArray(leaf.value));
  if (list !== undefined) throw new NotExercised('the upload holds an array where a node should be, which another requirement judges', { event: upload.at.event, path: list.path });
  return {
    value: leaves.map(({ value }) => asText(value)).sort(),
    at: upload.at,
    what: `leaf values in the upload to ${path}`,
  };
}
