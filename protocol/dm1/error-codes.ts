/**
 * The one table of fault codes of DM 1.x, put together from the rows that stand beside each codec: code, what it means,
 * clause, requirement, severity. The documentation page of error codes is made from it.
 */

import { DecodeError, type Position } from '../decode-error.js';
import { MODEL_ERROR_CODES } from './model/error-codes.js';
import { WBXML_ERROR_CODES } from './wbxml/error-codes.js';
import { XML_ERROR_CODES } from './xml/error-codes.js';

export const DM1_ERROR_CODES = Object.freeze({
  ...MODEL_ERROR_CODES,
  ...XML_ERROR_CODES,
  ...WBXML_ERROR_CODES,
});

export type Dm1ErrorCode = keyof typeof DM1_ERROR_CODES;

export interface Dm1FaultFacts {
  readonly code: Dm1ErrorCode;
  /** For byte formats line and column are 0. */
  readonly position: Position;
  /** What stands there, ready to follow "found". */
  readonly found: string;
  /** What the clause asks for, ready to follow "expected". */
  readonly expected: string;
  /** Only where the clause of the table is not narrow enough. */
  readonly clause?: string;
  readonly cause?: unknown;
}

/** The only way to make a DecodeError of DM 1.x: the code decides the clause unless the caller names a narrower one. */
export function dm1Error(facts: Dm1FaultFacts): DecodeError {
  const { code, position, found, expected } = facts;
  const clause = facts.clause ?? DM1_ERROR_CODES[code].clause;
  return new DecodeError({ code, clause, position, found, expected }, facts.cause === undefined ? {} : { cause: facts.cause });
}
