/** Defects of DELETE (clause 5.3.4). */
import type { ClientUri } from '../../../protocol/dm2/client-uri.js';
import { CommandFault } from '../../../reference/dm2-client/faults.js';
import type { Place } from '../../../reference/dm2-client/model.js';
import type { ClientContext, ClientParts } from '../../../reference/dm2-client/parts.js';
import { noting, onlyWhen, whenRefused, within } from '../../conditions.js';
import type { ClientMutant } from '../../defect.js';
import { refusedWith } from '../dm2-parts.js';

/** The standard DELETE with a refusal of this code turned into a success that did nothing. */
const claimsSuccessFor = (code: number) => (standard: ClientParts): Partial<ClientParts> => ({
  delete: whenRefused(standard.delete, refusedWith(code), () => Promise.resolve({ sc: 200 })),
});

/** Nodes found below deleted ones; they are read like any other. */
const orphans = new WeakSet<Place['node']>();

/** What was deleted from each device, so that addresses below it can be resolved all the same. */
const remains = new WeakMap<object, Place[]>();

function remember({ state }: ClientContext, places: readonly Place[]): void {
  remains.set(state, [...(remains.get(state) ?? []), ...places.filter(({ path }) => path.length > 0)]);
}

/** The node below a deleted one that a path of plain names leads to. */
function leftBehind(client: ClientContext, { instance, uri }: { readonly instance: Place['instance']; readonly uri: ClientUri }): readonly Place[] {
  const names = uri.path.map((component) => (component.kind === 'name' ? component.name : ''));
  return (remains.get(client.state) ?? []).flatMap((gone) => {
    const isBelow = gone.instance === instance && names.length > gone.path.length && gone.path.every((name, index) => names[index] === name);
    if (!isBelow) return [];
    const node = names.slice(gone.path.length).reduce<Place['node'] | undefined>((at, name) => (at?.kind === 'interior' ? at.children.get(name) : undefined), gone.node);
    if (node === undefined) return [];
    orphans.add(node);
    return [{ instance, path: names, node }];
  });
}

export const mutants: readonly ClientMutant[] = [
  {
    id: 'dm2/client/delete/unsupported',
    violates: 'DM2-CMD-DELETE-B-001',
    does: 'answers every DELETE as an unknown command',
    parts: () => ({ delete: () => Promise.reject(new CommandFault(501, 'DELETE is not supported')) }),
  },
  {
    id: 'dm2/client/delete/keeps-the-node',
    violates: 'DM2-CMD-DELETE-C-002',
    does: 'reports success for a node below a root, and deletes only what is below it',
    parts: (standard) => ({
      deleteNodes: onlyWhen(standard.deleteNodes, (_client, { places: [place, another] }) => place?.node.kind === 'interior' && place.path.length > 0 && another === undefined, (_client, { places }) => {
        for (const { node } of places) if (node.kind === 'interior') node.children.clear();
      }),
    }),
  },
  {
    id: 'dm2/client/delete/leaves-descendants',
    violates: 'DM2-CMD-DELETE-C-003',
    does: 'deletes the addressed entry of a flat table; the entries below it can still be read',
    parts: (standard) => ({
      deleteNodes: noting(standard.deleteNodes, (client, { places }) => remember(client, places)),
      resolvePath(client, args) {
        const found = standard.resolvePath(client, args);
        return found.length > 0 ? found : leftBehind(client, args);
      },
      checkReadable: (client, { places }) => (places.every(({ node }) => orphans.has(node)) ? places : standard.checkReadable(client, { places })),
    }),
  },
  {
    id: 'dm2/client/delete/deletes-permanent',
    violates: 'DM2-CMD-DELETE-C-004',
    does: 'deletes permanent leaves like any other',
    parts: (standard) => ({
      delete: within(standard.delete, () => ({
        checkDeletable: (client, { places }) => standard.checkDeletable(client, { places: places.filter(({ node }) => node.kind !== 'leaf' || node.definition.scope !== 'permanent') }),
      })),
    }),
  },
  {
    id: 'dm2/client/delete/accepts-missing-node',
    violates: 'DM2-CMD-DELETE-C-005',
    does: 'reports success for a node that is not there',
    parts: claimsSuccessFor(404),
  },
  {
    id: 'dm2/client/delete/keeps-the-instance',
    violates: 'DM2-CMD-DELETE-C-006',
    does: 'reports success for the root of an instance, and deletes nothing',
    parts: (standard) => ({
      deleteNodes: onlyWhen(standard.deleteNodes, (_client, { places }) => places.some(({ path }) => path.length === 0), (client, args) => {
        const places = args.places.filter(({ path }) => path.length > 0);
        if (places.length > 0) standard.deleteNodes(client, { ...args, places });
      }),
    }),
  },
  {
    id: 'dm2/client/delete/first-match-only',
    violates: 'DM2-CMD-DELETE-C-007',
    does: 'deletes the first of the nodes that a wildcard matches',
    parts: (standard) => ({ deleteNodes: onlyWhen(standard.deleteNodes, (_client, { places }) => places.length > 1, (client, args) => standard.deleteNodes(client, { ...args, places: args.places.slice(0, 1) })) }),
  },
];
