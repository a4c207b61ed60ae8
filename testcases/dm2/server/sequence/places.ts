/** A status belongs to the command at its place (clause ~7.2.1.3). */
import { serverTest } from '../../../define.js';
import { commandsBelieved, requireReported, sentFor } from '../support/rounds.js';

const ROOT = 'urn:oma:mo:x-suite-probe:1.0/p1';

export const testCases = [
  serverTest({
    id: 'dm2/server/sequence/statuses-by-place',
    title: 'A status is taken for the command at its place',
    requirements: ['DM2-SEQ-S-007'],
    purpose: 'A status carries no name: a server that orders them by anything else believes the wrong thing of a device.',
    procedure: ['Have the server queue DELETE of three nodes in one package.', 'Open a session and report 404, 200 and 200.', 'Expect the server to believe exactly that of the three commands, in their order.'],
    needs: { upperTester: true },
    async drive(tester) {
      const device = await tester.device();
      await device.queue(['first', 'second', 'third'].map((node) => ({ command: 'DELETE', client: [`${ROOT}/Data/${node}`] })));
      await device.session({ status: ([name, uri = '']) => (name === 'DELETE' ? { sc: uri.endsWith('first') ? 404 : 200 } : undefined) });
      await device.ask();
    },
    judge(view, judge) {
      judge.require(sentFor(view, 'DELETE').length === 3, `the server sent ${sentFor(view, 'DELETE').length} of 3 commands`, view.answer(1).at);
      requireReported(view, judge);
      const { value, ...place } = commandsBelieved(view);
      judge.check('DM2-SEQ-S-007').is({ ...place, value: value.map(({ status }) => status), what: 'the statuses that the server believes' }, [404, 200, 200]);
    },
  }),
  serverTest({
    id: 'dm2/server/sequence/missing-status',
    title: 'A command without a status is not taken as successful',
    requirements: ['DM2-PKG3-S-008'],
    purpose: 'A device that reports too little has a fault; a server that counts its silence as success hides it from the operator.',
    procedure: ['Have the server queue DELETE of two nodes in one package.', 'Open a session and leave the status of the second out of Package#3.', 'Expect that the server does not believe the second command to be done.'],
    needs: { upperTester: true },
    async drive(tester) {
      const device = await tester.device();
      await device.queue(['first', 'second'].map((node) => ({ command: 'DELETE', client: [`${ROOT}/Data/${node}`] })));
      await device.session({
        status: () => ({ sc: 200 }),
        report(statuses, { commands }) {
          const isShort = commands.some(([, uri = '']) => uri.endsWith('second'));
          return { ...device.package3({ Status: statuses.slice(0, isShort ? -1 : undefined).map(({ sc }) => ({ sc })) }), ...(isShort ? { illegal: 'a status is missing' } : {}) };
        },
      });
      await device.ask();
    },
    judge(view, judge) {
      const sent = sentFor(view, 'DELETE');
      judge.require(sent.length >= 2, `the server sent ${sent.length} of 2 commands`, view.answer(1).at);
      const { value, ...place } = commandsBelieved(view);
      const state = value[1]?.state;
      judge.check('DM2-PKG3-S-008').holds(state !== 'done', { expected: 'a command without a status that is not done', found: `its state ${JSON.stringify(state) ?? 'nothing'}`, at: { event: place.at.event, path: 'commands[1].state' }, ...(place.stimulus === undefined ? {} : { stimulus: place.stimulus }) });
    },
  }),
];
