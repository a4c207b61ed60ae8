/** Defects of END (clause 5.3.9). */
import type { Package2 } from '../../../protocol/dm2/package2.js';
import type { Session } from '../../../reference/dm2-client/model.js';
import { onlyWhen } from '../../conditions.js';
import type { ClientMutant } from '../../defect.js';

export const mutants: readonly ClientMutant[] = [
  {
    id: 'dm2/client/end/unknown',
    violates: 'DM2-CMD-END-B-001',
    does: 'reports END as an unknown command and goes on, until the server insists',
    parts(standard) {
      const asked = new WeakSet<Session>();
      const isFirst = (_client: unknown, { session, package2: { CMD } }: { readonly session: Session; readonly package2: Package2 }): boolean => !asked.has(session) && CMD.length === 1 && CMD[0]?.[0] === 'END';
      return {
        executePackage: onlyWhen(standard.executePackage, isFirst, () => Promise.resolve([{ sc: 501 }])),
        nextAction(client, args) {
          const action = isFirst(client, args) ? 'respond' : standard.nextAction(client, args);
          asked.add(args.session);
          return action;
        },
      };
    },
  },
  {
    id: 'dm2/client/end/skips-the-package',
    violates: 'DM2-CMD-END-C-003',
    does: 'looks for END first and carries out nothing of such a package',
    parts: (standard) => ({
      executePackage: onlyWhen(standard.executePackage, (_client, { package2: { CMD } }) => CMD.length > 1 && CMD.some(([name]) => name === 'END'), () => Promise.resolve([])),
    }),
  },
  {
    id: 'dm2/client/end/reports-the-package',
    violates: 'DM2-CMD-END-C-004',
    does: 'answers a package that holds commands beside END',
    parts: (standard) => ({
      nextAction: (client, args) => (args.package2.CMD.length > 1 && args.package2.CMD.some(([name]) => name === 'END') ? 'respond' : standard.nextAction(client, args)),
    }),
  },
];
