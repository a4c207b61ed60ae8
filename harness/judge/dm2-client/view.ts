/**
 * A transcript read as DM 2.0 sessions of a client under test (clause 5.2): Package#1, then rounds of Package#2 and Package#3.
 * Readers throw `NotExercised` where a prerequisite was not observed, so that a judgement never has to guess.
 */
import type { RequestEvent, Transcript, TranscriptEvent } from '../../transcript/event.js';
import { NotExercised } from '../judge.js';
import type { Observation, Place } from '../finding.js';
import { answersOf, commandsIn, pairExchanges, required, withoutChallenged, type AnswersView, type ExchangeView } from '../exchange-view.js';
import { packageNumber, type ResponseView } from './message-view.js';
import { statusCodeIn } from './status-code.js';

export type { ExchangeView } from '../exchange-view.js';

/** One Package#2 of the tester and what the client answered. */
export interface RoundView {
  /** From 1. */
  readonly number: number;
  readonly answer: ResponseView;
  /** The commands sent; empty for an answer that is no Package#2. */
  readonly commands: readonly (readonly string[])[];
  readonly package3: ExchangeView | undefined;
}

export interface SessionView {
  /** From 1. */
  readonly number: number;
  readonly opening: ExchangeView;
  readonly rounds: readonly RoundView[];
}

/** An item of an MO serialization that the client uploaded, as it stood in the body. */
export interface UploadView {
  readonly exchange: ExchangeView;
  readonly at: Place;
  readonly items: readonly unknown[];
}

export interface ClientView extends AnswersView {
  /** All sessions, in the order of their Package#1. */
  readonly sessions: readonly SessionView[];
  /** Sessions that the tester asked for, counted from 1; sessions that the device opened by itself count after them. */
  session(number?: number): SessionView;
  /** Package#3 that answers a round, rounds counted from 1 within a session. */
  package3(round: number, session?: number): ExchangeView;
  /** `sc` of one command, both counted from: round 1, command 0. */
  status(round: number, command: number, session?: number): Observation<number>;
  /** All statuses of a Package#3, in order. */
  statuses(round: number, session?: number): Observation<readonly unknown[]>;
  /** Transfers at the repository, at one path if given; HEAD and OPTIONS only ask about a resource (RFC 9110, 9.3.2 and 9.3.7). */
  repository(path?: string): readonly ExchangeView[];
  web(path?: string): readonly ExchangeView[];
  /** Requests at the tester's bootstrap server. */
  bootstrap(): readonly ExchangeView[];
  dm(address?: string): readonly ExchangeView[];
  /** The only upload (PUT or POST) at a repository path, parsed. */
  upload(path: string): UploadView;
  /** Where a round's Package#2 stands; the stimulus of what follows. */
  stimulus(round: number, session?: number): Place;
  /** What is known about why the IUT said nothing more. */
  readonly silence: string;
  /** Why nothing came at a repository path: the status of the command that names it, else `silence`. */
  whyNothingAt(path: string): string;
  readonly end: Place;
}

const PROBES: readonly string[] = ['HEAD', 'OPTIONS'];

/** Reads a transcript; parsing is lazy and shared by all judgements that look at it. */
export function viewClient(transcript: Transcript): ClientView {
  const exchanges = pairExchanges(transcript);
  const at = (point: string, test?: (request: RequestEvent) => boolean): readonly ExchangeView[] =>
    exchanges.filter(({ request }) => request.event.point === point && (test === undefined || test(request.event)));
  let sessions: readonly SessionView[] | undefined;
  let counted: readonly (SessionView | undefined)[] | undefined;
  const silence = describeSilence(transcript);
  const end: Place = { event: transcript.events.at(-1)?.n ?? 0 };
  const view: ClientView = {
    ...answersOf(transcript),
    silence,
    whyNothingAt: (path) => whyNothingAt(view, path),
    end,
    get sessions() {
      sessions ??= splitSessions(withoutChallenged(at('dm')));
      return sessions;
    },
    session(number = 1) {
      counted ??= countSessions(view.sessions, transcript);
      return required(counted[number - 1], number === 1 ? `no session was opened: ${silence}` : `session ${number} was not opened: ${silence}`, end);
    },
    package3(round, session = 1) {
      const { rounds } = view.session(session);
      const { package3, answer } = required(rounds[round - 1], `round ${round} of session ${session} was not reached: ${silence}`, end);
      return required(package3, `no Package#3 answered round ${round} of session ${session}: ${silence}`, answer.at);
    },
    statuses: (round, session = 1) => readStatuses(view, round, session),
    status: (round, command, session = 1) => readStatus(view, { round, command, session }),
    repository: (path) => at('repository', (request) => !PROBES.includes(request.method) && (path === undefined || request.path === path)),
    web: (path) => at('web', path === undefined ? undefined : (request) => request.path === path),
    bootstrap: () => at('bootstrap'),
    dm: (address) => at('dm', address === undefined ? undefined : (request) => request.address === address),
    upload: (path) => readUpload(view, path),
    stimulus: (round, session = 1) => view.session(session).rounds[round - 1]?.answer.at ?? end,
  };
  return view;
}

function splitSessions(exchanges: readonly ExchangeView[]): readonly SessionView[] {
  const groups: ExchangeView[][] = [];
  for (const exchange of exchanges) {
    const current = groups.findLast((group) => goesOnAt(group.at(-1), exchange.request.event.address)) ?? groups.at(-1);
    if (current === undefined || packageNumber(exchange.request) === 1) groups.push([exchange]);
    else current.push(exchange);
  }
  return groups.flatMap((group, index) => {
    const [opening, ...rest] = group;
    return opening === undefined ? [] : [{ number: index + 1, opening, rounds: roundsOf(opening, rest) }];
  });
}

/** A client with two accounts may have a session open with each: what it sends belongs to the one that is open there. */
function goesOnAt(last: ExchangeView | undefined, address: string): boolean {
  if (last?.response?.event.status !== 200) return false;
  const names = (commandsIn(last.response) ?? []).map(([name]) => name);
  return !names.includes('END') && (names.includes('CONT') || last.request.event.address === address);
}

/** A client may open a session of its own at any time, so that only those asked for can be counted on. */
function countSessions(sessions: readonly SessionView[], { events }: Transcript): readonly (SessionView | undefined)[] {
  const starts = events.filter((event) => event.kind === 'control' && event.action === 'start').map(({ n }) => n);
  // One that was asked for and never opened keeps its number, so that no other is taken for it.
  const asked = starts.map((start, index) => sessions.find(({ opening: { request } }) => request.event.n > start && request.event.n < (starts[index + 1] ?? Infinity)));
  return [...asked, ...sessions.filter((session) => !asked.includes(session))];
}

function roundsOf(opening: ExchangeView, rest: readonly ExchangeView[]): readonly RoundView[] {
  return [opening, ...rest].flatMap(({ response }, index) =>
    response === undefined ? [] : [{ number: index + 1, answer: response, commands: commandsIn(response) ?? [], package3: rest[index] }],
  );
}

function readStatuses(view: ClientView, round: number, session: number): Observation<readonly unknown[]> {
  const { request } = view.package3(round, session);
  if (!request.json.ok) throw new NotExercised(`Package#3 of round ${round} is no JSON: ${request.json.message}`, request.at);
  const value = request.value;
  const list: unknown = value !== null && typeof value === 'object' && 'Status' in value ? value.Status : undefined;
  if (!Array.isArray(list)) throw new NotExercised(`Package#3 of round ${round} has no Status list`, request.at);
  return { value: list, at: { event: request.event.n, path: 'Status' }, what: 'Status', stimulus: view.stimulus(round, session) };
}

function readStatus(view: ClientView, where: { readonly round: number; readonly command: number; readonly session: number }): Observation<number> {
  const { round, command, session } = where;
  const list = view.statuses(round, session);
  const at: Place = { event: list.at.event, path: `Status[${command}].sc` };
  const name = nameOf(view.session(session).rounds[round - 1]?.commands ?? [], command);
  const code = statusCodeIn({ Status: list.value }, command);
  if (code === undefined) throw new NotExercised(`Package#3 of round ${round} reports no numeric status for command ${command + 1} (${name})`, at);
  return { value: code, at, what: `status of ${name}`, stimulus: view.stimulus(round, session) };
}

/** `HGET`, or `HGET (command 2)` where the Package#2 holds several of them. */
function nameOf(commands: RoundView['commands'], index: number): string {
  const name = commands[index]?.[0] ?? 'command';
  const isOneOfSeveral = commands.filter(([other]) => other === name).length > 1;
  return isOneOfSeveral ? `${name} (command ${index + 1})` : name;
}

function readUpload(view: ClientView, path: string): UploadView {
  const uploads = view.repository(path).filter(({ request }) => request.event.method !== 'GET');
  const exchange = required(uploads[0], `nothing was uploaded to ${path}: ${view.whyNothingAt(path)}`, view.end);
  const { json, value } = exchange.request;
  if (!json.ok) throw new NotExercised(`the upload to ${path} is no JSON: ${json.message}`, exchange.request.at);
  return { exchange, at: exchange.request.at, items: Array.isArray(value) ? value : [value] };
}

/** The status of the command that names this path, which tells more than the end of the session; else the last sign of the IUT. */
function whyNothingAt(view: ClientView, path: string): string {
  for (const session of view.sessions) {
    for (const round of session.rounds) {
      const index = round.commands.findIndex((words) => words.some((word) => word.startsWith('http') && word.endsWith(path)));
      const code = index < 0 ? undefined : statusCodeIn(round.package3?.request.value, index);
      if (code !== undefined) return `${round.commands[index]?.[0] ?? 'the command'} of round ${round.number} is answered ${code}`;
    }
  }
  return view.silence;
}

/** The last sign of the IUT, and before it what was wrong with its bytes: an exit code alone would hide that. */
function describeSilence({ events }: Transcript): string {
  const wrong = events.findLast((event) => (event.kind === 'control' && (event.action === 'malformed' || event.action === 'limit')) || (event.kind === 'request' && event.incomplete !== null));
  const last = events.findLast((event) => event.kind === 'deadline' || (event.kind === 'control' && event.action !== 'hook' && event.action !== 'start' && event.action !== 'output'));
  const end = last === undefined ? '' : signOf(last);
  if (wrong === undefined || wrong === last) return end === '' ? 'the IUT sent nothing more' : end;
  return end === '' ? signOf(wrong) : `${signOf(wrong)}; then: ${end}`;
}

function signOf(event: TranscriptEvent): string {
  switch (event.kind) {
    case 'deadline':
      return `${event.waitedFor} did not come within ${event.timeoutMs} ms`;
    case 'control':
      return event.detail;
    case 'request':
      return `${event.method} ${event.path}: ${event.incomplete ?? ''}`;
    case 'tls':
    case 'response':
    case 'datagram':
      return '';
  }
}
