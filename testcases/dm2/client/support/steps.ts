/** Prerequisites that many judgements share: a step that is only a means must have worked, or nothing can be said. */
import { isSuccess, type Check, type Judge } from '../../../../harness/judge/judge.js';
import type { Observation } from '../../../../harness/judge/finding.js';
import type { ClientView } from '../../../../harness/judge/dm2-client/view.js';
import { wasCarriedOut } from './means.js';

export interface Step {
  readonly view: ClientView;
  readonly judge: Judge;
  /** From 1. */
  readonly round: number;
  /** From 0. */
  readonly command: number;
  /** From 1; the first by default. */
  readonly session?: number;
}

/** The command that serves as a means succeeded; otherwise what is left of the judgement is inconclusive. */
export function requireSuccess({ view, judge, round, command, session = 1 }: Step): void {
  const status = view.status(round, command, session);
  judge.require(isSuccess(status.value), `${status.what}, a means of this test, is ${status.value}`, status.at);
}

/**
 * For commands that have to be refused: 501 is the one code that cannot be about the node, so that such a refusal shows
 * nothing. Other codes that may stand for an unknown command (dm2-tables section 3) are what a right refusal looks like, too.
 */
export function requireKnown({ view, judge, round, command, session = 1 }: Step): void {
  const status = view.status(round, command, session);
  judge.require(status.value !== 501, `${status.what} is 501: the client does not support the command, which other requirements judge`, status.at);
}

/**
 * The status of a command on a node that has to be there. Whatever its code, a refusal says something of the node only if
 * the client carried out the same command elsewhere in this transcript; otherwise it is one of the command as a whole,
 * which other requirements judge.
 */
export function statusOfNode({ judge, ...step }: Step): Observation<number> {
  const status = step.view.status(step.round, step.command, step.session);
  const name = nameOf(step);
  const speaks = isSuccess(status.value) || wasCarriedOut(step.view, name);
  judge.require(speaks, `${status.what} is ${status.value}, and no ${name} of this test succeeds: the client refuses the command, which other requirements judge, not the node`, status.at);
  return status;
}

/** The command that stands at this place. */
export function nameOf({ view, round, command, session = 1 }: Omit<Step, 'judge'>): string {
  return view.session(session).rounds[round - 1]?.commands[command]?.[0] ?? '';
}

export interface KnownCommand {
  readonly view: ClientView;
  readonly check: Check;
  /** From 1. */
  readonly round: number;
  /** From 0. */
  readonly command: number;
}

/** The last step of the procedure of such a test. */
export const EXPECT_SUCCESS: readonly string[] = [
  'Expect a status of success: the node is one that the IUT file names and nothing else fails, so that an error of any kind means that the command is not carried out.',
];

/**
 * The command is supported: it succeeds on a node that the IUT file vouches for, with a sound repository. A refusal with any
 * code fails here, because the tests that only use the command say nothing then.
 */
export function statusIsKnown({ view, check, round, command }: KnownCommand): void {
  check.succeeded(view.status(round, command));
}
