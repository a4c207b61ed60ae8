/**
 * `control.attach`: the client runs already, for example under a debugger, and connects by itself; the tester only says
 * where to. Left out: starting, ending and local events.
 */
import { IutFault, type ClientControl } from './control.js';
import type { TlsMeans } from './tls-means.js';

export interface AttachControlOptions {
  /** What the client has for TLS by itself; default: nothing. */
  readonly tls?: readonly TlsMeans[];
  /** Prints a line for the person at the client. */
  readonly tell: (line: string) => void;
  /** The device keeps its state between the sessions of a test (value `state.kept`). */
  readonly keepsState: boolean;
}

/** Control of a client that nobody starts. */
export function createAttachControl({ tell, keepsState, tls = [] }: AttachControlOptions): ClientControl {
  return {
    role: 'client',
    tls,
    kind: 'attach',
    maxDevices: 1,
    hooks: [],
    accounts: 1,
    keepsState,
    open: async ({ test, accounts }) => ({
      start: async (account) => {
        tell(`${test}: waiting for a DM session at ${accounts[account].url} (server ${accounts[account].serverId})`);
        return { ended: null };
      },
      hook: async ({ action }) => {
        throw new IutFault(`control.attach cannot cause the local event '${action}'; use control.operator for tests with local events`);
      },
      close: async () => undefined,
    }),
    close: async () => undefined,
  };
}
