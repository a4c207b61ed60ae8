/**
 * DELETE: removes the addressed nodes with everything below them.
 *
 * Facts: ~5.3.4. Several addresses are all checked before the first node goes.
 */
import type { ClientParts } from '../parts.js';

/** DM2-CMD-DELETE-B-001, C-002, C-005, C-007: all nodes of all addresses, or none. */
export const deleteCommand: ClientParts['delete'] = (client, { session, command }) => {
  const { account } = session;
  const right = client.parts.rightForCommand(client, { name: 'DELETE' });
  const places = command.clientUris.flatMap((text) => {
    const uri = client.parts.parseAddress(client, { text });
    client.parts.checkUriFeatures(client, { uri });
    return client.parts.resolveUri(client, { account, uri, right });
  });
  client.parts.checkDeletable(client, { places });
  client.parts.deleteNodes(client, { account, places });
  return Promise.resolve({ sc: 200 });
};
