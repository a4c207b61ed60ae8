/**
 * What the readers of DM 1.x report instead of throwing: one finding per fault, as many as a message has. A finding is
 * a fact about bytes against a clause; whether it counts against a product is for the test cases to say.
 */

import { DM1_ERROR_CODES, type Dm1ErrorCode } from '../error-codes.js';
import type { Dm1ErrorCodeEntry } from '../error-code-entry.js';
import { describePlace, type Place } from './element.js';

export type Severity = Dm1ErrorCodeEntry['severity'];

export interface Finding1 {
  /** Stable identifier, for example `dm1-xml/mismatched-tag`; a row of `protocol/dm1/error-codes.ts`. */
  readonly code: Dm1ErrorCode;
  /** Id of the catalogue of DM 1.x, for example `DM1-XML-B-003`; '' where only a base document asks for it. */
  readonly requirement: string;
  /** Document and clause. */
  readonly clause: string;
  readonly where: Place;
  /** Elements from the root with their position among namesakes from the second on: `SyncML/SyncBody/Add[2]/Item/Data`. */
  readonly path: string;
  readonly found: string;
  readonly expected: string;
  readonly severity: Severity;
}

export interface FindingFacts {
  readonly code: Dm1ErrorCode;
  readonly where: Place;
  readonly path: string;
  /** What stands there, ready to follow "found". */
  readonly found: string;
  /** What the clause asks for, ready to follow "expected". */
  readonly expected: string;
  /** Only where the row of the table is not narrow enough. */
  readonly requirement?: string;
  readonly clause?: string;
  readonly severity?: Severity;
}

/** The only way to make a finding: the code decides clause, requirement and severity unless the caller names narrower ones. */
export function finding(facts: FindingFacts): Finding1 {
  const { code, where, path, found, expected } = facts;
  const row = DM1_ERROR_CODES[code];
  const { requirement = row.requirement, clause = row.clause, severity = row.severity } = facts;
  return { code, requirement, clause, where, path, found, expected, severity };
}

/** One line: `<where> (<path>): found <found>, expected <rule> [<code>, <requirement>, <clause>]`. */
export function describeFinding(finding: Finding1): string {
  const path = finding.path === '' ? '' : ` (${finding.path})`;
  const sources = [finding.code, finding.requirement, finding.clause].filter((source) => source !== '').join(', ');
  return `${describePlace(finding.where)}${path}: found ${finding.found}, expected ${finding.expected} [${sources}]`;
}
