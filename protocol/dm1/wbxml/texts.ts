/**
 * The four forms of text in WBXML: inline string, reference to the string table, character entity, extension (WAP-192-WBXML,
 * ~5.8.4.1 to ~5.8.4.3). Every string that leaves this module is made of XML characters or was reported.
 */

import { quoteText } from '../../quote.js';
import { isLongInteger, readByte, readInteger, wbxmlError } from './cursor.js';
import { TOKEN } from './globals.js';
import type { Reading } from './reading.js';
import { findTerminator, tableString } from './string-table.js';

/** Of a text, so much is shown to people. */
const SHOWN_CHARACTERS = 60;

/** Reads the text behind ENTITY, STR_I or STR_T, whose token stood one byte before the cursor. */
export function readText(reading: Reading, token: number): string {
  const byte = reading.cursor.at - 1;
  const text = textOfToken(reading, token);
  countCharacters(reading, { count: text.length, byte });
  reading.trace?.({ kind: 'text', byte, length: reading.cursor.at - byte, meaning: `${TEXT_TOKENS.get(token) ?? ''} ${quoteText(text, SHOWN_CHARACTERS)}` });
  return text;
}
const TEXT_TOKENS: ReadonlyMap<number, string> = new Map([[TOKEN.ENTITY, 'ENTITY'], [TOKEN.STR_I, 'STR_I'], [TOKEN.STR_T, 'STR_T']]);

/** Is it a token that `readText` reads? */
export function isText(token: number): boolean {
  return token === TOKEN.STR_I || token === TOKEN.STR_T || token === TOKEN.ENTITY;
}

/** Counts characters against the limit on all text. */
export function countCharacters(reading: Reading, facts: { readonly count: number; readonly byte: number }): void {
  const { budget, limits } = reading;
  budget.characters += facts.count;
  if (budget.characters <= limits.maxCharacters) return;
  const expected = `at most ${limits.maxCharacters} characters in all, the limit of this reader`;
  throw wbxmlError({ code: 'dm1-wbxml/expansion', byte: facts.byte, found: 'more text', expected });
}

/** Skips an extension token with its operand and reports it. */
export function skipExtension(reading: Reading, token: number): void {
  const { cursor, findings } = reading;
  const byte = cursor.at - 1;
  if (token <= TOKEN.EXT_I_2) readInlineString(reading);
  else if (token <= TOKEN.EXT_T_2) readInteger(cursor, 'the operand of an extension token');
  const length = cursor.at - byte;
  findings.add({ code: 'dm1-wbxml/extension', byte, length, found: `the extension token 0x${token.toString(16)}`, expected: 'no extension tokens' });
  reading.trace?.({ kind: 'extension', byte, length, meaning: `extension 0x${token.toString(16)}` });
}

function textOfToken(reading: Reading, token: number): string {
  switch (token) {
    case TOKEN.STR_I:
      return readInlineString(reading);
    case TOKEN.STR_T:
      return readTableString(reading);
    default:
      return readEntity(reading);
  }
}

/** Flags of a byte in a set based on ASCII. */
const CONTROL = 1;
const BEYOND_ASCII = 2;
const CLASSES = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte > 0x7f) return BEYOND_ASCII;
  return byte >= 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d ? 0 : CONTROL;
});

function readInlineString(reading: Reading): string {
  const { cursor, asciiView } = reading;
  if (asciiView === undefined) return readWideString(reading);
  const { bytes, end, at: start } = cursor;
  let at = start;
  let flags = 0;
  for (; at < end; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === 0) break;
    flags |= CLASSES[byte] ?? 0;
  }
  cursor.at = at;
  readByte(cursor, 'the zero that ends a string');
  if (flags === 0) return asciiView.slice(start, at);
  const plain = flags === BEYOND_ASCII ? reading.utf8View?.toString('utf8', start, at) : undefined;
  if (plain !== undefined && !SUSPECT.test(plain)) return plain;
  return decodeReporting(reading, { start, end: at });
}

/** What may stand for bytes that are no UTF-8, and what XML does not have. */
const SUSPECT = /[\ufffd-\uffff]/;

function readWideString(reading: Reading): string {
  const { cursor, header } = reading;
  const start = cursor.at;
  const width = header.charset.terminatorBytes;
  const end = findTerminator({ bytes: cursor.bytes, from: start, end: cursor.end, width });
  cursor.at = end;
  for (let count = 0; count < width; count += 1) readByte(cursor, 'the zeros that end a string');
  return decodeReporting(reading, { start, end });
}

function decodeReporting(reading: Reading, span: { readonly start: number; readonly end: number }): string {
  const { cursor, header } = reading;
  const decoded = header.charset.decode(cursor.bytes.subarray(span.start, span.end));
  return report(reading, { ...decoded, byte: span.start, length: span.end - span.start });
}

function readTableString(reading: Reading): string {
  const { cursor, header, findings } = reading;
  const byte = cursor.at - 1;
  const index = readInteger(cursor, 'the index of a string in the string table');
  const length = cursor.at - byte;
  reportLongInteger(reading, byte + 1);
  const plain = plainTableString(reading, index);
  if (plain !== undefined) return plain;
  const entry = tableString(header.stringTable, index);
  if (entry !== undefined) return report(reading, { ...entry, byte, length });
  const expected = `an index below ${header.stringTable.bytes.length}, the length of the string table`;
  findings.add({ code: 'dm1-wbxml/string-index', byte, length, found: `the index ${index}`, expected });
  return '';
}

/** A string of the table that is plain ASCII, as a slice; undefined where a closer look is needed. */
function plainTableString(reading: Reading, index: number): string | undefined {
  const { asciiView, header } = reading;
  const { bytes, start } = header.stringTable;
  if (asciiView === undefined || index >= bytes.length) return undefined;
  for (let at = index; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === 0) return asciiView.slice(start + index, start + at);
    if (CLASSES[byte] !== 0) return undefined;
  }
  return undefined;
}

function readEntity(reading: Reading): string {
  const { cursor, findings } = reading;
  const byte = cursor.at - 1;
  const code = readInteger(cursor, 'the number of a character');
  reportLongInteger(reading, byte + 1);
  if (isXmlCharacter(code)) return String.fromCodePoint(code);
  findings.add({ code: 'dm1-wbxml/entity', byte, length: cursor.at - byte, found: `the number ${code}`, expected: 'the number of a character of XML' });
  return '\ufffd';
}

/** Reports an integer that starts with 0x80, for integers of the body. */
export function reportLongInteger(reading: Reading, byte: number): void {
  const { cursor, findings } = reading;
  if (!isLongInteger(cursor, byte)) return;
  const expected = 'an integer in as few bytes as it needs';
  findings.add({ code: 'dm1-wbxml/long-integer', byte, length: cursor.at - byte, found: 'leading bytes 0x80', expected });
}

/** XML 1.0, 2.2 */
function isXmlCharacter(code: number): boolean {
  if (code < 0x20) return code === 0x09 || code === 0x0a || code === 0x0d;
  return code <= 0xd7ff || (code >= 0xe000 && code <= 0xfffd) || (code >= 0x1_0000 && code <= 0x10_ffff);
}

interface ReadString {
  readonly text: string;
  readonly isSound: boolean;
  readonly byte: number;
  readonly length: number;
}

function report(reading: Reading, read: ReadString): string {
  const { text, isSound, byte, length } = read;
  const { findings, header } = reading;
  if (!isSound) {
    const expected = `characters of ${header.charset.name}`;
    findings.add({ code: 'dm1-wbxml/characters', byte, length, found: 'bytes that are none', expected });
  }
  const control = CONTROL_CHARACTER.exec(text)?.[0];
  if (control !== undefined) {
    const found = `the control character U+${control.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
    findings.add({ code: 'dm1-wbxml/control', byte, length, found, expected: 'characters of XML' });
  }
  return text;
}
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const CONTROL_CHARACTER = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/u;
