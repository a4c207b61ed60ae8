/** What pair tests have the server's repository serve, and how they have nodes set and read. */
import type { OperationList } from '../../../../harness/iut/upper-tester.js';
import type { Authority } from '../../../../harness/tester/pair/driver.js';
import { MO_TYPE } from '../../../../protocol/dm2/media-types.js';

interface NodeValue {
  /** Path of the content in the repository. */
  readonly path: string;
  /** ClientURI. */
  readonly uri: string;
  readonly value: unknown;
}

/** HGET that sets the node at `uri`, served by this server. */
export async function setting(server: Authority, { path, uri, value }: NodeValue): Promise<OperationList[number]> {
  const name = decodeURIComponent(uri.replace(/\/+$/, '').split('/').at(-1) ?? 'root');
  return { command: 'HGET', server: await served(server, path, [{ ClientURI: uri, MOData: { [name]: value } }]), client: [uri] };
}

/** HPUT of a node to a path of the device's own repository. */
export function reading(server: Authority, path: string, ...uris: readonly string[]): OperationList[number] {
  return { command: 'HPUT', server: `${server.repository}${path}`, client: uris };
}

/** A serialization of management objects at a path of the repository; its URL. */
export function served(server: Authority, path: string, items: readonly object[]): Promise<string> {
  return server.content(path, { type: MO_TYPE, body: JSON.stringify(items) });
}
