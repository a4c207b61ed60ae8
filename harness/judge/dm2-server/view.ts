/**
 * A transcript read as DM 2.0 sessions with a server under test (clause 5.2): the tester's Package#1 and Package#3, the server's
 * Package#2, what the server believes. Readers throw `NotExercised` where a prerequisite was not observed.
 */
import type { RequestEvent, Transcript } from '../../transcript/event.js';
import { HEADER_DEV_ID } from '../../../protocol/dm2/media-types.js';
import { packageNumber, type ResponseView } from '../dm2-client/message-view.js';
import { answersOf, commandsIn, pairExchanges, required, withoutChallenged, type AnswersView, type ExchangeView } from '../exchange-view.js';
import type { Observation, Place } from '../finding.js';
import { viewNotifications, type NotificationView } from '../notification-view.js';

export type { ExchangeView } from '../exchange-view.js';

/** One package of the tester and what the server answered. */
export interface ServerRoundView extends ExchangeView {
  /** From 1. */
  readonly number: number;
  /** Commands of the answer as far as it is a Package#2; empty for anything else. */
  readonly commands: readonly (readonly string[])[];
}

export interface ServerSessionView {
  /** From 1, in the order of Package#1 over all devices. */
  readonly number: number;
  /** OMADM-DevID of its messages; undefined where Package#1 has none. */
  readonly device: string | undefined;
  readonly rounds: readonly ServerRoundView[];
}

export interface ServerView extends AnswersView {
  readonly sessions: readonly ServerSessionView[];
  /** Counted from 1. */
  session(number?: number): ServerSessionView;
  /** Counted from 1. */
  round(round: number, session?: number): ServerRoundView;
  /** The answer of a round. */
  answer(round: number, session?: number): ResponseView;
  /** Status code of that answer. */
  answerStatus(round: number, session?: number): Observation<number>;
  /** Commands of the Package#2 that answers a round; not exercised where it is none. */
  commands(round: number, session?: number): Observation<readonly (readonly string[])[]>;
  /** All commands of a session that have this name, with their places. */
  sent(name: string, session?: number): readonly Observation<readonly string[]>[];
  /** Exchanges at DM endpoints, at the repository, at web pages. */
  dm(address?: string): readonly ExchangeView[];
  repository(path?: string): readonly ExchangeView[];
  web(path?: string): readonly ExchangeView[];
  /** What the server sent as Package#0. */
  readonly notifications: readonly NotificationView[];
  /** Bootstraps: `main` are requests at the server's address, `push` is what the server pushed. */
  bootstrap(address: 'main' | 'push'): readonly ExchangeView[];
  /** Calls of the upper tester. */
  upperTester(): readonly ExchangeView[];
  /** A member of what the server said last about a device (`commands`, `alerts`, …). */
  belief(member: string): Observation<unknown>;
  /** The same for each time the server was asked, in order. */
  beliefs(member: string): readonly Observation<unknown>[];
  /** Orders to the upper tester below a device, by the last segment of their path (`bootstrap`). */
  orders(action: string): readonly ExchangeView[];
  /** What is known about why the server said nothing more. */
  readonly silence: string;
  readonly end: Place;
}

/** Reads a transcript; parsing is lazy and shared by all judgements that look at it. */
export function viewServer(transcript: Transcript): ServerView {
  const exchanged = pairExchanges(transcript);
  const exchanges = exchanged.map(withWholeAnswer);
  const at = (point: string, test: (request: RequestEvent) => boolean = () => true): readonly ExchangeView[] => exchanges.filter(({ request }) => request.event.point === point && test(request.event));
  const silence = describeSilence(transcript);
  const end: Place = { event: transcript.events.at(-1)?.n ?? 0 };
  let sessions: readonly ServerSessionView[] | undefined;
  let notifications: readonly NotificationView[] | undefined;
  const view: ServerView = {
    ...answersOf(transcript),
    silence,
    end,
    get sessions() {
      sessions ??= splitSessions(withoutChallenged(at('dm')));
      return sessions;
    },
    session: (number = 1) => required(view.sessions[number - 1], `session ${number} did not take place: ${silence}`, end),
    round: (round, session = 1) => required(view.session(session).rounds[round - 1], `round ${round} of session ${session} was not reached: ${silence}`, end),
    answer(round, session = 1) {
      const { request, response } = view.round(round, session);
      const broken = exchanged.find((exchange) => exchange.request === request)?.response?.event.fault;
      return required(response, `the server did not answer message ${round} of session ${session}: ${broken ?? silence}`, request.at);
    },
    answerStatus(round, session = 1) {
      const { event } = view.answer(round, session);
      return { value: event.status, at: { event: event.n }, what: 'status of the answer', stimulus: view.round(round, session).request.at };
    },
    commands: (round, session = 1) => readCommands(view, round, session),
    sent: (name, session = 1) => view.session(session).rounds.flatMap((round) => namedIn(round, name)),
    dm: (address) => at('dm', (request) => address === undefined || request.address === address),
    repository: (path) => at('repository', (request) => path === undefined || request.path === path),
    web: (path) => at('web', (request) => path === undefined || request.path === path),
    get notifications() {
      notifications ??= viewNotifications(transcript);
      return notifications;
    },
    bootstrap: (address) => at('bootstrap', (request) => request.address === address),
    upperTester: () => at('upper-tester'),
    belief: (member) => required(view.beliefs(member).at(-1), 'the server was not asked what it believes, or did not answer', end),
    beliefs: (member) => at('upper-tester', ({ method }) => method === 'GET').flatMap((exchange) => readBelief(exchange, member) ?? []),
    orders: (action) => at('upper-tester', ({ method, path }) => method === 'POST' && path.endsWith(`/${action}`)),
  };
  return view;
}

/** An answer that did not come whole is none: what is missing of it may be what counts, and no device could use it. */
function withWholeAnswer({ request, response }: ExchangeView): ExchangeView {
  return { request, response: response?.event.fault === null ? response : undefined };
}

/** Devices may talk at the same time: a message belongs to the last session that its device opened. */
function splitSessions(exchanges: readonly ExchangeView[]): readonly ServerSessionView[] {
  const groups: { readonly device: string | undefined; readonly exchanges: ExchangeView[] }[] = [];
  for (const exchange of exchanges) {
    const device = exchange.request.headers(HEADER_DEV_ID)[0];
    const open = groups.findLast((group) => group.device === device);
    if (open === undefined || packageNumber(exchange.request) === 1) groups.push({ device, exchanges: [exchange] });
    else open.exchanges.push(exchange);
  }
  return groups.map((group, index) => ({ number: index + 1, device: group.device, rounds: group.exchanges.map(({ request, response }, round) => ({ number: round + 1, request, response, commands: response === undefined ? [] : (commandsOf(response) ?? []) })) }));
}

/** Commands of an answer; undefined for one that is no Package#2. */
const commandsOf = (answer: ResponseView): ReturnType<typeof commandsIn> => (answer.event.status === 200 ? commandsIn(answer) : undefined);

function readCommands(view: ServerView, round: number, session: number): Observation<readonly (readonly string[])[]> {
  const answer = view.answer(round, session);
  const commands = required(commandsOf(answer), `the answer to message ${round} of session ${session} is no Package#2 (status ${answer.event.status})`, answer.at);
  return { value: commands, at: { event: answer.event.n, path: 'CMD' }, what: 'the commands of Package#2', stimulus: view.round(round, session).request.at };
}

function namedIn({ request, response, commands }: ServerRoundView, name: string): readonly Observation<readonly string[]>[] {
  if (response === undefined) return [];
  return commands.flatMap((command, index) => (command[0] === name ? [{ value: command, at: { event: response.event.n, path: `CMD[${index}]` }, what: name, stimulus: request.at }] : []));
}

function readBelief({ request, response }: ExchangeView, member: string): Observation<unknown> | undefined {
  if (response?.event.status !== 200) return undefined;
  const { value } = response;
  const found: unknown = value !== null && typeof value === 'object' ? Object.entries(value).find(([name]) => name === member)?.[1] : undefined;
  return { value: required(found, `the answer of the upper tester has no '${member}'`, response.at), at: { event: response.event.n, path: member }, what: `${member} in the belief of the server`, stimulus: request.at };
}

/** The last sign of the server, or of the tester where the server gave none. */
function describeSilence({ events }: Transcript): string {
  const last = events.findLast((event) => event.kind === 'deadline' || (event.kind === 'control' && event.action !== 'start') || (event.kind === 'response' && event.point === 'dm'));
  switch (last?.kind) {
    case undefined:
    case 'request':
    case 'tls':
    case 'datagram':
      return 'the server sent nothing';
    case 'deadline':
      return `${last.waitedFor} did not come within ${last.timeoutMs} ms`;
    case 'control':
      return last.detail;
    case 'response':
      return `its last answer was ${last.status}${last.fault === null ? '' : ` (${last.fault})`}`;
  }
}
