/** The end of a session is the server's to say (clause ~5.3.12). */
import { serverTest } from '../../../define.js';
import { NotExercised } from '../../../../harness/judge/judge.js';
import type { ServerView } from '../../../../harness/judge/dm2-server/view.js';
import type { Observation } from '../../../../harness/judge/finding.js';
import { NAME } from '../support/probe.js';
import { requireReported, requireSent, requireWelcome } from '../support/rounds.js';

export const testCases = [
  serverTest({
    id: 'dm2/server/end/nothing-to-do',
    title: 'A server with nothing to do answers Package#1 with END',
    requirements: ['DM2-CMD-END-S-002'],
    purpose: 'A session goes on until the server ends it: without END a device would report for ever.',
    procedure: ['Open a session for which no command is queued, and report whatever the server asks for.', 'Expect that the last Package#2 of the server has END.'],
    async drive(tester) {
      const device = await tester.device();
      await device.session();
    },
    judge(view, judge) {
      requireWelcome(view, judge);
      judge.require(view.answer(1).event.status === 200, `Package#1 is answered with ${view.answer(1).event.status}`, view.answer(1).at);
      judge.check('DM2-CMD-END-S-002').is(lastNames(view), 'END');
    },
  }),
  serverTest({
    id: 'dm2/server/end/after-the-last-command',
    title: 'A server ends the session after its last command',
    requirements: ['DM2-CMD-END-B-001'],
    purpose: 'The device reports to every Package#2 without END, so the server has to end what it began.',
    procedure: ['Have the server queue one GET.', 'Open a session and report 200.', 'Expect that the last Package#2 of the server has END.'],
    needs: { upperTester: true },
    async drive(tester) {
      const device = await tester.device();
      await device.queue([{ command: 'GET', client: [NAME] }]);
      await device.session();
    },
    judge(view, judge) {
      requireSent(view, 'GET', NAME);
      requireReported(view, judge);
      judge.check('DM2-CMD-END-B-001').is(lastNames(view), 'END');
    },
  }),
];

/** END where the last answer of the session has it, else the names that it has; an answer that is no Package#2 says nothing of the end, its form is judged elsewhere. */
function lastNames(view: ServerView): Observation<string> {
  const last = view.session().rounds.findLast(({ response }) => response !== undefined);
  if (last?.response === undefined) throw new NotExercised(`the server answered nothing: ${view.silence}`, view.end);
  const { value: commands, ...place } = view.commands(last.number);
  const names = commands.map(([name]) => name ?? '');
  return { ...place, value: names.includes('END') ? 'END' : names.join(', '), what: 'the last command of the session' };
}
