/** Prerequisites that many judgements share: a step that is only a means must have worked, or nothing can be said. */
import { isSuccess, type Check, type Judge } from '../../../../harness/judge/judge.js';
import type { Observation } from '../../../../harness/judge/finding.js';
import type { ClientView } from '../../../../harness/judge/dm2-client/view.js';
import { statusCodeIn } from '../../../../harness/judge/dm2-client/status-code.js';

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

/** The client did not answer the command as one it does not know (400, 405, 406 or 501 with nothing done). */
export function requireKnown({ view, judge, round, command, session = 1 }: Step): void {
  const status = view.status(round, command, session);
  judge.require(status.value !== 501, `${status.what} is 501: the client does not support the command, which other requirements judge`, status.at);
}

/** Refusals that speak of the node: a bad address, no right, no such node. */
const ABOUT_THE_NODE: readonly number[] = [400, 403, 404];

/**
 * The status of a command on a node that has to be there. A refusal says something of the node only if its code does, or if
 * the client carried out the same command elsewhere in this transcript; any other is one of the command as a whole, which
 * other requirements judge.
 */
export function statusOfNode({ view, judge, round, command, session = 1 }: Step): Observation<number> {
  const status = view.status(round, command, session);
  const name = view.session(session).rounds[round - 1]?.commands[command]?.[0] ?? '';
  const speaks = isSuccess(status.value) || ABOUT_THE_NODE.includes(status.value) || wasCarriedOut(view, name);
  judge.require(speaks, `${status.what} is ${status.value}, and no ${name} of this test succeeds: the client refuses the command, which other requirements judge, not the node`, status.at);
  return status;
}

/** Some command of this name succeeded. */
function wasCarriedOut(view: ClientView, name: string): boolean {
  return view.sessions.some(({ rounds }) =>
    rounds.some(({ commands, package3 }) => commands.some((command, index) => command[0] === name && isSuccess(statusCodeIn(package3?.request.value, index) ?? 0))),
  );
}

export interface KnownCommand {
  readonly view: ClientView;
  readonly check: Check;
  /** From 1. */
  readonly round: number;
  /** From 0. */
  readonly command: number;
}

/** Codes that say "I do not know this command" (dm2-tables section 3). */
const UNSUPPORTED: readonly number[] = [400, 405, 406, 501];

/** Success shows that the command is supported, a code for an unknown command that it is not; any other code shows neither. */
export function statusIsKnown({ view, check, round, command }: KnownCommand): void {
  const status = view.status(round, command);
  if (!isSuccess(status.value) && !UNSUPPORTED.includes(status.value)) {
    check.inconclusive(`${status.what} is ${status.value}: the command failed for another reason, so nothing shows that it is supported`, status.at);
    return;
  }
  check.holds(!UNSUPPORTED.includes(status.value), {
    expected: `${status.what} other than ${UNSUPPORTED.join(', ')}, which say that the command is unsupported`,
    found: `${status.what} ${status.value}`,
    at: status.at,
    ...(status.stimulus === undefined ? {} : { stimulus: status.stimulus }),
  });
}
