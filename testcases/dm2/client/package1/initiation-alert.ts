/** The alert by which a client says that it opened the session by itself (clause 5.2.2). */
import { clientTest } from '../../../define.js';
import { NotExercised, show } from '../../../../harness/judge/judge.js';
import { alertsOf, member, package1 } from '../support/packages.js';
import { isRecord } from '../../record.js';

const CLIENT_INITIATED = 'urn:oma:at:dm:2.0:ClientInitiatedMgmt';
const SERVER_INITIATED = 'urn:oma:at:dm:2.0:ServerInitiatedMgmt';
const BOOTSTRAP_COMPLETE = 'urn:oma:at:dm:2.0:BootstrapComplete';

export const testCases = [
  clientTest({
    id: 'dm2/client/package1/client-initiated',
    title: 'Package#1 of a session that the client begins by itself has the alert ClientInitiatedMgmt',
    requirements: ['DM2-PKG1-C-012'],
    purpose: 'No notification was sent, so the server must learn that the client came of its own accord. A first session that reports a bootstrap may say only that (A-12); then the next one counts.',
    needs: { initiative: 'client' },
    procedure: ['Let the client open two sessions; end each at once.', 'Expect ClientInitiatedMgmt, and not ServerInitiatedMgmt, in the first Package#1 that reports no bootstrap.'],
    async drive(tester) {
      await tester.session([]);
      await tester.session([]);
    },
    judge(view, judge) {
      for (const { opening } of view.sessions) judge.require(isPlainList(member(opening, 'Alert') ?? []), 'Alert is no plain list, which DM2-ALERT-C-011 judges', opening.request.at);
      const openings = view.sessions.map(({ number }) => package1(view, number)).map((exchange) => ({ exchange, types: alertsOf(exchange).map((alert) => alert['AlertType']) }));
      const judged = openings.find(({ types }) => types.includes(CLIENT_INITIATED) || !types.includes(BOOTSTRAP_COMPLETE));
      if (judged === undefined) throw new NotExercised(openings.length === 0 ? `no session was opened: ${view.silence}` : 'every Package#1 reports a bootstrap', view.end);
      const { exchange, types } = judged;
      judge.check('DM2-PKG1-C-012').holds(types.includes(CLIENT_INITIATED) && !types.includes(SERVER_INITIATED), {
        expected: `the alert ${CLIENT_INITIATED} in Package#1`,
        found: types.length === 0 ? 'no alert' : `the alerts ${types.map(show).join(', ')}`,
        at: { event: exchange.request.event.n, path: 'Alert' },
      });
    },
  }),
];

function isPlainList(list: unknown): boolean {
  return Array.isArray(list) && list.every((item) => !isRecord(item) || !Object.hasOwn(item, 'Alert'));
}
