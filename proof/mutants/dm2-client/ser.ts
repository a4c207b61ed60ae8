/** Defects of the MO serialization, written and read (clause 7.2.1.4). */
import { MO_TYPE } from '../../../protocol/dm2/media-types.js';
import type { MoItem, MoValue } from '../../../protocol/dm2/mo.js';
import { CommandFault } from '../../../reference/dm2-client/faults.js';
import type { ClientContext, ClientParts } from '../../../reference/dm2-client/parts.js';
import { onlyWhen } from '../../conditions.js';
import type { ClientMutant } from '../../defect.js';

const written = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

/** Writes text leaves in another way. */
const texts = (write: (text: string) => MoValue) => (standard: ClientParts): Partial<ClientParts> => ({
  serializeLeaf(client, args) {
    const value = standard.serializeLeaf(client, args);
    return args.leaf.definition.format === 'chr' && typeof value === 'string' ? write(value) : value;
  },
});

/** A leaf value as text. */
const asText = (value: MoValue): string => (typeof value === 'object' ? '' : String(value));

/** Refuses the text form of one format. */
const nativeOnly = (format: string) => (standard: ClientParts): Partial<ClientParts> => ({
  checkFormat(client, args) {
    if (args.definition.format === format && typeof args.value === 'string') throw new CommandFault(400, `${format} is no text`);
    return standard.checkFormat(client, args);
  },
});

const spelled = new WeakSet<ClientContext['state']>();

/** Children as a list of names and values, which is no MO serialization. */
function asList(value: MoValue): unknown {
  return typeof value === 'object' && value !== null ? Object.entries(value).map(([name, child]) => ({ name, value: asList(child) })) : value;
}

const instanceOf = ({ ClientURI }: MoItem): string => ClientURI.split('/').slice(0, 2).join('/');

/** The address of the first item, if it is another than that of the command and ends like that of a leaf. */
function leafElsewhere({ clientUri, fetched }: Parameters<ClientParts['storeAt']>[1]): string | undefined {
  const [item] = fetched.kind === 'items' ? fetched.items : [];
  return item === undefined || item.ClientURI === clientUri || item.ClientURI.endsWith('/') ? undefined : item.ClientURI;
}

function merged(items: readonly MoItem[]): readonly MoItem[] {
  const [first, second] = items;
  if (items.length !== 2 || first === undefined || second === undefined || instanceOf(first) !== instanceOf(second)) return items;
  if (Object.keys(first.MOData).some((name) => Object.hasOwn(second.MOData, name))) return items;
  return [{ ClientURI: `${instanceOf(first)}/`, MOData: { Root: { ...first.MOData, ...second.MOData } } }];
}

export const mutants: readonly ClientMutant[] = [
  {
    id: 'dm2/client/ser/bare-item',
    violates: 'DM2-SER-B-001',
    does: 'uploads a single item without the array around it',
    parts: (standard) => ({ encodeUpload: (client, args) => (args.items.length === 1 ? written(args.items[0]) : standard.encodeUpload(client, args)) }),
  },
  {
    id: 'dm2/client/ser/no-root-name',
    violates: 'DM2-SER-C-003',
    does: 'puts the children of the addressed node directly into MOData',
    parts: (standard) => ({
      serializeItem(client, place) {
        const item = standard.serializeItem(client, place);
        const [data] = Object.values(item.MOData);
        return typeof data === 'object' && data !== null ? { ...item, MOData: data } : item;
      },
    }),
  },
  {
    id: 'dm2/client/ser/root-by-miid',
    violates: 'DM2-SER-C-003',
    does: 'calls the member of MOData after the instance identifier',
    parts: (standard) => ({ rootKey: (client, place) => (place.path.length === 0 ? place.instance.miid : standard.rootKey(client, place)) }),
  },
  {
    id: 'dm2/client/ser/children-in-list',
    violates: 'DM2-SER-C-004',
    does: 'writes the children of an interior node as a list of names and values',
    parts: () => ({
      encodeUpload: (_client, { items }) => written(items.map((item) => ({ ...item, MOData: Object.fromEntries(Object.entries(item.MOData).map(([name, value]) => [name, asList(value)])) }))),
    }),
  },
  { id: 'dm2/client/ser/digits-as-number', violates: 'DM2-SER-C-004', does: 'writes text of four digits or more as a number', parts: texts((text) => (/^\d{4,}$/.test(text) ? Number(text) : text)) },
  { id: 'dm2/client/ser/true-as-boolean', violates: 'DM2-SER-C-004', does: 'writes the text "true" as a boolean', parts: texts((text) => (text === 'true' ? true : text)) },
  { id: 'dm2/client/ser/empty-as-null', violates: 'DM2-SER-C-004', does: 'writes an empty text as null', parts: texts((text) => (text === '' ? null : text)) },
  { id: 'dm2/client/ser/no-text-for-int', violates: 'DM2-SER-C-005', does: 'refuses an int that comes as text', parts: nativeOnly('int') },
  { id: 'dm2/client/ser/no-text-for-float', violates: 'DM2-SER-C-005', does: 'refuses a float that comes as text', parts: nativeOnly('float') },
  {
    id: 'dm2/client/ser/bool-as-it-came',
    violates: 'DM2-SER-C-005',
    does: 'uploads a bool as text once it was given as text',
    parts: (standard) => ({
      checkFormat(client, args) {
        const value = standard.checkFormat(client, args);
        if (args.definition.format === 'bool' && typeof args.value === 'string') spelled.add(client.state);
        return value;
      },
      serializeLeaf(client, args) {
        const value = standard.serializeLeaf(client, args);
        return args.leaf.definition.format === 'bool' && spelled.has(client.state) ? asText(value) : value;
      },
    }),
  },
  {
    id: 'dm2/client/ser/url-safe-base64',
    violates: 'DM2-SER-C-006',
    does: 'writes bytes in the alphabet for URLs',
    parts: (standard) => ({
      serializeLeaf(client, args) {
        const value = standard.serializeLeaf(client, args);
        return args.leaf.definition.format === 'bin' ? asText(value).replaceAll('+', '-').replaceAll('/', '_') : value;
      },
    }),
  },
  {
    id: 'dm2/client/ser/date-as-number',
    violates: 'DM2-SER-C-006',
    does: 'writes a date as a number of milliseconds',
    parts: (standard) => ({
      serializeLeaf(client, args) {
        const value = standard.serializeLeaf(client, args);
        return args.leaf.definition.format === 'date' ? Date.parse(asText(value)) : value;
      },
    }),
  },
  {
    id: 'dm2/client/ser/one-item-per-instance',
    violates: 'DM2-SER-C-007',
    does: 'puts two addresses of one instance into one item',
    parts: (standard) => ({ encodeUpload: (client, args) => standard.encodeUpload(client, { ...args, items: merged(args.items) }) }),
  },
  {
    id: 'dm2/client/ser/wildcard-as-address',
    violates: 'DM2-SER-C-008',
    does: 'gives all nodes that a wildcard matches the address with the wildcard',
    parts: (standard) => ({
      readNodes(client, args) {
        const result = standard.readNodes(client, args);
        const [uri] = args.clientUris;
        return uri?.includes('*') === true ? { ...result, items: result.items.map((item) => ({ ...item, ClientURI: uri })) } : result;
      },
    }),
  },
  {
    id: 'dm2/client/ser/validator-as-etag',
    violates: 'DM2-SER-C-009',
    does: 'writes the validator as ETag',
    parts: () => ({ encodeUpload: (_client, { items }) => written(items.map(({ CV, ...item }) => ({ ...item, ...(CV === undefined ? {} : { ETag: CV }) }))) }),
  },
  {
    id: 'dm2/client/ser/labels-as-json',
    violates: 'DM2-SER-B-011',
    does: 'labels uploads as application/json unless the server asked for a type',
    parts: (standard) => ({
      negotiateUploadType(client, args) {
        const type = standard.negotiateUploadType(client, args);
        return args.session.accepted === undefined && type === MO_TYPE ? 'application/json' : type;
      },
    }),
  },
  {
    id: 'dm2/client/ser/ignores-bare-object',
    violates: 'DM2-SER-C-012',
    does: 'reports success for a bare object and stores nothing',
    parts: (standard) => ({
      decodeFetched(client, args) {
        const fetched = standard.decodeFetched(client, args);
        const isBare = fetched.kind === 'items' && args.target !== undefined && new TextDecoder().decode(args.response.body).startsWith('{');
        return isBare ? { kind: 'items', items: [] } : fetched;
      },
      storeAt: onlyWhen(standard.storeAt, (_client, { fetched }) => fetched.kind === 'items' && fetched.items.length === 0, () => []),
    }),
  },
  {
    id: 'dm2/client/ser/follows-payload-address',
    violates: 'DM2-SER-C-013',
    does: 'stores an item where its own ClientURI says when that names a leaf',
    parts: (standard) => ({
      storeAt: onlyWhen(standard.storeAt, (_client, args) => leafElsewhere(args) !== undefined, (client, args) => standard.storeAt(client, { ...args, clientUri: leafElsewhere(args) ?? args.clientUri })),
    }),
  },
];
