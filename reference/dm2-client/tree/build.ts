/**
 * Makes the node that shall stand at an address after a write, checked as a whole before anything changes.
 *
 * HGET replaces the addressed subtree: what the data names is new or changed, dynamic nodes it does not name go,
 * permanent nodes stay. Every difference is checked against the definition and written to the change log.
 */
import type { BuildArgs, ChangeLog } from '../parts-tree.js';
import type { InteriorDefinition } from '../device-config.js';
import type { InteriorNode, TreeNode } from '../model.js';
import type { ClientContext, ClientParts } from '../parts.js';
import { isObject, missingPermanent } from './plant.js';

/** DM2-CMD-HGET-C-003, C-013, DM2-MO-C-003: the whole node fits, or nothing is written. */
export const buildNode: ClientParts['buildNode'] = (client, args) => {
  const { definition, value } = args;
  client.parts.checkShape(client, { definition, value });
  return definition.format === 'node'
    ? client.parts.buildInterior(client, { ...args, definition })
    : client.parts.buildLeaf(client, { ...args, definition });
};

/** DM2-MO-C-010, DM2-MO-B-014: a changed value needs Replace, a new node Add; the value itself passes unchanged. */
export const buildLeaf: ClientParts['buildLeaf'] = (client, args) => {
  const { definition, name, path, old, role, log } = args;
  const value = client.parts.checkFormat(client, { definition, value: args.value });
  if (old?.kind === 'leaf') {
    if (value === old.value && role === 'nested') {
      return old;
    }
    client.parts.checkAccessType(client, { definition, access: 'Replace' });
    note(log, value === old.value ? undefined : { path, kind: 'changed' });
    return { kind: 'leaf', name, definition, value };
  }
  checkCreation(client, args);
  if (definition.scope === 'permanent' && value !== definition.initial) {
    client.parts.checkAccessType(client, { definition, access: 'Replace' });
  }
  note(log, { path, kind: 'created' });
  return { kind: 'leaf', name, definition, value };
};

/** DM2-CMD-HGET-C-004, DM2-MO-C-006: the children are those of the data, and the permanent ones. */
export const buildInterior: ClientParts['buildInterior'] = (client, args) => {
  const { definition, name, path, log } = args;
  const old = args.old?.kind === 'interior' ? args.old : undefined;
  if (old === undefined) {
    checkCreation(client, args);
    note(log, { path, kind: 'created' });
  }
  const children = givenChildren(client, { ...args, definition, old });
  if (old !== undefined) {
    const kept = client.parts.keptChildren(client, { old, given: new Set(children.keys()), log, path });
    kept.forEach((child) => children.set(child.name, child));
  }
  for (const child of client.parts.permanentChildren(client, { definition, present: children, log, path })) {
    children.set(child.name, child);
  }
  client.parts.checkOccurrence(client, { definition, children: [...children.values()] });
  return { kind: 'interior', name, definition, children };
};

type GivenArgs = BuildArgs & { readonly definition: InteriorDefinition; readonly old: InteriorNode | undefined };

function givenChildren(client: ClientContext, { definition, name, path, value, old, log }: GivenArgs): Map<string, TreeNode> {
  const children = new Map<string, TreeNode>();
  const parent: InteriorNode = { kind: 'interior', name, definition, children };
  for (const [given, childValue] of Object.entries(isObject(value) ? value : {})) {
    const childName = given === '' ? client.parts.chooseNodeName(client, { parent }) : given;
    children.set(childName, client.parts.buildNode(client, {
      definition: client.parts.childDefinition(client, { definition, name: childName }),
      name: childName, path: [...path, childName], value: childValue, old: old?.children.get(childName),
      parent: old === undefined ? 'new' : 'existing', role: 'nested', log,
    }));
  }
  return children;
}

/** DM2-MO-C-004: a permanent node comes into being only with its parent. DM2-MO-C-005: a dynamic one by Add. */
function checkCreation(client: ClientContext, { definition, parent }: BuildArgs): void {
  if (parent === 'existing') {
    client.parts.checkPermanent(client, { definition, operation: 'create' });
  }
  if (definition.scope === 'dynamic') {
    client.parts.checkAccessType(client, { definition, access: 'Add' });
  }
}

/** DM2-CMD-HGET-C-004, DM2-MO-C-004: permanent children and those without Delete access survive, the rest goes. */
export const keptChildren: ClientParts['keptChildren'] = (_client, { old, given, log, path }) => {
  const others = [...old.children.values()].filter((child) => !given.has(child.name));
  const kept = others.filter(({ definition }) => definition.scope === 'permanent' || !definition.access.includes('Delete'));
  others.filter((child) => !kept.includes(child)).forEach((child) => note(log, { path: [...path, child.name], kind: 'deleted' }));
  return kept;
};

/** DM2-MO-C-007: permanent children come into being with their parent. */
export const permanentChildren: ClientParts['permanentChildren'] = (_client, { definition, present }) =>
  missingPermanent(definition, present);

/** DM2-MO-C-008: a node given without a name gets one that no sibling has. */
export const chooseNodeName: ClientParts['chooseNodeName'] = (client, { parent }) => {
  do {
    client.state.serial += 1;
  } while (parent.children.has(`n${client.state.serial}`));
  return `n${client.state.serial}`;
};

function note(log: ChangeLog, entry: ChangeLog['entries'][number] | undefined): void {
  if (entry !== undefined) {
    log.entries.push(entry);
  }
}
