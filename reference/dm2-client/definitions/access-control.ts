/**
 * Definition of the Delegation Access Control MO, a working model: the node names of the specification are not at hand.
 *
 * One group per MO instance: which instance, who owns it, and who holds which rights. Each server sees its own view,
 * computed from the grants by access-control.ts.
 */
import type { MoDefinition } from '../device-config.js';
import { ALL, GET, GET_REPLACE, ZERO_OR_MORE, ZERO_OR_ONE, interior, leaf } from './node-kinds.js';

export const DACMO_MOID = 'urn:oma:mo:x-suite-dacmo:1.0';

/** Names of the lines that the client writes itself and that no server can change. */
export const OWNER_LINE = 'owner';
export const EVERYONE_LINE = 'everyone';

/** Name of the group of an instance: servers can tell it from MOID and MIID alone. */
export const groupName = ({ moid, miid }: { readonly moid: string; readonly miid: string }): string => `${moid}~${miid}`;

const fixedLine = (name: string): ReturnType<typeof interior> =>
  interior(name, [leaf('SrvID', 'chr'), leaf('Rights', 'chr')], { occurrence: ZERO_OR_ONE });

/**
 * DM2-MO-DACMO-C-002: each group names the instance (MOID, MIID) and, below Grant, the rights held.
 * DM2-MO-DACMO-C-005: the owner's line is permanent and read-only.
 */
export const DACMO: MoDefinition = {
  moid: DACMO_MOID,
  ddfFile: 'dacmo-1.0.ddf',
  caching: 'volatile',
  content: 'virtual',
  feature: 'C_ACL',
  root: interior('DelegationAccessControl', [
    interior('<x>', [
      leaf('MOID', 'chr'), leaf('MIID', 'chr'), leaf('Owner', 'chr'),
      interior('Grant', [
        fixedLine(OWNER_LINE),
        fixedLine(EVERYONE_LINE),
        interior('<y>', [
          leaf('SrvID', 'chr', { access: GET_REPLACE }),
          leaf('Rights', 'chr', { access: GET_REPLACE }),
        ], { access: ALL, scope: 'dynamic', occurrence: ZERO_OR_MORE }),
      ], { access: ['Get', 'Add', 'Replace'] }),
    ], { access: GET, occurrence: ZERO_OR_MORE }),
  ]),
};
