/** What both views of a DM 2.0 transcript share: requests with their answers, the commands of a Package#2, and what has to be there. */
import { equalOctets } from '../../protocol/octets.js';
import type { ParameterValue, ResponseEvent, Transcript } from '../transcript/event.js';
import { viewMessage, type RequestView, type ResponseView } from './dm2-client/message-view.js';
import type { Place } from './finding.js';
import { NotExercised } from './judge.js';

export interface ExchangeView {
  readonly request: RequestView;
  /** Absent where nobody got to answer. */
  readonly response: ResponseView | undefined;
}

/** Every request of a transcript, in order, with the answer that it got. */
export function pairExchanges(transcript: Transcript): readonly ExchangeView[] {
  const answers = new Map<number, ResponseEvent>();
  for (const event of transcript.events) if (event.kind === 'response') answers.set(event.exchange, event);
  return transcript.events.flatMap((event) => {
    if (event.kind !== 'request') return [];
    const answer = answers.get(event.exchange);
    return [{ request: viewMessage(event), response: answer === undefined ? undefined : viewMessage(answer) }];
  });
}

/** The entries of CMD that are lists of words; undefined for a body that is no Package#2. */
export function commandsIn({ value }: ResponseView): readonly (readonly string[])[] | undefined {
  if (value === null || typeof value !== 'object' || !('CMD' in value) || !Array.isArray(value.CMD)) return undefined;
  return value.CMD.filter((entry): entry is readonly string[] => Array.isArray(entry) && entry.every((word) => typeof word === 'string'));
}

/** What every view of a transcript says of the product, whichever role it has. */
export interface AnswersView {
  readonly transcript: Transcript;
  /** IXIT value or chosen reading. */
  value(name: string): string;
  parameter(name: string): ParameterValue | undefined;
  supports(feature: string): boolean;
}

/** The answers of the IUT file, as the transcript keeps them. */
export function answersOf(transcript: Transcript): AnswersView {
  return {
    transcript,
    value: (name) => String(required(transcript.parameters[name], `the IUT file gives no value '${name}'`)),
    parameter: (name) => transcript.parameters[name],
    supports: (feature) => transcript.features[feature] === true,
  };
}

/** The value, or `NotExercised` with the reason where it was not observed. */
export function required<T>(value: T | undefined, reason: string, at?: Place): T {
  if (value === undefined) throw new NotExercised(reason, at);
  return value;
}

/**
 * Messages without those that only were asked for credentials: a 401 that its sender answers with the same message once more,
 * next at the same address. What is left is the course of the protocol above HTTP.
 */
export function withoutChallenged(exchanges: readonly ExchangeView[]): readonly ExchangeView[] {
  return exchanges.filter((exchange, index) => {
    if (exchange.response?.event.status !== 401) return true;
    const { event } = exchange.request;
    const next = exchanges.slice(index + 1).find(({ request }) => request.event.address === event.address)?.request.event;
    return next === undefined || next.method !== event.method || !equalOctets(next.body, event.body);
  });
}
