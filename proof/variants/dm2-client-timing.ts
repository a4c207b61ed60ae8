/** Legal clients that choose their own time: when they report what changed, and when they call. */
import type { ClientContext } from '../../reference/dm2-client/parts.js';
import { onlyWhen } from '../conditions.js';
import type { ClientVariant } from '../defect.js';
import { owesReport } from '../mutants/dm2-parts.js';

/** Longer than the observation window of `prove`, far shorter than its deadlines. */
const GATHERING_MS = 60;

export const variants: readonly ClientVariant[] = [
  {
    id: 'dm2/client/one-report-a-session',
    does: 'reports what changed for a subscriber once, at the end of the session',
    legal: 'A-26: several changes may be reported by one request; no text says how soon after a change it goes out',
    parts: (standard) => ({
      reportChanges: onlyWhen(standard.reportChanges, (client) => client.sessions.size > 0 && owesReport(client), () => undefined),
      afterSession: onlyWhen(standard.afterSession, owesReport, (client, args) => {
        standard.reportChanges(client);
        standard.afterSession(client, args);
      }),
    }),
  },
  {
    id: 'dm2/client/reports-later',
    does: 'reports what changed for a subscriber a while after the session, when it says that it is done',
    legal: 'A-26: no text says how soon after a change its report goes out; a device may gather changes',
    network: 'sockets',
    parts: (standard) => ({
      reportChanges(client) {
        setTimeout(() => standard.reportChanges(client), GATHERING_MS);
      },
    }),
  },
  {
    id: 'dm2/client/calls-again',
    does: 'opens another session by itself after each one it was asked for',
    legal: 'clause 5.1.1: when a client opens sessions is its own affair',
    parts(standard) {
      const calling = new WeakSet<ClientContext>();
      return {
        afterSession(client, args) {
          standard.afterSession(client, args);
          const { account, purpose } = args.session;
          if (purpose !== 'main' || args.end.outcome !== 'completed' || calling.delete(client)) return;
          calling.add(client);
          client.background.add(client.parts.openSession(client, { account, cause: { kind: 'client' } }).then(() => undefined));
        },
      };
    },
  },
];
