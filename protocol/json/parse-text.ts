/**
 * The grammar of RFC 8259 over a decoded text, giving nodes with byte offsets. One row of the grammar per function.
 * Strings are cut out of the text whole and byte offsets are counted on the way, so nothing is built per character.
 * Leaves out encoding and size (see `document.ts`) and the plain values (the platform makes them from the same text).
 */

import type { DecodeError } from '../decode-error.js';
import type { ErrorCode } from '../error-codes.js';
import type { DuplicateMember, JsonMember, JsonNode } from './document.js';
import { joinPath } from './path.js';
import { failAt, pathOf, type Cursor } from './cursor.js';
import { readNumber, readString, valueOf } from './scalars.js';

export interface TextFault {
  readonly code: ErrorCode;
  readonly byte: number;
  readonly path: string;
  readonly found: string;
  readonly expected: string;
}

export interface ParseTextOptions {
  readonly maxDepth: number;
  /** Turns a fault into the error that is thrown. */
  readonly fail: (fault: TextFault) => DecodeError;
}

export interface ParsedText {
  readonly root: JsonNode;
  readonly duplicates: readonly DuplicateMember[];
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
/** From this many members on, names are looked up in a set instead of one by one. */
const MANY_MEMBERS = 16;

/** Reads one JSON text. Throws what `options.fail` makes. */
export function parseText(text: string, options: ParseTextOptions): ParsedText {
  const cursor: Cursor = { text, at: 0, extra: 0, level: 0, steps: [], duplicates: [], ...options };
  skipSpace(cursor);
  if (cursor.at === text.length) throw failAt(cursor, { code: 'json/empty', expected: 'a JSON value' });
  const root = readValue(cursor);
  skipSpace(cursor);
  if (cursor.at < text.length) throw failAt(cursor, { code: 'json/trailing', expected: 'the end of the document' });
  return { root, duplicates: cursor.duplicates };
}

function readValue(cursor: Cursor): JsonNode {
  const start = cursor.at + cursor.extra;
  const code = cursor.text.charCodeAt(cursor.at);
  if (code === QUOTE) {
    const value = readString(cursor);
    return { type: 'string', start, end: cursor.at + cursor.extra, value };
  }
  if (code === OPEN_OBJECT) return readObject(cursor, start);
  if (code === OPEN_LIST) return readArray(cursor, start);
  if (code === 0x2d || (code >= 0x30 && code <= 0x39)) {
    const text = readNumber(cursor);
    return { type: 'number', start, end: cursor.at + cursor.extra, value: valueOf(cursor, text), text };
  }
  return readLiteral(cursor, start);
}

function readObject(cursor: Cursor, start: number): JsonNode {
  const members: JsonMember[] = [];
  const level = enter(cursor);
  let ended = cursor.text.charCodeAt(cursor.at) === CLOSE_OBJECT;
  let names: Set<string> | undefined;
  while (!ended) {
    const member = readMember(cursor, level);
    if (members.length === MANY_MEMBERS) names = new Set(members.map(({ name }) => name));
    const known = names === undefined ? isAmong(members, member.name) : names.has(member.name);
    if (known) cursor.duplicates.push({ path: joinPath(pathOf(cursor), member.name), byte: member.nameStart });
    names?.add(member.name);
    members.push(member);
    ended = endsList(cursor, CLOSE_OBJECT);
  }
  cursor.at += 1;
  return { type: 'object', start, end: cursor.at + cursor.extra, members };
}

function readMember(cursor: Cursor, level: number): JsonMember {
  const nameStart = cursor.at + cursor.extra;
  if (cursor.text.charCodeAt(cursor.at) !== QUOTE) throw failAt(cursor, { code: 'json/syntax', expected: 'a member name in double quotes' });
  const name = readString(cursor);
  skipSpace(cursor);
  if (cursor.text.charCodeAt(cursor.at) !== COLON) throw failAt(cursor, { code: 'json/syntax', expected: '":" after the member name' });
  cursor.at += 1;
  skipSpace(cursor);
  cursor.steps[level] = name;
  cursor.level = level + 1;
  const node = readValue(cursor);
  cursor.level = level;
  return { name, nameStart, node };
}

function isAmong(members: readonly JsonMember[], name: string): boolean {
  for (let index = 0; index < members.length; index += 1) if (members[index]?.name === name) return true;
  return false;
}

function readArray(cursor: Cursor, start: number): JsonNode {
  const items: JsonNode[] = [];
  const level = enter(cursor);
  let ended = cursor.text.charCodeAt(cursor.at) === CLOSE_LIST;
  while (!ended) {
    cursor.steps[level] = items.length;
    cursor.level = level + 1;
    items.push(readValue(cursor));
    cursor.level = level;
    ended = endsList(cursor, CLOSE_LIST);
  }
  cursor.at += 1;
  return { type: 'array', start, end: cursor.at + cursor.extra, items };
}

/** Steps over the opening bracket; returns the level at which the path of the children is extended. */
function enter(cursor: Cursor): number {
  if (cursor.level >= cursor.maxDepth) {
    throw failAt(cursor, { code: 'json/depth', found: `level ${cursor.level + 1}`, expected: `at most ${cursor.maxDepth} levels of nesting` });
  }
  cursor.at += 1;
  skipSpace(cursor);
  return cursor.level;
}

/** After a child: true at the closing bracket, false after a comma (and the space behind it). */
function endsList(cursor: Cursor, close: number): boolean {
  skipSpace(cursor);
  const code = cursor.text.charCodeAt(cursor.at);
  if (code === close) return true;
  if (code !== COMMA) throw failAt(cursor, { code: 'json/syntax', expected: `"," or "${String.fromCharCode(close)}"` });
  cursor.at += 1;
  skipSpace(cursor);
  return false;
}

const WORD = /[A-Za-z]{1,20}/y;

function readLiteral(cursor: Cursor, start: number): JsonNode {
  if (cursor.text.startsWith('true', cursor.at)) return { type: 'boolean', start, end: advance(cursor, 4), value: true };
  if (cursor.text.startsWith('false', cursor.at)) return { type: 'boolean', start, end: advance(cursor, 5), value: false };
  if (cursor.text.startsWith('null', cursor.at)) return { type: 'null', start, end: advance(cursor, 4) };
  WORD.lastIndex = cursor.at;
  const word = WORD.exec(cursor.text)?.[0];
  if (word === undefined) throw failAt(cursor, { code: 'json/syntax', expected: 'a JSON value' });
  const cut = cursor.at + word.length === cursor.text.length && ['true', 'false', 'null'].some((known) => known.startsWith(word));
  throw failAt(cursor, { code: cut ? 'json/truncated' : 'json/literal', found: `"${word}"`, expected: 'true, false, null or another JSON value' });
}

/** Moves on by `length` ASCII characters; returns the byte reached. */
function advance(cursor: Cursor, length: number): number {
  cursor.at += length;
  return cursor.at + cursor.extra;
}

function skipSpace(cursor: Cursor): void {
  const { text } = cursor;
  let { at } = cursor;
  for (let code = text.charCodeAt(at); code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09; code = text.charCodeAt(at)) at += 1;
  cursor.at = at;
}
