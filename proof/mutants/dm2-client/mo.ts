/** Defects in how management objects are kept: node kinds, scope, access types, formats, values (clause 6.3). */
import { CommandFault } from '../../../reference/dm2-client/faults.js';
import type { TreeNode } from '../../../reference/dm2-client/model.js';
import type { ClientContext, ClientParts } from '../../../reference/dm2-client/parts.js';
import { parentAt } from '../../../reference/dm2-client/tree/write.js';
import { noting, onlyWhen, whenRefused, within } from '../../conditions.js';
import type { ClientMutant } from '../../defect.js';

/** Alters text values on their way into the tree. */
const storing = (alter: (text: string) => string) => (standard: ClientParts): Partial<ClientParts> => ({
  checkFormat(client, args) {
    const value = standard.checkFormat(client, args);
    return args.definition.format === 'chr' && typeof value === 'string' ? alter(value) : value;
  },
});

/** Takes any scalar for leaves of one format. */
const careless = (format: string) => (standard: ClientParts): Partial<ClientParts> => ({
  checkFormat(client, args) {
    try {
      return standard.checkFormat(client, args);
    } catch (fault) {
      if (fault instanceof CommandFault && args.definition.format === format && typeof args.value === 'string') return args.value;
      throw fault;
    }
  },
});

/** What each client remembers of nodes that are gone, by name. */
function rememberNodes(): (client: ClientContext) => Map<string, TreeNode> {
  const memory = new WeakMap<ClientContext['state'], Map<string, TreeNode>>();
  return ({ state }) => {
    const known = memory.get(state) ?? new Map<string, TreeNode>();
    memory.set(state, known);
    return known;
  };
}

/** The standard DELETE, of which it is remembered what went. */
const remembering = (standard: ClientParts, deletedBy: (client: ClientContext) => Map<string, TreeNode>): Pick<ClientParts, 'deleteNodes'> => ({
  deleteNodes: noting(standard.deleteNodes, (client, { places }) => places.forEach(({ node }) => deletedBy(client).set(node.name, node))),
});

export const mutants: readonly ClientMutant[] = [
  {
    id: 'dm2/client/mo/serves-no-numbers',
    violates: 'DM2-MO-B-001',
    does: 'cannot read int leaves outside the standard objects',
    parts: (standard) => ({
      serializeItem(client, place) {
        if (place.node.definition.format === 'int' && place.node.name === 'Count') throw new CommandFault(404, 'numbers are not supported');
        return standard.serializeItem(client, place);
      },
    }),
  },
  {
    id: 'dm2/client/mo/scalar-for-interior',
    violates: 'DM2-MO-C-003',
    does: 'takes a scalar for an interior node and reports success',
    parts: (standard) => ({
      checkShape: (client, args) => (args.definition.format === 'node' ? undefined : standard.checkShape(client, args)),
    }),
  },
  {
    id: 'dm2/client/mo/object-for-leaf',
    violates: 'DM2-MO-C-003',
    does: 'stores the text of an object that comes for a leaf',
    parts: (standard) => ({
      buildNode: onlyWhen(standard.buildNode, (_client, { definition, value }) => definition.format === 'chr' && typeof value === 'object', (client, args) => standard.buildNode(client, { ...args, value: JSON.stringify(args.value) })),
    }),
  },
  {
    id: 'dm2/client/mo/child-below-leaf',
    violates: 'DM2-MO-C-003',
    does: 'reports success for a child below a leaf',
    parts: (standard) => ({
      hget: whenRefused(standard.hget, (_client, { fault }) => fault instanceof CommandFault && fault.sc === 405 && fault.message.includes('is a leaf'), () => Promise.resolve({ sc: 200 })),
    }),
  },
  {
    id: 'dm2/client/mo/renames-permanent-node',
    violates: 'DM2-MO-C-004',
    does: 'renames a permanent leaf when MOData has another name for it',
    parts: (standard) => ({
      hget: onlyWhen(standard.hget, (_client, { command }) => command.clientUri?.endsWith('/Fixed') === true, async (client, args) => {
        const { clientUri = '', serverUri } = args.command;
        const uri = client.parts.parseAddress(client, { text: clientUri });
        const [place] = client.parts.resolveUri(client, { account: args.session.account, uri, right: 'write' });
        const fetched = await client.parts.fetchMo(client, { serverUri, target: place });
        const [name] = fetched.kind === 'items' ? Object.keys(fetched.items[0]?.MOData ?? {}) : [];
        const parent = place === undefined ? undefined : parentAt(place.instance, place.path);
        if (place === undefined || name === undefined || parent === undefined || name === place.node.name) throw new CommandFault(405, 'permanent');
        parent.children.delete(place.node.name);
        parent.children.set(name, { ...place.node, name });
        return { sc: 200 };
      }),
    }),
  },
  {
    id: 'dm2/client/mo/deletes-permanent-child',
    violates: 'DM2-MO-C-004',
    does: 'deletes the permanent children of dynamic nodes',
    parts: (standard) => ({
      checkDeletable: (client, args) =>
        args.places.every(({ instance, path }) => path.length > 1 && parentAt(instance, path)?.definition.scope === 'dynamic' && parentAt(instance, path)?.definition.naming === 'placeholder') ? undefined : standard.checkDeletable(client, args),
    }),
  },
  {
    id: 'dm2/client/mo/name-is-used-up',
    violates: 'DM2-MO-C-005',
    does: 'refuses to create a node under a name that was deleted before',
    parts(standard) {
      const deletedBy = rememberNodes();
      return {
        ...remembering(standard, deletedBy),
        buildNode: onlyWhen(standard.buildNode, (client, { old, definition, name }) => old === undefined && definition.naming === 'placeholder' && deletedBy(client).has(name), () => {
          throw new CommandFault(409, 'the name was in use');
        }),
      };
    },
  },
  {
    id: 'dm2/client/mo/old-children-return',
    violates: 'DM2-MO-C-006',
    does: 'keeps the children of a deleted node and gives them to the next node of that name',
    parts(standard) {
      const deletedBy = rememberNodes();
      return {
        ...remembering(standard, deletedBy),
        buildInterior: onlyWhen(standard.buildInterior, (client, { old, name }) => old === undefined && deletedBy(client).get(name)?.kind === 'interior', (client, args) => {
          const fresh = standard.buildInterior(client, args);
          const former = deletedBy(client).get(args.name);
          if (fresh.kind === 'interior' && former?.kind === 'interior') for (const child of former.children.values()) if (!fresh.children.has(child.name)) fresh.children.set(child.name, child);
          return fresh;
        }),
      };
    },
  },
  {
    id: 'dm2/client/mo/no-permanent-children',
    violates: 'DM2-MO-C-007',
    does: 'creates a dynamic node without its permanent children',
    parts: (standard) => ({
      permanentChildren: (client, args) => (args.definition.naming === 'placeholder' ? [] : standard.permanentChildren(client, args)),
      checkOccurrence: (client, args) => (args.definition.naming === 'placeholder' ? undefined : standard.checkOccurrence(client, args)),
    }),
  },
  {
    id: 'dm2/client/mo/same-name-twice',
    violates: 'DM2-MO-C-008',
    does: 'adds a second child of the same name where it should replace the first',
    parts(standard) {
      const replacedBy = rememberNodes();
      return {
        replaceSubtree: noting(standard.replaceSubtree, (client, { instance, path, fresh }) => {
          const old = parentAt(instance, path)?.children.get(fresh.name);
          if (old !== undefined && fresh.kind === 'interior' && fresh.definition.naming === 'placeholder') replacedBy(client).set(old.name, old);
        }),
        encodeUpload(client, args) {
          const text = new TextDecoder().decode(standard.encodeUpload(client, args));
          const doubled = [...replacedBy(client)].reduce((body, [name, node]) => body.replace(`{"${name}":`, `{"${name}":${JSON.stringify(standard.serializeNode(client, { node }))},"${name}":`).replace(`,"${name}":`, `,"${name}":${JSON.stringify(standard.serializeNode(client, { node }))},"${name}":`), text);
          return new TextEncoder().encode(doubled);
        },
      };
    },
  },
  { id: 'dm2/client/mo/any-bool', violates: 'DM2-MO-C-009', does: 'stores any text in a bool leaf', parts: careless('bool') },
  { id: 'dm2/client/mo/any-float', violates: 'DM2-MO-C-009', does: 'stores any text in a float leaf', parts: careless('float') },
  { id: 'dm2/client/mo/any-date', violates: 'DM2-MO-C-009', does: 'stores any text in a date leaf', parts: careless('date') },
  {
    id: 'dm2/client/mo/counts-no-single-items',
    violates: 'DM2-MO-C-009',
    does: 'forgets the occurrence limit when items are created one by one',
    parts: (standard) => ({
      planWrite: within(standard.planWrite, () => ({
        checkOccurrence: () => undefined,
        buildInterior: within(standard.buildInterior, () => ({ checkOccurrence: standard.checkOccurrence })),
      })),
    }),
  },
  {
    id: 'dm2/client/mo/executes-anything',
    violates: 'DM2-MO-C-010',
    does: 'answers EXEC of a leaf that is no operation with success',
    parts: (standard) => ({
      checkAccessType: (client, args) => (args.access === 'Exec' && args.definition.name === 'State' ? undefined : standard.checkAccessType(client, args)),
    }),
  },
  {
    id: 'dm2/client/mo/uploads-write-only-leaf',
    violates: 'DM2-MO-C-010',
    does: 'uploads a leaf that may be replaced when it is addressed by itself, though it has no Get',
    parts: (standard) => ({
      upload: within(standard.upload, () => ({ checkReadable: (client, { places }) => (places.every(({ node }) => node.definition.access.includes('Replace')) ? places : standard.checkReadable(client, { places })) })),
    }),
  },
  { id: 'dm2/client/mo/drops-backslashes', violates: 'DM2-MO-B-014', does: 'takes backslashes in values for escapes', parts: storing((text) => text.replace(/\\(.)/g, '$1')) },
  { id: 'dm2/client/mo/strips-control-characters', violates: 'DM2-MO-B-014', does: 'removes control characters from values', parts: storing((text) => text.replace(/\p{Cc}/gu, '')) },
  { id: 'dm2/client/mo/trims', violates: 'DM2-MO-B-014', does: 'trims values', parts: storing((text) => text.trim()) },
  { id: 'dm2/client/mo/normalises', violates: 'DM2-MO-B-014', does: 'composes characters of values (NFC)', parts: storing((text) => text.normalize('NFC')) },
  { id: 'dm2/client/mo/decodes-percent', violates: 'DM2-MO-B-014', does: 'undoes percent-encoding in values', parts: storing((text) => text.replace(/%([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))) },
  { id: 'dm2/client/mo/cuts-long-values', violates: 'DM2-MO-B-014', does: 'cuts values after 32 KiB', parts: storing((text) => text.slice(0, 32_768)) },
];
