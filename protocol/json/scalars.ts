/**
 * Strings and numbers of JSON (RFC 8259, 6 and 7), read from a cursor. A lone surrogate written as an escape is legal
 * by the grammar and is kept; as bytes it was refused before, because it is not UTF-8.
 */

import { failAt, nameOfCharacter, type Cursor } from './cursor.js';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Reads a string; the cursor is at its opening quote and ends behind the closing one. */
export function readString(cursor: Cursor): string {
  const { text } = cursor;
  const start = cursor.at;
  let at = start + 1;
  let escaped = false;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) break;
    if (code < 0x80 && code >= 0x20 && code !== BACKSLASH) {
      at += 1;
    } else if (code === BACKSLASH) {
      at = skipEscape(cursor, at);
      escaped = true;
    } else if (code >= 0x80) {
      cursor.extra += extraBytes(code);
      at += 1;
    } else {
      cursor.at = at;
      if (code < 0x20) throw failAt(cursor, { code: 'json/control', expected: 'control characters of a string to be escaped' });
      throw failAt(cursor, { code: 'json/truncated', expected: 'a double quote that ends the string' });
    }
  }
  cursor.at = at + 1;
  return escaped ? unescape(text.slice(start, at + 1)) : text.slice(start + 1, at);
}

/** Bytes of UTF-8 beyond one for a UTF-16 unit that is not ASCII; a surrogate pair needs four bytes, two for each unit. */
function extraBytes(unit: number): 1 | 2 {
  return unit < 0x800 || (unit >= 0xd800 && unit <= 0xdfff) ? 1 : 2;
}

const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4})/y;
const UNFINISHED = /\\(?:u[0-9A-Fa-f]{0,3})?$/y;

function skipEscape(cursor: Cursor, at: number): number {
  ESCAPE.lastIndex = at;
  if (ESCAPE.test(cursor.text)) return ESCAPE.lastIndex;
  cursor.at = at;
  UNFINISHED.lastIndex = at;
  const code = UNFINISHED.test(cursor.text) ? 'json/truncated' : 'json/escape';
  const found = `"\\" before ${nameOfCharacter(cursor.text.codePointAt(at + 1))}`;
  throw failAt(cursor, { code, found, expected: 'one of \\" \\\\ \\/ \\b \\f \\n \\r \\t or \\u and four hexadecimal digits' });
}

/** The platform's own reading of one string token whose form is known to be sound. */
function unescape(token: string): string {
  const value: unknown = JSON.parse(token);
  return String(value);
}

/** Reads the text of a number; the cursor is at "-" or a digit. */
export function readNumber(cursor: Cursor): string {
  const { text, at: start } = cursor;
  if (text.charCodeAt(start) === 0x2d) cursor.at += 1;
  if (text.charCodeAt(cursor.at) === 0x30) {
    cursor.at += 1;
    if (isDigit(text.charCodeAt(cursor.at))) throw failAt(cursor, { code: 'json/number', expected: 'no digit after a leading zero' });
  } else {
    readDigits(cursor);
  }
  if (text.charCodeAt(cursor.at) === 0x2e) {
    cursor.at += 1;
    readDigits(cursor);
  }
  readExponent(cursor);
  return text.slice(start, cursor.at);
}

/** The value of the number that was just read. */
export function valueOf(cursor: Cursor, text: string): number {
  const value = Number(text);
  if (Number.isFinite(value)) return value;
  cursor.at -= text.length;
  const found = text.length > 24 ? `a number of ${text.length} characters` : text;
  throw failAt(cursor, { code: 'json/number-range', found, expected: 'a number that IEEE 754 binary64 can hold' });
}

function readExponent(cursor: Cursor): void {
  const mark = cursor.text.charCodeAt(cursor.at);
  if (mark !== 0x45 && mark !== 0x65) return;
  cursor.at += 1;
  const sign = cursor.text.charCodeAt(cursor.at);
  if (sign === 0x2b || sign === 0x2d) cursor.at += 1;
  readDigits(cursor);
}

/** Reads one digit or more. */
function readDigits(cursor: Cursor): void {
  const { text } = cursor;
  let { at } = cursor;
  if (!isDigit(text.charCodeAt(at))) throw failAt(cursor, { code: 'json/number', expected: 'a digit' });
  while (isDigit(text.charCodeAt(at))) at += 1;
  cursor.at = at;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}
