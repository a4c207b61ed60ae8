/**
 * Which value of the fetched data belongs to the addressed node.
 *
 * Facts: ~7.2.1.4; A-17 (the command's address decides), A-36 (key of MOData). Left out: whether the value fits.
 */
import type { MoValue } from '../../../protocol/dm2/mo.js';
import { CommandFault } from '../faults.js';
import type { ClientParts } from '../parts.js';
import { isObject } from '../tree/plant.js';

/**
 * DM2-SER-C-003, C-013: the value below the single key of MOData, which is the addressed node's name or the root's.
 * DM2-CMD-HGET-C-012: another name would rename the node: 405 if it is permanent, else 400.
 */
export const payloadFor: ClientParts['payloadFor'] = (client, { items, clientUri, definition, rootName, path }) => {
  const item = items.length === 1 ? items[0] : items.find(({ ClientURI }) => ClientURI === clientUri);
  const [member, ...rest] = Object.entries(item?.MOData ?? {});
  if (member === undefined || rest.length > 0) {
    throw new CommandFault(400, 'the data has to be one item whose MOData has one member');
  }
  const [key, value] = member;
  if (key === (path.at(-1) ?? rootName)) {
    return value;
  }
  if (key === rootName) {
    return descend(value, path);
  }
  client.parts.checkPermanent(client, { definition, operation: 'rename' });
  throw new CommandFault(400, `MOData has the key ${key}, expected the name of the addressed node`);
};

/** Known servers nest from the root name even when a deeper node was addressed. */
function descend(value: MoValue, path: readonly string[]): MoValue {
  const [first] = path;
  if (first === undefined || !isObject(value) || !Object.hasOwn(value, first)) {
    return value;
  }
  return descend(value[first] ?? null, path.slice(1));
}
