/**
 * Sessions over TLS as a test sees them: one attempt for each start. A refusal says something only beside an attempt that
 * succeeded, and only where the client came at all.
 */
import type { ClientView } from '../../../../harness/judge/dm2-client/view.js';
import { NotExercised, type Judge } from '../../../../harness/judge/judge.js';
import { attemptsIn, describeTls, type Attempt } from '../../../../harness/judge/tls-view.js';
import type { Place } from '../../../../harness/judge/finding.js';
import type { ServerDriver } from '../../../../harness/tester/dm2-server/driver.js';
import type { SecureOffer } from '../../../../harness/tester/dm2-server/secure-endpoint.js';

/** What a test that only needs a client over TLS asks for. */
export const OVER_TLS = { tls: ['endpoint'] } as const;

/** One session that ends with the first answer, for each offer; those that this platform cannot make are left out and noted. */
export async function playOffers(tester: ServerDriver, offers: readonly SecureOffer[]): Promise<void> {
  for (const offer of offers) if ((await tester.offer(offer)) === 'offered') await tester.session([]);
}

interface Of {
  readonly view: ClientView;
  readonly judge: Judge;
  readonly requirement: string;
  /** From 1. */
  readonly attempt: number;
  /** What was offered, for example `an expired certificate`. */
  readonly offer: string;
}

/** The client has to say Package#1. */
export function judgeSpoken({ view, judge, requirement, attempt: number, offer }: Of): void {
  const attempt = attemptAt(view, number);
  judge.check(requirement).holds(isSpoken(attempt), { expected: `a session over TLS with ${offer}`, found: outcomeOf(attempt), at: placeOf(attempt), stimulus: attempt.at });
}

/** The client must not say anything. */
export function judgeSilent({ view, judge, requirement, attempt: number, offer }: Of): void {
  const attempt = attemptAt(view, number);
  judge.check(requirement).holds(attempt.requests.length === 0, { expected: `no message to a server with ${offer}`, found: outcomeOf(attempt), at: placeOf(attempt), stimulus: attempt.at });
}

/** At least one of these attempts has to lead to a session. */
export function judgeOneSpoken({ view, judge, requirement, from, offer }: Omit<Of, 'attempt'> & { readonly from: number }): void {
  const attempts = attemptsIn(view.transcript).slice(from - 1);
  const [first] = attempts.filter(({ handshakes }) => handshakes.length > 0);
  if (first === undefined) throw new NotExercised(`the client did not connect: ${view.silence}`, view.end);
  const spoken = attempts.filter(isSpoken);
  const found = spoken.length === 0 ? `none: ${attempts.map(outcomeOf).join('; ')}` : `${spoken.length} of ${attempts.length}: ${spoken.map(outcomeOf).join('; ')}`;
  judge.check(requirement).holds(spoken.length > 0, { expected: `a session over TLS with ${offer}`, found, at: placeOf(spoken[0] ?? first), stimulus: first.at });
}

/** The attempt that must succeed, or nothing can be said of the others. */
export function requireSpoken(view: ClientView, judge: Judge, number = 1): void {
  const attempt = attemptAt(view, number);
  judge.require(isSpoken(attempt), `a server with everything right gets no session over TLS (${outcomeOf(attempt)}), so nothing can be said of another`, placeOf(attempt));
}

/** The attempt with this number; the client has to have connected in it. */
export function attemptAt(view: ClientView, number: number): Attempt {
  const attempt = attemptsIn(view.transcript)[number - 1];
  if (attempt === undefined) throw new NotExercised(`session ${number} was not asked for: ${view.silence}`, view.end);
  if (attempt.handshakes.length === 0) throw new NotExercised(`the client did not connect for session ${number}: ${view.silence}`, attempt.at);
  return attempt;
}

const isSpoken = ({ handshakes, requests }: Attempt): boolean => handshakes.some(({ outcome }) => outcome === 'secured') && requests.length > 0;

/** What came of an attempt, in words. */
export function outcomeOf({ handshakes, requests }: Attempt): string {
  const said = requests.length === 0 ? 'nothing was said' : `${requests.length === 1 ? '1 message' : `${requests.length} messages`} came`;
  return `${handshakes.map(describeTls).join(', ')}; ${said}`;
}

/** Where an attempt ended: its last message, else its last handshake. */
export function placeOf({ handshakes, requests, at }: Attempt): Place {
  const last = requests.at(-1) ?? handshakes.at(-1);
  return last === undefined ? at : { event: last.n };
}
