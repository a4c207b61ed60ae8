/** Package#0 between two products: the server calls, the client comes (clause ~5.2.1). */
import { pairTest } from '../../../define.js';
import { expectDone, requireSession } from '../support/believed.js';

export const testCases = [
  pairTest({
    id: 'dm2/interop/notification/starts-session',
    title: 'A notification of the server makes the client open a session',
    expectation: { id: 'DM2-IOP-NOTIFICATION', clause: '~5.2.1', text: 'The Package#0 that the server writes is read by the client, which opens a session with that server.' },
    purpose: 'How options of Package#0 are coded is open (A-01), so that two products may well differ.',
    procedure: [
      'Have the server queue HPUT of DevInfo, and send a Package#0 to the address at which the client takes it.',
      'Wait for the session that the client opens.',
      'Expect that the server believes HPUT done.',
    ],
    applies: { client: 'C_PKG0' },
    needs: { upperTester: true, notification: true, values: ['devinfo.root'] },
    async drive(tester) {
      const { server } = tester;
      await server.queue([{ command: 'HPUT', server: `${server.repository}/called`, client: [tester.value('devinfo.root')] }]);
      await tester.notify();
      await server.ask();
    },
    judge(view, judge) {
      const check = judge.check('DM2-IOP-NOTIFICATION');
      const known = view.server.belief('package1');
      if (!check.holds(known.value !== null, { expected: 'a session that the client opens because of Package#0', found: `none: ${view.client.silence}`, at: known.at })) return;
      requireSession(view.server, judge);
      expectDone(check, view.server, ['HPUT']);
    },
  }),
];
