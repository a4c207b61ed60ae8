/**
 * `control.notify`: the client runs already and is asked for each session by a notification (Package#0), as a server in the
 * field would do it. Left out: local events; how a session ends, which the tester sees on the wire.
 */
import { IutFault, type ClientControl } from './control.js';
import type { NotificationAddress } from './notification-address.js';

export interface NotifyControlOptions {
  readonly address: NotificationAddress;
  /** The device keeps its state between the sessions of a test (value `state.kept`). */
  readonly keepsState: boolean;
  /** With a second DM account (value `server.b.id`) it is notified in the name of either. */
  readonly accounts: 1 | 2;
}

/** Control of a client that a notification starts. */
export function createNotifyControl({ address, keepsState, accounts }: NotifyControlOptions): ClientControl {
  return {
    role: 'client',
    kind: 'notify',
    maxDevices: 1,
    hooks: [],
    accounts,
    keepsState,
    open: async ({ sendNotification }) => ({
      start: async (account) => {
        await sendNotification(address, account);
        return { ended: null };
      },
      hook: async ({ action }) => {
        throw new IutFault(`control.notify cannot cause the local event '${action}'; use control.http or control.operator for tests with local events`);
      },
      close: async () => undefined,
    }),
    close: async () => undefined,
  };
}
