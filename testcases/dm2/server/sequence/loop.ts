/** The loop of packages as a server keeps it (clause 5.2). */
import { serverTest } from '../../../define.js';
import { COUNT, NAME } from '../support/probe.js';
import { isRecord } from '../../record.js';
import { commandsBelieved, requireReported, requireSent, sentFor } from '../support/rounds.js';

const MISSING = 'urn:oma:mo:x-suite-probe:1.0/p1/Data/none';

export const testCases = [
  serverTest({
    id: 'dm2/server/sequence/commands-in-answers',
    title: 'Commands come in the answers to Package#1 and Package#3',
    requirements: ['DM2-SEQ-S-004', 'DM2-PKG2-B-001'],
    purpose: 'A server has no connection of its own to the device: what it wants done must stand in the HTTP response to a package.',
    procedure: ['Have the server queue GET of a leaf for the first Package#2 and GET of another for the second.', 'Open a session and report 200 to everything; ask the server whether it sent the commands.', 'Expect a Package#2 in answer to Package#1, and every command that the server holds for sent in the response to a package.'],
    needs: { upperTester: true },
    async drive(tester) {
      const device = await tester.device();
      await device.queue([{ command: 'GET', client: [NAME] }], [{ command: 'GET', client: [COUNT] }]);
      await device.session();
      await device.ask();
    },
    judge(view, judge) {
      const { event, at, value } = view.answer(1);
      judge.require(event.status >= 200 && event.status <= 299, `Package#1 is refused with ${event.status}`, at);
      const isPackage2 = event.status === 200 && isRecord(value) && 'CMD' in value;
      const stimulus = view.round(1).request.at;
      if (!judge.check('DM2-PKG2-B-001').holds(isPackage2, { expected: 'the response 200 with a Package#2', found: `the response ${event.status}${isPackage2 ? '' : ' without CMD'}`, at, stimulus })) return;
      for (const [index, { state }] of commandsBelieved(view).value.entries()) {
        const uri = [NAME, COUNT][index] ?? '';
        const [sent] = sentFor(view, 'GET', uri);
        judge.require(sent !== undefined || state !== 'queued', `the server itself says that it did not send GET ${uri}`, at);
        judge.check('DM2-SEQ-S-004').holds(sent !== undefined, { expected: `GET ${uri} in the response to a package`, found: sent === undefined ? 'it in none, though the server holds it for sent' : sent.value.join(' '), at: sent?.at ?? at, stimulus: sent?.stimulus ?? stimulus });
      }
    },
  }),
  serverTest({
    id: 'dm2/server/sequence/two-rounds',
    title: 'The session goes on from Package#3 to Package#2 until the server ends it',
    requirements: ['DM2-SEQ-B-001'],
    purpose: 'A server with more to do goes on in the same session; one that stops after the first results leaves the rest to chance.',
    procedure: ['Have the server queue a package with GET of a leaf and another with GET of another leaf.', 'Open a session and report 200 to everything; ask the server what it sent.', 'Expect both commands in the session, and nothing left in the queue at its end.'],
    needs: { upperTester: true },
    async drive(tester) {
      const device = await tester.device();
      await device.queue([{ command: 'GET', client: [NAME] }], [{ command: 'GET', client: [COUNT] }]);
      await device.session();
      await device.ask();
    },
    judge(view, judge) {
      const first = requireSent(view, 'GET', NAME);
      requireReported(view, judge);
      const left = commandsBelieved(view).value.filter(({ state }) => state === 'queued');
      const isAll = sentFor(view, 'GET', COUNT).length > 0;
      judge.check('DM2-SEQ-B-001').holds(isAll && left.length === 0, { expected: 'both commands within the session', found: isAll && left.length === 0 ? 'both' : `${left.length} still queued when the session was over`, at: view.session().rounds.at(-1)?.response?.at ?? first.at, ...(first.stimulus === undefined ? {} : { stimulus: first.stimulus }) });
    },
  }),
  serverTest({
    id: 'dm2/server/sequence/failed-commands',
    title: 'A Package#3 that reports failed commands is answered with a Package#2',
    requirements: ['DM2-SEQ-S-016'],
    purpose: 'A command that failed is no reason to break the session: the device waits for what comes next.',
    procedure: ['Have the server queue GET of a leaf, then DELETE of a node.', 'Open a session; report 200 for GET, then 404 for DELETE.', 'Expect the response 200 with a list of commands to that Package#3.'],
    needs: { upperTester: true },
    async drive(tester) {
      const device = await tester.device();
      for (const operation of [{ command: 'GET', client: [NAME] }, { command: 'DELETE', client: [MISSING] }] as const) {
        await device.queue([operation]);
        await device.session({ status: ([name, uri]) => (name === 'DELETE' && uri === MISSING ? { sc: 404 } : undefined) });
      }
    },
    judge(view, judge) {
      requireSent(view, 'DELETE', MISSING);
      const place = view.session(2).rounds.findIndex(({ commands }) => commands.some(([name, uri]) => name === 'DELETE' && uri === MISSING));
      const usual = view.session(1).rounds[1]?.response?.event.status;
      judge.require(usual === 200, `a Package#3 that reports success is answered with ${usual ?? 'nothing'}`, view.end);
      const { request, response } = view.round(place + 2, 2);
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
    procedure: ['Have the server queue a command, and open a session without a pause.', 'Have it queue another, open a session, and wait for the observation window before sending the Package#3.', 'Expect a Package#2 in answer to it, as without the pause.'],
    needs: { upperTester: true },
    async drive(tester) {
      const device = await tester.device();
      await device.queue([{ command: 'GET', client: [NAME] }]);
      await device.session();
      await device.queue([{ command: 'GET', client: [NAME] }]);
      await device.session({
        async report(statuses, { round }) {
          if (round === 1) await tester.observe();
          return device.package3({ Status: statuses.map(({ sc }) => ({ sc })) });
        },
      });
    },
    judge(view, judge) {
      requireSent(view, 'GET', NAME);
      const quick = view.round(2, 1).response?.event.status;
      judge.require(quick === 200, `a Package#3 without a pause is answered with ${quick ?? 'nothing'}`, view.end);
      const { request, response } = view.round(2, 2);
      const found = response === undefined ? `no response (${view.silence})` : `the response ${response.event.status}`;
      judge.check('DM2-SEQ-S-010').holds(response?.event.status === 200, { expected: 'a Package#2 in answer to Package#3 after a pause', found, at: response?.at ?? request.at, stimulus: request.at });
    },
  }),
];
