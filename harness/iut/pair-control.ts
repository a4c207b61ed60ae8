/** How two products are made to act on each other: the client is started, the server is told to queue, a proxy stands between them. */
import type { ClientControl } from './control.js';
import { createEmbeddedServerControl } from './embedded-server.js';
import type { IutFile } from './iut.js';
import type { ServerControl } from './server-control.js';

export interface PairControl {
  readonly role: 'pair';
  readonly client: ClientControl;
  readonly server: ServerControl;
  /** A second management authority for clients with two accounts: the reference server. Null for others. */
  readonly second: ServerControl | null;
  /** `direct`: the client only knows the server's own address, so that nothing between them is seen. */
  readonly path: 'proxy' | 'direct';
  close(): Promise<void>;
}

/** Puts the controls of both products together. */
export function createPairControl({ iut, client, server }: { readonly iut: IutFile; readonly client: ClientControl; readonly server: ServerControl }): PairControl {
  const second = client.accounts === 2 ? createEmbeddedServerControl() : null;
  return {
    role: 'pair',
    client,
    server,
    second,
    path: iut.values['pair.proxy'] === false ? 'direct' : 'proxy',
    close: async () => void (await Promise.all([client.close(), server.close(), second?.close()])),
  };
}
