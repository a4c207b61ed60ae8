/** Bootstrap between two products: the account that the server writes is one that the client can use (clause ~9). */
import { pairTest } from '../../../define.js';
import { expectDone, requireSession } from '../support/believed.js';

export const testCases = [
  pairTest({
    id: 'dm2/interop/bootstrap/account-is-used',
    title: 'With the account that the server bootstraps the client opens sessions',
    expectation: { id: 'DM2-IOP-BOOTSTRAP', clause: '~9', text: 'The bootstrap document of the server is taken by the client, which can then be managed with the account in it.' },
    purpose: 'No text at hand gives the form of the document (A-46), so that two products may well differ.',
    procedure: [
      'Have the server send the bootstrap of the device to the address at which the client takes it.',
      'Have it queue HPUT of DevInfo, and have the client open a session.',
      'Expect that the server believes HPUT done.',
    ],
    applies: { client: 'BOOT_ANY' },
    needs: { upperTester: true, bootstrap: true, values: ['devinfo.root'] },
    async drive(tester) {
      const { server } = tester;
      await tester.bootstrap();
      await server.queue([{ command: 'HPUT', server: `${server.repository}/bootstrapped`, client: [tester.value('devinfo.root')] }]);
      await tester.session();
      await server.ask();
    },
    judge(view, judge) {
      requireSession(view.server, judge);
      expectDone(judge.check('DM2-IOP-BOOTSTRAP'), view.server, ['HPUT']);
    },
  }),
];
