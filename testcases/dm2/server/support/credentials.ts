/** Messages with chosen credentials to a server under test, and what it made of them. */
import type { Place } from '../../../../harness/judge/finding.js';
import type { ExchangeView, ServerView } from '../../../../harness/judge/dm2-server/view.js';
import type { Judge } from '../../../../harness/judge/judge.js';
import type { ClientDriver, TestDevice } from '../../../../harness/tester/dm2-client/driver.js';
import type { Asked, Authorize } from '../../../../harness/tester/dm2-client/login.js';
import { readAuthValues, type AuthValue } from '../../../../protocol/http-auth/auth-value.js';
import { basicAuthorization } from '../../../../protocol/http-auth/basic.js';
import { digestFields, writeDigest, type DigestFacts } from '../../../../protocol/http-auth/digest.js';

/** The account that tests of the upper tester make; without one the credentials of the IUT file count. */
export const USER = 'tester-1';
const PASSWORD = 'correct horse 1';

/** A device whose account authenticates by this scheme. */
export const deviceWith = (tester: ClientDriver, scheme: 'basic' | 'digest', user = USER): Promise<TestDevice> => tester.device({ credentials: { scheme, user, password: PASSWORD } });

/** Credentials of the account, with changes. */
export const basic = (change: (right: { readonly user: string; readonly password: string }) => string = basicAuthorization): Authorize => ({ credentials }) => change(credentials);

export interface DigestForm {
  /** Facts that go into the response. */
  readonly facts?: (right: DigestFacts) => Partial<DigestFacts>;
  /** The parameters as they are written, when the response is there. */
  readonly fields?: (right: ReturnType<typeof digestFields>) => ReturnType<typeof digestFields>;
  readonly algorithm?: string;
}

/** The answer to the last Digest challenge, with changes; none where there was no challenge. */
export const digest = ({ facts: change = () => ({}), fields = (right) => right, algorithm }: DigestForm = {}): Authorize => (asked: Asked) => {
  const right = asked.digest(algorithm);
  return right === undefined ? undefined : writeDigest(fields(digestFields({ ...right, ...change(right) })));
};

/** A Package#1 without credentials: what a server answers with its challenge. */
export const ask = (device: TestDevice): Promise<void> => device.send({ ...device.package1(), authorization: 'none' });

/** A Package#1 with these credentials; `wrong` says what is wrong with them. */
export const show = (device: TestDevice, authorization: Authorize, wrong?: string): Promise<void> =>
  device.send({ ...device.package1(), authorization, ...(wrong === undefined ? {} : { illegal: wrong }) });

interface Judged {
  readonly view: ServerView;
  readonly judge: Judge;
  readonly requirement: string;
  /** Position among the messages at DM endpoints, from 0. */
  readonly message: number;
  readonly what: string;
}

/** Right credentials must be served; where they are only a means, nothing can be said without. */
export function requireServedWith({ view, judge, message, what }: Omit<Judged, 'requirement'>): void {
  const { request, response } = at(view, judge, message);
  judge.require(response?.event.status === 200, `${what} is answered with ${answerOf(view, response)}, which another test judges, so nothing can be said of other credentials`, response?.at ?? request.at);
}

/** The message is let in. */
export function judgeServedWith({ view, judge, requirement, message, what }: Judged): void {
  const { request, response } = at(view, judge, message);
  requireAdmission({ view, judge, message, what });
  judge.check(requirement).holds(response?.event.status === 200, { expected: `200 for ${what}`, found: answerOf(view, response), at: response?.at ?? request.at, stimulus: request.at });
}

/** An answer speaks of credentials only where it serves, or keeps out for them: a server that fails at every Package#1 is judged by others. */
export function requireAdmission({ view, judge, message, what }: Omit<Judged, 'requirement'>): void {
  const { request, response } = at(view, judge, message);
  const status = response?.event.status;
  judge.require(status !== undefined && [200, 400, 401, 403].includes(status), `${what} is answered with ${answerOf(view, response)}, which says nothing of credentials`, response?.at ?? request.at);
}

/** The message is kept out: 401, or 403 for credentials that do not suffice, or 400 for what cannot be read (RFC 9110, 15.5). */
export function judgeKeptOut({ view, judge, requirement, message, what }: Judged): void {
  const { request, response } = at(view, judge, message);
  judge.check(requirement).holds(response !== undefined && [400, 401, 403].includes(response.event.status), { expected: `401 (or 400, 403) for ${what}`, found: answerOf(view, response), at: response?.at ?? request.at, stimulus: request.at });
}

/** The challenges of an answer, all its lines together. */
export function challengesOf(view: ServerView, judge: Judge, message: number): { readonly values: readonly AuthValue[]; readonly at: Place } {
  const { response, request } = at(view, judge, message);
  const lines = response?.headers('WWW-Authenticate') ?? [];
  return { values: lines.flatMap((line) => readAuthValues(line).values), at: response === undefined ? request.at : { event: response.event.n, path: 'header:WWW-Authenticate' } };
}

function at(view: ServerView, judge: Judge, message: number): ExchangeView {
  const found = view.dm()[message];
  judge.require(found !== undefined, `message ${message + 1} was not sent: ${view.silence}`, view.end);
  // `require` has thrown where it is undefined; the compiler cannot know.
  return found ?? { request: view.round(1).request, response: undefined };
}

const answerOf = (view: ServerView, response: ExchangeView['response']): string => (response === undefined ? `no answer (${view.silence})` : `the answer ${response.event.status}`);
