/** EXEC, SHOW, DEFAULT, and commands that fail, between two products (clauses 5.3.5, 5.3.7, 5.3.8 and 5.4). */
import { pairTest } from '../../../define.js';
import { expectDone, expectUploaded, requireSession, statesBelieved } from '../support/believed.js';
import { reading, served } from '../support/content.js';

export const testCases = [
  pairTest({
    id: 'dm2/interop/commands/exec',
    title: 'EXEC is carried out, and the server knows it',
    expectation: { id: 'DM2-IOP-EXEC', clause: '5.3.5', text: 'What the server executes on the client is carried out, and its success reaches the server.' },
    purpose: 'An operation whose end the server does not learn is done twice or never.',
    procedure: ['Have the server queue EXEC of a node that finishes at once.', 'Have the client open a session.', 'Expect that the server believes it done.'],
    needs: { upperTester: true, values: ['probe.executable'] },
    async drive(tester) {
      await tester.server.queue([{ command: 'EXEC', client: [tester.value('probe.executable')] }]);
      await tester.session();
      await tester.server.ask();
    },
    judge(view, judge) {
      requireSession(view.server, judge);
      expectDone(judge.check('DM2-IOP-EXEC'), view.server, ['EXEC']);
    },
  }),
  pairTest({
    id: 'dm2/interop/commands/exec-later',
    title: 'The result of an operation that takes time reaches the server',
    expectation: { id: 'DM2-IOP-EXEC-LATER', clause: '5.3.5', text: 'The alert by which the client reports the end of an asynchronous operation is related to its EXEC by the server.' },
    purpose: 'Status 202 promises an alert; both sides have to agree to which operation it belongs.',
    procedure: ['Have the server queue EXEC of a node whose result comes later.', 'Have the client open a session, and another one.', 'Expect that the server believes it done.'],
    needs: { upperTester: true, values: ['probe.slow'], state: 'kept' },
    async drive(tester) {
      await tester.server.queue([{ command: 'EXEC', client: [tester.value('probe.slow')] }]);
      await tester.session();
      await tester.observe();
      await tester.session();
      await tester.server.ask();
    },
    judge(view, judge) {
      requireSession(view.server, judge);
      expectDone(judge.check('DM2-IOP-EXEC-LATER'), view.server, ['EXEC']);
    },
  }),
  pairTest({
    id: 'dm2/interop/commands/show',
    title: 'SHOW brings the page of the server to the browser of the client',
    expectation: { id: 'DM2-IOP-SHOW', clause: '5.3.7', text: 'The page that the server names by SHOW is opened by the client, and its success reaches the server.' },
    purpose: 'User interaction goes from the DM client to a browser and back to the server.',
    procedure: ['Have the server serve a page and queue SHOW of it.', 'Have the client open a session.', 'Expect that the server believes it done.'],
    applies: { client: 'C_SHOW' },
    needs: { upperTester: true },
    async drive(tester) {
      const { server } = tester;
      const page = await server.content('/page', { type: 'text/html', body: '<!doctype html><title>Interoperability</title><p>Shown.' });
      await server.queue([{ command: 'SHOW', server: page }]);
      await tester.session();
      await server.ask();
    },
    judge(view, judge) {
      requireSession(view.server, judge);
      expectDone(judge.check('DM2-IOP-SHOW'), view.server, ['SHOW']);
    },
  }),
  pairTest({
    id: 'dm2/interop/commands/default',
    title: 'Configuration that the client comes to need is fetched where DEFAULT of the server said',
    expectation: { id: 'DM2-IOP-DEFAULT', clause: '5.3.8', text: 'The client fetches configuration that is missing from the address that the server gave by DEFAULT, and holds it.' },
    purpose: 'The server must be able to serve what it announced.',
    procedure: [
      'Have the server serve an instance of an MO of which the device holds none, and queue DEFAULT for it.',
      'Have the client open a session, then let a local application need the MO.',
      'Have the server read the MO by HPUT in another session; expect the instance that was served.',
    ],
    applies: { client: 'C_DEFAULT' },
    needs: { upperTester: true, values: ['settings.moid', 'settings.data'], hooks: ['need-mo'], state: 'kept' },
    async drive(tester) {
      const { server } = tester;
      const moid = tester.value('settings.moid');
      const url = await served(server, '/default', [{ ClientURI: `${moid}//`, MOData: JSON.parse(tester.value('settings.data')) as object }]);
      await server.queue([{ command: 'DEFAULT', server: url, moid }]);
      await tester.session();
      await tester.hook({ action: 'need-mo', moid });
      await tester.arrival(url);
      await server.queue([reading(server, '/settings', `${moid}//`)]);
      await tester.session();
      await server.ask();
    },
    judge(view, judge) {
      requireSession(view.server, judge);
      const check = judge.check('DM2-IOP-DEFAULT');
      expectDone(check, view.server, ['DEFAULT', 'HPUT']);
      const [wanted = ''] = Object.values((JSON.parse(view.value('settings.data')) as Record<string, Record<string, string>>)).flatMap((node) => Object.values(node));
      expectUploaded(check, view.server, { path: '/settings', holds: wanted });
    },
  }),
  pairTest({
    id: 'dm2/interop/commands/failure',
    title: 'A command that fails is known as failed, and the others as done',
    expectation: { id: 'DM2-IOP-FAILURE', clause: '5.4', text: 'The statuses of a Package#3 mean the same commands to both sides, also where one of them is an error.' },
    purpose: 'Statuses belong to commands by their order only.',
    procedure: [
      'Have the server queue HPUT of a node that is not there and two of DevInfo in one Package#2.',
      'Have the client open a session.',
      'Expect that the server believes the first failed and the others done.',
    ],
    needs: { upperTester: true, values: ['devinfo.root', 'probe.leaf'] },
    async drive(tester) {
      const { server } = tester;
      const known = tester.value('devinfo.root');
      await server.queue([reading(server, '/one', `${tester.value('probe.leaf')}-that-does-not-exist`), reading(server, '/two', known), reading(server, '/three', known)]);
      await tester.session();
      await server.ask();
    },
    judge(view, judge) {
      requireSession(view.server, judge);
      const states = statesBelieved(view.server);
      const found = states.value.map((state) => state.split(' ').slice(0, 2).join(' '));
      judge.check('DM2-IOP-FAILURE').is({ ...states, value: found }, ['HPUT failed', 'HPUT done', 'HPUT done']);
    },
  }),
  pairTest({
    id: 'dm2/interop/commands/alert',
    title: 'An alert of the device reaches the server',
    expectation: { id: 'DM2-IOP-ALERT', clause: '~5.4', text: 'What happens on the device and is reported as an alert is known to the server by its type.' },
    purpose: 'Alerts are the only word of a device that no command asked for.',
    procedure: [
      'Have the client open a session.',
      'Let something happen on the device that raises an alert, and have the client open another session.',
      'Expect the alert in the belief of the server.',
    ],
    needs: { upperTester: true, values: ['probe.alert', 'probe.root'], hooks: ['raise-alert'], state: 'kept' },
    async drive(tester) {
      await tester.session();
      await tester.hook({ action: 'raise-alert', alertType: tester.value('probe.alert'), sourceUri: tester.value('probe.root') });
      await tester.observe();
      await tester.session();
      await tester.server.ask();
    },
    judge(view, judge) {
      requireSession(view.server, judge);
      const { value, at } = view.server.belief('alerts');
      const types = Array.isArray(value) ? value.map((alert: unknown) => (typeof alert === 'object' && alert !== null && 'type' in alert ? alert.type : undefined)) : [];
      const wanted = view.value('probe.alert');
      judge.check('DM2-IOP-ALERT').holds(types.includes(wanted), { expected: `an alert of type ${wanted} in the belief of the server`, found: JSON.stringify(types), at });
    },
  }),
];
