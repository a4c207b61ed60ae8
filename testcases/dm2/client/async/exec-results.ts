/** Reporting of EXEC: at once or later, and how the later report comes (clauses 5.4.1, 5.3.5 and 5.4, A-29). */
import { isSuccess, type Judge } from '../../../../harness/judge/judge.js';
import type { ClientView } from '../../../../harness/judge/dm2-client/view.js';
import { clientTest } from '../../../define.js';
import { endAfter } from '../support/course.js';
import { execReportingTo } from '../support/exec-command.js';
import { isAbout, laterResults, orderAndAwait, resultAlerts } from '../support/results.js';
import { requireSuccess } from '../support/steps.js';

const EXECUTABLE = { values: ['probe.executable'] } as const;

export const testCases = [
  clientTest({
    id: 'dm2/client/async/both-ways',
    title: 'EXEC is accepted without and with a ServerURI',
    requirements: ['DM2-ASYNC-B-001'],
    purpose: 'Without the address the outcome may be reported at once; with it the outcome comes later. A client has to know both ways.',
    procedure: ['Send EXEC without a ServerURI; it must succeed.', 'Send EXEC of the same node with a ServerURI; expect that it is not refused.'],
    needs: EXECUTABLE,
    async drive(tester) {
      const uri = tester.value('probe.executable');
      await tester.session([[['EXEC', uri]], [execReportingTo(tester, { serverUri: tester.endpoint.b, uri })]]);
    },
    judge(view, judge) {
      requireSuccess({ view, judge, round: 1, command: 0 });
      judge.check('DM2-ASYNC-B-001').succeeded(view.status(2, 0));
    },
  }),
  clientTest({
    id: 'dm2/client/async/address-means-later',
    title: 'EXEC with a ServerURI is reported later, even if it is done at once, and 202 says so',
    requirements: ['DM2-ASYNC-C-003', 'DM2-ASYNC-C-004'],
    purpose: 'Whoever gives an address relies on the outcome coming there, and on Package#3 not claiming to be the outcome.',
    procedure: ['Send EXEC of an operation that finishes at once, with a ServerURI.', 'Expect status 202 in Package#3, and the outcome in a later session.'],
    needs: EXECUTABLE,
    drive: (tester) => orderAndAwait(tester, execReportingTo(tester, { serverUri: tester.endpoint.b, uri: tester.value('probe.executable') })),
    judge(view, judge) {
      const status = view.status(1, 0);
      judge.require(isSuccess(status.value), `EXEC with a ServerURI is refused with ${status.value}, which another requirement judges`, status.at);
      const results = laterResults(view);
      const end = endAfter(view, view.stimulus(1));
      judge.require(status.value === 202 || results.length > 0 || end !== undefined, `EXEC is ${status.value}, and nobody knows whether a report is still to come: ${view.silence}`, status.at);
      const isLater = status.value === 202 || results.length > 0;
      judge.check('DM2-ASYNC-C-003').holds(isLater, {
        expected: 'the outcome in a later session, announced by 202',
        found: isLater ? `${status.what} ${status.value}, ${results.length} later alerts` : `${status.what} ${status.value} and no later alert before the device ended`,
        at: status.at,
        stimulus: view.stimulus(1),
      });
      judge.require(isLater, 'the client did not report asynchronously, so there is no status for it', status.at);
      judge.check('DM2-ASYNC-C-004').is(status, 202);
    },
  }),
  clientTest({
    id: 'dm2/client/async/result-in-other-session',
    title: 'The outcome of EXEC comes as an alert in another session, opened at the ServerURI, and names the node',
    requirements: ['DM2-ASYNC-C-005', 'DM2-ASYNC-C-006', 'DM2-ASYNC-C-007'],
    purpose: 'The address in EXEC may belong to another server than the one that ordered the operation; the alert is all it learns.',
    procedure: ['Send EXEC with a ServerURI; end the session.', 'Expect a session at the ServerURI with an alert whose SourceURI is the executed node, and no such alert in the first session.'],
    needs: EXECUTABLE,
    drive: (tester) => orderAndAwait(tester, execReportingTo(tester, { serverUri: tester.endpoint.b, uri: tester.value('probe.executable') })),
    judge(view, judge) {
      requireReportedLater(view, judge);
      const stimulus = view.stimulus(1);
      const later = laterResults(view);
      const [first] = later;
      const early = resultAlerts(view).find(({ session }) => session === 1);
      const at = first?.at ?? early?.at ?? endAfter(view, stimulus) ?? stimulus;
      const found = first !== undefined ? `an alert in session ${first.session}` : early === undefined ? 'no alert before the device ended' : 'the alert in the session that carried EXEC';
      judge.check('DM2-ASYNC-C-005').holds(first !== undefined, { expected: 'the outcome as an alert in another session', found, at, stimulus });
      judge.require(first !== undefined, 'no other session brought the outcome', at);
      const there = later.find(({ openedAt }) => openedAt === 'b') ?? first;
      if (there === undefined) return;
      judge.check('DM2-ASYNC-C-006').is({ value: there.openedAt === 'b' ? 'the ServerURI of EXEC' : 'the SrvURI of the account', at: { ...there.opening, path: 'target' }, what: 'where the session with the outcome was opened:', stimulus }, 'the ServerURI of EXEC');
      const named = later.find((alert) => isAbout(alert, view.value('probe.executable'))) ?? there;
      judge.check('DM2-ASYNC-C-007').holds(isAbout(named, view.value('probe.executable')), {
        expected: `SourceURI ${view.value('probe.executable')}`,
        found: named.sourceUri === undefined ? 'no SourceURI' : `SourceURI ${JSON.stringify(named.sourceUri)}`,
        at: named.at,
        stimulus,
      });
    },
  }),
  clientTest({
    id: 'dm2/client/async/own-choice-reports-home',
    title: 'If the client chose to report later, the outcome comes to the SrvURI of the account',
    requirements: ['DM2-ASYNC-C-008'],
    purpose: 'Without a ServerURI the server that ordered the operation is the only one that waits for its outcome.',
    procedure: ['Send EXEC, without a ServerURI, of an operation whose outcome the client reports later by its own choice; end the session.', 'Expect status 202 and a later session with the alert at the SrvURI of the account.'],
    needs: { values: ['probe.slow'] },
    drive: (tester) => orderAndAwait(tester, ['EXEC', tester.value('probe.slow')]),
    judge(view, judge) {
      requireReportedLater(view, judge);
      const results = laterResults(view);
      const [first] = results;
      judge.require(first !== undefined, `no later session brought the outcome: ${view.silence}`, view.end);
      const there = results.find(({ openedAt }) => openedAt === 'a') ?? first;
      if (there === undefined) return;
      judge.check('DM2-ASYNC-C-008').is({ value: there.openedAt === 'a' ? 'the SrvURI of the account' : 'another address', at: { ...there.opening, path: 'target' }, what: 'where the session with the outcome was opened:', stimulus: view.stimulus(1) }, 'the SrvURI of the account');
    },
  }),
];

/** EXEC was accepted and its outcome is to come later, or came; without an end of the device an absent one proves nothing. */
function requireReportedLater(view: ClientView, judge: Judge): void {
  const status = view.status(1, 0);
  judge.require(isSuccess(status.value), `EXEC is refused with ${status.value}, which another requirement judges`, status.at);
  const isThere = resultAlerts(view).length > 0;
  judge.require(isThere || status.value === 202, `EXEC is ${status.value} and no alert came: the client reported at once, which another requirement judges`, status.at);
  judge.require(isThere || endAfter(view, view.stimulus(1)) !== undefined, `no alert came yet, and the device did not say that it is done: ${view.silence}`, view.end);
}
