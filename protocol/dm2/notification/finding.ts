/** The only way to make a finding of the DM 2.0 notification, its text, and the error of a strict reader. */

import type { DecodeError } from '../../decode-error.js';
import { decodeError } from '../../error-codes.js';
import { NOTIFICATION2_ERROR_CODES, type Notification2ErrorCode } from './error-codes.js';
import type { Finding2 } from './notification.js';

export interface Finding2Facts {
  readonly code: Notification2ErrorCode;
  readonly byte: number;
  readonly length: number;
  readonly path: string;
  readonly found: string;
  readonly expected: string;
}

/** The row of the code decides requirement, clause and severity. */
export function notificationFinding({ code, byte, length, path, found, expected }: Finding2Facts): Finding2 {
  const { requirement, clause, severity } = NOTIFICATION2_ERROR_CODES[code];
  return { code, requirement, clause, severity, where: { kind: 'bytes', byte, length }, path, found, expected };
}

/** One line, as findings of DM 1.x are written. */
export function describeNotificationFinding({ code, requirement, clause, where, path, found, expected }: Finding2): string {
  const sources = [code, requirement, clause].filter((source) => source !== '').join(', ');
  return `byte ${where.byte}, ${where.length} bytes${path === '' ? '' : ` (${path})`}: found ${found}, expected ${expected} [${sources}]`;
}

/** The finding as an error, for readers that take nothing odd. */
export function notificationError({ code, byte, path, found, expected }: Omit<Finding2Facts, 'length'>): DecodeError {
  return decodeError({ code, position: { byte, line: 0, column: 0, path }, found, expected });
}
