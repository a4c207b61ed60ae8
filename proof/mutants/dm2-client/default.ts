/** Defects of DEFAULT (clause 5.3.8). */
import { CommandFault } from '../../../reference/dm2-client/faults.js';
import type { ClientContext } from '../../../reference/dm2-client/parts.js';
import type { ClientMutant } from '../../defect.js';

export const mutants: readonly ClientMutant[] = [
  {
    id: 'dm2/client/default/unsupported',
    violates: 'DM2-DEFAULT-C-002',
    does: 'answers DEFAULT as an unknown command',
    parts: () => ({ default: () => Promise.reject(new CommandFault(501, 'DEFAULT is not supported')) }),
  },
  {
    id: 'dm2/client/default/forgets-at-restart',
    violates: 'DM2-DEFAULT-C-003',
    does: 'keeps the address in memory only',
    parts: (standard) => ({
      snapshotState(client) {
        const defaults = new Map(client.state.defaults);
        client.state.defaults.clear();
        const snapshot = standard.snapshotState(client);
        for (const [moid, source] of defaults) client.state.defaults.set(moid, source);
        return snapshot;
      },
    }),
  },
  {
    id: 'dm2/client/default/never-fetches',
    violates: 'DM2-DEFAULT-C-004',
    does: 'stores the address and never uses it',
    parts: () => ({ fetchDefault: () => Promise.resolve('unavailable') }),
  },
  {
    id: 'dm2/client/default/reports-the-fetch',
    violates: 'DM2-DEFAULT-C-005',
    does: 'opens a session to tell the server of the fetch',
    parts: (standard) => ({
      async fetchDefault(client, args) {
        const outcome = await standard.fetchDefault(client, args);
        const [account] = client.config.accounts;
        if (outcome === 'fetched' && account !== undefined) await client.parts.openSession(client, { account, cause: { kind: 'client' } });
        return outcome;
      },
    }),
  },
  {
    id: 'dm2/client/default/keeps-first-address',
    violates: 'DM2-DEFAULT-C-006',
    does: 'keeps the first address it was given for an MOID',
    parts: (standard) => ({
      storeDefault(client, args) {
        if (!client.state.defaults.has(args.moid)) standard.storeDefault(client, args);
      },
    }),
  },
  {
    id: 'dm2/client/default/one-address-for-all',
    violates: 'DM2-DEFAULT-C-007',
    does: 'keeps a single address for all MOIDs',
    parts: (standard) => ({
      storeDefault(client: ClientContext, args) {
        standard.storeDefault(client, args);
        for (const moid of client.state.defaults.keys()) standard.storeDefault(client, { ...args, moid });
      },
    }),
  },
  {
    id: 'dm2/client/default/accepts-unknown-moid',
    violates: 'DM2-DEFAULT-C-008',
    does: 'accepts an address for an MO that it cannot hold',
    parts: (standard) => ({
      default: async (client, args) => {
        try {
          return await standard.default(client, args);
        } catch (fault) {
          if (fault instanceof CommandFault && !client.state.mos.has(args.command.moid)) return { sc: 200 };
          throw fault;
        }
      },
    }),
  },
];
