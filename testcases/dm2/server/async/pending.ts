/** Asynchronous results (clause 5.4.1): 202 is not the end, the alert is. */
import { serverTest } from '../../../define.js';
import { RUN, SLOW } from '../support/probe.js';
import { believed, requireReported, requireSent } from '../support/rounds.js';

export const testCases = [
  serverTest({
    id: 'dm2/server/async/both-ways',
    title: 'EXEC is sent with and without an address for its late result',
    requirements: ['DM2-ASYNC-B-001'],
    purpose: 'A server has to be able to take a result at once and to take it later, where it says.',
    procedure: ['Have the server queue EXEC without a ServerURI, then EXEC with one.', 'Open a session; report 200 for the first and 202 for the second.', 'Expect the ServerURI in the second and a Package#2 in answer to both reports.'],
    needs: { upperTester: true },
    async drive(tester) {
      const device = await tester.device();
      await device.queue([{ command: 'EXEC', client: [RUN] }], [{ command: 'EXEC', client: [SLOW], server: device.other ?? device.endpoint }]);
      await device.session();
    },
    judge(view, judge) {
      requireSent(view, 'EXEC', RUN);
      requireReported(view, judge);
      const { value, ...place } = requireSent(view, 'EXEC', SLOW);
      const address = value.slice(1).find((word) => /^https?:/i.test(word));
      judge.check('DM2-ASYNC-B-001').holds(address !== undefined, { expected: 'EXEC with the ServerURI for its late result', found: value.join(' '), ...place });
    },
  }),
  serverTest({
    id: 'dm2/server/async/pending-until-alert',
    title: 'An operation that was answered with 202 is pending until its alert comes',
    requirements: ['DM2-ASYNC-S-009'],
    purpose: 'A server that takes 202 for the end tells its operator that a firmware is installed which is not.',
    procedure: ['Have the server queue EXEC of a slow operation.', 'Open a session and report 202; ask the server.', 'Open another session with the alert of the operation; ask again.', 'Expect the operation to be pending at first and done in the end.'],
    needs: { upperTester: true },
    async drive(tester) {
      const device = await tester.device();
      await device.queue([{ command: 'EXEC', client: [SLOW] }]);
      await device.session();
      await device.ask();
      await device.finish();
      await device.ask();
    },
    judge(view, judge) {
      requireSent(view, 'EXEC', SLOW);
      requireReported(view, judge);
      const late = view.answer(1, 2);
      judge.require(late.event.status === 200, `the Package#1 with the alert is answered with ${late.event.status}`, late.at);
      for (const [answer, wanted] of ['pending', 'done'].entries()) {
        const { value, at, ...place } = believed(view, 0, answer);
        judge.check('DM2-ASYNC-S-009').is({ ...place, at: { event: at.event, path: 'commands[0].state' }, value: value.state, what: answer === 0 ? 'the state after 202' : 'the state after the alert' }, wanted);
      }
    },
  }),
];
