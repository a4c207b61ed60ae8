/**
 * A test that says nothing because a command it only uses does not work leaves that to the tests of the command. Here is how its
 * reason ends, written and read in one place, so that a summary can say of all such tests at once what to repair.
 */

/** What the ids of the requirements on a command of DM 2.0 begin with. */
export const requirementsOn = (command: string): string => `DM2-CMD-${command}-`;

/** `…; the requirements on HPUT judge that`. */
export const leftTo = (command: string, what: string): string => `${what}; the requirements on ${command} judge that`;

/** The command that a reason leaves the judgement to; null for any other reason. */
export function commandLeftTo(reason: string): string | null {
  return /; the requirements on ([A-Z]+) judge that$/.exec(reason)?.[1] ?? null;
}
