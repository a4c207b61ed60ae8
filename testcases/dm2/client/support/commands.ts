/** Commands as tests write them most often: HGET that sets a node, HPUT that reads nodes. */
import type { ServerDriver } from '../../../../harness/tester/dm2-server/driver.js';
import { nodeContent } from './content.js';

/** A command name and its parameters. */
export type Command = readonly string[];

export interface NodeAt {
  /** Repository path. */
  readonly path: string;
  /** ClientURI. */
  readonly uri: string;
}

/** HGET that sets the node at `uri`. */
export function set(tester: ServerDriver, { path, uri, value }: NodeAt & { readonly value: unknown }): Command {
  return ['HGET', tester.repository(path, nodeContent(uri, value)), uri];
}

/** HPUT of addresses to a repository path. */
export function read(tester: ServerDriver, path: string, ...uris: readonly string[]): Command {
  return ['HPUT', tester.repository(path, {}), ...uris];
}
