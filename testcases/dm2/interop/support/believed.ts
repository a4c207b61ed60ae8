/**
 * Reading pair tests: what the two achieved together, by what the server believes (its upper tester) and by what passed between
 * them. A session that did not take place, or an upper tester that says nothing, leaves a test inconclusive.
 */
import type { Observation } from '../../../../harness/judge/finding.js';
import { NotExercised, type Check, type Judge } from '../../../../harness/judge/judge.js';
import { packageNumber } from '../../../../harness/judge/dm2-client/message-view.js';
import { commandsIn } from '../../../../harness/judge/exchange-view.js';
import type { PairView } from '../../../../harness/judge/pair/view.js';
import type { ServerView } from '../../../../harness/judge/dm2-server/view.js';
import { isRecord } from '../../record.js';
import { commandsBelieved } from '../../server/support/rounds.js';

/** The server has taken a Package#1 of the device, or nothing can be said about what follows from one. */
export function requireSession(view: ServerView, judge: Judge): void {
  const { value, at } = view.belief('package1');
  judge.require(value !== null, `the server has not taken a Package#1 of the device: ${view.silence}`, at);
}

/** The first session came to its END, or nothing can be said about sessions after it. */
export function requireEnd({ client }: PairView, judge: Judge): void {
  const last = client.session(1).rounds.at(-1);
  const isEnded = last !== undefined && last.answer.event.status === 200 && (commandsIn(last.answer) ?? []).some(([name]) => name === 'END');
  judge.require(isEnded, 'even an ordinary session did not come to its END, which the test of a session judges', last?.answer.at ?? client.end);
}

/** `GET done 200`, one for each operation that was queued, in their order. */
export function statesBelieved(view: ServerView): Observation<readonly string[]> {
  const { value, ...belief } = commandsBelieved(view);
  return { ...belief, value: value.map(({ command, state, status }) => `${text(command)} ${text(state)} ${text(status)}`), what: 'what the server believes of its commands' };
}

/** Every operation was sent, reported and understood as done. */
export function expectDone(check: Check, view: ServerView, names: readonly string[]): boolean {
  const states = statesBelieved(view);
  const isDone = states.value.length === names.length && states.value.every((state, index) => state.startsWith(`${names[index] ?? ''} done `));
  const found = `${states.value.length === 0 ? 'no command' : states.value.join(', ')}${causeIn(view)}`;
  return check.holds(isDone, { expected: names.map((name) => `${name} done`).join(', '), found, at: states.at, ...(states.stimulus === undefined ? {} : { stimulus: states.stimulus }) });
}

/** What the two quarrelled over, which comes before what the server believes in the end: its last refusal at the DM endpoint. */
function causeIn(view: ServerView): string {
  const refused = view.dm().findLast(({ response }) => response !== undefined && response.event.status >= 400 && response.event.status !== 401);
  return refused?.response === undefined ? '' : `; the server had answered Package#${packageNumber(refused.request) ?? '?'} with ${refused.response.event.status} (event ${refused.response.event.n})`;
}

export interface UploadBelieved {
  readonly method: unknown;
  /** Leaf values of the body as text, wherever they stand. */
  readonly values: readonly string[];
  /** Names of members, wherever they stand. */
  readonly names: readonly string[];
}

/** What the server took at a path of its repository, in order. */
export function uploadsBelieved(view: ServerView, path: string): Observation<readonly UploadBelieved[]> {
  const { value, ...belief } = view.belief('uploads');
  if (!Array.isArray(value)) throw new NotExercised("the upper tester gives no list under 'uploads'", belief.at);
  const own = value.filter(isRecord).filter((upload) => upload['path'] === path);
  return { ...belief, value: own.map((upload) => ({ method: upload['method'], ...contentOf(upload['body']) })), what: `uploads at ${path} of the server's repository` };
}

/** The last upload at a path holds this value; what is no upload at all counts against the pair as well. */
export function expectUploaded(check: Check, view: ServerView, { path, holds }: { readonly path: string; readonly holds: string }): boolean {
  const { value, at } = uploadsBelieved(view, path);
  const last = value.at(-1);
  return check.holds(last?.values.includes(holds) === true, { expected: `${JSON.stringify(holds)} in the upload at ${path}`, found: `${last === undefined ? 'no upload' : `the values ${JSON.stringify(last.values)}`}${causeIn(view)}`, at });
}

/** Leaf values below anything, as text. */
export function valuesIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(valuesIn);
  if (isRecord(value)) return Object.values(value).flatMap(valuesIn);
  return [text(value)];
}

function contentOf(body: unknown): Pick<UploadBelieved, 'values' | 'names'> {
  const value = parsed(typeof body === 'string' ? Buffer.from(body, 'base64').toString('utf8') : '');
  return { values: value === undefined ? [] : valuesIn(value), names: namesIn(value) };
}

function namesIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(namesIn);
  return isRecord(value) ? Object.entries(value).flatMap(([name, child]) => [name, ...namesIn(child)]) : [];
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
}
