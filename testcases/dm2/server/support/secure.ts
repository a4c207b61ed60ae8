/** Handshakes with a server under test, one attempt for each offer, and what it answered over them. A refusal says something only beside an attempt that was served. */
import { answerText } from '../../../../harness/judge/answer-text.js';
import type { ServerView } from '../../../../harness/judge/dm2-server/view.js';
import type { Place } from '../../../../harness/judge/finding.js';
import { NotExercised, type Judge } from '../../../../harness/judge/judge.js';
import { attemptsIn, describeTls, type Attempt } from '../../../../harness/judge/tls-view.js';
import type { ClientDriver } from '../../../../harness/tester/dm2-client/driver.js';
import type { DeviceOffer } from '../../../../harness/tester/dm2-client/secure-device.js';

/** One device that plays these offers. */
export async function playOffers(tester: ClientDriver, offers: readonly DeviceOffer[]): Promise<void> {
  const device = await tester.device();
  for (const offer of offers) await device.overTls(offer);
}

interface Of {
  readonly view: ServerView;
  readonly judge: Judge;
  readonly requirement: string;
  /** From 1. */
  readonly attempt: number;
  /** What the device offers, for example `TLS 1.1`. */
  readonly offer: string;
}

/** The handshake comes about, and Package#1 is answered over it. */
export function judgeAnswered({ view, judge, requirement, attempt: number, offer }: Of): void {
  const attempt = attemptAt(view, number);
  judge.check(requirement).holds(isAnswered(attempt), { expected: `an answer over TLS to a device with ${offer}`, found: outcomeOf(attempt), at: placeOf(attempt), stimulus: attempt.at });
}

/** No Package#2 comes, whether the server ends the handshake or refuses the request. */
export function judgeTurnedAway({ view, judge, requirement, attempt: number, offer }: Of): void {
  const attempt = attemptAt(view, number);
  judge.check(requirement).holds(!isServed(attempt), { expected: `no Package#2 for a device with ${offer}`, found: outcomeOf(attempt), at: placeOf(attempt), stimulus: attempt.at });
}

/** The attempt that must be answered, or nothing can be said of the others. */
export function requireAnswered(view: ServerView, judge: Judge, number = 1): void {
  const attempt = attemptAt(view, number);
  judge.require(isAnswered(attempt), `a device with everything right gets no answer over TLS (${outcomeOf(attempt)}), so nothing can be said of another`, placeOf(attempt));
}

/** The attempt that must end in a Package#2. */
export function requireServedSecurely(view: ServerView, judge: Judge, number = 1): void {
  const attempt = attemptAt(view, number);
  judge.require(isServed(attempt), `a device with everything right is not served over TLS (${outcomeOf(attempt)}), so nothing can be said of another`, placeOf(attempt));
}

/** The attempt with this number. */
export function attemptAt(view: ServerView, number: number): Attempt {
  const attempt = attemptsIn(view.transcript)[number - 1];
  if (attempt === undefined) throw new NotExercised(`attempt ${number} was not made: ${view.silence}`, view.end);
  return attempt;
}

export const isSecured = ({ handshakes }: Attempt): boolean => handshakes.some(({ outcome }) => outcome === 'secured');

const OK = 200;

export const isServed = ({ responses }: Attempt): boolean => responses.some(({ status }) => status === OK);

const isAnswered = (attempt: Attempt): boolean => isSecured(attempt) && attempt.responses.length > 0;

/** What came of an attempt, in words. */
export function outcomeOf({ handshakes, responses }: Attempt): string {
  const [response] = responses;
  return `${handshakes.map(describeTls).join(', ')}${handshakes.length === 0 ? '' : '; '}${response === undefined ? 'no answer' : answerText(response)}`;
}

/** Where an attempt ended: its answer, else its last handshake. */
export function placeOf({ handshakes, responses, at }: Attempt): Place {
  const last = responses.at(-1) ?? handshakes.at(-1);
  return last === undefined ? at : { event: last.n };
}
