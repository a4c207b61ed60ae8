/** Reading sessions of a server under test: what a Package#2 holds beside END, and what the server believes of its commands. */
import type { Observation } from '../../../../harness/judge/finding.js';
import type { ServerView } from '../../../../harness/judge/dm2-server/view.js';
import { NotExercised, type Judge } from '../../../../harness/judge/judge.js';

/** What stands at the places of a server's command records. */
export interface Believed {
  readonly command: unknown;
  readonly state: unknown;
  readonly status: unknown;
  readonly content: unknown;
}

/** The device must be welcome, or nothing can be said: an account that is not there is a fault of the set-up. */
export function requireWelcome(view: ServerView, judge: Judge): void {
  const { event, at } = view.answer(1);
  judge.require(event.status !== 401 && event.status !== 403, `the server refuses the tester's device (${event.status}): check its account there, 'device.id' and 'credentials' in the IUT file`, at);
}

/** The commands of a session in the order in which they came, END left out. */
export function commandsSent(view: ServerView, session = 1): Observation<readonly (readonly string[])[]> {
  const { rounds } = view.session(session);
  const [first] = rounds;
  if (first?.response === undefined) throw new NotExercised(`the server did not answer Package#1: ${view.silence}`, first?.request.at);
  const commands = rounds.flatMap((round) => round.commands.filter(([name]) => name !== 'END'));
  return { value: commands, at: { event: first.response.event.n, path: 'CMD' }, what: 'the commands of the session', stimulus: first.request.at };
}

/** What the server believes of its operations, in the order in which they were queued. */
export function commandsBelieved(view: ServerView): Observation<readonly Believed[]> {
  const { value, ...belief } = view.belief('commands');
  if (!Array.isArray(value)) throw new NotExercised("the upper tester gives no list under 'commands'", belief.at);
  return { ...belief, value: value.map(believedOf) };
}

/** Whether a value of a message is a JSON object. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function believedOf(entry: unknown): Believed {
  const members = isRecord(entry) ? entry : {};
  return { command: members['command'], state: members['state'], status: members['status'] ?? null, content: members['content'] ?? null };
}
