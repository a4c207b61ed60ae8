/** HTTP Basic at a server (clause ~9.2.1; RFC 7617): it asks, lets in who is right, and keeps out everybody else. */
import { basicAuthorization } from '../../../../protocol/http-auth/basic.js';
import { serverTest } from '../../../define.js';
import { ask, basic, challengesOf, deviceWith, judgeKeptOut, judgeServedWith, requireAdmission, requireServedWith, show } from '../support/credentials.js';
import type { Authorize } from '../../../../harness/tester/dm2-client/login.js';

interface Wrong {
  readonly what: string;
  readonly authorization: Authorize;
}

const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');

const WRONG: readonly Wrong[] = [
  { what: 'a wrong password', authorization: basic(({ user }) => basicAuthorization({ user, password: 'wrong horse' })) },
  { what: 'the beginning of the right password', authorization: basic(({ user, password }) => basicAuthorization({ user, password: password.slice(0, -1) })) },
  { what: 'another user', authorization: basic(({ password }) => basicAuthorization({ user: 'somebody-else', password })) },
  { what: 'an empty password', authorization: basic(({ user }) => basicAuthorization({ user, password: '' })) },
  { what: 'a user without a colon', authorization: basic(({ user }) => `Basic ${base64(user)}`) },
  { what: 'Basic without anything behind it', authorization: basic(() => 'Basic') },
];

export const testCases = [
  serverTest({
    id: 'dm2/server/auth/basic-asks',
    title: 'A device without credentials is asked for them with Basic',
    requirements: ['DM2-AUTH-S-001'],
    purpose: 'A client knows what to answer by the challenge and its realm (RFC 9110, 15.5.2; RFC 7617, 2).',
    procedure: ['Send a Package#1 without Authorization for a device whose account has Basic credentials.', 'Expect 401 with WWW-Authenticate, and in it a Basic challenge with a realm.'],
    needs: { credentials: 'basic' },
    drive: async (tester) => ask(await deviceWith(tester, 'basic')),
    judge(view, judge) {
      const check = judge.check('DM2-AUTH-S-001');
      requireAdmission({ view, judge, message: 0, what: 'a message without credentials' });
      check.is({ ...view.answerStatus(1), what: 'status for a message without credentials' }, 401);
      const { values, at } = challengesOf(view, judge, 0);
      const challenge = values.find(({ scheme }) => scheme === 'basic');
      check.holds(challenge?.parameters.get('realm') !== undefined, { expected: 'a Basic challenge with a realm', found: values.length === 0 ? 'no challenge' : `the challenges ${values.map(({ scheme, parameters }) => [scheme, ...parameters.keys()].join(' ')).join(', ')}`, at, stimulus: view.round(1).request.at });
    },
  }),
  serverTest({
    id: 'dm2/server/auth/basic-accepts',
    title: 'The credentials of the account are accepted, however the scheme is written',
    requirements: ['DM2-AUTH-S-001'],
    purpose: 'Schemes know no case (RFC 9110, 11.1).',
    procedure: ['Send a Package#1 with Basic and the credentials of the account, then one with the scheme written bAsIc.', 'Expect 200 for both.'],
    needs: { credentials: 'basic' },
    async drive(tester) {
      const device = await deviceWith(tester, 'basic');
      await show(device, basic());
      await show(device, basic((right) => basicAuthorization(right).replace('Basic', 'bAsIc')));
    },
    judge(view, judge) {
      for (const [message, what] of ['right credentials', 'right credentials of the scheme bAsIc'].entries()) judgeServedWith({ view, judge, requirement: 'DM2-AUTH-S-001', message, what });
    },
  }),
  serverTest({
    id: 'dm2/server/auth/basic-refuses',
    title: 'Credentials that are not those of the account are refused',
    requirements: ['DM2-AUTH-S-001'],
    purpose: 'A server that lets in whoever shows something authenticates nobody.',
    procedure: ['Send a Package#1 with right credentials.', 'Send one with a wrong password, a cut password, another user, no password, no colon, nothing behind the scheme.', 'Expect 401 for each of these (403 and 400 are taken as well).'],
    needs: { credentials: 'basic' },
    async drive(tester) {
      const device = await deviceWith(tester, 'basic');
      await show(device, basic());
      for (const { what, authorization } of WRONG) await show(device, authorization, what);
    },
    judge(view, judge) {
      requireServedWith({ view, judge, message: 0, what: 'a message with right credentials' });
      for (const [index, { what }] of WRONG.entries()) judgeKeptOut({ view, judge, requirement: 'DM2-AUTH-S-001', message: index + 1, what });
    },
  }),
  serverTest({
    id: 'dm2/server/auth/basic-of-another',
    title: 'A device is not let in with the credentials of another one',
    requirements: ['DM2-AUTH-S-001'],
    purpose: 'OMADM-DevID says who is speaking, and anybody can write it; credentials that fit any account would make one device another.',
    procedure: ['Make two devices with credentials of their own; each sends a Package#1 with them.', 'The first sends a Package#1 with the credentials of the second. Expect 401 (403 is taken as well).'],
    needs: { upperTester: true },
    async drive(tester) {
      const [first, second] = [await deviceWith(tester, 'basic'), await deviceWith(tester, 'basic', 'tester-2')];
      let others: string | undefined;
      await show(first, basic());
      await show(second, (asked) => (others = basic()(asked)));
      await show(first, () => others, 'credentials of another device');
    },
    judge(view, judge) {
      for (const message of [0, 1]) requireServedWith({ view, judge, message, what: `device ${message + 1} with its credentials` });
      judgeKeptOut({ view, judge, requirement: 'DM2-AUTH-S-001', message: 2, what: 'device 1 with the credentials of device 2' });
    },
  }),
  serverTest({
    id: 'dm2/server/auth/basic-every-message',
    title: 'Each message of a session needs credentials, not only the first',
    requirements: ['DM2-AUTH-S-001'],
    purpose: 'HTTP knows no session: whoever knows the name of a device could go on where it began.',
    procedure: ['Have the server queue a GET. Send a Package#1 with right credentials, then a Package#3 without any.', 'Expect 401 (403 is taken as well).'],
    needs: { upperTester: true },
    async drive(tester) {
      const device = await deviceWith(tester, 'basic');
      await device.queue([{ command: 'GET', client: ['urn:oma:mo:x-suite-probe:1.0/p1/Config/Name'] }]);
      await show(device, basic());
      await device.send({ ...device.package3({ Status: [{ sc: 200 }] }), authorization: 'none' });
    },
    judge(view, judge) {
      requireServedWith({ view, judge, message: 0, what: 'Package#1 with right credentials' });
      judgeKeptOut({ view, judge, requirement: 'DM2-AUTH-S-001', message: 1, what: 'a Package#3 without credentials' });
    },
  }),
];
