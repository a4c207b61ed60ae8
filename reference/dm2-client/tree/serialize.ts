/**
 * Nodes as members of the JSON MO serialization.
 *
 * Facts: ~7.2.1.4 and the rules of the tables, section 4: interior nodes are objects, leaves scalars, the single key of
 * MOData is the name of the addressed node.
 */
import type { ClientParts } from '../parts.js';

/** DM2-SER-B-001, C-002, C-003, C-009: ClientURI, MOData, the DDF link, and CV for the root of a cacheable instance. */
export const serializeItem: ClientParts['serializeItem'] = (client, place) => {
  const { instance, path, node } = place;
  const validator = client.parts.itemValidator(client, place);
  return {
    DDF: client.parts.ddfLink(client, { definition: instance.definition }),
    ClientURI: client.parts.addressOf(client, { moid: instance.definition.moid, miid: instance.miid, path }),
    ...(validator === undefined ? {} : { CV: validator }),
    MOData: Object.fromEntries([[client.parts.rootKey(client, place), client.parts.serializeNode(client, { node })]]),
  };
};

/** DM2-SER-C-003: the name of the addressed node; for an instance root its name in the DDF. */
export const rootKey: ClientParts['rootKey'] = (_client, { instance, node, path }) =>
  (path.length === 0 ? instance.definition.root.name : node.name);

/** DM2-SER-C-003, C-004, DM2-CMD-GET-C-004: children nest by node name. */
export const serializeNode: ClientParts['serializeNode'] = (client, { node }) => {
  if (node.kind === 'leaf') {
    return client.parts.serializeLeaf(client, { leaf: node });
  }
  return Object.fromEntries(client.parts.visibleNodes(client, { node })
    .map((child) => [child.name, client.parts.serializeNode(client, { node: child })]));
};

/** DM2-CMD-HPUT-C-006, DM2-CMD-GET-C-007, DM2-MO-DMACC-C-007, C-010: children without Get access are left out. */
export const visibleNodes: ClientParts['visibleNodes'] = (_client, { node }) =>
  [...node.children.values()].filter((child) => child.definition.access.includes('Get'));

/** DM2-SER-C-004, C-005, C-006, DM2-MO-B-014: the value as stored: native scalars, Base64 text, empty text as "". */
export const serializeLeaf: ClientParts['serializeLeaf'] = (_client, { leaf }) => leaf.value;
