/**
 * Base64 as it stands in credentials, nonces and digests (RFC 4648, 4; RFC 2045, 6.8): strict writing, and reading that
 * takes every form seen in the field and says what is odd about it.
 */

import { quoteText } from '../../quote.js';
import { finding, type Finding1 } from '../model/finding.js';
import { type TextSource, placeIn } from './text-source.js';

/** Characters of a text that is read; 65,536 by default. */
export const MAX_BASE64_CHARACTERS = 65_536;

export interface Base64Reading {
  /** What a tolerant reader makes of the text; what follows the first bad character does not count. */
  readonly octets: Uint8Array;
  readonly findings: readonly Finding1[];
}

/** Canonical Base64 with padding. */
export function writeBase64(octets: Uint8Array): string {
  return btoa(Array.from(octets, (octet) => String.fromCharCode(octet)).join(''));
}

/** Reads Base64. Never throws; whatever is wrong or odd is a finding. */
export function readBase64(source: TextSource): Base64Reading {
  const { text } = source;
  if (text.length > MAX_BASE64_CHARACTERS) {
    const found = `${text.length} characters`;
    return { octets: new Uint8Array(), findings: [report(source, { code: 'dm1-cred/size', index: 0, found, expected: `at most ${MAX_BASE64_CHARACTERS}` })] };
  }
  const { digits, length, padding, findings } = splitText(source);
  const rest = digits.length % 4;
  const tail = digits.charAt(digits.length - 1);
  if (rest === 1) findings.push(report(source, { code: 'dm1-cred/b64-length', index: length, found: `${digits.length} characters, the last one alone`, expected: 'groups of four characters' }));
  else if (padding !== (4 - rest) % 4) findings.push(report(source, { code: 'dm1-cred/b64-padding', index: length, found: `${padding} "="`, expected: `${(4 - rest) % 4} "=" after ${digits.length} characters` }));
  if ((rest === 2 || rest === 3) && (valueOf(tail) & (rest === 2 ? 0x0f : 0x03)) !== 0) {
    findings.push(report(source, { code: 'dm1-cred/b64-bits', index: length, found: quoteText(tail), expected: 'a last character whose spare bits are zero' }));
  }
  return { octets: octetsOfDigits(digits), findings };
}

interface Split {
  /** Characters of the plain alphabet. */
  readonly digits: string;
  /** Where they end in the text. */
  readonly length: number;
  readonly padding: number;
  readonly findings: Finding1[];
}

function splitText(source: TextSource): Split {
  const { text } = source;
  const findings: Finding1[] = [];
  const bad = firstBad(text);
  const kept = text.slice(0, bad);
  if (bad < text.length) findings.push(report(source, { code: 'dm1-cred/b64-character', index: bad, found: quoteText(text.slice(bad, bad + 12)), expected: 'A to Z, a to z, 0 to 9, "+", "/", and "=" at the end only' }));
  const space = kept.search(/\s/);
  if (space >= 0) findings.push(report(source, { code: 'dm1-cred/b64-space', index: space, found: 'white space', expected: 'Base64 without it' }));
  const other = kept.search(/[-_]/);
  if (other >= 0) findings.push(report(source, { code: 'dm1-cred/b64-alphabet', index: other, found: quoteText(kept.charAt(other)), expected: '"+" and "/" for the values 62 and 63' }));
  const digits = kept.replaceAll(/[\s=]/g, '').replaceAll('-', '+').replaceAll('_', '/');
  const padding = bad === text.length ? (kept.match(/=/g)?.length ?? 0) : (4 - (digits.length % 4)) % 4;
  const firstPadding = kept.indexOf('=');
  return { digits, length: firstPadding < 0 ? kept.length : firstPadding, padding, findings };
}

/** Index of the first character that can stand nowhere, or stands behind padding; the length if there is none. */
function firstBad(text: string): number {
  const foreign = text.search(/[^A-Za-z0-9+/_=\s-]/);
  const padding = text.indexOf('=');
  const behind = padding < 0 ? -1 : text.slice(padding).search(/[^\s=]/);
  return Math.min(foreign < 0 ? text.length : foreign, behind < 0 ? text.length : padding + behind);
}

function octetsOfDigits(digits: string): Uint8Array {
  const whole = digits.length % 4 === 1 ? digits.slice(0, -1) : digits;
  const octets = new Uint8Array(Math.floor((whole.length * 3) / 4));
  let bits = 0;
  let count = 0;
  let at = 0;
  for (const digit of whole) {
    bits = ((bits << 6) | valueOf(digit)) & 0xffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    octets[at] = (bits >> count) & 0xff;
    at += 1;
  }
  return octets;
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const VALUES: ReadonlyMap<string, number> = new Map(Array.from(ALPHABET, (digit, value) => [digit, value]));

function valueOf(digit: string): number {
  return VALUES.get(digit) ?? 0;
}

type Report = Pick<Finding1, 'code' | 'found' | 'expected'> & { readonly index: number };

function report(source: TextSource, { code, index, found, expected }: Report): Finding1 {
  return finding({ code, where: placeIn(source, index), path: source.path, found, expected });
}
