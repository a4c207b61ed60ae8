/**
 * SHOW, CONT, END, DEFAULT, SUB and UNSUB: commands whose work is done elsewhere.
 *
 * Facts: ~5.3.7 to ~5.3.12.
 */
import { CommandFault } from '../faults.js';
import type { ClientParts } from '../parts.js';

/** DM2-UI-C-002, C-003, C-004, C-005: starts the browser and goes on; an error status if it cannot be started. */
export const show: ClientParts['show'] = (client, { command: { serverUri } }) =>
  Promise.resolve({ sc: client.parts.startBrowser(client, { serverUri }) === 'started' ? 200 : 503 });

/** DM2-CMD-CONT-B-001: from now on the session talks to another address. */
export const cont: ClientParts['cont'] = (client, { session, command: { serverUri } }) => {
  client.parts.continueAt(client, { session, serverUri });
  return Promise.resolve({ sc: 200 });
};

/** DM2-CMD-END-B-001: nothing to do here; nextAction ends the session after the package. */
export const end: ClientParts['end'] = () => Promise.resolve({ sc: 200 });

/** DM2-DEFAULT-C-002, C-008, DM2-ACL-C-014: only for MOs the device has and this server may manage. */
export const defaultCommand: ClientParts['default'] = (client, { session, command: { serverUri, moid } }) => {
  const { account } = session;
  client.parts.checkMoid(client, { account, moid });
  client.parts.storeDefault(client, { moid, serverUri, srvId: account.srvId });
  return Promise.resolve({ sc: 200 });
};

/** DM2-SUB-C-002, DM2-ACL-C-014: what is subscribed must be readable for the server now. */
export const sub: ClientParts['sub'] = (client, { session, command: { serverUri, clientUri } }) => {
  const { account } = session;
  const uri = client.parts.parseAddress(client, { text: clientUri });
  client.parts.checkUriFeatures(client, { uri });
  const right = client.parts.rightForCommand(client, { name: 'SUB' });
  client.parts.checkReadable(client, { places: client.parts.resolveUri(client, { account, uri, right }) });
  const contentType = client.parts.negotiateUploadType(client, { session });
  if (contentType === undefined) {
    throw new CommandFault(406, 'the server takes no type that reports could have');
  }
  client.parts.subscribe(client, { srvId: account.srvId, serverUri, clientUri, contentType });
  return Promise.resolve({ sc: 200 });
};

/** DM2-SUB-C-003, C-010, C-011: ends the subscription with exactly this ClientURI, else 404. */
export const unsub: ClientParts['unsub'] = (client, { session, command: { clientUri } }) => {
  const outcome = client.parts.unsubscribe(client, { srvId: session.account.srvId, clientUri });
  return Promise.resolve({ sc: outcome === 'removed' ? 200 : 404 });
};
