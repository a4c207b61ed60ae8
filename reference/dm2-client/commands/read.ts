/**
 * GET, HPUT and HPOST: the same data, sent in Package#3 or to a repository by PUT or POST.
 *
 * Facts: ~5.3.2, ~5.3.3, ~5.3.6. The result of GET stands in the member MO of the status.
 */
import type { ClientParts } from '../parts.js';

/** DM2-CMD-GET-C-002, C-003, DM2-CACHE-C-006: the data goes into the status; 304 without data if cv matched. */
export const get: ClientParts['get'] = (client, { session, command }) => {
  const right = client.parts.rightForCommand(client, { name: 'GET' });
  const { account } = session;
  const { items, outcome } = client.parts.readNodes(client, { account, clientUris: command.clientUris, right });
  return Promise.resolve(outcome === 'unmodified' ? { sc: 304 } : { sc: 200, MO: items });
};

/** DM2-CMD-HPUT-B-001, C-002: an upload by HTTP PUT. */
export const hput: ClientParts['hput'] = (client, { session, command: { serverUri, clientUris } }) =>
  client.parts.upload(client, { session, method: 'PUT', serverUri, clientUris });

/** DM2-CMD-HPOST-B-001, C-002, C-004: as HPUT, by HTTP POST. */
export const hpost: ClientParts['hpost'] = (client, { session, command: { serverUri, clientUris } }) =>
  client.parts.upload(client, { session, method: 'POST', serverUri, clientUris });

/**
 * DM2-CMD-HPUT-C-003, C-004, C-005, DM2-CMD-HPOST-C-003: one body with the data of all addresses, or no upload at all.
 * DM2-CACHE-C-006: 304 without upload. DM2-HTTP-C-007: 406 without upload if the server takes none of our types.
 */
export const upload: ClientParts['upload'] = async (client, { session, method, serverUri, clientUris }) => {
  const right = client.parts.rightForCommand(client, { name: method === 'PUT' ? 'HPUT' : 'HPOST' });
  const { items, outcome } = client.parts.readNodes(client, { account: session.account, clientUris, right });
  if (outcome === 'unmodified') {
    return { sc: 304 };
  }
  const contentType = client.parts.negotiateUploadType(client, { session });
  if (contentType === undefined) {
    return { sc: 406 };
  }
  const body = client.parts.encodeUpload(client, { items, contentType });
  const response = await client.parts.uploadRequest(client, { method, serverUri, contentType, body });
  return { sc: client.parts.onRepositoryStatus(client, { status: response.status }) };
};
