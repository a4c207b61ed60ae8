/** Unusual but legal ways to carry out and to report commands (clauses 5.3 and 5.4.1, readings ). */
import type { StatusItem } from '../../protocol/dm2/package3.js';
import type { MoItem, MoObject, MoValue } from '../../protocol/dm2/mo.js';
import { CommandFault } from '../../reference/dm2-client/faults.js';
import { afterwards, whenRefused } from '../conditions.js';
import type { ClientVariant } from '../defect.js';
import { refusedWith } from '../mutants/dm2-parts.js';

export const variants: readonly ClientVariant[] = [
  {
    id: 'dm2/client/uri-without-final-slash',
    does: 'reports the address of a new instance without the slash at its end',
    legal: 'A-16: addresses are compared without regard to a final slash',
    parts: (standard) => ({ storeAnywhere: afterwards(standard.storeAnywhere, (_client, { result }) => result.some((uri) => uri.endsWith('/')), (_client, { result }) => result.map((uri) => uri.replace(/\/$/, ''))) }),
  },
  {
    id: 'dm2/client/uri-always-reported',
    does: 'reports the address of HGET in URI although the server gave it',
    legal: 'A-16: URI is needed when the command had no ClientURI and tolerated otherwise',
    parts: (standard) => ({
      hget: afterwards(standard.hget, (_client, { args: { command }, result }) => command.clientUri !== undefined && result.URI === undefined, (_client, { args: { command }, result }) =>
        Promise.resolve({ ...result, URI: [command.clientUri ?? ''] })),
    }),
  },
  {
    id: 'dm2/client/bad-request-for-unknown-address',
    does: 'answers DELETE, EXEC and GET of an address that names nothing with 400',
    legal: 'A-33: 404 is preferred for an address that cannot be resolved, 400 accepted',
    parts: (standard) => ({
      delete: whenRefused(standard.delete, refusedWith(404), sayingBadRequest),
      exec: whenRefused(standard.exec, refusedWith(404), sayingBadRequest),
      get: whenRefused(standard.get, refusedWith(404), sayingBadRequest),
    }),
  },
  {
    id: 'dm2/client/forbids-beyond-access-type',
    does: 'answers 403 where the access type of a node does not allow the command, and 405 for writing permanent nodes',
    legal: 'dm2-tables section 3: 405 is preferred, 403 accepted; only deleting and renaming permanent nodes has to be 405',
    parts: () => ({
      checkAccessType(_client, { definition, access }) {
        const code = definition.scope === 'permanent' && access === 'Replace' ? 405 : 403;
        if (!definition.access.includes(access)) throw new CommandFault(code, `node ${definition.name} does not allow ${access}`);
      },
    }),
  },
  {
    id: 'dm2/client/data-nested-from-root',
    does: 'nests MOData from the name of the MO root, whichever node was addressed',
    legal: 'A-36: the name of the root and the name of the addressed node are both accepted',
    parts: (standard) => ({
      serializeItem(client, place) {
        const item = standard.serializeItem(client, place);
        const [value = null] = Object.values(item.MOData);
        const nested = place.path.reduceRight<MoValue>((inner, name) => ({ [name]: inner }), value);
        return { ...item, MOData: { [place.instance.definition.root.name]: nested } };
      },
    }),
  },
  {
    id: 'dm2/client/scalars-as-text',
    does: 'writes numbers and booleans as text',
    legal: 'A-37: native and text forms are both accepted',
    parts: (standard) => ({
      serializeLeaf(client, args) {
        const value = standard.serializeLeaf(client, args);
        return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
      },
    }),
  },
  {
    id: 'dm2/client/exec-always-later',
    does: 'reports every EXEC later, by its own choice',
    legal: 'clause 5.4.1: both ways of reporting are open to the client where EXEC has no ServerURI',
    parts: (standard) => ({ execSync: (client, args) => standard.execAsync(client, { ...args, serverUri: undefined }) }),
  },
  {
    id: 'dm2/client/get-data-at-top-level',
    does: 'puts the data of GET beside Status instead of into it',
    legal: 'A-22: no text says where the data stands; it is recognised by its form',
    parts: () => ({ encodePackage3: (_client, { package3 }) => jsonBytes(withDataOnTop(package3)) }),
  },
  {
    id: 'dm2/client/get-scalar-for-leaf',
    does: 'puts the bare value into the status where GET addressed one leaf',
    legal: 'A-22: a scalar for one leaf is one of the forms',
    parts: () => ({
      encodePackage3: (_client, { package3 }) => jsonBytes({ ...package3, Status: package3.Status.map((item) => ({ ...item, ...bareValue(item) })) }),
    }),
  },
  {
    id: 'dm2/client/json-written-wide',
    does: 'indents its JSON, writes the members in the opposite order and adds some of its own',
    legal: 'RFC 8259 sections 2 and 4: white space and order carry no meaning; unknown members are to be ignored',
    parts: () => ({
      encodePackage1: (_client, { package1 }) => wide(package1),
      encodePackage3: (_client, { package3 }) => wide({ ...package3, Status: package3.Status.map((item) => reversed({ 'x-vendor': { took: '2 ms' }, ...item })) }),
      encodeUpload: (_client, { items }) => Buffer.from(`\r\n ${JSON.stringify(items.map(reversed), null, '\t')}\r\n`),
    }),
  },
  {
    id: 'dm2/client/one-code-for-repository-errors',
    does: 'reports 500 whatever error the repository answered',
    legal: 'dm2-tables section 3: any 4xx or 5xx is accepted for a repository that failed',
    parts: (standard) => ({ onRepositoryStatus: (client, args) => (standard.onRepositoryStatus(client, args) === 200 ? 200 : 500) }),
  },
];

const sayingBadRequest = (): Promise<StatusItem> => Promise.resolve({ sc: 400 });

function withDataOnTop({ Status, ...rest }: { readonly Status: readonly StatusItem[] }): object {
  const data = Status.flatMap(({ MO }) => MO ?? []);
  return { Status: Status.map(({ MO: _, ...item }) => item), ...rest, ...(data.length === 0 ? {} : { Data: data }) };
}

/** The member that a status has instead of MO where GET addressed one leaf; none otherwise. */
function bareValue({ MO }: StatusItem): { readonly MO?: MoValue } {
  const [item, another] = MO ?? [];
  const [value] = Object.values(item?.MOData ?? {});
  return another !== undefined || value === undefined || isObject(value) ? {} : { MO: value };
}

const isObject = (value: MoValue): value is MoObject => typeof value === 'object' && value !== null;

const jsonBytes = (value: object): Uint8Array => Buffer.from(JSON.stringify(value));

const reversed = (value: object | MoItem): object => Object.fromEntries(Object.entries(value).reverse());

const wide = (value: object): Uint8Array => Buffer.from(`${JSON.stringify({ 'x-vendor': [1, { note: 'ignore me' }], ...reversed(value) }, null, 2)}\n`);
