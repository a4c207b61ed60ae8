/**
 * The reading position that the functions of the JSON grammar share, and the one way they fail (RFC 8259).
 * A cursor counts UTF-16 units; `at + extra` is the same place in bytes of UTF-8.
 */

import type { DecodeError } from '../decode-error.js';
import type { ErrorCode } from '../error-codes.js';
import type { DuplicateMember } from './document.js';
import { joinPath } from './path.js';
import type { TextFault } from './parse-text.js';

export interface Cursor {
  readonly text: string;
  at: number;
  /** Bytes that the units before `at` need beyond one each. */
  extra: number;
  /** How many of `steps` lead to the node that is being read; also the depth of nesting. */
  level: number;
  readonly steps: (string | number)[];
  readonly duplicates: DuplicateMember[];
  readonly maxDepth: number;
  readonly fail: (fault: TextFault) => DecodeError;
}

/** A fault at the cursor. Without `found` the character there is named; at the end of the text the code is `json/truncated`. */
export function failAt(cursor: Cursor, facts: { readonly code: ErrorCode; readonly expected: string; readonly found?: string }): DecodeError {
  const atEnd = facts.found === undefined && cursor.at >= cursor.text.length && facts.code !== 'json/empty';
  return cursor.fail({
    code: atEnd ? 'json/truncated' : facts.code,
    byte: cursor.at + cursor.extra,
    path: pathOf(cursor),
    found: facts.found ?? nameOfCharacter(cursor.text.codePointAt(cursor.at)),
    expected: facts.expected,
  });
}

/** Path of the node that is being read. */
export function pathOf(cursor: Cursor): string {
  return cursor.steps.slice(0, cursor.level).reduce<string>((path, step) => joinPath(path, step), '');
}

/** A character for people: `"x"` if it can be printed, `U+0000` otherwise. */
export function nameOfCharacter(code: number | undefined): string {
  if (code === undefined) return 'the end of the document';
  const text = String.fromCodePoint(code);
  if (/^[\p{L}\p{N}\p{P}\p{S} ]$/u.test(text)) return `"${text}"`;
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}
