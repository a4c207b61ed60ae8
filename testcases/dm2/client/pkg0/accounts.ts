/** SERVER-ID chooses the account, and with it where the session begins (clause ~5.2.1.2.1). */
import { clientTest } from '../../../define.js';
import { attempt } from '../support/course.js';
import { judgeSilence, openedBy, requireOpened } from '../support/notified.js';

const UNKNOWN_SERVER = 'urn:x-suite:server-that-nobody-knows';

export const testCases = [
  clientTest({
    id: 'dm2/client/pkg0/chooses-account',
    title: 'The session begins at the SrvURI of the account whose SrvID the notification gives',
    requirements: ['DM2-PKG0-C-013'],
    purpose: 'A device with two management authorities must call the one that asked for it, and not the other.',
    procedure: ['Notify the device in the name of the second server, then in the name of the first.', 'Expect each time Package#1 at the address of that server only.'],
    needs: { notification: 'any', accounts: 2, values: ['server.b.id'] },
    async drive(tester) {
      const { facts, write } = tester.notifications;
      for (const account of ['b', 'a'] as const) await tester.notified(write(facts(account)));
    },
    judge(view, judge) {
      const check = judge.check('DM2-PKG0-C-013');
      const names = ['b', 'a'] as const;
      judge.require(names.some((_name, index) => openedBy(view, index + 1) !== undefined), `no notification opens a session: ${view.silence}`, view.end);
      for (const [index, name] of names.entries()) {
        const opened = openedBy(view, index + 1);
        const { start, ended } = attempt(view, index + 1);
        const found = opened === undefined ? 'no session' : `Package#1 at the address of server ${opened.request.event.address}`;
        check.holds(opened?.request.event.address === name, { expected: `Package#1 at the address of server ${name}`, found, at: opened?.request.at ?? ended ?? start, stimulus: start });
      }
    },
  }),
  clientTest({
    id: 'dm2/client/pkg0/unknown-server',
    title: 'A notification of a server without an account opens no session',
    requirements: ['DM2-PKG0-C-014'],
    purpose: 'Anybody can send a notification; a device calls only servers it was set up for.',
    procedure: [`Send a notification with the SERVER-ID ${UNKNOWN_SERVER}; expect silence.`, 'Send the right notification; it must open a session, or the silence shows nothing.'],
    needs: { notification: 'any' },
    async drive(tester) {
      const { facts, write } = tester.notifications;
      await tester.notified(write({ ...facts(), serverId: UNKNOWN_SERVER }), { expects: 'silence', illegal: 'the server is unknown' });
      await tester.notified(write(facts()));
    },
    judge(view, judge) {
      requireOpened({ view, judge, number: 2, what: 'the right notification' });
      judgeSilence({ view, judge, number: 1, what: 'a notification of an unknown server', requirement: 'DM2-PKG0-C-014' });
    },
  }),
];
