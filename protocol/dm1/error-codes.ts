/**
 * The one table of fault codes of DM 1.x, put together from the rows that stand beside each codec: code, what it means,
 * clause, requirement, severity. The documentation page of error codes is made from it.
 */

import { DecodeError, type Position } from '../decode-error.js';
import { CREDENTIAL_ERROR_CODES } from './credentials/error-codes.js';
import { DDF_ERROR_CODES } from './ddf/error-codes.js';
import { HTTP_ERROR_CODES } from './http/error-codes.js';
import { MODEL_ERROR_CODES } from './model/error-codes.js';
import { NOTIFICATION_ERROR_CODES } from './notification/error-codes.js';
import { PROVISIONING_ERROR_CODES } from './provisioning/error-codes.js';
import { TNDS_ERROR_CODES } from './tnds/error-codes.js';
import { TREE_ERROR_CODES } from './tree/error-codes.js';
import { WBXML_ERROR_CODES } from './wbxml/error-codes.js';
import { XML_ERROR_CODES } from './xml/error-codes.js';

export const DM1_ERROR_CODES = Object.freeze({
  ...MODEL_ERROR_CODES,
  ...XML_ERROR_CODES,
  ...WBXML_ERROR_CODES,
  ...PROVISIONING_ERROR_CODES,
  ...NOTIFICATION_ERROR_CODES,
  ...CREDENTIAL_ERROR_CODES,
  ...TREE_ERROR_CODES,
  ...TNDS_ERROR_CODES,
  ...DDF_ERROR_CODES,
  ...HTTP_ERROR_CODES,
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
