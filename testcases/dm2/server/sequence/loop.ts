/** The loop of packages as a server keeps it (clause 5.2). */
import { serverTest } from '../../../define.js';
import { commandsBelieved, commandsSent, isRecord } from '../support/rounds.js';

const NAME = 'urn:oma:mo:x-suite-probe:1.0/p1/Config/Name';
const COUNT = 'urn:oma:mo:x-suite-probe:1.0/p1/Config/Count';

export const testCases = [
  serverTest({
    id: 'dm2/server/sequence/commands-in-answers',
    title: 'Commands come in the answers to Package#1 and Package#3',
    requirements: ['DM2-SEQ-S-004', 'DM2-PKG2-B-001'],
    purpose: 'A server has no connection of its own to the device: what it wants done must stand in the HTTP response to a package.',
    procedure: ['Have the server queue GET of a leaf for the first Package#2 and GET of another for the second.', 'Open a session and report 200 to everything; ask the server whether it sent the commands.', 'Expect the first command in the response to Package#1 and the second in the response to the first Package#3.'],
    needs: { upperTester: true },
    async drive(tester) {
      const device = await tester.device();
      await device.queue([{ command: 'GET', client: [NAME] }], [{ command: 'GET', client: [COUNT] }]);
      await device.session();
      await device.ask();
    },
    judge(view, judge) {
      judge.check('DM2-PKG2-B-001').is(view.answerStatus(1), 200);
      const { value: commands, ...place } = view.commands(1);
      const unsent = commandsBelieved(view).value.filter(({ state }) => state === 'queued');
      judge.require(unsent.length === 0, `the server itself says that ${unsent.length} of 2 commands were not sent`, view.answer(1).at);
      const check = judge.check('DM2-SEQ-S-004');
      if (!check.is({ ...place, value: commands.filter(([name]) => name === 'GET'), what: 'GET in the response to Package#1' }, [['GET', NAME]])) return;
      const second = view.commands(2);
      check.is({ ...second, value: second.value.filter(([name]) => name === 'GET'), what: 'GET in the response to the first Package#3' }, [['GET', COUNT]]);
    },
  }),
  serverTest({
    id: 'dm2/server/sequence/failed-commands',
    title: 'A Package#3 that reports failed commands is answered with a Package#2',
    requirements: ['DM2-SEQ-S-016'],
    purpose: 'A command that failed is no reason to break the session: the device waits for what comes next.',
    procedure: ['Have the server queue DELETE of a node.', 'Open a session and report 404 for the command.', 'Expect the response 200 with a list of commands to that Package#3.'],
    needs: { upperTester: true },
    async drive(tester) {
      const device = await tester.device();
      await device.queue([{ command: 'DELETE', client: ['urn:oma:mo:x-suite-probe:1.0/p1/Data/none'] }]);
      await device.session({ status: ([name]) => (name === 'DELETE' ? { sc: 404 } : undefined) });
    },
    judge(view, judge) {
      judge.require(view.commands(1).value.some(([name]) => name === 'DELETE'), 'the server did not send the DELETE that the test needs', view.answer(1).at);
      judge.require(view.session().rounds.length > 1, `no Package#3 was sent: ${view.silence}`, view.answer(1).at);
      const { request, response } = view.round(2);
      const isPackage2 = isRecord(response?.value) && 'CMD' in response.value;
      const found = response === undefined ? `no response (${view.silence})` : `the response ${response.event.status}${isPackage2 ? '' : ' without CMD'}`;
      judge.check('DM2-SEQ-S-016').holds(response?.event.status === 200 && isPackage2, { expected: 'the response 200 with a Package#2 to a Package#3 that reports 404', found, at: response?.at ?? request.at, stimulus: request.at });
    },
  }),
  serverTest({
    id: 'dm2/server/sequence/slow-device',
    title: 'A session is still usable after a pause of the device',
    requirements: ['DM2-SEQ-S-010'],
    purpose: 'A device may work on a command for long; the protocol has no time for it, so the server should wait.',
    procedure: ['Have the server queue two packages of one command each.', 'Open a session, and wait for the observation window before sending the Package#3 that answers the first.', 'Expect the second command in its response.'],
    needs: { upperTester: true },
    async drive(tester) {
      const device = await tester.device();
      await device.queue([{ command: 'GET', client: [NAME] }], [{ command: 'GET', client: [COUNT] }]);
      await device.session({
        async report(statuses) {
          await tester.observe();
          return device.package3({ Status: statuses.map(({ sc }) => ({ sc })) });
        },
      });
    },
    judge(view, judge) {
      judge.require(view.commands(1).value.some(([name]) => name === 'GET'), 'the server did not send the first command that the test needs', view.answer(1).at);
      const { value, ...place } = commandsSent(view);
      judge.check('DM2-SEQ-S-010').is({ ...place, value: value.slice(1), what: 'the commands after a pause' }, [['GET', COUNT]]);
    },
  }),
];
