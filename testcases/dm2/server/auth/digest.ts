/**
 * HTTP Digest at a server (clause ~9.2.1; RFC 7616). Each answer is to a challenge of its own, so that nonces of one use do no harm.
 * Repetitions are not judged: whether a used nonce is refused is left to the server (RFC 7616, 3.3 and 5.5).
 */
import { serverTest } from '../../../define.js';
import type { ClientDriver, TestDevice } from '../../../../harness/tester/dm2-client/driver.js';
import type { Authorize } from '../../../../harness/tester/dm2-client/login.js';
import { ask, challengesOf, deviceWith, digest, judgeKeptOut, judgeServedWith, requireAdmission, requireServedWith, show, type DigestForm } from '../support/credentials.js';

const ID = 'DM2-AUTH-S-002';

interface Wrong {
  readonly what: string;
  readonly form: DigestForm;
}

const WRONG: readonly Wrong[] = [
  { what: 'a response for a wrong password', form: { facts: () => ({ password: 'wrong horse' }) } },
  { what: 'a response and a uri for another target', form: { facts: () => ({ uri: '/somewhere/else' }) } },
  { what: 'a response for another method', form: { facts: () => ({ method: 'GET' }) } },
  { what: 'a response for another user', form: { facts: () => ({ user: 'somebody-else' }) } },
  { what: 'a nonce that the server never gave', form: { facts: ({ challenge }) => ({ challenge: { ...challenge, nonce: 'bm9uZSBvZiB5b3Vycw==' } }) } },
  { what: 'a realm of another server', form: { facts: ({ challenge }) => ({ challenge: { ...challenge, realm: 'somewhere else' } }) } },
  { what: 'no response', form: { fields: (fields) => fields.filter(([name]) => name !== 'response') } },
];

/** Asks, then answers. */
async function answer(device: TestDevice, authorization: Authorize, wrong?: string): Promise<void> {
  await ask(device);
  await show(device, authorization, wrong);
}

/** Positions of the answers among the messages. */
const answerAt = (index: number): number => 2 * index + 1;

async function answerEach(tester: ClientDriver, forms: readonly DigestForm[]): Promise<void> {
  const device = await deviceWith(tester, 'digest');
  for (const form of forms) await answer(device, digest(form));
}

export const testCases = [
  serverTest({
    id: 'dm2/server/auth/digest-asks',
    title: 'A device without credentials is asked for them with Digest',
    requirements: [ID],
    purpose: 'An answer needs realm and nonce (RFC 7616, 3.3).',
    procedure: ['Send a Package#1 without Authorization for a device whose account has Digest credentials.', 'Expect 401 with WWW-Authenticate, and in it a Digest challenge with realm and nonce.'],
    needs: { credentials: 'digest' },
    drive: async (tester) => ask(await deviceWith(tester, 'digest')),
    judge(view, judge) {
      const check = judge.check(ID);
      requireAdmission({ view, judge, message: 0, what: 'a message without credentials' });
      check.is({ ...view.answerStatus(1), what: 'status for a message without credentials' }, 401);
      const { values, at } = challengesOf(view, judge, 0);
      const isThere = values.some(({ scheme, parameters }) => scheme === 'digest' && parameters.has('realm') && (parameters.get('nonce') ?? '') !== '');
      check.holds(isThere, { expected: 'a Digest challenge with realm and nonce', found: values.length === 0 ? 'no challenge' : `the challenges ${values.map(({ scheme, parameters }) => [scheme, ...parameters.keys()].join(' ')).join(', ')}`, at, stimulus: view.round(1).request.at });
    },
  }),
  serverTest({
    id: 'dm2/server/auth/digest-accepts',
    title: 'Right responses are accepted, in the order of the RFC and in another one',
    requirements: [ID],
    purpose: 'Parameters have no order, and unknown ones are passed over (RFC 9110, 11.4; RFC 7616, 3.4).',
    procedure: ['Send a Package#1 without credentials, then one with the right response.', 'The same with the parameters in reverse order and a parameter of our own.', 'Expect 200 for both.'],
    needs: { credentials: 'digest' },
    drive: (tester) => answerEach(tester, [{}, { fields: (fields) => [...fields.toReversed(), ['x-suite', '"1"']] }]),
    judge(view, judge) {
      for (const [index, what] of ['the right response', 'the right response with parameters in reverse order'].entries()) judgeServedWith({ view, judge, requirement: ID, message: answerAt(index), what });
    },
  }),
  serverTest({
    id: 'dm2/server/auth/digest-algorithms',
    title: 'Each algorithm that the server offers is accepted',
    requirements: [ID],
    purpose: 'A challenge for each algorithm says that any of them will do (RFC 7616, 3.7).',
    procedure: ['Send a Package#1 without credentials, then one with a response by SHA-256 if that is offered; the same for MD5.', 'Expect 200 for each algorithm that is offered; the others are not judged.'],
    needs: { credentials: 'digest' },
    drive: (tester) => answerEach(tester, [{ algorithm: 'SHA-256' }, { algorithm: 'MD5' }]),
    judge(view, judge) {
      const offered = challengesOf(view, judge, 0).values.filter(({ scheme }) => scheme === 'digest').map(({ parameters }) => (parameters.get('algorithm') ?? 'MD5').toUpperCase());
      judge.require(offered.includes('SHA-256') || offered.includes('MD5'), `the server offers neither SHA-256 nor MD5 but ${offered.join(', ') || 'nothing'}`, view.end);
      for (const [index, algorithm] of ['SHA-256', 'MD5'].entries()) if (offered.includes(algorithm)) judgeServedWith({ view, judge, requirement: ID, message: answerAt(index), what: `a response by ${algorithm}` });
    },
  }),
  serverTest({
    id: 'dm2/server/auth/digest-refuses',
    title: 'Responses that are not right for the account, the request and the nonce are refused',
    requirements: [ID],
    purpose: 'Each part of the response protects against one abuse; a server that leaves one out of its check has lost it.',
    procedure: ['Send a Package#1 without credentials, then one with the right response.', 'The same with a response for a wrong password, another target, another method, another user, a nonce never given, another realm, and with none.', 'Expect 401 for each of these (403 and 400 are taken as well).'],
    needs: { credentials: 'digest' },
    async drive(tester) {
      const device = await deviceWith(tester, 'digest');
      await answer(device, digest());
      for (const { what, form } of WRONG) await answer(device, digest(form), what);
    },
    judge(view, judge) {
      requireServedWith({ view, judge, message: answerAt(0), what: 'a message with the right response' });
      for (const [index, { what }] of WRONG.entries()) judgeKeptOut({ view, judge, requirement: ID, message: answerAt(index + 1), what });
    },
  }),
  serverTest({
    id: 'dm2/server/auth/digest-of-another',
    title: 'A device is not let in with a response of another one',
    requirements: [ID],
    purpose: 'OMADM-DevID says who is speaking, and anybody can write it.',
    procedure: ['Make two devices with credentials of their own; each sends a Package#1 with the right response.', 'The first sends a Package#1 with a right response of the second. Expect 401 (403 is taken as well).'],
    needs: { upperTester: true },
    async drive(tester) {
      const [first, second] = [await deviceWith(tester, 'digest'), await deviceWith(tester, 'digest', 'tester-2')];
      await answer(first, digest());
      let others: string | undefined;
      await answer(second, (asked) => {
        const own = digest()(asked);
        // With the next count, so that it is no repetition.
        others = digest()(asked);
        return own;
      });
      await show(first, () => others, 'a response of another device');
    },
    judge(view, judge) {
      for (const message of [1, 3]) requireServedWith({ view, judge, message, what: 'a device with its own response' });
      judgeKeptOut({ view, judge, requirement: ID, message: 4, what: 'device 1 with a response of device 2' });
    },
  }),
];
