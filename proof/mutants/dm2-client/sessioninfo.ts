/** Defects of the Session Information MO (clause 12.4). */
import { SESSION_INFO_MOID } from '../../../reference/dm2-client/definitions/standard.js';
import type { ClientParts } from '../../../reference/dm2-client/parts.js';
import { onlyWhen } from '../../conditions.js';
import type { ClientMutant } from '../../defect.js';
import { withAccess, withMo } from '../dm2-parts.js';

/** A leaf that keeps the value it had at the factory. */
const neverChanges = (name: string) => (standard: ClientParts): Partial<ClientParts> => ({
  replaceSubtree: onlyWhen(standard.replaceSubtree, (_client, { instance, path }) => instance.definition.moid === SESSION_INFO_MOID && path[0] === name, () => undefined),
});

export const mutants: readonly ClientMutant[] = [
  {
    id: 'dm2/client/sessioninfo/two-instances',
    violates: 'DM2-MO-SESSINFO-C-001',
    does: 'lists a second instance',
    parts: (standard) => ({ visibleMiids: (client, args) => [...standard.visibleMiids(client, args), ...(args.moid === SESSION_INFO_MOID ? ['s2'] : [])] }),
  },
  { id: 'dm2/client/sessioninfo/same-bearer', violates: 'DM2-MO-SESSINFO-C-002', does: 'shows the same bearer for ever', parts: neverChanges('CBT') },
  { id: 'dm2/client/sessioninfo/never-roams', violates: 'DM2-MO-SESSINFO-C-003', does: 'never shows that it roams', parts: neverChanges('ROAMING') },
  {
    id: 'dm2/client/sessioninfo/writable',
    violates: 'DM2-MO-SESSINFO-C-004',
    does: 'lets a server set CBT',
    config: (standard) => withMo(standard, SESSION_INFO_MOID, (setup) => ({ ...setup, definition: withAccess(setup.definition, 'CBT', ['Get', 'Replace']) })),
  },
];
