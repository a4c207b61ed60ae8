/** SUB and UNSUB between two products: what changes on the device is told to the server, until it wants no more (clause 5.3.9). */
import { pairTest } from '../../../define.js';
import { expectDone, expectUploaded, requireSession, uploadsBelieved } from '../support/believed.js';
import { setting } from '../support/content.js';

export const testCases = [
  pairTest({
    id: 'dm2/interop/subscription/change-is-reported',
    title: 'A change of a subscribed node reaches the server',
    expectation: { id: 'DM2-IOP-SUB', clause: '5.3.9', text: 'After SUB the client reports a change of the node to the address of the subscription, and the server takes the report.' },
    purpose: 'The report is a message outside of any session, which the server has to take.',
    procedure: [
      'Have the server queue SUB of a text leaf, and HGET that changes it in the next Package#2.',
      'Have the client open a session.',
      'Expect that the server believes both done and took the new value at the address of the subscription.',
    ],
    applies: { client: 'C_SUB', server: 'S_SUB' },
    needs: { upperTester: true, values: ['probe.leaf'] },
    async drive(tester) {
      const { server } = tester;
      const uri = tester.value('probe.leaf');
      await server.queue([{ command: 'SUB', server: `${server.repository}/report`, client: [uri] }], [await setting(server, { path: '/changed', uri, value: 'changed by the server' })]);
      await tester.session();
      await tester.arrival(`${server.repository}/report`);
      await tester.observe();
      await server.ask();
    },
    judge(view, judge) {
      requireSession(view.server, judge);
      const check = judge.check('DM2-IOP-SUB');
      expectDone(check, view.server, ['SUB', 'HGET']);
      expectUploaded(check, view.server, { path: '/report', holds: 'changed by the server' });
    },
  }),
  pairTest({
    id: 'dm2/interop/subscription/end-of-reports',
    title: 'After UNSUB the server hears no more of the node',
    expectation: { id: 'DM2-IOP-UNSUB', clause: '5.3.9', text: 'UNSUB of the server ends the subscription that its SUB made.' },
    purpose: 'The two commands name the subscription by the ClientURI only, so that both must write and read it alike.',
    procedure: [
      'Have the server queue SUB of a text leaf and HGET that changes it, then UNSUB and another HGET, a Package#2 each.',
      'Have the client open a session.',
      'Expect that the server believes all done, and took the first value at the address of the subscription but not the second.',
    ],
    applies: { client: 'C_SUB', server: 'S_SUB' },
    needs: { upperTester: true, values: ['probe.leaf'], state: 'kept' },
    async drive(tester) {
      const { server } = tester;
      const uri = tester.value('probe.leaf');
      const change = async (value: string): ReturnType<typeof setting> => setting(server, { path: `/${value}`, uri, value });
      await server.queue([{ command: 'SUB', server: `${server.repository}/report`, client: [uri] }], [await change('first')]);
      await tester.session();
      await tester.arrival(`${server.repository}/report`);
      await server.queue([{ command: 'UNSUB', client: [uri] }], [await change('second')]);
      await tester.session();
      await tester.observe();
      await server.ask();
    },
    judge(view, judge) {
      requireSession(view.server, judge);
      const check = judge.check('DM2-IOP-UNSUB');
      expectDone(check, view.server, ['SUB', 'HGET', 'UNSUB', 'HGET']);
      const { value, at } = uploadsBelieved(view.server, '/report');
      const values = value.flatMap((upload) => upload.values);
      judge.require(values.includes('first'), 'no report of the first change came, which the test of SUB judges', at);
      check.holds(!values.includes('second'), { expected: 'no report of the change after UNSUB', found: 'a report of it', at });
    },
  }),
];
