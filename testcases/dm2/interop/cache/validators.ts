/** MO caching between two products: data that both know is not sent again (clause 11). */
import { pairTest } from '../../../define.js';
import { commandsBelieved } from '../../server/support/rounds.js';
import { expectDone, requireSession, valuesIn } from '../support/believed.js';
import { reading, setting } from '../support/content.js';

export const testCases = [
  pairTest({
    id: 'dm2/interop/cache/unchanged-data',
    title: 'Data that has not changed is not sent again, and the server still has it',
    expectation: { id: 'DM2-IOP-CACHE', clause: '11.1', text: 'A read with the validator that the client gave is answered 304, and the server goes on with the copy that it holds.' },
    purpose: 'Caching saves a transfer only if both sides mean the same state of the same instance.',
    procedure: [
      'Have the server set a leaf, and read the whole instance by HPUT.',
      'Have it read the leaf by GET in another session.',
      'Expect that it believes all done, GET with status 304, and that it holds the value of the leaf for GET.',
    ],
    applies: { client: 'C_GET&C_CACHE', server: 'S_CACHE' },
    needs: { upperTester: true, values: ['probe.root', 'probe.leaf'], state: 'kept' },
    async drive(tester) {
      const { server } = tester;
      const uri = tester.value('probe.leaf');
      await server.queue([await setting(server, { path: '/cached', uri, value: 'known to both' })], [reading(server, '/whole', tester.value('probe.root'))]);
      await tester.session();
      await server.queue([{ command: 'GET', client: [uri] }]);
      await tester.session();
      await server.ask();
    },
    judge(view, judge) {
      requireSession(view.server, judge);
      const check = judge.check('DM2-IOP-CACHE');
      expectDone(check, view.server, ['HGET', 'HPUT', 'GET']);
      const { value, at } = commandsBelieved(view.server);
      check.is({ value: value[2]?.status ?? null, at, what: 'status of GET in the belief of the server' }, 304);
      check.holds(valuesIn(value[2]?.content ?? null).includes('known to both'), { expected: '"known to both" as content of GET', found: JSON.stringify(value[2]?.content ?? null), at });
    },
  }),
  pairTest({
    id: 'dm2/interop/cache/changed-data',
    title: 'Data that has changed is sent again',
    expectation: { id: 'DM2-IOP-CACHE-CHANGE', clause: '11.2', text: 'After a change in the instance the server gets the new data, whatever validator it holds.' },
    purpose: 'A cache that hides a change is worse than none.',
    procedure: [
      'Have the server set a leaf, read the whole instance by HPUT, and set the leaf anew.',
      'Have it read the leaf by GET in another session.',
      'Expect that it believes all done and holds the new value.',
    ],
    applies: { client: 'C_GET&C_CACHE', server: 'S_CACHE' },
    needs: { upperTester: true, values: ['probe.root', 'probe.leaf'], state: 'kept' },
    async drive(tester) {
      const { server } = tester;
      const uri = tester.value('probe.leaf');
      await server.queue([await setting(server, { path: '/old', uri, value: 'old' })], [reading(server, '/whole', tester.value('probe.root'))], [await setting(server, { path: '/new', uri, value: 'new' })]);
      await tester.session();
      await server.queue([{ command: 'GET', client: [uri] }]);
      await tester.session();
      await server.ask();
    },
    judge(view, judge) {
      requireSession(view.server, judge);
      const check = judge.check('DM2-IOP-CACHE-CHANGE');
      expectDone(check, view.server, ['HGET', 'HPUT', 'HGET', 'GET']);
      const { value, at } = commandsBelieved(view.server);
      check.holds(valuesIn(value[3]?.content ?? null).includes('new'), { expected: '"new" as content of GET', found: JSON.stringify(value[3]?.content ?? null), at });
    },
  }),
];
