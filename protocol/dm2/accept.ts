/**
 * `Accept` and `OMADM-Accept` (RFC 9110, 12.5.1) and media types (8.3.1): reading, and choosing a type.
 * A missing header is not the same as an empty one: the caller decides what absence means (for `Accept`: anything).
 */

import {
  accepts,
  headerError,
  readParameters,
  readToken,
  scanHeader,
  skipSpace,
  type HeaderParameter,
  type HeaderScanner,
} from '../header-scanner.js';
import { quoteText } from '../quote.js';

export interface MediaRange {
  /** Lower case; `*` for any. */
  readonly type: string;
  /** Lower case; `*` for any. */
  readonly subtype: string;
  /** Names in lower case, without the weight. */
  readonly parameters: readonly HeaderParameter[];
  /** Weight from 0 (not acceptable) to 1. */
  readonly q: number;
}

export interface MediaType {
  /** `type/subtype` in lower case, without parameters. */
  readonly essence: string;
  /** Names in lower case. */
  readonly parameters: ReadonlyMap<string, string>;
}

/** Reads a list of media ranges; empty list elements are skipped (RFC 9110, 5.6.1.2). Throws DecodeError `http/…`. */
export function parseAccept(value: string): readonly MediaRange[] {
  const scanner = scanHeader(value);
  const ranges: MediaRange[] = [];
  do {
    skipSpace(scanner);
    if (!atElementEnd(scanner)) ranges.push(readRange(scanner));
    skipSpace(scanner);
  } while (accepts(scanner, ','));
  if (scanner.at < value.length) throw headerError(scanner, { code: 'http/media-range', expected: '"," or the end of the list' });
  return ranges;
}

/** Reads the value of `Content-Type`. Throws DecodeError `http/…`. */
export function parseMediaType(value: string): MediaType {
  const scanner = scanHeader(value);
  skipSpace(scanner);
  const type = readToken(scanner);
  const slash = accepts(scanner, '/');
  const subtype = readToken(scanner);
  if (type === '' || !slash || subtype === '') throw headerError(scanner, { code: 'http/media-type', expected: 'type/subtype' });
  const parameters = new Map<string, string>();
  for (const [name, content] of readParameters(scanner)) {
    if (parameters.has(name)) throw headerError(scanner, { code: 'http/duplicate-parameter', found: `${name} again`, expected: `one ${name}` });
    parameters.set(name, content);
  }
  if (scanner.at < value.length) throw headerError(scanner, { code: 'http/media-type', expected: '";" or the end of the value' });
  return { essence: `${type}/${subtype}`.toLowerCase(), parameters };
}

/**
 * The type of `offered` that `ranges` like best, or undefined when they take none. The most specific range that covers
 * a type gives its weight, weight 0 excludes it, and among equals the earlier in `offered` wins (RFC 9110, 12.5.1).
 */
export function preferredType(ranges: readonly MediaRange[], offered: readonly string[]): string | undefined {
  let best: { readonly type: string; readonly q: number } | undefined;
  for (const type of offered) {
    const q = weightOf(ranges, parseMediaType(type));
    if (q > (best?.q ?? 0)) best = { type, q };
  }
  return best?.type;
}

function atElementEnd({ text, at }: HeaderScanner): boolean {
  return at === text.length || text[at] === ',';
}

function readRange(scanner: HeaderScanner): MediaRange {
  const type = readToken(scanner).toLowerCase();
  const slash = accepts(scanner, '/');
  const subtype = readToken(scanner).toLowerCase();
  const starred = (type.includes('*') && type !== '*') || (subtype.includes('*') && subtype !== '*') || (type === '*' && subtype !== '*');
  if (type === '' || !slash || subtype === '' || starred) {
    throw headerError(scanner, { code: 'http/media-range', expected: '*/*, type/* or type/subtype' });
  }
  const all = readParameters(scanner);
  const weights = all.filter(([name]) => name === 'q').map(([, value]) => value);
  const [weight = '1'] = weights;
  if (weights.length > 1 || !/^(?:0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)$/.test(weight)) {
    throw headerError(scanner, { code: 'http/weight', found: quoteText(weights.join(', '), 40), expected: 'one weight, 0 to 1 with at most three decimals' });
  }
  return { type, subtype, parameters: all.filter(([name]) => name !== 'q'), q: Number(weight) };
}

function weightOf(ranges: readonly MediaRange[], offered: MediaType): number {
  let weight = 0;
  let closest = -1;
  for (const range of ranges) {
    const closeness = closenessOf(range, offered);
    if (closeness > closest) {
      closest = closeness;
      weight = range.q;
    }
  }
  return weight;
}

/** How specific a range is for a type: 0 for any, 1 for any subtype, 2 and more for a named one; -1 if it does not cover it. */
function closenessOf(range: MediaRange, offered: MediaType): number {
  const [type, subtype] = offered.essence.split('/');
  if (range.type !== '*' && range.type !== type) return -1;
  if (range.subtype !== '*' && range.subtype !== subtype) return -1;
  if (range.parameters.some(([name, value]) => offered.parameters.get(name) !== value)) return -1;
  const base = range.type === '*' ? 0 : range.subtype === '*' ? 1 : 2;
  return base + (base === 2 ? range.parameters.length : 0);
}
