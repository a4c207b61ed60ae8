/** Defects of HGET (clause 5.3.1). */
import { CommandFault } from '../../../reference/dm2-client/faults.js';
import type { TreeNode } from '../../../reference/dm2-client/model.js';
import type { ClientContext, ClientParts } from '../../../reference/dm2-client/parts.js';
import { afterwards, onlyWhen, within } from '../../conditions.js';
import type { ClientMutant } from '../../defect.js';

/** The standard HGET, carried out with some parts replaced, so that nothing else of the client changes. */
const hgetWith = (change: (standard: ClientParts) => Partial<ClientParts>) => (standard: ClientParts): Partial<ClientParts> => ({
  hget: within(standard.hget, () => change(standard)),
});

/** Asks the repository once more after an error of this class. */
const retriesOn = (hundreds: 4 | 5) =>
  hgetWith((standard) => ({
    httpRequest: afterwards(standard.httpRequest, (_client, { result }) => Math.floor(result.status / 100) === hundreds, (client, { args }) => standard.httpRequest(client, args)),
  }));

/** Devices are told apart by their state, which all contexts of one device share. */
const perDevice = <Value>(make: () => Value): ((client: ClientContext) => Value) => {
  const values = new WeakMap<object, Value>();
  return ({ state }) => {
    const known = values.get(state) ?? make();
    values.set(state, known);
    return known;
  };
};

export const mutants: readonly ClientMutant[] = [
  {
    id: 'dm2/client/hget/unsupported',
    violates: 'DM2-CMD-HGET-B-001',
    does: 'answers every HGET as an unknown command',
    parts: () => ({ hget: () => Promise.reject(new CommandFault(501, 'HGET is not supported')) }),
  },
  {
    id: 'dm2/client/hget/fetches-by-post',
    violates: 'DM2-CMD-HGET-C-002',
    does: 'asks for the data by POST',
    parts: hgetWith((standard) => ({ httpRequest: (client, request) => standard.httpRequest(client, { ...request, method: 'POST' }) })),
  },
  {
    id: 'dm2/client/hget/takes-same-size-for-same-data',
    violates: 'DM2-CMD-HGET-C-003',
    does: 'takes a download of the same length for the one that it has already, and stores nothing',
    parts: (standard) => {
      const stored = perDevice(() => new Map<string, number>());
      return {
        storeAt: onlyWhen(standard.storeAt, (client, { clientUri, fetched }) => {
          const size = JSON.stringify(fetched).length;
          const isKnown = stored(client).get(clientUri) === size;
          stored(client).set(clientUri, size);
          return isKnown;
        }, () => []),
      };
    },
  },
  {
    id: 'dm2/client/hget/merges',
    violates: 'DM2-CMD-HGET-C-004',
    does: 'keeps the items of an interior node that the new data does not hold',
    parts: hgetWith((standard) => {
      const others = ({ old, given }: Parameters<ClientParts['keptChildren']>[1]): readonly TreeNode[] => [...old.children.values()].filter((child) => !given.has(child.name));
      return { keptChildren: onlyWhen(standard.keptChildren, (client, args) => standard.keptChildren(client, { ...args, log: { entries: [] } }).length < others(args).length, (_client, args) => others(args)) };
    }),
  },
  {
    id: 'dm2/client/hget/reports-no-place',
    violates: 'DM2-CMD-HGET-C-005',
    does: 'reports the status alone when it chose the place itself',
    parts: (standard) => ({
      hget: afterwards(standard.hget, (_client, { result }) => result.URI !== undefined, (_client, { result: { sc } }) => Promise.resolve({ sc })),
    }),
  },
  {
    id: 'dm2/client/hget/reports-wrong-place',
    violates: 'DM2-CMD-HGET-C-005',
    does: 'reports an address that does not lead to the data',
    parts: (standard) => ({
      storeAnywhere: afterwards(standard.storeAnywhere, (_client, { result }) => result.some((uri) => uri.endsWith('/')), (_client, { result }) => result.map((uri) => uri.replace(/\/$/, '0/'))),
    }),
  },
  {
    id: 'dm2/client/hget/reports-first-place-only',
    violates: 'DM2-CMD-HGET-C-006',
    does: 'reports the first of several places',
    parts: (standard) => ({ storeAnywhere: afterwards(standard.storeAnywhere, (_client, { result }) => result.length > 1, (_client, { result }) => result.slice(0, 1)) }),
  },
  {
    id: 'dm2/client/hget/takes-miid-from-data',
    violates: 'DM2-CMD-HGET-C-007',
    does: 'makes the MIID in the data the MIID of the new instance',
    parts: (standard) => ({
      storeAnywhere: within(standard.storeAnywhere, ({ fetched }) => {
        const named = fetched.kind === 'items' ? fetched.items.map(({ ClientURI }) => ClientURI.split('/')[1] ?? '') : [];
        let name = '';
        const hasName = (): boolean => {
          name = named.shift() ?? '';
          return name !== '';
        };
        return { chooseInstanceId: onlyWhen(standard.chooseInstanceId, hasName, () => name) };
      }),
    }),
  },
  { id: 'dm2/client/hget/retries-4xx', violates: 'DM2-CMD-HGET-C-009', does: 'repeats a GET that was answered 4xx', parts: retriesOn(4) },
  { id: 'dm2/client/hget/retries-5xx', violates: 'DM2-CMD-HGET-C-010', does: 'repeats a GET that was answered 5xx', parts: retriesOn(5) },
  {
    id: 'dm2/client/hget/accepts-text',
    violates: 'DM2-CMD-HGET-C-011',
    does: 'names only plain text in Accept',
    parts: hgetWith(() => ({ acceptHeader: () => 'text/plain' })),
  },
  {
    id: 'dm2/client/hget/overwrites-permanent',
    violates: 'DM2-CMD-HGET-C-012',
    does: 'lets HGET replace a permanent leaf that is only readable',
    parts: hgetWith((standard) => ({
      checkAccessType(client, args) {
        if (args.access !== 'Replace' || args.definition.scope !== 'permanent') standard.checkAccessType(client, args);
      },
    })),
  },
  {
    id: 'dm2/client/hget/drops-unknown-nodes',
    violates: 'DM2-CMD-HGET-C-013',
    does: 'leaves out the nodes it does not know and stores the rest',
    parts: hgetWith((standard) => ({
      payloadFor(client, args) {
        const value = standard.payloadFor(client, args);
        const { definition } = args;
        if (value === null || typeof value !== 'object' || definition.format !== 'node' || definition.children.some((child) => child.naming === 'placeholder')) return value;
        return Object.fromEntries(Object.entries(value).filter(([name]) => definition.children.some((child) => child.name === name)));
      },
    })),
  },
  {
    id: 'dm2/client/hget/stores-zero-for-text',
    violates: 'DM2-CMD-HGET-C-013',
    does: 'stores 0 where text comes for an int leaf',
    parts: hgetWith((standard) => ({
      checkFormat: (client, args) => standard.checkFormat(client, args.definition.format === 'int' && Number.isNaN(Number(args.value)) ? { ...args, value: 0 } : args),
    })),
  },
  {
    id: 'dm2/client/hget/ignores-broken-json',
    violates: 'DM2-CMD-HGET-C-013',
    does: 'takes JSON that ends too early for no change, and reports success',
    parts: hgetWith((standard) => ({
      decodeFetched(client, args) {
        try {
          return standard.decodeFetched(client, args);
        } catch (fault) {
          const isWhole = /[\]}]\s*$/.test(Buffer.from(args.response.body).toString('utf8'));
          throw isWhole ? fault : new CommandFault(200, 'nothing new');
        }
      },
    })),
  },
  {
    id: 'dm2/client/hget/stores-too-many-items',
    violates: 'DM2-CMD-HGET-C-013',
    does: 'does not count the items below a node',
    parts: hgetWith(() => ({ checkOccurrence: () => undefined })),
  },
  {
    id: 'dm2/client/hget/refuses-dmmo-type',
    violates: 'DM2-CMD-HGET-C-014',
    does: 'takes JSON only under the general type, and answers 415 to that of the serialization',
    parts: hgetWith((standard) => ({
      decodeFetched(client, args) {
        if (args.response.headers.get('content-type')?.startsWith('application/dmmo') === true) throw new CommandFault(415, 'unknown type');
        return standard.decodeFetched(client, args);
      },
    })),
  },
  {
    id: 'dm2/client/hget/refuses-raw-content',
    violates: 'DM2-CMD-HGET-C-015',
    does: 'takes nothing but JSON',
    parts: hgetWith((standard) => ({
      decodeFetched(client, args) {
        const fetched = standard.decodeFetched(client, args);
        if (fetched.kind === 'raw') throw new CommandFault(415, 'raw content is not supported');
        return fetched;
      },
    })),
  },
];
