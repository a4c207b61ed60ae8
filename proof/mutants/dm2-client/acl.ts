/** Defects of delegation access control (clause 10). */
import { DACMO_MOID } from '../../../reference/dm2-client/definitions/access-control.js';
import { CommandFault } from '../../../reference/dm2-client/faults.js';
import type { DeviceState, MoInstance, Right } from '../../../reference/dm2-client/model.js';
import type { ClientParts } from '../../../reference/dm2-client/parts.js';
import { noting, within } from '../../conditions.js';
import type { ClientMutant } from '../../defect.js';
import { ALL_RIGHTS, forEverybody, withParts } from '../dm2-parts.js';

/** Parts for a command that asks for another right than it should. */
const asking = (standard: ClientParts, right: Right): Pick<ClientParts, 'resolveUri'> => ({ resolveUri: (client, args) => standard.resolveUri(client, { ...args, right }) });

/** Parts for a command that asks for no right. */
const resolvingForEverybody = (standard: ClientParts): Pick<ClientParts, 'resolveUri'> => ({ resolveUri: (client, args) => standard.resolveUri(forEverybody(client), args) });

/** MOIDs that are not checked in one part of the client. */
const anyMoid: Partial<ClientParts> = { checkMoid: () => undefined };

export const mutants: readonly ClientMutant[] = [
  {
    id: 'dm2/client/acl/no-control-at-all',
    violates: 'DM2-ACL-C-002',
    does: 'shows rights and asks for none',
    parts: (standard) => ({ checkRights: () => undefined, ...resolvingForEverybody(standard) }),
  },
  {
    id: 'dm2/client/acl/owners-only',
    violates: 'DM2-ACL-C-003',
    does: 'has no access control, and serves on an instance nobody but the server that made it',
    config: (standard) => ({ ...standard, features: { ...standard.features, C_ACL: false } }),
    supports: { C_ACL: false },
    parts: () => ({ grantsOf: (_client, { instance, srvId }) => (instance.owner === srvId || instance.owner === 'device' ? ALL_RIGHTS : new Set()) }),
  },
  {
    id: 'dm2/client/acl/hpost-is-free',
    violates: 'DM2-ACL-C-004',
    does: 'forgets the check of rights for HPOST',
    parts: (standard) => ({ hpost: within(standard.hpost, () => resolvingForEverybody(standard)) }),
  },
  {
    id: 'dm2/client/acl/get-is-free',
    violates: 'DM2-ACL-C-004',
    does: 'forgets the check of rights for GET',
    parts: (standard) => ({ get: within(standard.get, () => resolvingForEverybody(standard)) }),
  },
  {
    id: 'dm2/client/acl/guards-the-upper-nodes',
    violates: 'DM2-ACL-C-004',
    does: 'checks rights on the root and its children, and not below',
    parts: (standard) => ({ resolveUri: (client, args) => standard.resolveUri(args.uri.path.length > 1 ? forEverybody(client) : client, args) }),
  },
  { id: 'dm2/client/acl/creation-opens-the-moid', violates: 'DM2-ACL-C-005', does: 'opens all instances of an MOID to a server that has created one', parts: creationOpensMoid },
  {
    id: 'dm2/client/acl/reads-foreign-moids',
    violates: 'DM2-ACL-C-006',
    does: 'lets a server read any MO of the device',
    parts: (standard) => ({ readNodes: (client, args) => standard.readNodes(withParts(client, anyMoid), args) }),
  },
  {
    id: 'dm2/client/acl/creates-foreign-moids',
    violates: 'DM2-ACL-C-006',
    does: 'lets a server create an instance of any MO of the device',
    parts: (standard) => ({ storeAnywhere: within(standard.storeAnywhere, () => anyMoid) }),
  },
  {
    id: 'dm2/client/acl/writes-foreign-moids',
    violates: 'DM2-ACL-C-006',
    does: 'lets a server write by HGET with a ClientURI in any MO of the device',
    parts: (standard) => ({ hget: within(standard.hget, ({ command }) => (command.clientUri === undefined ? {} : anyMoid)) }),
  },
  {
    id: 'dm2/client/acl/creator-may-not-execute',
    violates: 'DM2-ACL-C-007',
    does: 'gives the creator of an instance every right but execute',
    parts: (standard) => ({
      ownerOfNew: (client, { account }) =>
        (account === undefined ? standard.ownerOfNew(client, { account }) : { owner: 'device', grants: [{ name: account.srvId, srvId: account.srvId, rights: 'RWD' }] }),
    }),
  },
  {
    id: 'dm2/client/acl/new-instances-are-shared',
    violates: 'DM2-ACL-C-007',
    does: 'lets every server read a new instance',
    parts: (standard) => ({
      ownerOfNew: (client, args) => ({
        ...standard.ownerOfNew(client, args),
        grants: client.config.accounts.filter(({ srvId }) => srvId !== args.account?.srvId).map(({ srvId }) => ({ name: srvId, srvId, rights: 'R' })),
      }),
    }),
  },
  {
    id: 'dm2/client/acl/grants-for-the-moid',
    violates: 'DM2-ACL-C-008',
    does: 'applies a grant to all instances of the MOID that the same server owns',
    parts: (standard) => ({
      grantsOf(client, { instance, srvId }) {
        const alike = [...(client.state.mos.get(instance.definition.moid)?.instances.values() ?? [])].filter(({ owner }) => owner === instance.owner);
        const grants = alike.flatMap((each) => each.grants);
        return standard.grantsOf(client, { instance: { ...instance, grants }, srvId });
      },
    }),
  },
  { id: 'dm2/client/acl/hpost-needs-write', violates: 'DM2-ACL-C-009', does: 'asks for the write right for HPOST', parts: (standard) => ({ hpost: within(standard.hpost, () => asking(standard, 'write')) }) },
  { id: 'dm2/client/acl/get-needs-write', violates: 'DM2-ACL-C-009', does: 'asks for the write right for GET', parts: (standard) => ({ get: within(standard.get, () => asking(standard, 'write')) }) },
  { id: 'dm2/client/acl/delete-needs-delegate', violates: 'DM2-ACL-C-010', does: 'asks for the delegate right for DELETE', parts: (standard) => ({ delete: within(standard.delete, () => asking(standard, 'delegate')) }) },
  {
    id: 'dm2/client/acl/hget-needs-delegate',
    violates: 'DM2-ACL-C-010',
    does: 'asks for the delegate right for HGET on an instance',
    parts: (standard) => ({
      hget: within(standard.hget, ({ command }) => (command.clientUri?.startsWith(DACMO_MOID) === true ? {} : asking(standard, 'delegate'))),
    }),
  },
  { id: 'dm2/client/acl/exec-needs-delegate', violates: 'DM2-ACL-C-011', does: 'asks for the delegate right for EXEC', parts: (standard) => ({ exec: within(standard.exec, () => asking(standard, 'delegate')) }) },
  {
    id: 'dm2/client/acl/only-owners-grant',
    violates: 'DM2-ACL-C-012',
    does: 'lets nobody but the owner of an instance grant rights',
    parts: (standard) => ({
      checkDelegation(client, args) {
        if (args.instance.owner !== args.account.srvId) throw new CommandFault(403, 'only the owner may grant');
        standard.checkDelegation(client, args);
      },
    }),
  },
  {
    id: 'dm2/client/acl/readers-grant',
    violates: 'DM2-ACL-C-012',
    does: 'lets a server without the delegate right grant rights',
    parts: (standard) => ({
      checkDelegation(client, args) {
        const held = client.parts.grantsOf(client, { instance: args.instance, srvId: args.account.srvId });
        if (held.has('delegate')) standard.checkDelegation(client, args);
      },
    }),
  },
  {
    id: 'dm2/client/acl/shows-owned-only',
    violates: 'DM2-ACL-C-013',
    does: 'shows a server its own instances in the access control MO, and not those granted to it',
    parts: (standard) => ({ readNodes: (client, args) => standard.readNodes(withParts(client, { renderAccessControlMo: ownedOnly(standard) }), args) }),
  },
  {
    id: 'dm2/client/acl/subscribes-anybody',
    violates: 'DM2-ACL-C-014',
    does: 'takes a subscription without the read right',
    parts: (standard) => ({ sub: within(standard.sub, () => resolvingForEverybody(standard)) }),
  },
  {
    id: 'dm2/client/acl/default-for-foreign-moids',
    violates: 'DM2-ACL-C-014',
    does: 'takes DEFAULT for any MOID that the device has',
    parts: (standard) => ({
      default: (client, args) => (client.state.mos.has(args.command.moid) ? standard.default(withParts(client, anyMoid), args) : standard.default(client, args)),
    }),
  },
  { id: 'dm2/client/acl/rights-never-end', violates: 'DM2-ACL-C-015', does: 'keeps a right that a server once had until the device restarts', parts: rightsNeverEnd },
  {
    id: 'dm2/client/acl/reports-never-end',
    violates: 'DM2-ACL-C-015',
    does: 'goes on with the reports of a subscription whose server lost the read right',
    parts: (standard) => ({ withdrawSubscriptions: () => undefined, reportItems: (client, args) => standard.reportItems(forEverybody(client), args) }),
  },
];

function creationOpensMoid(standard: ClientParts): Partial<ClientParts> {
  const opened = new WeakMap<DeviceState, Set<string>>();
  return {
    createInstance: noting(standard.createInstance, ({ state }, { account, definition }) => {
      if (account !== undefined) opened.set(state, (opened.get(state) ?? new Set()).add(`${account.srvId} ${definition.moid}`));
    }),
    grantsOf: (client, args) =>
      (opened.get(client.state)?.has(`${args.srvId} ${args.instance.definition.moid}`) === true ? ALL_RIGHTS : standard.grantsOf(client, args)),
  };
}

const ownedOnly = (standard: ClientParts): ClientParts['renderAccessControlMo'] => (client, args) =>
  standard.renderAccessControlMo(withParts(client, {
    grantsOf: (_client, { instance, srvId }) => (instance.owner === srvId ? ALL_RIGHTS : new Set()),
  }), args);

function rightsNeverEnd(standard: ClientParts): Partial<ClientParts> {
  const once = new WeakMap<MoInstance, Map<string, ReadonlySet<Right>>>();
  return {
    grantsOf(client, args) {
      const ofInstance = once.get(args.instance) ?? new Map<string, ReadonlySet<Right>>();
      const rights = new Set([...(ofInstance.get(args.srvId) ?? []), ...standard.grantsOf(client, args)]);
      once.set(args.instance, ofInstance.set(args.srvId, rights));
      return rights;
    },
  };
}
