/** Defects of EXEC (clause 5.3.5). */
import { CommandFault } from '../../../reference/dm2-client/faults.js';
import { onlyWhen } from '../../conditions.js';
import type { ClientMutant } from '../../defect.js';

export const mutants: readonly ClientMutant[] = [
  {
    id: 'dm2/client/exec/unsupported',
    violates: 'DM2-CMD-EXEC-B-001',
    does: 'answers every EXEC as an unknown command',
    parts: () => ({ exec: () => Promise.reject(new CommandFault(501, 'EXEC is not supported')) }),
  },
  {
    id: 'dm2/client/exec/does-nothing',
    violates: 'DM2-CMD-EXEC-C-002',
    does: 'reports success without running the operation',
    parts: (standard) => ({ performOperation: onlyWhen(standard.performOperation, (_client, { place: { node } }) => node.kind === 'leaf' && node.definition.operation?.sets !== undefined, () => 200) }),
  },
  {
    id: 'dm2/client/exec/takes-any-leaf',
    violates: 'DM2-CMD-EXEC-C-003',
    does: 'reports success for a leaf that has no operation',
    parts: (standard) => ({
      checkAccessType(client, args) {
        if (args.access !== 'Exec') standard.checkAccessType(client, args);
      },
    }),
  },
];
