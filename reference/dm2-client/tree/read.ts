/**
 * Reading for GET, HPUT, HPOST and subscription reports: addresses in, items of the MO serialization out.
 *
 * Facts: ~7.2.1.4 (serialization), ~5.5 (cv), access type Get. All four readers share this, which is what
 * DM2-CMD-HPOST-C-004 asks for.
 */
import { supports } from '../device-config.js';
import { CommandFault } from '../faults.js';
import type { MoItem } from '../../../protocol/dm2/mo.js';
import type { Place, TreeNode } from '../model.js';
import type { ClientParts } from '../parts.js';

/**
 * DM2-CMD-HPUT-C-003, C-005, DM2-CMD-GET-C-005: every address must name something; each gives its items.
 * DM2-SER-C-007, C-008: one item per addressed node. DM2-CACHE-C-006, C-008: only a matching cv withholds data.
 */
export const readNodes: ClientParts['readNodes'] = (client, { account, clientUris, right }) => {
  const items: MoItem[] = [];
  let unmodified = 0;
  for (const text of clientUris) {
    const uri = client.parts.parseAddress(client, { text });
    client.parts.checkUriFeatures(client, { uri });
    const places = client.parts.checkReadable(client, { places: client.parts.resolveUri(client, { account, uri, right }) });
    if (uri.cv !== undefined && supports(client.config, 'C_CACHE') && client.parts.cacheMatches(client, { cv: uri.cv, places })) {
      unmodified += 1;
    } else {
      items.push(...places.map((place) => client.parts.serializeItem(client, place)));
    }
  }
  return { items, outcome: items.length === 0 && unmodified > 0 ? 'unmodified' : 'data' };
};

/** DM2-CMD-GET-C-007, DM2-MO-C-010, DM2-MO-DMACC-C-007, C-010: hidden nodes are 405, or left out where a pattern reached them. */
export const checkReadable: ClientParts['checkReadable'] = (_client, { places }) => {
  const readable = places.filter(isReadable);
  if (readable.length === 0) {
    throw new CommandFault(405, 'the addressed node has no Get access');
  }
  return readable;
};

/** A node is readable if it and everything above it has Get access. */
function isReadable({ instance, path }: Place): boolean {
  let at: TreeNode | undefined = instance.root;
  for (const name of path) {
    at = at.kind === 'interior' ? at.children.get(name) : undefined;
    if (at?.definition.access.includes('Get') !== true) {
      return false;
    }
  }
  return instance.root.definition.access.includes('Get');
}
