/**
 * The one verdict builder. A judgement calls `judge.check(requirement)` and compares an observation with what it wants;
 * the builder writes the finding, so that pass and fail are never two literals.
 * Pure: no clock, no I/O, no state outside the list it fills.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Finding, Observation, Place } from './finding.js';

/** Thrown by readers of a transcript when a prerequisite was not observed; makes what is left inconclusive, never failed. */
export class NotExercised extends Error {
  readonly at: Place | undefined;

  constructor(reason: string, at?: Place) {
    super(reason);
    this.name = 'NotExercised';
    this.at = at;
  }
}

/** Where and why, for checks on conditions that no single observed value carries. */
export interface Evidence {
  readonly expected: string;
  readonly found: string;
  readonly at: Place;
  readonly stimulus?: Place;
}

export interface Check {
  /** The observed value deeply equals the wanted one. */
  is<T>(observed: Observation<T>, wanted: T): boolean;
  /** The observed value is one of those listed. */
  oneOf<T>(observed: Observation<T>, wanted: readonly T[]): boolean;
  /** The text matches; `rule` says in words what the pattern means. */
  matches(observed: Observation<string>, pattern: RegExp, rule: string): boolean;
  /** Status codes that mean success (200–299). */
  succeeded(status: Observation<number>): boolean;
  /**
   * The command was refused: a code of `accepted` satisfies; another 4xx or 5xx leaves the requirement inconclusive
   * with a remark (no text names the code); anything else violates.
   */
  refused(status: Observation<number>, accepted: readonly number[]): boolean;
  /** Exactly `wanted` things were observed; `at` is where the surplus one, or the stimulus of the missing one, stands. */
  count(things: readonly { readonly at: Place }[], wanted: number, evidence: { readonly what: string; readonly at: Place; readonly stimulus?: Place }): boolean;
  /** A condition with its own evidence, as a function where it is only put into words when it is wanted: rules look at every message. */
  holds(condition: boolean, evidence: Evidence | (() => Evidence)): boolean;
  /** Nothing can be said, for this reason. */
  inconclusive(reason: string, at?: Place): void;
}

export interface Judge {
  check(requirement: string): Check;
  /** Ends the judgement as inconclusive for all that is not violated yet, unless the prerequisite holds. */
  require(condition: boolean, reason: string, at?: Place): void;
}

/**
 * Runs `body` with a judge and returns the findings. A prerequisite that was not observed leaves every claimed requirement
 * inconclusive that is not violated, also one that looked right as far as it was seen: the step that decides may be missing.
 */
export function collectFindings(claimed: readonly string[], body: (judge: Judge) => void): readonly Finding[] {
  const findings: Finding[] = [];
  try {
    body(createJudge({ report: (finding) => void findings.push(finding) }));
  } catch (error) {
    if (!(error instanceof NotExercised)) throw error;
    for (const requirement of claimed) {
      if (findings.some((finding) => finding.requirement === requirement && finding.outcome === 'violated')) continue;
      findings.push({ requirement, outcome: 'inconclusive', message: error.message, ...(error.at === undefined ? {} : { at: error.at }) });
    }
  }
  return findings;
}

export interface Tally {
  /** How often something was found as it should be. */
  readonly satisfied: number;
  readonly violations: readonly Finding[];
}

/** Runs a rule over one transcript. What is as it should be is counted, not described: a campaign has tens of thousands of it. */
export function tallyFindings(body: (judge: Judge) => void): Tally {
  const findings: Finding[] = [];
  let satisfied = 0;
  try {
    body(createJudge({ report: (finding) => void findings.push(finding), countSatisfied: () => void (satisfied += 1) }));
  } catch (error) {
    if (!(error instanceof NotExercised)) throw error;
  }
  return { satisfied, violations: findings.filter((finding) => finding.outcome === 'violated') };
}

/** Where findings go. With `countSatisfied` a satisfied one is only counted. */
export interface Sink {
  readonly report: (finding: Finding) => void;
  readonly countSatisfied?: () => void;
}

/** A judge that hands each finding to the sink. */
function createJudge(sink: Sink): Judge {
  return {
    check: (requirement) => createCheck(requirement, sink),
    require(condition, reason, at) {
      if (!condition) throw new NotExercised(reason, at);
    },
  };
}

function createCheck(requirement: string, { report, countSatisfied }: Sink): Check {
  const counted = (condition: boolean): boolean => {
    if (!condition || countSatisfied === undefined) return false;
    countSatisfied();
    return true;
  };
  const holds = (condition: boolean, given: Evidence | (() => Evidence)): boolean => {
    if (counted(condition)) return true;
    const evidence = typeof given === 'function' ? given() : given;
    const message = condition ? evidence.found : `expected ${evidence.expected}, found ${evidence.found}`;
    report({ requirement, outcome: condition ? 'satisfied' : 'violated', ...evidence, message });
    return condition;
  };
  const compare = <T>(condition: boolean, observed: Observation<T>, expected: () => string): boolean =>
    counted(condition) ||
    holds(condition, {
      expected: `${observed.what} ${expected()}`,
      found: `${observed.what} ${show(observed.value)}`,
      at: observed.at,
      ...(observed.stimulus === undefined ? {} : { stimulus: observed.stimulus }),
    });
  return {
    holds,
    is: (observed, wanted) => compare(isDeepStrictEqual(observed.value, wanted), observed, () => show(wanted)),
    oneOf: (observed, wanted) => compare(wanted.some((value) => isDeepStrictEqual(value, observed.value)), observed, () => wanted.map(show).join(' or ')),
    matches: (observed, pattern, rule) => compare(pattern.test(observed.value), observed, () => rule),
    succeeded: (status) => compare(isSuccess(status.value), status, () => 'between 200 and 299'),
    refused(status, accepted) {
      const isOtherRefusal = isRefusal(status.value) && !accepted.includes(status.value);
      if (!isOtherRefusal) return compare(accepted.includes(status.value), status, () => accepted.join(' or '));
      const remark = `${status.what} ${status.value} refuses the command, but with a code other than ${accepted.join(' or ')}; no text names the code`;
      report({ requirement, outcome: 'inconclusive', message: remark, at: status.at });
      return false;
    },
    count: (things, wanted, evidence) =>
      holds(things.length === wanted, {
        expected: `${wanted} × ${evidence.what}`,
        found: `${things.length} × ${evidence.what}`,
        at: things[wanted]?.at ?? evidence.at,
        ...(evidence.stimulus === undefined ? {} : { stimulus: evidence.stimulus }),
      }),
    inconclusive: (reason, at) => report({ requirement, outcome: 'inconclusive', message: reason, ...(at === undefined ? {} : { at }) }),
  };
}

/** True for the status codes that mean the command was carried out or accepted. */
export function isSuccess(code: number): boolean {
  return code >= 200 && code <= 299;
}

/** True for the status codes that refuse a command. */
export function isRefusal(code: number): boolean {
  return code >= 400 && code <= 599;
}

const SHOWN_CHARACTERS = 200;

/** A value as it stands in a message: JSON, cut after 200 characters. */
export function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value) ?? typeof value;
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}… (${text.length} characters)` : text;
}
