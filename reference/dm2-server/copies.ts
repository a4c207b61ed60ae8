/**
 * Caching by validators (OMA-TS-DM_Protocol-V2_0, ~5.5): the server keeps the last whole instance that came with a
 * validator, asks with that validator, and uses its copy when the device answers 304.
 *
 * A validator speaks for a whole instance, and it comes only with the root: so one copy serves every node below.
 */
import { parseClientUri, type ClientUri } from '../../protocol/dm2/client-uri.js';
import type { MoItem, MoValue } from '../../protocol/dm2/mo.js';
import type { Device, StoredInstance } from './model.js';
import type { ServerParts } from './parts.js';
import { supports } from './server-config.js';
import { readUri } from './sessions.js';

/** DM2-CACHE-S-001: a root with a validator is kept, a root without one is no longer believed. */
export const rememberItems: ServerParts['rememberItems'] = ({ config }, { device, items }) => {
  for (const item of items) {
    const uri = readUri(item.ClientURI);
    const place = uri?.path.length === 0 ? instanceOf(device, uri) : undefined;
    if (place === undefined) continue;
    if (item.CV === undefined) device.copies.delete(place.key);
    else device.copies.set(place.key, { moid: place.moid, miid: place.miid, cv: item.CV, item });
  }
  for (const oldest of device.copies.keys()) {
    if (device.copies.size <= config.limits.copiesPerDevice) break;
    device.copies.delete(oldest);
  }
};

/** DM2-CACHE-S-010: known only for an instance and nodes that the address names. */
export const validatorFor: ServerParts['validatorFor'] = (server, { device, uri }) => {
  if (!supports(server.config, 'S_CACHE') || uri.path.some(({ kind }) => kind !== 'name')) return undefined;
  return copyFor(device, uri)?.cv;
};

/** DM2-CACHE-S-011: what the copies hold at these addresses; null when there is nothing. */
export const storedCopy: ServerParts['storedCopy'] = (_server, { device, clientUris }) => {
  const found = clientUris.flatMap((text) => {
    const uri = parseClientUri(text);
    const copy = copyFor(device, uri);
    const item = copy === undefined ? undefined : itemBelow({ copy, uri, text });
    return item === undefined ? [] : [item];
  });
  return found.length === 0 ? null : found;
};

interface Named {
  readonly key: string;
  readonly moid: string;
  readonly miid: string;
}

/** The instance that an address names; the empty component names the only one that the device listed. */
function instanceOf({ package1 }: Device, { moid, instance }: ClientUri): Named | undefined {
  switch (instance.kind) {
    case 'name':
      return { key: `${moid} ${instance.name}`, moid, miid: instance.name };
    case 'only': {
      const [miid = '', ...more] = package1?.value.MOS?.find((entry) => entry.MOID === moid)?.MIID ?? [];
      return more.length > 0 ? undefined : { key: `${moid} ${miid}`, moid, miid };
    }
    case 'x-name':
    case 'wildcard':
      return undefined;
  }
}

function copyFor(device: Device, uri: ClientUri): StoredInstance | undefined {
  const place = instanceOf(device, uri);
  return place === undefined ? undefined : device.copies.get(place.key);
}

interface Below {
  readonly copy: StoredInstance;
  readonly uri: ClientUri;
  readonly text: string;
}

function itemBelow({ copy, uri, text }: Below): MoItem | undefined {
  const [entry] = Object.entries(copy.item.MOData);
  if (entry === undefined) return undefined;
  let [name, value]: readonly [string, MoValue] = entry;
  for (const step of uri.path) {
    const wanted = step.kind === 'name' ? step.name : undefined;
    if (wanted === undefined || typeof value !== 'object' || value === null || !Object.hasOwn(value, wanted)) return undefined;
    [name, value] = [wanted, value[wanted] ?? null];
  }
  return { ClientURI: text, MOData: { [name]: value } };
}
