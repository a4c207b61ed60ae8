/**
 * DEFAULT: where configuration for an MO is fetched when a local application needs it and the tree has none.
 *
 * Facts: ~5.3.8. The fetch is no command: nothing about it is reported to the server.
 */
import { accountOf } from './access-control.js';
import { CommandFault } from './faults.js';
import type { ClientParts } from './parts.js';

/** DM2-DEFAULT-C-003, C-006, C-007: one address per MOID, kept beyond the session. */
export const storeDefault: ClientParts['storeDefault'] = (client, { moid, serverUri, srvId }) => {
  client.state.defaults.set(moid, { serverUri, srvId });
};

/** DM2-DEFAULT-C-004, C-005: fetches as for HGET on behalf of the server that set the address, and tells nobody. */
export const fetchDefault: ClientParts['fetchDefault'] = async (client, { moid }) => {
  const holding = client.state.mos.get(moid);
  if (holding !== undefined && holding.instances.size > 0) {
    return 'present';
  }
  const source = client.state.defaults.get(moid);
  const account = source === undefined ? undefined : accountOf(client, source.srvId);
  if (source === undefined || account === undefined) {
    return 'unavailable';
  }
  try {
    const fetched = await client.parts.fetchMo(client, { serverUri: source.serverUri, target: undefined });
    client.parts.storeAnywhere(client, { account, fetched });
    client.parts.reportChanges(client);
    return 'fetched';
  } catch (fault) {
    if (fault instanceof CommandFault) {
      return 'unavailable';
    }
    throw fault;
  }
};
