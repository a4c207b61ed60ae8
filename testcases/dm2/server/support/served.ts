/** Whether a server under test served a message: with a Package#2, or with a refusal of a kind. */
import type { Place } from '../../../../harness/judge/finding.js';
import type { ExchangeView, ServerView } from '../../../../harness/judge/dm2-server/view.js';
import { NotExercised, type Judge } from '../../../../harness/judge/judge.js';
import { isRecord } from '../../record.js';

interface Served {
  readonly view: ServerView;
  readonly judge: Judge;
  readonly requirement: string;
  /** Position among the messages at DM endpoints, from 0. */
  readonly message: number;
  /** What was sent, for example `a Package#1 without MOS`. */
  readonly what: string;
}

/** The message is answered with a Package#2. */
export function judgeServed({ view, judge, requirement, message, what }: Served): void {
  const { request, response } = messageAt(view, message);
  const isPackage2 = isServed(response);
  judge.check(requirement).holds(isPackage2, { expected: `a Package#2 in answer to ${what}`, found: `${answerOf(view, response)}${response?.event.status === 200 && !isPackage2 ? ' that is no Package#2' : ''}`, at: response?.at ?? request.at, stimulus: request.at });
}

interface Refused extends Served {
  readonly wanted: (status: number) => boolean;
  /** The same in words. */
  readonly rule: string;
}

/** The message is refused with a status of this kind. */
export function judgeRefused({ view, judge, requirement, message, what, wanted, rule }: Refused): void {
  const { request, response } = messageAt(view, message);
  const isRight = response !== undefined && wanted(response.event.status);
  judge.check(requirement).holds(isRight, { expected: `${rule} in answer to ${what}`, found: answerOf(view, response), at: placeOf(response, request.at), stimulus: request.at });
}

/** The plain message that a test sends beside the one that counts must be served: a server that serves nothing shows nothing. */
export function requireServed(view: ServerView, judge: Judge, message: number): void {
  const { request, response } = messageAt(view, message);
  judge.require(isServed(response), `a plain Package#1 gets ${answerOf(view, response)}, so nothing can be said of an unusual one`, placeOf(response, request.at));
}

/** One of the messages at least must be served, whichever: a server that serves none of them shows nothing about one form. */
export function requireAnyServed(view: ServerView, judge: Judge, messages: readonly number[]): void {
  const isAny = messages.some((message) => isServed(view.dm()[message]?.response));
  judge.require(isAny, `the server answers none of ${messages.length} forms with a Package#2: ${view.silence}`, view.end);
}

/** With a Package#2: a 200 with a list of commands. */
export function isServed(response: ExchangeView['response']): boolean {
  return response?.event.status === 200 && isRecord(response.value) && Array.isArray(response.value['CMD']);
}

function messageAt(view: ServerView, message: number): ExchangeView {
  const found = view.dm()[message];
  if (found === undefined) throw new NotExercised(`message ${message + 1} was not sent: ${view.silence}`, view.end);
  return found;
}

const placeOf = (response: ExchangeView['response'], otherwise: Place): Place => response?.at ?? otherwise;

const answerOf = (view: ServerView, response: ExchangeView['response']): string => (response === undefined ? `no answer (${view.silence})` : `the answer ${response.event.status}`);
