/** A device with two management authorities: the server of the pair, and the reference server beside it (clause ~6.3). */
import { pairTest } from '../../../define.js';
import { expectDone, expectUploaded, requireSession } from '../support/believed.js';
import { reading, setting } from '../support/content.js';

export const testCases = [
  pairTest({
    id: 'dm2/interop/authorities/two-servers',
    title: 'Two servers manage the device, each in sessions of its own',
    expectation: {
      id: 'DM2-IOP-AUTHORITIES',
      clause: '~5.2',
      text: 'Sessions with one management authority do not disturb those with another: each gets what it asked for, and the device keeps what either of them set.',
    },
    purpose: 'The server of the pair is not alone on the device; the second one is the reference server of the suite.',
    procedure: [
      'Have the server set a leaf by HGET and read it by HPUT; have the second authority read DevInfo by HPUT.',
      'Have the client open a session with the server, one with the second authority, and another one with the server that reads the leaf again.',
      'Expect that both servers believe their commands done, and the value in both uploads of the server.',
    ],
    needs: { upperTester: true, proxy: true, accounts: 2, values: ['probe.leaf', 'devinfo.root'], state: 'kept' },
    async drive(tester) {
      const { server, second } = tester;
      const uri = tester.value('probe.leaf');
      await server.queue([await setting(server, { path: '/mine', uri, value: 'set by the first' })], [reading(server, '/first', uri)]);
      await second.queue([reading(second, '/devinfo', tester.value('devinfo.root'))]);
      await tester.session('a');
      await tester.session('b');
      await server.queue([reading(server, '/again', uri)]);
      await tester.session('a');
      await server.ask();
      await second.ask();
    },
    judge(view, judge) {
      requireSession(view.server, judge);
      const check = judge.check('DM2-IOP-AUTHORITIES');
      expectDone(check, view.server, ['HGET', 'HPUT', 'HPUT']);
      for (const path of ['/first', '/again']) expectUploaded(check, view.server, { path, holds: 'set by the first' });
      expectDone(check, view.second, ['HPUT']);
    },
  }),
];
