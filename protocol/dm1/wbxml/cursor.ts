/**
 * Reading bytes of a WBXML document in order: single bytes, multi-byte integers (WAP-192-WBXML, ~5.1), spans. A cursor
 * never goes behind its end; what would is a fault at the place where it was asked for.
 */

import type { DecodeError } from '../../decode-error.js';
import { dm1Error } from '../error-codes.js';
import type { WbxmlErrorCode } from './error-codes.js';

export interface Cursor {
  readonly bytes: Uint8Array;
  /** Behind the last byte that may be read. */
  readonly end: number;
  /** Next byte; counts from the start of `bytes`, so places inside nested documents are those of the outermost one. */
  at: number;
}

export interface FaultAt {
  readonly code: WbxmlErrorCode;
  readonly byte: number;
  readonly found: string;
  readonly expected: string;
}

/** The error for a fault after which nothing can be read. */
export function wbxmlError(fault: FaultAt): DecodeError {
  const { code, byte, found, expected } = fault;
  return dm1Error({ code, position: { byte, line: 0, column: 0, path: '' }, found, expected });
}

/** The next byte. `wanted` says what it would have been. */
export function readByte(cursor: Cursor, wanted: string): number {
  const byte = cursor.at < cursor.end ? cursor.bytes[cursor.at] : undefined;
  if (byte === undefined) throw truncated(cursor, wanted);
  cursor.at += 1;
  return byte;
}

/** An mb_u_int32. Bytes 80 in front are tolerated here, `isLongInteger` tells of them. */
export function readInteger(cursor: Cursor, wanted: string): number {
  const start = cursor.at;
  let value = 0;
  for (let count = 1; ; count += 1) {
    const byte = readByte(cursor, wanted);
    value = value * 128 + (byte & 0x7f);
    if (count > 5 || value > 0xffff_ffff) throw overlong(start, wanted);
    if (byte < 0x80) return value;
  }
}

/** Does the integer at `start` begin with bytes that add nothing? */
export function isLongInteger(cursor: Cursor, start: number): boolean {
  return cursor.bytes[start] === 0x80;
}

/** The bytes of a span, not copied. */
export function readSpan(cursor: Cursor, span: { readonly length: number; readonly wanted: string }): Uint8Array {
  const left = cursor.end - cursor.at;
  if (span.length > left) {
    const found = `a length of ${span.length} bytes where ${left} are left`;
    throw wbxmlError({ code: 'dm1-wbxml/truncated', byte: cursor.at, found, expected: span.wanted });
  }
  const start = cursor.at;
  cursor.at += span.length;
  return cursor.bytes.subarray(start, cursor.at);
}

/** `0x2f`, the way bytes are written in findings. */
export function hex(value: number): string {
  return `0x${value.toString(16).padStart(2, '0')}`;
}

/** The bytes of a value as an mb_u_int32; `minBytes` pads it with leading bytes 80. */
export function integerBytes(value: number, minBytes = 1): readonly number[] {
  const groups = [value % 128];
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) groups.unshift((rest % 128) | 0x80);
  while (groups.length < minBytes) groups.unshift(0x80);
  return groups;
}

function truncated(cursor: Cursor, wanted: string): DecodeError {
  return wbxmlError({ code: 'dm1-wbxml/truncated', byte: cursor.at, found: 'the end of the document', expected: wanted });
}

function overlong(byte: number, wanted: string): DecodeError {
  const expected = `${wanted} as a multi-byte integer of at most five bytes and 32 bits`;
  return wbxmlError({ code: 'dm1-wbxml/integer', byte, found: 'more than 32 bits', expected });
}
