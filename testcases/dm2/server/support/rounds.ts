/** Reading sessions of a server under test: what a Package#2 holds beside END, and what the server believes of its commands. */
import type { Observation } from '../../../../harness/judge/finding.js';
import type { ResponseView } from '../../../../harness/judge/dm2-client/message-view.js';
import type { ServerView } from '../../../../harness/judge/dm2-server/view.js';
import type { TestDevice } from '../../../../harness/tester/dm2-client/driver.js';
import { NotExercised, type Judge } from '../../../../harness/judge/judge.js';
import { isRecord } from '../../record.js';


/** What stands at the places of a server's command records. */
export interface Believed {
  readonly created: unknown;
  readonly command: unknown;
  readonly state: unknown;
  readonly status: unknown;
  readonly content: unknown;
}

/** The device must be welcome, or nothing can be said: an account that is not there, and another address, are faults of the set-up. */
export function requireWelcome(view: ServerView, judge: Judge): void {
  const answer = view.answer(1);
  judge.require(hindrance(answer) === null, `${hindrance(answer) ?? ''} (the answer to Package#1 is ${answer.event.status})`, answer.at);
}

/** What keeps the tester from being served that says nothing of the server; null for any other answer. */
function hindrance({ event, headers }: ResponseView): string | null {
  if (event.status === 401 || event.status === 403) return "the server refuses the tester's device: check its account there, 'device.id' and 'credentials' in the IUT file";
  if (event.status === 404 || event.status === 410) return "nothing is found at the address: check 'endpoint' in the IUT file";
  if (event.status === 429 || event.status === 503) return 'the server is busy: try again, with fewer tests at once by --jobs 1';
  if (event.status >= 300 && event.status <= 399) return `the server is at another address: give ${headers('Location')[0] ?? 'the one it redirects to'} as 'endpoint' in the IUT file`;
  return null;
}

/** The commands of a session in the order in which they came, END left out. */
export function commandsSent(view: ServerView, session = 1): Observation<readonly (readonly string[])[]> {
  const { rounds } = view.session(session);
  const [first] = rounds;
  if (first?.response === undefined) throw new NotExercised(`the server did not answer Package#1: ${view.silence}`, first?.request.at);
  const commands = rounds.flatMap((round) => round.commands.filter(([name]) => name !== 'END'));
  return { value: commands, at: { event: first.response.event.n, path: 'CMD' }, what: 'the commands of the session', stimulus: first.request.at };
}

/**
 * What the server believes of its operations, in the order in which they were queued.
 * @param answer which time it was asked, from 0; default: the last
 */
export function commandsBelieved(view: ServerView, answer?: number): Observation<readonly Believed[]> {
  const { value, ...belief } = (answer === undefined ? undefined : view.beliefs('commands')[answer]) ?? view.belief('commands');
  if (!Array.isArray(value)) throw new NotExercised("the upper tester gives no list under 'commands'", belief.at);
  return { ...belief, value: value.map(believedOf) };
}

function believedOf(entry: unknown): Believed {
  const members = isRecord(entry) ? entry : {};
  return { command: members['command'], state: members['state'], status: members['status'] ?? null, content: members['content'] ?? null, created: members['created'] ?? null };
}

/** What the server believes of the operation that was queued at this place, from 0. */
export function believed(view: ServerView, index: number, answer?: number): Observation<Believed> {
  const { value, ...place } = commandsBelieved(view, answer);
  const found = value[index];
  if (found === undefined) throw new NotExercised(`the upper tester knows ${value.length} operations and not number ${index + 1}`, place.at);
  return { ...place, at: { event: place.at.event, path: `commands[${index}]` }, value: found };
}

/** Commands of all sessions with this name and these ClientURIs (queries left out), with their places: servers may send others of their own. */
export function sentFor(view: ServerView, name: string, ...clientUris: readonly string[]): readonly Observation<readonly string[]>[] {
  const all = view.sessions.flatMap(({ number }) => view.sent(name, number));
  return all.filter(({ value }) => clientUris.every((uri) => value.slice(1).some((word) => withoutQuery(word) === uri)));
}

/** The first such command; the test cannot go on without it. */
export function requireSent(view: ServerView, name: string, ...clientUris: readonly string[]): Observation<readonly string[]> {
  const [first] = sentFor(view, name, ...clientUris);
  if (first === undefined) throw new NotExercised(`the server did not send the ${[name, ...clientUris].join(' ')} that the test needs: ${view.silence}`, view.end);
  return first;
}

/** Every Package#3 has to be answered with a Package#2: what a server made of one that it refused says nothing else. */
export function requireReported(view: ServerView, judge: Judge): void {
  const rounds = view.sessions.flatMap((session) => session.rounds.slice(1));
  judge.require(rounds.length > 0, `no Package#3 was sent: ${view.silence}`, view.end);
  const refused = rounds.find(({ response }) => response?.event.status !== 200);
  judge.require(refused === undefined, `a Package#3 was answered with ${refused?.response?.event.status ?? 'nothing'}, so nothing can be said of what the server makes of it`, refused?.request.at);
}

/** A server may add a validator (cv) to the address of what it has a copy of. */
export function withoutQuery(uri: string): string {
  return uri.split('?')[0] ?? '';
}

/** The repository of a device; only tests that need the upper tester ask. */
export function repositoryOf({ repository }: Pick<TestDevice, 'repository'>): string {
  if (repository === null) throw new TypeError('the plan ran a test of the upper tester without one');
  return repository;
}
