/** CONT (clause ~5.3.8): the session goes on at another address of the server. */
import { serverTest } from '../../../define.js';
import { COUNT, NAME } from '../support/probe.js';
import { requireSent, sentFor } from '../support/rounds.js';

export const testCases = [
  serverTest({
    id: 'dm2/server/cont/session-goes-on',
    title: 'After CONT the session goes on at the new address',
    requirements: ['DM2-CMD-CONT-S-005'],
    purpose: 'The device follows CONT and sends its results to the new address only; a server that knows nothing of the session there has lost it.',
    procedure: ['Have the server queue GET of a leaf with CONT to its second endpoint, then GET of another leaf.', 'Open a session and follow CONT; before, run one without it.', 'Expect a Package#2 in answer to the Package#3 at the second endpoint, and the second GET in the session.'],
    needs: { upperTester: true },
    async drive(tester) {
      const device = await tester.device();
      if (device.other === null) return;
      await device.queue([{ command: 'GET', client: [NAME] }]);
      await device.session();
      await device.queue([{ command: 'GET', client: [NAME] }, { command: 'CONT', server: device.other }], [{ command: 'GET', client: [COUNT] }]);
      await device.session();
    },
    judge(view, judge) {
      judge.require(view.dm().length > 0, 'the server has no second DM endpoint', view.end);
      requireSent(view, 'GET', NAME);
      const usual = view.round(2, 1).response?.event.status;
      judge.require(usual === 200, `a Package#3 in a session without CONT is answered with ${usual ?? 'nothing'}`, view.end);
      const cont = requireSent(view, 'CONT');
      const [followed] = view.dm('b');
      judge.require(followed !== undefined, 'the tester could not follow CONT: it leads to a host that the IUT file does not name', cont.at);
      if (followed === undefined) return;
      const { request, response } = followed;
      const check = judge.check('DM2-CMD-CONT-S-005');
      const found = response === undefined ? `no response (${view.silence})` : `the response ${response.event.status}`;
      if (!check.holds(response?.event.status === 200, { expected: 'the response 200 to Package#3 at the address of CONT', found, at: response?.at ?? request.at, stimulus: request.at })) return;
      const second = sentFor(view, 'GET', COUNT);
      check.holds(second.length > 0, { expected: 'the rest of the commands after CONT', found: second.length === 0 ? 'none of them' : 'the second GET', at: response?.at ?? request.at, stimulus: request.at });
    },
  }),
];
