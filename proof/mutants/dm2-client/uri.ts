/** Defects of ClientURI resolution and of the addresses a client writes (clauses 6.1 and 6.2). */
import type { ClientUri } from '../../../protocol/dm2/client-uri.js';
import { FIXTURE_MOID } from '../../../reference/dm2-client/definitions/probe.js';
import { supports } from '../../../reference/dm2-client/device-config.js';
import { CommandFault } from '../../../reference/dm2-client/faults.js';
import type { MoInstance } from '../../../reference/dm2-client/model.js';
import type { ClientParts } from '../../../reference/dm2-client/parts.js';
import { onlyWhen, within } from '../../conditions.js';
import type { ClientMutant } from '../../defect.js';

const isPattern = (component: ClientUri['instance']): boolean => component.kind === 'wildcard' || component.kind === 'x-name';

/** Replaces the choice of instances. */
const choosing = (choose: (instances: readonly MoInstance[], chosen: { readonly uri: ClientUri; readonly usual: readonly MoInstance[] }) => readonly MoInstance[]) => (standard: ClientParts): Partial<ClientParts> => ({
  resolveInstances: (client, args) => choose(args.instances, { uri: args.uri, usual: standard.resolveInstances(client, args) }),
});

/** Refuses addresses that the device has no mind for. */
const refusing = (isRefused: (uri: ClientUri) => boolean) => (standard: ClientParts): Partial<ClientParts> => ({
  checkUriFeatures(client, args) {
    if (isRefused(args.uri)) throw new CommandFault(501, 'addresses of this kind are not supported');
    standard.checkUriFeatures(client, args);
  },
});

/** The text before anything is read of it. */
const rewriting = (rewrite: (text: string) => string) => (standard: ClientParts): Partial<ClientParts> => ({
  parseAddress: (client, { text }) => standard.parseAddress(client, { text: rewrite(text) }),
});

export const mutants: readonly ClientMutant[] = [
  {
    id: 'dm2/client/uri/reads-whole-account',
    violates: 'DM2-URI-C-002',
    does: 'reads the whole DM Account when one of its leaves is addressed',
    parts: (standard) => ({
      resolvePath(client, args) {
        const places = standard.resolvePath(client, args);
        const isLeaf = args.instance.definition.root.name === 'DMAcc' && args.uri.path.length === 1 && places.some(({ node }) => node.kind === 'leaf');
        return isLeaf ? standard.resolvePath(client, { ...args, uri: { ...args.uri, path: [] } }) : places;
      },
    }),
  },
  {
    id: 'dm2/client/uri/reads-parent-of-deep-path',
    violates: 'DM2-URI-C-002',
    does: 'follows a path of plain names to an interior node and reads the node above it',
    parts: (standard) => ({
      resolvePath(client, args) {
        const places = standard.resolvePath(client, args);
        const isInterior = args.instance.definition.moid === FIXTURE_MOID && args.uri.path.length > 0 && places.some(({ node }) => node.kind === 'interior');
        return isInterior ? standard.resolvePath(client, { ...args, uri: { ...args.uri, path: args.uri.path.slice(0, -1) } }) : places;
      },
    }),
  },
  { id: 'dm2/client/uri/no-queries', violates: 'DM2-URI-C-003', does: 'refuses every address with a query', parts: refusing((uri) => uri.nv.length > 0 || uri.cv !== undefined) },
  { id: 'dm2/client/uri/no-x-names', violates: 'DM2-URI-C-004', does: 'refuses every address with an x-name', parts: refusing((uri) => [uri.instance, ...uri.path].some(({ kind }) => kind === 'x-name')) },
  { id: 'dm2/client/uri/no-wildcards', violates: 'DM2-URI-C-005', does: 'refuses every address with a wildcard', parts: refusing((uri) => [uri.instance, ...uri.path].some(({ kind }) => kind === 'wildcard')) },
  {
    id: 'dm2/client/uri/writes-names-as-they-are',
    violates: 'DM2-URI-B-007',
    does: 'writes node names into addresses without percent-encoding',
    parts: () => ({ addressOf: (_client, { moid, miid, path }) => `${moid}/${[miid, ...path].join('/')}${path.length === 0 ? '/' : ''}` }),
  },
  {
    id: 'dm2/client/uri/encodes-twice',
    violates: 'DM2-URI-B-007',
    does: 'percent-encodes names that it has encoded already',
    parts: (standard) => ({ addressOf: (client, args) => standard.addressOf(client, args).replaceAll('%', '%25') }),
  },
  {
    id: 'dm2/client/uri/ignores-miid',
    violates: 'DM2-URI-C-008',
    does: 'takes the first instance of the fixture for each MIID that exists',
    parts: choosing((instances, { uri, usual }) => (uri.moid === FIXTURE_MOID && uri.instance.kind === 'name' && usual.length > 0 ? instances.slice(0, 1) : usual)),
  },
  {
    id: 'dm2/client/uri/lists-miid-twice',
    violates: 'DM2-URI-C-009',
    does: 'lists an MIID twice in Package#1',
    parts: (standard) => ({
      visibleMiids(client, args) {
        const miids = standard.visibleMiids(client, args);
        return args.moid === FIXTURE_MOID ? [...miids, ...miids.slice(0, 1)] : miids;
      },
    }),
  },
  {
    id: 'dm2/client/uri/no-empty-instance',
    violates: 'DM2-URI-C-010',
    does: 'resolves an empty instance component in uploads for roots only, not before a path',
    parts: (standard) => ({
      upload: within(standard.upload, () => ({ resolveInstances: (client, { instances, uri }) => (uri.instance.kind === 'only' && uri.path.length > 0 ? [] : standard.resolveInstances(client, { instances, uri })) })),
    }),
  },
  {
    id: 'dm2/client/uri/empty-instance-is-first',
    violates: 'DM2-URI-C-011',
    does: 'takes the first of several instances for an empty instance component',
    parts: choosing((instances, { uri, usual }) => (uri.instance.kind === 'only' ? instances.slice(0, 1) : usual)),
  },
  {
    id: 'dm2/client/uri/wildcard-is-first-instance',
    violates: 'DM2-URI-C-012',
    does: 'takes the first instance for a wildcard',
    parts: choosing((_instances, { uri, usual }) => (uri.instance.kind === 'wildcard' ? usual.slice(0, 1) : usual)),
  },
  {
    id: 'dm2/client/uri/small-letters-only',
    violates: 'DM2-URI-C-013',
    does: 'takes only small letters for x-names',
    parts: rewriting((text) => {
      if (/\([A-Z]\)/.test(text)) throw new CommandFault(400, 'an x-name is a small letter');
      return text;
    }),
  },
  {
    id: 'dm2/client/uri/x-name-alone-matches-all',
    violates: 'DM2-URI-C-016',
    does: 'takes an x-name without nv field for a wildcard',
    parts: (standard) => ({ matchNv: (client, args) => (args.uri.nv.some(({ letter }) => letter === args.letter) ? standard.matchNv(client, args) : true) }),
  },
  {
    id: 'dm2/client/uri/nv-picks-first-instance',
    violates: 'DM2-URI-C-017',
    does: 'takes the first instance for an x-name, whatever its nv field says',
    parts: choosing((instances, { uri, usual }) => (uri.instance.kind === 'x-name' && usual.length > 0 ? instances.slice(0, 1) : usual)),
  },
  {
    id: 'dm2/client/uri/nv-picks-every-node',
    violates: 'DM2-URI-C-018',
    does: 'takes every child for an x-name in the path, whatever its nv field says',
    parts: (standard) => ({ matchComponent: (client, args) => (args.component.kind === 'x-name' && args.uri.nv.length > 0 ? true : standard.matchComponent(client, args)) }),
  },
  {
    id: 'dm2/client/uri/one-x-name-only',
    violates: 'DM2-URI-C-019',
    does: 'uses the fields of the first x-name for all of them',
    parts: (standard) => ({ matchNv: (client, args) => standard.matchNv(client, { ...args, letter: args.uri.nv[0]?.letter ?? args.letter }) }),
  },
  {
    id: 'dm2/client/uri/wildcard-is-first-node',
    violates: 'DM2-URI-C-020',
    does: 'takes the first child for a wildcard in the path',
    parts: (standard) => ({
      resolvePath(client, args) {
        const places = standard.resolvePath(client, args);
        return args.instance.definition.moid === FIXTURE_MOID && args.uri.path.some(({ kind }) => kind === 'wildcard') ? places.slice(0, 1) : places;
      },
    }),
  },
  {
    id: 'dm2/client/uri/wildcard-below-x-name-is-first-node',
    violates: 'DM2-URI-C-020',
    does: 'takes the first child for a wildcard in the path of an instance that an x-name picks',
    parts: (standard) => ({
      resolvePath(client, args) {
        const places = standard.resolvePath(client, args);
        return args.uri.instance.kind === 'x-name' && args.uri.path.some(({ kind }) => kind === 'wildcard') ? places.slice(0, 1) : places;
      },
    }),
  },
  {
    id: 'dm2/client/uri/one-nv-field-is-enough',
    violates: 'DM2-URI-C-021',
    does: 'is content when one of several nv fields holds',
    parts: (standard) => ({ matchNv: (client, args) => args.uri.nv.some((field) => standard.matchNv(client, { ...args, uri: { ...args.uri, nv: [field] } })) }),
  },
  {
    id: 'dm2/client/uri/wildcards-do-not-combine',
    violates: 'DM2-URI-C-022',
    does: 'takes the first instance for a wildcard when the path has one as well',
    parts: choosing((_instances, { uri, usual }) => (uri.instance.kind === 'wildcard' && uri.path.some(isPattern) ? usual.slice(0, 1) : usual)),
  },
  {
    id: 'dm2/client/uri/decodes-query-first',
    violates: 'DM2-URI-C-023',
    does: 'undoes percent-encoding in the query before it splits the query',
    parts: rewriting((text) => {
      const mark = text.indexOf('?');
      return mark < 0 ? text : `${text.slice(0, mark)}${decodeURIComponent(text.slice(mark))}`;
    }),
  },
  {
    id: 'dm2/client/uri/drops-unknown-wildcard',
    violates: 'DM2-URI-C-024',
    does: 'knows no wildcards and deletes what they would match all the same',
    supports: { C_URI_WILDCARD: false },
    config: (standard) => ({ ...standard, features: { ...standard.features, C_URI_WILDCARD: false } }),
    parts: () => ({ checkUriFeatures: () => undefined }),
  },
  {
    id: 'dm2/client/uri/drops-unknown-x-name',
    violates: 'DM2-URI-C-024',
    does: 'knows no x-names and deletes the first node instead',
    supports: { C_URI_XNAME: false },
    config: (standard) => ({ ...standard, features: { ...standard.features, C_URI_XNAME: false } }),
    parts: (standard) => ({
      checkUriFeatures: () => undefined,
      matchComponent: (client, args) => (args.component.kind === 'x-name' && !supports(client.config, 'C_URI_XNAME') ? true : standard.matchComponent(client, args)),
    }),
  },
  {
    id: 'dm2/client/uri/unknown-object-is-no-error',
    violates: 'DM2-URI-C-025',
    does: 'answers a read of an object that it does not have with success',
    parts: (standard) => ({
      upload: onlyWhen(standard.upload, ({ state }, { clientUris }) => !clientUris.some((uri) => state.mos.has(uri.split('/')[0] ?? '')), () => Promise.resolve({ sc: 200 })),
    }),
  },
  {
    id: 'dm2/client/uri/returns-tree-paths',
    violates: 'DM2-URI-C-026',
    does: 'writes the path in its device tree into uploads, in place of the MOID',
    parts: (standard) => ({
      serializeItem(client, place) {
        const item = standard.serializeItem(client, place);
        return { ...item, ClientURI: `./${place.instance.definition.root.name}${item.ClientURI.slice(item.ClientURI.indexOf('/'))}` };
      },
    }),
  },
  {
    id: 'dm2/client/uri/slash-is-first-instance',
    violates: 'DM2-URI-C-027',
    does: 'takes the first instance when an address ends after the instance',
    parts: choosing((instances, { uri, usual }) => (uri.moid === FIXTURE_MOID && uri.instance.kind === 'name' && uri.path.length === 0 ? instances.slice(0, 1) : usual)),
  },
];
