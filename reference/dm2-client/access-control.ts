/**
 * Delegation access control: who may do what with an MO instance, and how rights are passed on.
 *
 * Facts: ~5.4 and the rules of the tables, section 12. Two gates: the MOID was set at bootstrap (uri-resolver.ts,
 * checkMoid), and the server holds the right on the instance. Without C_ACL the second gate is open.
 */
import type { CommandName } from '../../protocol/dm2/commands.js';
import { parseClientUri } from '../../protocol/dm2/client-uri.js';
import type { MoValue } from '../../protocol/dm2/mo.js';
import { EVERYONE_LINE, OWNER_LINE } from './definitions/access-control.js';
import type { AccountConfig } from './device-config.js';
import { supports } from './device-config.js';
import { CommandFault } from './faults.js';
import type { Grant, InteriorNode, MoInstance, Right } from './model.js';
import type { ClientContext, ClientParts } from './parts.js';
import { plantInterior } from './tree/plant.js';

const LETTERS: Readonly<Record<Right, string>> = { read: 'R', write: 'W', execute: 'X', delegate: 'D' };
const ALL_RIGHTS: readonly Right[] = ['read', 'write', 'execute', 'delegate'];

/** DM2-ACL-C-002, C-004, C-005: a command needs the right on the instance, whatever node it addresses; else 403. */
export const checkRights: ClientParts['checkRights'] = (client, { account, instance, right }) => {
  if (!client.parts.grantsOf(client, { instance, srvId: account.srvId }).has(right)) {
    throw new CommandFault(403, `${account.srvId} has no ${right} right on ${instance.definition.moid}/${instance.miid}`);
  }
};

/**
 * DM2-ACL-C-003: without access control everybody has all rights. DM2-ACL-C-007: the owner has them all.
 * DM2-ACL-C-008, C-015: others hold what is granted on this very instance, at this moment.
 */
export const grantsOf: ClientParts['grantsOf'] = (client, { instance, srvId }) => {
  if (!supports(client.config, 'C_ACL') || instance.owner === srvId) {
    return new Set(ALL_RIGHTS);
  }
  const letters = instance.grants.filter((grant) => grant.srvId === srvId).map((grant) => grant.rights).join('') + instance.everyone;
  return new Set(ALL_RIGHTS.filter((right) => letters.includes(LETTERS[right])));
};

const RIGHT_FOR: Readonly<Record<CommandName, Right>> = {
  GET: 'read', HPUT: 'read', HPOST: 'read', SUB: 'read', UNSUB: 'read',
  HGET: 'write', DELETE: 'write', DEFAULT: 'write', EXEC: 'execute', SHOW: 'read', CONT: 'read', END: 'read',
};

/** DM2-ACL-C-009, C-010, C-011, C-014: read for GET, HPUT, HPOST and SUB, write for HGET and DELETE, execute for EXEC. */
export const rightForCommand: ClientParts['rightForCommand'] = (_client, { name }) => RIGHT_FOR[name];

/** DM2-ACL-C-007: the creator owns a new instance and nobody else has a right; a local application creates for the device. */
export const ownerOfNew: ClientParts['ownerOfNew'] = (_client, { account }) => ({ owner: account?.srvId ?? 'device', grants: [] });

/** DM2-ACL-C-013, DM2-MO-DACMO-C-001, C-002: this server's view: the instances it may access, and the rights on them. */
export const renderAccessControlMo: ClientParts['renderAccessControlMo'] = (client, { account, definition }) => {
  const groups = storedInstances(client)
    .filter((instance) => account.moids.includes(instance.definition.moid)
      && client.parts.grantsOf(client, { instance, srvId: account.srvId }).size > 0)
    .map((instance): [string, MoValue] => [instance.group, {
      MOID: instance.definition.moid, MIID: instance.miid, Owner: instance.owner === 'device' ? '' : instance.owner,
      Grant: grantLines(instance, client.parts.visibleGrants(client, { instance, srvId: account.srvId })),
    }]);
  return {
    definition, miid: 'ac', owner: 'device', everyone: 'RW', group: '', grants: [], validator: '',
    root: plantInterior({ definition: definition.root, name: definition.root.name, data: Object.fromEntries(groups) }),
  };
};

const storedInstances = (client: ClientContext): readonly MoInstance[] =>
  [...client.state.mos.values()].flatMap((holding) => [...holding.instances.values()]);

function grantLines(instance: MoInstance, visible: readonly Grant[]): Record<string, { SrvID: string; Rights: string }> {
  const own = instance.owner === 'device' ? [] : [{ name: OWNER_LINE, srvId: instance.owner, rights: 'RWXD' }];
  const everyone = instance.everyone === '' ? [] : [{ name: EVERYONE_LINE, srvId: '*', rights: instance.everyone }];
  return Object.fromEntries([...own, ...everyone, ...visible].map(({ name, srvId, rights }) => [name, { SrvID: srvId, Rights: rights }]));
}

/** DM2-ACL-C-013: a server sees its own grants, and all of them if it may pass rights on. */
export const visibleGrants: ClientParts['visibleGrants'] = (client, { instance, srvId }) =>
  (client.parts.grantsOf(client, { instance, srvId }).has('delegate')
    ? instance.grants
    : instance.grants.filter((grant) => grant.srvId === srvId));

/**
 * DM2-ACL-C-012, DM2-MO-DACMO-C-003: a written view becomes grants. `after` is the server's view as HGET or DELETE left
 * it; every group is checked before the first grant changes.
 */
export const applyDelegation: ClientParts['applyDelegation'] = (client, { account, after }) => {
  const wanted = storedInstances(client).flatMap((instance) => {
    const group = after.children.get(instance.group);
    const grants = group?.kind === 'interior' ? linesOf(group) : undefined;
    const visible = client.parts.visibleGrants(client, { instance, srvId: account.srvId });
    return grants === undefined || JSON.stringify(grants) === JSON.stringify(visible) ? [] : [{ instance, grants, visible }];
  });
  wanted.forEach(({ instance, grants }) => client.parts.checkDelegation(client, { account, instance, grants }));
  for (const { instance, grants, visible } of wanted) {
    const unseen = instance.grants.filter((grant) => !visible.includes(grant));
    client.parts.assignGrants(client, { instance, grants: [...unseen, ...grants] });
  }
};

function linesOf(group: InteriorNode): readonly Grant[] {
  const grant = group.children.get('Grant');
  const lines = grant?.kind === 'interior' ? [...grant.children.values()] : [];
  return lines.filter(({ name }) => name !== OWNER_LINE && name !== EVERYONE_LINE)
    .map((line) => ({ name: line.name, srvId: textOf(line, 'SrvID'), rights: textOf(line, 'Rights') }));
}

function textOf(node: InteriorNode['children'] extends Map<string, infer Node> ? Node : never, name: string): string {
  const child = node.kind === 'interior' ? node.children.get(name) : undefined;
  return child?.kind === 'leaf' ? String(child.value ?? '') : '';
}

/**
 * DM2-ACL-C-012: only a holder of the delegate right passes rights on. DM2-MO-DACMO-C-004: at most the rights it has.
 * DM2-MO-DACMO-C-005: the owner's rights are no grant and cannot be changed.
 */
export const checkDelegation: ClientParts['checkDelegation'] = (client, { account, instance, grants }) => {
  const held = client.parts.grantsOf(client, { instance, srvId: account.srvId });
  client.parts.checkRights(client, { account, instance, right: 'delegate' });
  const before = client.parts.visibleGrants(client, { instance, srvId: account.srvId });
  const same = (a: Grant) => (b: Grant): boolean => a.name === b.name && a.srvId === b.srvId && a.rights === b.rights;
  const touched = [
    ...grants.filter((grant) => !before.some(same(grant))), ...before.filter((grant) => !grants.some(same(grant))),
  ];
  for (const { srvId, rights } of touched) {
    if (!/^[RWXD]*$/.test(rights) || srvId === '') {
      throw new CommandFault(400, `a grant needs a SrvID and rights out of R, W, X and D, got "${srvId}" and "${rights}"`);
    }
    if (ALL_RIGHTS.some((right) => rights.includes(LETTERS[right]) && !held.has(right))) {
      throw new CommandFault(403, `${account.srvId} does not hold all of "${rights}" itself`);
    }
  }
};

/** DM2-ACL-C-015: grants hold from now on, also for subscriptions. */
export const assignGrants: ClientParts['assignGrants'] = (client, { instance, grants }) => {
  instance.grants = grants;
  client.parts.withdrawSubscriptions(client, { instance });
};

/** DM2-ACL-C-015: subscriptions to an instance end with the read right on it. */
export const withdrawSubscriptions: ClientParts['withdrawSubscriptions'] = (client, { instance }) => {
  for (const [key, { srvId, clientUri }] of client.state.subscriptions) {
    const uri = parseClientUri(clientUri);
    const only = uri.instance.kind === 'only' || (uri.instance.kind === 'name' && uri.instance.name === instance.miid);
    if (uri.moid === instance.definition.moid && only && !client.parts.grantsOf(client, { instance, srvId }).has('read')) {
      client.state.subscriptions.delete(key);
    }
  }
};

/** The account with this SrvID, if the device still has it. */
export const accountOf = (client: ClientContext, srvId: string): AccountConfig | undefined =>
  client.state.accounts.find((account) => account.srvId === srvId);
