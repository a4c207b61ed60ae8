/**
 * Tokens, quoted strings and parameters of HTTP header values (RFC 9110, 5.6), read from left to right.
 * Leaves out everything that belongs to one header: see `dm2/accept.ts`.
 */

import type { DecodeError } from './decode-error.js';
import { decodeError, type ErrorCode } from './error-codes.js';
import { positionInText } from './json/utf8.js';
import { quoteText } from './quote.js';

/** Longest header value read, in UTF-16 units. */
const MAX_HEADER_LENGTH = 65_536;

export type HeaderParameter = readonly [name: string, value: string];

/** A header value and how far it was read. */
export interface HeaderScanner {
  readonly text: string;
  at: number;
}

/** Starts reading `text`. Throws DecodeError `http/size`. */
export function scanHeader(text: string): HeaderScanner {
  const scanner: HeaderScanner = { text, at: 0 };
  if (text.length > MAX_HEADER_LENGTH) {
    throw headerError(scanner, { code: 'http/size', found: `${text.length} characters`, expected: `at most ${MAX_HEADER_LENGTH}` });
  }
  return scanner;
}

/** Reads a token, `''` if none stands here. */
export function readToken(scanner: HeaderScanner): string {
  return take(scanner, /[!#$%&'*+\-.^_`|~0-9A-Za-z]+/y);
}

/** Steps over optional white space. */
export function skipSpace(scanner: HeaderScanner): void {
  take(scanner, /[ \t]*/y);
}

/** Steps over `character` if it stands here, and says whether it did. */
export function accepts(scanner: HeaderScanner, character: string): boolean {
  if (scanner.text[scanner.at] !== character) return false;
  scanner.at += 1;
  return true;
}

/** Reads `*( OWS ";" OWS [ parameter ] )`; names come in lower case, quoted values without quotes (RFC 9110, 5.6.6). */
export function readParameters(scanner: HeaderScanner): readonly HeaderParameter[] {
  const parameters: HeaderParameter[] = [];
  for (;;) {
    skipSpace(scanner);
    if (!accepts(scanner, ';')) return parameters;
    skipSpace(scanner);
    if (atParameterEnd(scanner)) continue;
    const name = readToken(scanner);
    if (name === '' || !accepts(scanner, '=')) throw headerError(scanner, { code: 'http/parameter', expected: 'name=value without spaces' });
    parameters.push([name.toLowerCase(), readParameterValue(scanner)]);
  }
}

function atParameterEnd({ text, at }: HeaderScanner): boolean {
  return at === text.length || text[at] === ';' || text[at] === ',';
}

function readParameterValue(scanner: HeaderScanner): string {
  if (scanner.text[scanner.at] === '"') return readQuoted(scanner);
  const value = readToken(scanner);
  if (value === '') throw headerError(scanner, { code: 'http/parameter', expected: 'a token or a quoted string as value' });
  return value;
}

function readQuoted(scanner: HeaderScanner): string {
  const quoted = take(scanner, /"(?:[\t \x21\x23-\x5b\x5d-\x7e\x80-\xff]|\\[\t \x21-\x7e\x80-\xff])*"/y);
  if (quoted === '') throw headerError(scanner, { code: 'http/quoted-string', expected: 'a quoted string with its closing quote' });
  return quoted.slice(1, -1).replace(/\\(.)/gs, '$1');
}

function take(scanner: HeaderScanner, pattern: RegExp): string {
  pattern.lastIndex = scanner.at;
  const found = pattern.exec(scanner.text)?.[0] ?? '';
  scanner.at += found.length;
  return found;
}

/** A fault at the scanner; without `found` the start of what is left is quoted. */
export function headerError(scanner: HeaderScanner, facts: { readonly code: ErrorCode; readonly expected: string; readonly found?: string }): DecodeError {
  const rest = scanner.text.slice(scanner.at);
  const found = facts.found ?? (rest === '' ? 'the end of the value' : quoteText(rest, 40));
  return decodeError({ ...facts, found, position: positionInText(scanner.text, scanner.at) });
}
