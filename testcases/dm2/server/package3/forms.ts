/** What a server takes as Package#3, and what it refuses (clauses ~5.2.4 and ~7.2.1.3). */
import { serverTest } from '../../../define.js';
import { requireWelcome } from '../support/rounds.js';
import { judgeRefused, judgeServed } from '../support/served.js';

const GET = { command: 'GET', client: ['urn:oma:mo:x-suite-probe:1.0/p1/Config/Name'] } as const;

const FORMS = [
  { what: 'a Package#3 without Alert and URI', members: {}, item: {} },
  { what: 'a Package#3 with Alert', members: { Alert: [{ AlertType: 'urn:oma:at:x-suite-probe:1.0:StateChanged', SourceURI: 'urn:oma:mo:x-suite-probe:1.0/p1/State' }] }, item: {} },
  { what: 'a Package#3 with URI', members: {}, item: { URI: ['urn:oma:mo:x-suite-probe:1.0/p2/'] } },
] as const;

export const testCases = [
  serverTest({
    id: 'dm2/server/package3/every-form',
    title: 'Package#3 is served with Alert and with URI, and without them',
    requirements: ['DM2-PKG3-S-007'],
    purpose: 'Both members are optional; a server that demands or refuses one breaks sessions.',
    procedure: ['Have the server queue three GET, one in each Package#2.', 'Open a session and answer the first without Alert and URI, the second with Alert, the third with URI.', 'Expect a Package#2 in answer to each.'],
    needs: { upperTester: true },
    async drive(tester) {
      const device = await tester.device();
      await device.queue(...FORMS.map(() => [GET]));
      await device.send(device.package1());
      for (const { members, item } of FORMS) await device.send(device.package3({ Status: [{ sc: 200, ...item }], ...members }));
    },
    judge(view, judge) {
      judge.require(view.commands(1).value.some(([name]) => name === 'GET'), 'the server did not send the GET that the test needs', view.answer(1).at);
      for (const [index, { what }] of FORMS.entries()) judgeServed({ view, judge, requirement: 'DM2-PKG3-S-007', message: index + 1, what });
    },
  }),
  serverTest({
    id: 'dm2/server/package3/no-session',
    title: 'Package#3 without a session is refused',
    requirements: ['DM2-PKG3-S-009'],
    purpose: 'Results of commands that nobody sent are a fault of the device, or an attack.',
    procedure: ['Run a session to its end.', 'Send another Package#3.', 'Expect a 4xx in answer to it.'],
    async drive(tester) {
      const device = await tester.device();
      await device.session();
      await device.send({ ...device.package3({ Status: [{ sc: 200 }] }), illegal: 'a Package#3 without a session' });
    },
    judge(view, judge) {
      requireWelcome(view, judge);
      judge.require(view.sent('END').length > 0, 'the server did not end the session that the test needs', view.end);
      judgeRefused({ view, judge, requirement: 'DM2-PKG3-S-009', message: view.dm().length - 1, what: 'a Package#3 after END', wanted: (status) => status >= 400 && status <= 499, rule: 'a status from 400 to 499' });
    },
  }),
];
