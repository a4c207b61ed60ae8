/** END (clause 5.3.9): the server closes the session; its package is carried out and not answered. What follows END is free. */
import { packageNumber } from '../../../../harness/judge/dm2-client/message-view.js';
import { clientTest } from '../../../define.js';
import type { ClientView } from '../../../../harness/judge/dm2-client/view.js';
import type { Judge } from '../../../../harness/judge/judge.js';
import type { ServerDriver } from '../../../../harness/tester/dm2-server/driver.js';
import { attempt, messagesAfter } from '../support/course.js';
import { codeAt } from '../support/packages.js';
import { requireSuccess } from '../support/steps.js';

export const testCases = [
  clientTest({
    id: 'dm2/client/end/ends-the-session',
    title: 'END is a command that the client knows',
    requirements: ['DM2-CMD-END-B-001'],
    purpose: 'Every session ends with END; a client that does not know it can never be let go.',
    procedure: ['Answer Package#1 with END; let the client open another session afterwards.', 'Expect no Package#3 that refuses END.'],
    async drive(tester) {
      await tester.session([]);
      await tester.session([]);
    },
    judge(view, judge) {
      const check = judge.check('DM2-CMD-END-B-001');
      const stimulus = view.stimulus(1);
      const [answer] = attempt(view, 1).messages;
      judge.require(answer?.response !== undefined, `no session was opened: ${view.silence}`, view.end);
      // A client may open a session of its own at any time; what answers END is anything but its Package#1.
      const report = attempt(view, 1).messages.slice(1).find(({ request }) => packageNumber(request) !== 1);
      if (report === undefined) {
        judge.require(attempt(view, 2).messages.length > 0, `the client did not open another session: ${view.silence}`, view.end);
        check.holds(true, { expected: 'the session ended', found: 'the session ended, the next one began with Package#1', at: stimulus, stimulus });
        return;
      }
      const code = codeAt(report, 0);
      judge.require(code !== undefined && code >= 400, 'the client answered a package with END, which DM2-CMD-END-C-004 judges', report.request.at);
      check.holds(false, { expected: 'the session ended', found: `Package#3 with status ${code ?? ''} for END`, at: { event: report.request.event.n, path: 'Status[0].sc' }, stimulus });
    },
  }),
  clientTest({
    id: 'dm2/client/end/carries-out-the-package',
    title: 'Commands in a Package#2 with END are carried out',
    requirements: ['DM2-CMD-END-C-003'],
    purpose: 'A server may put its last commands and END into one package; they count like all others.',
    procedure: ['Send HPUT of a leaf, which must succeed.', 'In another session send HPUT of the leaf to another address together with END.', 'Expect both uploads.'],
    needs: { values: ['probe.leaf'] },
    drive: sendWithEnd,
    judge(view, judge) {
      requireSuccess({ view, judge, round: 1, command: 0 });
      const uploads = view.repository('/with-end').map(({ request }) => request);
      requireLaterSession(view, judge);
      judge.check('DM2-CMD-END-C-003').count(uploads, 1, { what: 'upload for the command that came with END', at: view.stimulus(1, 2), stimulus: view.stimulus(1, 2) });
    },
  }),
  clientTest({
    id: 'dm2/client/end/reports-nothing',
    title: 'A Package#2 with END is not answered',
    requirements: ['DM2-CMD-END-C-004'],
    purpose: 'The session is over for the server; whatever the client still sends finds nobody.',
    procedure: ['Send HPUT of a leaf, which must succeed.', 'In another session send HPUT of the leaf together with END.', 'Expect no message to the server after that, until another session is started.'],
    needs: { values: ['probe.leaf'] },
    drive: sendWithEnd,
    judge(view, judge) {
      requireSuccess({ view, judge, round: 1, command: 0 });
      const stimulus = view.stimulus(1, 2);
      requireLaterSession(view, judge);
      // A client may open a session of its own at any time; what answers END is anything but its Package#1.
      const answers = messagesAfter(attempt(view, 2), stimulus).filter((message) => packageNumber(message) !== 1);
      judge.check('DM2-CMD-END-C-004').count(answers, 0, { what: 'message in answer to END', at: stimulus, stimulus });
    },
  }),
];

async function sendWithEnd(tester: ServerDriver): Promise<void> {
  const leaf = tester.value('probe.leaf');
  await tester.session([[['HPUT', tester.repository('/before', {}), leaf]]]);
  await tester.session([[['HPUT', tester.repository('/with-end', {}), leaf], ['END']]]);
  await tester.session([]);
}

/** A later session shows that the client had time for what did not come. */
function requireLaterSession(view: ClientView, judge: Judge): void {
  judge.require(attempt(view, 3).messages.length > 0, `the client did not open another session: ${view.silence}`, view.end);
}
