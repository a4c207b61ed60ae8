/**
 * Commands as means of a test. A client that refuses HPUT whatever the address, or that answers 200 and does nothing, breaks
 * the requirements on HPUT and no others: where a command that the test only uses never took effect in its transcript, the
 * test says nothing, neither good nor bad. Tests that expect refusals therefore hold a control, the same command where it
 * has to work. A command that the claimed requirements are about is no means: its tests judge it themselves.
 * Left out: EXEC, whose effect is the device's own affair, and the optional commands but GET.
 */
import type { ClientView, ExchangeView } from '../../../../harness/judge/dm2-client/view.js';
import type { Place } from '../../../../harness/judge/finding.js';
import { isSuccess, type Judge } from '../../../../harness/judge/judge.js';
import { leftTo, requirementsOn } from '../../../../harness/judge/left-to.js';
import { statusCodeIn } from '../../../../harness/judge/dm2-client/status-code.js';
import { isSameAddress } from './addresses.js';

/** One command that the tester sent, and what the client reported for it. */
interface Sent {
  readonly name: string;
  readonly words: readonly string[];
  /** Undefined where no Package#3 reports it. */
  readonly code: number | undefined;
  /** The Package#3, or the Package#2 where none came. */
  readonly at: Place;
  readonly package3: ExchangeView | undefined;
  readonly index: number;
}

/** Commands that move data and the HTTP method that shows it; GET brings its data in Package#3. */
const METHODS = new Map<string, string | null>([['HGET', 'GET'], ['HPUT', 'PUT'], ['HPOST', 'POST'], ['GET', null]]);

/** Each command that is a means of the test took effect somewhere in it; otherwise what is left of the judgement is inconclusive. */
export function requireMeans({ view, judge, requirements }: { readonly view: ClientView; readonly judge: Judge; readonly requirements: readonly string[] }): void {
  const sent = sentIn(view);
  for (const [name, method] of METHODS) {
    const same = sent.filter((command) => command.name === name);
    const [first] = same;
    if (first === undefined || isClaimed(name, requirements) || isAbsent(name, view)) continue;
    judge.require(tookEffect(view, same, method), leftTo(name, `no ${name} of this test, where it is only a means, takes effect (${outcomeOf(same)})`), first.at);
  }
  const kept = isClaimed('DELETE', requirements) ? undefined : sent.find((command, index) => isContradicted(command, sent.slice(index + 1)));
  judge.require(kept === undefined, leftTo('DELETE', `DELETE of ${kept?.words[1] ?? ''}, which is only a means of this test, succeeds and takes nothing away`), kept?.at);
}

const isClaimed = (name: string, requirements: readonly string[]): boolean => requirements.some((id) => id.startsWith(requirementsOn(name)));

/** What the ICS says the client does not have is sent to see it refused. */
const isAbsent = (name: string, view: ClientView): boolean => name === 'GET' && !view.supports('C_GET');

/** True when some command of this name was carried out in the transcript, with what it has to bring about where that can be seen. */
export function wasCarriedOut(view: ClientView, name: string): boolean {
  const same = sentIn(view).filter((command) => command.name === name);
  return same.some(isDone) && tookEffect(view, same, METHODS.get(name));
}

/** The commands of all sessions, in order. */
function sentIn({ sessions }: ClientView): readonly Sent[] {
  return sessions.flatMap(({ rounds }) =>
    rounds.flatMap(({ commands, package3, answer }) =>
      commands.map((words, index) => ({ name: words[0] ?? '', words, code: statusCodeIn(package3?.request.value, index), at: package3?.request.at ?? answer.at, package3, index })),
    ),
  );
}

const isDone = ({ code }: Sent): boolean => code !== undefined && isSuccess(code);

/**
 * At least one of these commands, all of one name, did what its name says. Commands that no Package#3 reports at all show
 * nothing. A transfer that the repository refused counts: an error status is right then.
 */
function tookEffect(view: ClientView, same: readonly Sent[], method: string | null | undefined): boolean {
  if (same.every(({ code }) => code === undefined)) return true;
  const done = same.filter(isDone);
  if (method === undefined) return done.length > 0;
  if (method === null) return done.some(broughtData);
  const transfers = view.repository().filter(({ request }) => request.event.method === method);
  return transfers.some(({ response }) => done.length > 0 || (response !== undefined && !isSuccess(response.event.status)));
}

/** A deletion that was reported as done, while the node is read later without having been made anew. */
function isContradicted(command: Sent, later: readonly Sent[]): boolean {
  const [, deleted = ''] = command.words;
  if (command.name !== 'DELETE' || !isDone(command)) return false;
  const isMeant = (uri: string): boolean => isSameAddress(uri, deleted) || uri.startsWith(`${deleted.replace(/\/$/, '')}/`);
  const next = later.find((other) => ['HGET', 'HPUT', 'GET'].includes(other.name) && isDone(other) && other.words.some(isMeant));
  return next !== undefined && next.name !== 'HGET';
}

/** Something beside the code and the addresses stands in the status, or beside statuses and alerts in the package. */
function broughtData({ package3, index }: Sent): boolean {
  const message = package3?.request.value;
  const list = memberOf(message, 'Status');
  const item: unknown = Array.isArray(list) ? list[index] : undefined;
  return hasMoreThan(item, ['sc', 'URI']) || hasMoreThan(message, ['Status', 'Alert']);
}

function memberOf(value: unknown, name: string): unknown {
  return value !== null && typeof value === 'object' ? new Map(Object.entries(value)).get(name) : undefined;
}

function hasMoreThan(value: unknown, known: readonly string[]): boolean {
  return value !== null && typeof value === 'object' && Object.keys(value).some((name) => !known.includes(name));
}

const outcomeOf = (same: readonly Sent[]): string => `status ${[...new Set(same.map(({ code }) => code ?? 'none'))].join(', ')}`;
