/** Unusual but legal clients as their data looks: items and addresses of uploads, identifiers, optional nodes. */
import type { MoItem, MoValue } from '../../protocol/dm2/mo.js';
import { DEVINFO_MOID } from '../../reference/dm2-client/definitions/standard.js';
import type { ClientParts } from '../../reference/dm2-client/parts.js';
import type { ClientVariant } from '../defect.js';

/** Parts that write the items of uploads in another way. */
const writing = (change: (items: readonly MoItem[]) => unknown) => (): Partial<ClientParts> => ({
  encodeUpload: (_client, { items }) => Buffer.from(JSON.stringify(change(items)), 'utf8'),
});

/** Parts that spell addresses in another way. */
const spelling = (spell: (uri: string) => string) => (standard: ClientParts): Partial<ClientParts> => ({
  addressOf: (client, args) => spell(standard.addressOf(client, args)),
});

export const variants: readonly ClientVariant[] = [
  {
    id: 'dm2/client/items-in-reverse',
    does: 'uploads the items of several addresses in reverse order',
    legal: 'Each item has its own address (7.2.1.4); no text orders the items.',
    parts: writing((items) => items.toReversed()),
  },
  {
    id: 'dm2/client/children-in-reverse',
    does: 'writes MOData before ClientURI, and children of a node in reverse order',
    legal: 'The members of a JSON object have no order (RFC 8259, 4).',
    parts: writing((items) => items.map(({ MOData, ...item }) => ({ MOData: reversed(MOData), ...item }))),
  },
  {
    id: 'dm2/client/items-with-more-members',
    does: 'adds members of its own to the items of uploads',
    legal: 'The schema of 7.2.1.4 names four members and does not close the object.',
    parts: writing((items) => items.map((item) => ({ 'x-acme': { MOData: [], ClientURI: 1 }, ...item, readAt: 1454976000 }))),
  },
  {
    id: 'dm2/client/items-without-ddf',
    does: 'leaves the DDF link out of uploads',
    legal: 'DDF is optional in an item (DM2-SER-C-002).',
    parts: writing((items) => items.map(({ DDF: _link, ...item }) => item)),
  },
  {
    id: 'dm2/client/encodes-more-than-needed',
    does: 'percent-encodes letters that could stand as they are, in lower-case hexadecimal digits',
    legal: 'An encoded unreserved character is equivalent to the character, and hexadecimal digits have no case (RFC 3986, 6.2.2).',
    parts: spelling((uri) => uri.replace(/\/([A-Za-z])/g, (_all, letter: string) => `/%${letter.charCodeAt(0).toString(16)}`).replace(/%[0-9A-F]{2}/g, (octet) => octet.toLowerCase())),
  },
  {
    id: 'dm2/client/imei-as-device-id',
    does: 'has an IMEI as DevID',
    legal: 'IMEI is one of the schemes (12.1, A-42).',
    config: (standard) => ({ ...standard, devId: 'IMEI:490154203237518' }),
  },
  {
    id: 'dm2/client/opaque-validators',
    does: 'gives validators with characters that an address has to encode',
    legal: 'A validator is a text of the choice of the client (11.2, A-32).',
    parts: (standard) => ({
      validatorOf(client, args) {
        const validator = standard.validatorOf(client, args);
        return validator === undefined ? undefined : `"${validator}" & é=?/#`;
      },
    }),
  },
  {
    id: 'dm2/client/device-info-with-extension',
    does: 'has the nodes of a vendor in DevInfo',
    legal: 'DevInfo may have Bearer and Ext (DM2-MO-DEVINFO-C-008).',
    supports: { DEVINFO_EXT: true },
    config: (standard) => ({
      ...standard,
      mos: standard.mos.map((mo) => (mo.definition.moid === DEVINFO_MOID ? { ...mo, instances: mo.instances.map((instance) => ({ ...instance, data: { ...instance.data, Ext: { Colour: 'blue' } } })) } : mo)),
    }),
  },
  {
    id: 'dm2/client/refuses-bare-objects',
    does: 'refuses a single object where a repository should deliver an array',
    legal: 'The serialization is an array (7.2.1.4); to take a single object is SHOULD (DM2-SER-C-012).',
    parts: (standard) => ({
      decodeFetched(client, args) {
        const isBare = Buffer.from(args.response.body).toString('utf8').trimStart().startsWith('{');
        return standard.decodeFetched(client, isBare ? { ...args, response: { ...args.response, body: Buffer.from('null') } } : args);
      },
    }),
  },
];

function reversed(value: MoValue): MoValue {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).toReversed().map(([name, child]) => [name, reversed(child)])) : value;
}
