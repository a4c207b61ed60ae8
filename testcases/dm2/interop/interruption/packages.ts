/** The connection breaks in the middle of a package; the next session has to work (clause ~5.2: a session may be lost at any time). */
import type { PackageNumber } from '../../../../harness/tester/pair/driver.js';
import { pairTest } from '../../../define.js';
import { requireEnd, statesBelieved } from '../support/believed.js';
import { reading } from '../support/content.js';

const SENDERS: Readonly<Record<PackageNumber, string>> = { 1: 'from the client', 2: 'from the server', 3: 'from the client' };

export const testCases = ([1, 2, 3] as const).map((number) =>
  pairTest({
    id: `dm2/interop/interruption/package${number}`,
    title: `After a break in the middle of Package#${number} the next session does its work`,
    expectation: {
      id: `DM2-IOP-INTERRUPTION-${number}`,
      clause: '~5.2',
      text: `A connection that breaks in the middle of Package#${number} leaves neither side in a state from which the next session cannot be had.`,
    },
    purpose: 'Devices lose their connection at any moment; what either side keeps of the lost session must not block the next one.',
    procedure: [
      'Have the client open a session, which END closes.',
      'Have the server queue HPUT of DevInfo.',
      `Have the client open a session, and cut the connection in the middle of Package#${number}, ${SENDERS[number]}.`,
      'Have the server queue another HPUT of DevInfo, and have the client open a session.',
      'Expect that the server believes the second HPUT done and has no session open.',
    ],
    needs: { upperTester: true, proxy: true, values: ['devinfo.root'], state: 'kept' },
    async drive(tester) {
      const { server } = tester;
      const root = tester.value('devinfo.root');
      await tester.session();
      await server.queue([reading(server, '/lost', root)]);
      tester.interrupt(number);
      await tester.session();
      await server.queue([reading(server, '/found', root)]);
      await tester.session();
      await server.ask();
    },
    judge(view, judge) {
      requireEnd(view, judge);
      const isCut = view.transcript.events.some((event) =>
        (event.kind === 'control' && event.action === 'interrupted') || (event.kind === 'response' && event.fault !== null && event.point === 'dm'));
      judge.require(isCut, `Package#${number} did not come, so that nothing was cut: ${view.client.silence}`, view.client.end);
      const check = judge.check(`DM2-IOP-INTERRUPTION-${number}`);
      const states = statesBelieved(view.server);
      const last = states.value.at(-1) ?? 'no command';
      check.holds(last.startsWith('HPUT done '), { expected: 'the second HPUT done, in a session after the break', found: last, at: states.at });
      check.is(view.server.belief('session'), 'none');
    },
  }),
);
