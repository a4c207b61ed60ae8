/** Prerequisites that many judgements share: a step that is only a means must have worked, or nothing can be said. */
import { isSuccess, type Check, type Judge } from '../../../../harness/judge/judge.js';
import type { ClientView } from '../../../../harness/judge/dm2-client/view.js';

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
