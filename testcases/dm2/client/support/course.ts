/**
 * The course of a test beyond single answers: which session the tester asked for, what came in it, and how it ended.
 * Absence is evidence only after the device's own word that it has ended, or after a later message.
 */
import type { RequestView } from '../../../../harness/judge/dm2-client/message-view.js';
import type { ClientView, ExchangeView } from '../../../../harness/judge/dm2-client/view.js';
import type { Place } from '../../../../harness/judge/finding.js';
import type { TranscriptEvent } from '../../../../harness/transcript/event.js';
import { NotExercised } from '../../../../harness/judge/judge.js';

/** One call of `tester.session`: its start and what arrived at DM endpoints until the next one. */
export interface Attempt {
  readonly start: Place;
  readonly messages: readonly ExchangeView[];
  /** Where the device said that it had ended. */
  readonly ended: Place | undefined;
}

/** The sessions the tester asked for, in order, whatever the client made of them. */
export function attempts(view: ClientView): readonly Attempt[] {
  const { events } = view.transcript;
  const starts = events.filter((event) => event.kind === 'control' && event.action === 'start').map((event) => event.n);
  return starts.map((start, index) => {
    const limit = starts[index + 1] ?? events.length;
    const end = events.find((event) => isEnd(event) && event.n > start && event.n < limit);
    return {
      start: { event: start },
      messages: view.dm().filter(({ request: { event } }) => event.n > start && event.n < limit),
      ended: end === undefined ? undefined : { event: end.n },
    };
  });
}

/**
 * The device's word that it is done; where it gives none, an observation window in which nothing came, or the deadline for
 * an answer that the tester had asked for: what was due and did not come in time is missing.
 */
function isEnd(event: TranscriptEvent): boolean {
  if (event.kind === 'deadline') return /^the (?:answer of the IUT|end of the session)/.test(event.waitedFor);
  return event.kind === 'control' && (event.action === 'ended' || event.action === 'quiet');
}

/** The session asked for by the `number`-th call, from 1. */
export function attempt(view: ClientView, number: number): Attempt {
  const found = attempts(view)[number - 1];
  if (found === undefined) throw new NotExercised(`session ${number} was not started: ${view.silence}`, view.end);
  return found;
}

/** Where the device said that it had ended, after this place; undefined where nobody knows. */
export function endAfter(view: ClientView, place: Place): Place | undefined {
  const end = view.transcript.events.find((event) => isEnd(event) && event.n > place.event);
  return end === undefined ? undefined : { event: end.n };
}

/** Messages of the client after a place, within the same session that the tester asked for. */
export function messagesAfter(found: Attempt, place: Place): readonly RequestView[] {
  return found.messages.map(({ request }) => request).filter(({ event }) => event.n > place.event);
}

export interface RoundPlace {
  readonly view: ClientView;
  /** From 1. */
  readonly round: number;
  readonly session?: number;
}

/**
 * The Package#3 of a round, or the place of the device's end if it ended without one: the evidence that an answer is
 * missing. Throws `NotExercised` where the round was not reached, or where only time passed.
 */
export function reportOrEnd({ view, round, session = 1 }: RoundPlace): ExchangeView | { readonly ended: Place } {
  const reached = view.session(session).rounds[round - 1];
  const end = reached === undefined || reached.package3 !== undefined ? undefined : endAfter(view, reached.answer.at);
  return end === undefined ? view.package3(round, session) : { ended: end };
}
