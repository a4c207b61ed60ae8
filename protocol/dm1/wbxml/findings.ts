/** Collects what the reader of WBXML finds, each with the row of its code, up to a limit. */

import { WBXML_ERROR_CODES, type WbxmlErrorCode } from './error-codes.js';
import type { Finding1 } from '../model/finding.js';

export interface FindingFacts {
  readonly code: WbxmlErrorCode;
  readonly byte: number;
  /** How many bytes the fault takes. */
  readonly length: number;
  readonly found: string;
  readonly expected: string;
  /** Only where the requirement of the table is not narrow enough. */
  readonly requirement?: string;
}

export interface Findings {
  readonly add: (facts: FindingFacts) => void;
  /** For the fault that ends the reading, which no limit keeps out. */
  readonly addLast: (facts: FindingFacts) => void;
  readonly list: () => readonly Finding1[];
}

export interface FindingsOptions {
  readonly maxFindings: number;
  /** Path of the element that is being read, asked for only when there is something to report. */
  readonly path: () => string;
}

/** A collector. The finding behind the limit says that there were more; the rest is dropped. */
export function createFindings(options: FindingsOptions): Findings {
  const found: Finding1[] = [];
  const add = (facts: FindingFacts): void => {
    if (found.length < options.maxFindings) found.push(finding(facts, options.path()));
    else if (found.length === options.maxFindings) found.push(finding(limitFacts(facts, options.maxFindings), ''));
  };
  const addLast = (facts: FindingFacts): void => void found.push(finding(facts, options.path()));
  return { add, addLast, list: () => found };
}

function limitFacts(facts: FindingFacts, maxFindings: number): FindingFacts {
  const { byte, length } = facts;
  return { code: 'dm1-wbxml/findings', byte, length, found: 'more faults', expected: `at most ${maxFindings}, the limit of this reader` };
}

function finding(facts: FindingFacts, path: string): Finding1 {
  const { code, byte, length, found, expected } = facts;
  const row = WBXML_ERROR_CODES[code];
  const requirement = facts.requirement ?? row.requirement;
  return { code, requirement, clause: row.clause, where: { kind: 'wbxml', byte, length }, path, found, expected, severity: row.severity };
}
