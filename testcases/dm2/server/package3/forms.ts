/** What a server takes as Package#3, and what it refuses (clauses ~5.2.4 and ~7.2.1.3). */
import type { ServerView } from '../../../../harness/judge/dm2-server/view.js';
import { NotExercised, type Judge } from '../../../../harness/judge/judge.js';
import { serverTest } from '../../../define.js';
import { NAME, PROBE } from '../support/probe.js';
import { requireSent, requireWelcome } from '../support/rounds.js';
import { judgeRefused, judgeServed, requireAnyServed } from '../support/served.js';

const FORMS = [
  { what: 'a Package#3 without Alert and URI', members: {}, item: {} },
  { what: 'a Package#3 with Alert', members: { Alert: [{ AlertType: 'urn:oma:at:x-suite-probe:1.0:StateChanged', SourceURI: `${PROBE}/p1/State` }] }, item: {} },
  { what: 'a Package#3 with URI', members: {}, item: { URI: [`${PROBE}/p2/`] } },
] as const;

export const testCases = [
  serverTest({
    id: 'dm2/server/package3/by-post',
    title: 'Package#3 by POST is answered with a Package#2',
    requirements: ['DM2-PKG3-B-001'],
    purpose: 'Results come by POST to the address of the session; a server that does not take them knows nothing of what it did.',
    procedure: ['Have the server queue GET of a leaf.', 'Open a session and report 200.', 'Expect a Package#2 in answer to the Package#3.'],
    needs: { upperTester: true },
    async drive(tester) {
      const device = await tester.device();
      await device.queue([{ command: 'GET', client: [NAME] }]);
      await device.session();
    },
    judge(view, judge) {
      requireSent(view, 'GET', NAME);
      judgeServed({ view, judge, requirement: 'DM2-PKG3-B-001', message: firstReports(view, judge)[0] ?? 0, what: 'a Package#3' });
    },
  }),
  serverTest({
    id: 'dm2/server/package3/every-form',
    title: 'Package#3 is served with Alert and with URI, and without them',
    requirements: ['DM2-PKG3-S-007'],
    purpose: 'Both members are optional; a server that demands or refuses one breaks sessions.',
    procedure: ['Have the server queue a GET, three times.', 'Open a session each time and answer the first without Alert and URI, the second with Alert, the third with URI.', 'Expect a Package#2 in answer to each.'],
    needs: { upperTester: true },
    async drive(tester) {
      const device = await tester.device();
      for (const { members, item } of FORMS) {
        await device.queue([{ command: 'GET', client: [NAME] }]);
        await device.session({ report: (statuses) => device.package3({ Status: statuses.map(() => ({ sc: 200, ...item })), ...members }) });
      }
    },
    judge(view, judge) {
      requireSent(view, 'GET', NAME);
      const messages = firstReports(view, judge);
      requireAnyServed(view, judge, messages);
      for (const [index, message] of messages.entries()) judgeServed({ view, judge, requirement: 'DM2-PKG3-S-007', message, what: FORMS[index]?.what ?? 'a Package#3' });
    },
  }),
  serverTest({
    id: 'dm2/server/package3/no-session',
    title: 'Package#3 without a session is refused',
    requirements: ['DM2-PKG3-S-009'],
    purpose: 'Results of commands that nobody sent are a fault of the device, or an attack.',
    procedure: ['Run a session to its end.', 'Send another Package#3.', 'Expect a 4xx in answer to it.'],
    async drive(tester) {
      const device = await tester.device();
      await device.session();
      await device.send({ ...device.package3({ Status: [{ sc: 200 }] }), illegal: 'a Package#3 without a session' });
    },
    judge(view, judge) {
      requireWelcome(view, judge);
      judge.require(view.sent('END').length > 0, 'the server did not end the session that the test needs', view.end);
      judgeRefused({ view, judge, requirement: 'DM2-PKG3-S-009', message: view.dm().length - 1, what: 'a Package#3 after END', wanted: (status) => status >= 400 && status <= 499, rule: 'a status from 400 to 499' });
    },
  }),
];

/** The first Package#3 of each session, by its position among the messages at DM endpoints. */
function firstReports(view: ServerView, judge: Judge): readonly number[] {
  judge.require(view.sessions.length > 0, `no session took place: ${view.silence}`, view.end);
  return view.sessions.map(({ rounds: [, report] }) => {
    if (report === undefined) throw new NotExercised(`no Package#3 was sent: ${view.silence}`, view.end);
    return view.dm().findIndex(({ request }) => request.at.event === report.request.at.event);
  });
}
