/**
 * Changes of the tree: putting a built node in its place, deleting, creating instances, telling who has to know.
 *
 * Facts: chapter on management objects. Everything here has been checked before; nothing fails half way.
 */
import { groupName } from '../definitions/access-control.js';
import { CommandFault } from '../faults.js';
import type { Change, InteriorNode, MoInstance, Place, TreeNode } from '../model.js';
import type { ClientContext, ClientParts } from '../parts.js';

/** DM2-CMD-HGET-C-003, C-004: the built node takes the place of the old one; a real change makes a new validator. */
export const replaceSubtree: ClientParts['replaceSubtree'] = (client, { instance, path, fresh, log }) => {
  graft({ instance, path, fresh });
  if (log.entries.length === 0) {
    return;
  }
  client.parts.touchInstance(client, { instance });
  client.parts.nodesChanged(client, { changes: log.entries.map((entry) => ({ ...identity(instance), ...entry })) });
};

export interface Graft {
  readonly instance: MoInstance;
  readonly path: readonly string[];
  readonly fresh: TreeNode;
}

/** Puts a node in its place without telling anybody. */
export function graft({ instance, path, fresh }: Graft): void {
  const parent = parentAt(instance, path);
  if (parent !== undefined) {
    parent.children.set(fresh.name, fresh);
  } else if (fresh.kind === 'interior') {
    instance.root = fresh;
  }
}

const identity = (instance: MoInstance): Pick<Change, 'moid' | 'miid'> => ({ moid: instance.definition.moid, miid: instance.miid });

/** The node above the one at this path; undefined for the root. */
export function parentAt(instance: MoInstance, path: readonly string[]): InteriorNode | undefined {
  if (path.length === 0) {
    return undefined;
  }
  return path.slice(0, -1).reduce<InteriorNode | undefined>((at, name) => {
    const next = at?.children.get(name);
    return next?.kind === 'interior' ? next : undefined;
  }, instance.root);
}

/**
 * DM2-CMD-DELETE-C-004, DM2-MO-C-004, C-010: permanent nodes, nodes without Delete and the last of a OneOrMore stay (405).
 * All nodes are checked before the first one goes.
 */
export const checkDeletable: ClientParts['checkDeletable'] = (client, { places }) => {
  for (const { node } of places) {
    client.parts.checkPermanent(client, { definition: node.definition, operation: 'delete' });
    client.parts.checkAccessType(client, { definition: node.definition, access: 'Delete' });
  }
  for (const parent of new Set(places.map(({ instance, path }) => parentAt(instance, path)))) {
    if (parent !== undefined) {
      const gone = new Set(places.map(({ node }) => node));
      checkRemaining(client, { parent, children: [...parent.children.values()].filter((child) => !gone.has(child)) });
    }
  }
};

function checkRemaining(client: ClientContext, { parent, children }: { readonly parent: InteriorNode; readonly children: readonly TreeNode[] }): void {
  try {
    client.parts.checkOccurrence(client, { definition: parent.definition, children });
  } catch (fault) {
    throw fault instanceof CommandFault ? new CommandFault(405, fault.message) : fault;
  }
}

/** DM2-CMD-DELETE-C-002, C-003, C-006, C-007, DM2-MO-C-006: the nodes go with all below them, an instance with its grants. */
export const deleteNodes: ClientParts['deleteNodes'] = (client, { account, places }) => {
  for (const instance of new Set(places.map((place) => place.instance))) {
    const mine = places.filter((place) => place.instance === instance);
    if (instance.definition.content === 'stored') {
      cut(instance, mine);
      forget(client, { instance, places: mine });
    }
  }
  const virtual = places.filter(({ instance }) => instance.definition.content === 'virtual');
  const moid = virtual[0]?.instance.definition.moid;
  // Each address was resolved in a view of its own; one view has to lose all of them at once.
  for (const instance of moid === undefined ? [] : client.parts.instancesOf(client, { account, moid })) {
    cut(instance, virtual);
    client.parts.applyDelegation(client, { account, after: instance.root });
  }
};

function cut(instance: MoInstance, places: readonly Place[]): void {
  places.forEach(({ path, node }) => parentAt(instance, path)?.children.delete(node.name));
}

function forget(client: ClientContext, { instance, places }: { readonly instance: MoInstance; readonly places: readonly Place[] }): void {
  if (places.some(({ path }) => path.length === 0)) {
    client.state.mos.get(instance.definition.moid)?.instances.delete(instance.miid);
  }
  client.parts.touchInstance(client, { instance });
  client.parts.nodesChanged(client, {
    changes: places.map(({ path }) => ({ ...identity(instance), path, kind: 'deleted' })),
  });
}

/** DM2-CMD-HGET-C-007, DM2-ACL-C-007: a new instance with an MIID of the client's choice; its creator owns it. */
export const createInstance: ClientParts['createInstance'] = (client, { definition, root, account }) => {
  const miid = client.parts.chooseInstanceId(client, { moid: definition.moid });
  const instance: MoInstance = {
    definition, miid, root, everyone: '', group: groupName({ moid: definition.moid, miid }), validator: '',
    ...client.parts.ownerOfNew(client, { account }),
  };
  client.parts.touchInstance(client, { instance });
  client.state.mos.get(definition.moid)?.instances.set(miid, instance);
  client.parts.nodesChanged(client, { changes: [{ ...identity(instance), path: [], kind: 'created' }] });
  return instance;
};

/** DM2-URI-C-009, DM2-CMD-HGET-C-007: never one that is or was in use. */
export const chooseInstanceId: ClientParts['chooseInstanceId'] = (client, { moid }) => {
  const used = client.state.mos.get(moid)?.instances;
  do {
    client.state.serial += 1;
  } while (used?.has(`i${client.state.serial}`) === true);
  return `i${client.state.serial}`;
};

/** DM2-SUB-C-004, C-006: changed, created and deleted nodes are remembered for the subscribers. */
export const nodesChanged: ClientParts['nodesChanged'] = (client, { changes }) => {
  client.state.changes = [...client.state.changes, ...changes];
};
