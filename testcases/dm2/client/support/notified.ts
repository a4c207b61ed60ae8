/**
 * What a notification brought about: a session, or nothing. Silence proves a refusal only where the right notification, in the
 * same test, opens a session; and a session that the client says it began by itself is nobody's answer.
 */
import type { ClientView, ExchangeView } from '../../../../harness/judge/dm2-client/view.js';
import { packageNumber } from '../../../../harness/judge/dm2-client/message-view.js';
import type { Place } from '../../../../harness/judge/finding.js';
import type { Judge } from '../../../../harness/judge/judge.js';
import { attempt } from './course.js';
import { alertsOf } from './packages.js';

const CLIENT_INITIATED = 'urn:oma:at:dm:2.0:ClientInitiatedMgmt';
export const SERVER_INITIATED = 'urn:oma:at:dm:2.0:ServerInitiatedMgmt';

/** The Package#1 after the `number`-th call of `notified` or `session`, from 1, that the client does not call its own idea. */
export function openedBy(view: ClientView, number: number): ExchangeView | undefined {
  return attempt(view, number).messages.find((exchange) => packageNumber(exchange.request) === 1 && !saysItself(exchange));
}

function saysItself(exchange: ExchangeView): boolean {
  const types = alertsOf(exchange).map((alert) => alert['AlertType']);
  return types.includes(CLIENT_INITIATED) && !types.includes(SERVER_INITIATED);
}

interface Notified {
  readonly view: ClientView;
  readonly judge: Judge;
  /** From 1. */
  readonly number: number;
  /** What was sent, for example `a notification for an unknown server`. */
  readonly what: string;
}

/** The right notification must have opened a session, or the test shows nothing. */
export function requireOpened({ view, judge, number, what }: Notified): ExchangeView | undefined {
  const opened = openedBy(view, number);
  judge.require(opened !== undefined, `${what} opens no session, so nothing can be said of the others: ${view.silence}`, attempt(view, number).start);
  return opened;
}

/** The notification opens a session. Call `requireOpened` for another one first. */
export function judgeOpened({ view, judge, number, what, requirement }: Notified & { readonly requirement: string }): void {
  const { start, ended } = attempt(view, number);
  const opened = openedBy(view, number);
  const at = opened?.request.at ?? ended ?? lateAfter(view, start);
  judge.require(at !== undefined, `nobody knows whether ${what} was dealt with: ${view.silence}`, start);
  judge.check(requirement).holds(opened !== undefined, { expected: `a session after ${what}`, found: opened === undefined ? 'no session' : 'a session', at: at ?? start, stimulus: stimulusOf(view, start) });
}

/** The notification opens no session, and the client, or the observation window, has ended the wait for one. */
export function judgeSilence({ view, judge, number, what, requirement }: Notified & { readonly requirement: string }): void {
  const { start, ended } = attempt(view, number);
  const opened = openedBy(view, number);
  const at = opened?.request.at ?? ended;
  judge.require(at !== undefined, `nobody knows whether ${what} was dealt with: ${view.silence}`, start);
  judge.check(requirement).holds(opened === undefined, { expected: `no session after ${what}`, found: opened === undefined ? 'no session' : 'a session', at: at ?? start, stimulus: stimulusOf(view, start) });
}

/** Any session at all, whatever Package#1 says of why it was opened: for tests of one notification. */
export function judgeReached({ view, judge, what, requirement }: Omit<Notified, 'number'> & { readonly requirement: string }): void {
  const { start, ended, messages: [first] } = attempt(view, 1);
  const at = first?.request.at ?? ended ?? lateAfter(view, start);
  judge.require(at !== undefined, `nobody knows whether ${what} was dealt with: ${view.silence}`, start);
  judge.check(requirement).holds(first !== undefined, { expected: `a session after ${what}`, found: first === undefined ? 'no session' : 'a session', at: at ?? start, stimulus: stimulusOf(view, start) });
}

/** Where the deadline for Package#1 passed. */
function lateAfter({ transcript }: ClientView, { event }: Place): Place | undefined {
  const late = transcript.events.find((candidate) => candidate.n > event && candidate.kind === 'deadline' && candidate.waitedFor.startsWith('the first message'));
  return late === undefined ? undefined : { event: late.n };
}

/** The notification that follows the start of an attempt. */
function stimulusOf({ transcript }: ClientView, start: Place): Place {
  const sent = transcript.events.find((event) => event.n > start.event && (event.kind === 'datagram' || (event.kind === 'request' && event.point === 'notification')));
  return sent === undefined ? start : { event: sent.n };
}
