/**
 * HGET: fetches MO data from a repository and adds it to the tree or replaces what is there.
 *
 * Facts: ~5.3.1; A-16 (URI in the status only when the client chose the place), A-17 (the command's address wins, the
 * addressed subtree is replaced), A-18 (a new MIID is the client's own).
 */
import type { ClientParts } from '../parts.js';

/**
 * DM2-CMD-HGET-C-002, C-005, C-006: fetches, stores, and reports the addresses the client chose.
 * Whether the address may be written is checked before anything is fetched.
 */
export const hget: ClientParts['hget'] = async (client, { session, command }) => {
  const { account } = session;
  const { serverUri, clientUri } = command;
  if (clientUri === undefined) {
    const fetched = await client.parts.fetchMo(client, { serverUri, target: undefined });
    return { sc: 200, URI: client.parts.storeAnywhere(client, { account, fetched }) };
  }
  const uri = client.parts.parseAddress(client, { text: clientUri });
  client.parts.checkUriFeatures(client, { uri });
  const target = client.parts.checkStoreTarget(client, { account, uri });
  const fetched = await client.parts.fetchMo(client, { serverUri, target });
  const chosen = client.parts.storeAt(client, { session, clientUri, fetched });
  return chosen.length === 0 ? { sc: 200 } : { sc: 200, URI: chosen };
};

/** DM2-CMD-HGET-C-002, C-014, C-015: the GET, and its content as items or raw bytes. */
export const fetchMo: ClientParts['fetchMo'] = async (client, { serverUri, target }) => {
  const response = await client.parts.download(client, { serverUri });
  return client.parts.decodeFetched(client, { response, target });
};
