/** Defects of the Delegation Access Control MO (clause 12.3). */
import { DACMO_MOID } from '../../../reference/dm2-client/definitions/access-control.js';
import { CommandFault } from '../../../reference/dm2-client/faults.js';
import type { InteriorNode } from '../../../reference/dm2-client/model.js';
import type { ClientMutant } from '../../defect.js';
import { ALL_RIGHTS, withParts } from '../dm2-parts.js';

export const mutants: readonly ClientMutant[] = [
  {
    id: 'dm2/client/dacmo/shown-to-one-server',
    violates: 'DM2-MO-DACMO-C-001',
    does: 'lists the access control MO for its first account only',
    parts: (standard) => ({
      listedMoids(client, args) {
        const [first] = client.config.accounts;
        return standard.listedMoids(client, args).filter((moid) => moid !== DACMO_MOID || args.account.id === first?.id);
      },
    }),
  },
  {
    id: 'dm2/client/dacmo/says-read-for-everything',
    violates: 'DM2-MO-DACMO-C-002',
    does: 'shows the read right where a server holds more',
    parts: (standard) => ({
      readNodes: (client, args) => standard.readNodes(withParts(client, {
        renderAccessControlMo(inner, where) {
          const instance = standard.renderAccessControlMo(inner, where);
          sayRead(instance.root);
          return instance;
        },
      }), args),
    }),
  },
  {
    id: 'dm2/client/dacmo/read-only',
    violates: 'DM2-MO-DACMO-C-003',
    does: 'refuses every HGET on the access control MO',
    parts: (standard) => ({
      checkStoreTarget(client, args) {
        if (args.uri.moid === DACMO_MOID) throw new CommandFault(405, 'the access control MO cannot be written');
        return standard.checkStoreTarget(client, args);
      },
    }),
  },
  {
    id: 'dm2/client/dacmo/delegates-more-than-held',
    violates: 'DM2-MO-DACMO-C-004',
    does: 'lets a delegate grant rights that it does not hold',
    parts: (standard) => ({
      checkDelegation: (client, args) => standard.checkDelegation(withParts(client, {
        grantsOf: () => ALL_RIGHTS,
        checkRights: (_inner, where) => client.parts.checkRights(client, where),
        visibleGrants: (_inner, where) => client.parts.visibleGrants(client, where),
      }), args),
    }),
  },
  {
    id: 'dm2/client/dacmo/delegates-disown',
    violates: 'DM2-MO-DACMO-C-005',
    does: 'lets a grant line for the owner replace its full rights',
    parts: (standard) => ({
      grantsOf(client, { instance, srvId }) {
        const isDisowned = instance.owner === srvId && instance.grants.some((grant) => grant.srvId === srvId);
        return isDisowned ? standard.grantsOf(client, { instance: { ...instance, owner: 'device' }, srvId }) : standard.grantsOf(client, { instance, srvId });
      },
    }),
  },
];

function sayRead(node: InteriorNode): void {
  for (const child of node.children.values()) {
    if (child.kind === 'interior') sayRead(child);
    else if (child.name === 'Rights') child.value = 'R';
  }
}
