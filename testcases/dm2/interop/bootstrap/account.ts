/** Bootstrap between two products: the account that the server writes is one that the client can use (clause ~9). */
import { pairTest } from '../../../define.js';
import { expectDone, valuesIn } from '../support/believed.js';

export const testCases = [
  pairTest({
    id: 'dm2/interop/bootstrap/account-is-used',
    title: 'With the account that the server bootstraps the client opens sessions',
    expectation: { id: 'DM2-IOP-BOOTSTRAP', clause: '~9', text: 'The bootstrap document of the server is taken by the client, which can then be managed with the account in it.' },
    purpose: 'No text at hand gives the form of the document (A-46), so that two products may well differ.',
    procedure: [
      'Make an account of the device with a SrvID that the client does not know yet.',
      'Have the server queue HPUT of DevInfo, and make the bootstrap of the device.',
      'Push the document to the client as it is, and wait for the session that the client opens.',
      'Expect that the server has taken the alert BootstrapComplete, and believes HPUT done.',
    ],
    applies: { client: 'BOOT_SERVER' },
    needs: { upperTester: true, hooks: ['bootstrap'], values: ['devinfo.root', 'boot.server.id'] },
    async drive(tester) {
      const { server } = tester;
      await server.provision(tester.value('boot.server.id'));
      await server.queue([{ command: 'HPUT', server: `${server.repository}/bootstrapped`, client: [tester.value('devinfo.root')] }]);
      await tester.bootstrap();
      await server.ask();
    },
    judge(view, judge) {
      const check = judge.check('DM2-IOP-BOOTSTRAP');
      const alerts = view.server.belief('alerts');
      judge.require(Array.isArray(alerts.value), "the upper tester gives no list under 'alerts'", alerts.at);
      const isReported = valuesIn(alerts.value).includes('urn:oma:at:dm:2.0:BootstrapComplete');
      const found = isReported ? 'the alert' : `no such alert: ${view.client.silence}`;
      if (!check.holds(isReported, { expected: 'a session that the client opens with the alert BootstrapComplete', found, at: alerts.at })) return;
      expectDone(check, view.server, ['HPUT']);
    },
  }),
];
