/**
 * The notification of DM 1.3, as far as it is known: media type, big endian, a fixed header with the number of options,
 * options in ascending order with a 4-bit number, sizes up to 4095, then an MD5 digest. The bits of the header, the layout
 * of an option and the input of the digest are not public. ASSUMED here: the 16-bit header of the DM 2.0 notification, which
 * descends from this one (version 4 bits, count 5, reserved 7), and 4 bits number with 12 bits length. So every reading
 * carries the finding `dm1-p013/assumed`, all findings are oddities, and no product fails by them.
 */

import { joinOctets, utf8Of } from '../../octets.js';
import { quoteText } from '../../quote.js';
import { dm1Error } from '../error-codes.js';
import { finding, type Finding1 } from '../model/finding.js';
import { DIGEST_OCTETS, MAX_PACKAGE0_OCTETS } from './package0.js';

export type Trigger13Name = 'Server-ID' | 'Targeted-MO' | 'Requested-MO' | 'Preferred-Bearer' | 'Connect-Reason' | 'Vendor-Info';

export interface Trigger13Row {
  readonly number: number;
  readonly name: Trigger13Name;
  readonly format: 'string' | 'uint';
  readonly minOctets: number;
  readonly maxOctets: number;
  readonly occurs: 'one' | 'at-most-one' | 'any';
}

/** Options by number (recalled, DM1-PKG0-B-032). */
export const TRIGGER13_OPTIONS: readonly Trigger13Row[] = Object.freeze([
  { number: 1, name: 'Server-ID', format: 'string', minOctets: 1, maxOctets: 256, occurs: 'one' },
  { number: 2, name: 'Targeted-MO', format: 'uint', minOctets: 1, maxOctets: 2, occurs: 'any' },
  { number: 3, name: 'Requested-MO', format: 'uint', minOctets: 1, maxOctets: 2, occurs: 'any' },
  { number: 4, name: 'Preferred-Bearer', format: 'uint', minOctets: 1, maxOctets: 1, occurs: 'any' },
  { number: 5, name: 'Connect-Reason', format: 'string', minOctets: 1, maxOctets: 4095, occurs: 'at-most-one' },
  { number: 6, name: 'Vendor-Info', format: 'string', minOctets: 1, maxOctets: 4095, occurs: 'at-most-one' },
] satisfies readonly Trigger13Row[]);

export interface Trigger13Option {
  readonly number: number;
  /** Absent for a number that nobody defined. */
  readonly name: Trigger13Name | undefined;
  readonly value: Uint8Array;
  /** First octet of the option, its head included. */
  readonly byte: number;
  readonly length: number;
}

export interface Trigger13Reading {
  readonly version: number;
  readonly reserved: number;
  readonly count: number;
  readonly options: readonly Trigger13Option[];
  /** 16 octets, fewer if they are cut off. */
  readonly digest: Uint8Array;
  readonly findings: readonly Finding1[];
}

const HEADER_OCTETS = 2;
const OPTION_HEAD_OCTETS = 2;

/** Reads under the assumed layout. Throws DecodeError `dm1-p0/size` and, for less than a header, `dm1-p0/truncated`. */
export function decodeTrigger13(octets: Uint8Array): Trigger13Reading {
  const position = { byte: 0, line: 0, column: 0, path: '' };
  if (octets.length > MAX_PACKAGE0_OCTETS) throw dm1Error({ code: 'dm1-p0/size', position, found: `${octets.length} octets`, expected: `at most ${MAX_PACKAGE0_OCTETS}` });
  if (octets.length < HEADER_OCTETS) throw dm1Error({ code: 'dm1-p0/truncated', position: { ...position, byte: octets.length }, found: `${octets.length} octets`, expected: `a header of ${HEADER_OCTETS} octets` });
  const header = wordAt(octets, 0);
  const count = (header >> 7) & 0x1f;
  const findings = [report({ code: 'dm1-p013/assumed', byte: 0, length: octets.length, path: '', found: 'a notification of DM 1.3', expected: 'a check by somebody who has the text' })];
  const { options, end } = readOptions(octets, { count, findings });
  const digest = octets.slice(end, end + DIGEST_OCTETS);
  if (digest.length < DIGEST_OCTETS) findings.push(report({ code: 'dm1-p013/truncated', byte: octets.length, length: 0, path: 'digest', found: `${digest.length} octets of digest`, expected: `${DIGEST_OCTETS}` }));
  const behind = octets.length - end - DIGEST_OCTETS;
  if (behind > 0) findings.push(report({ code: 'dm1-p013/trailing', byte: end + DIGEST_OCTETS, length: behind, path: '', found: `${behind} octets`, expected: 'nothing behind the digest' }));
  return { version: header >> 12, reserved: header & 0x7f, count, options, digest, findings: [...findings, ...occurrenceFindings(options)] };
}

function wordAt(octets: Uint8Array, byte: number): number {
  return ((octets[byte] ?? 0) << 8) | (octets[byte + 1] ?? 0);
}

interface OptionsRun {
  readonly count: number;
  readonly findings: Finding1[];
}

function readOptions(octets: Uint8Array, { count, findings }: OptionsRun): { readonly options: readonly Trigger13Option[]; readonly end: number } {
  const options: Trigger13Option[] = [];
  let at = HEADER_OCTETS;
  while (options.length < count) {
    const word = wordAt(octets, at);
    const length = OPTION_HEAD_OCTETS + (word & 0x0fff);
    if (at + OPTION_HEAD_OCTETS > octets.length || at + length > octets.length) {
      findings.push(report({ code: 'dm1-p013/truncated', byte: at, length: octets.length - at, path: `option ${options.length + 1}`, found: `${octets.length - at} octets`, expected: `option ${options.length + 1} of ${count}` }));
      return { options, end: octets.length };
    }
    const number = word >> 12;
    const option = { number, name: rowOf(number)?.name, value: octets.slice(at + OPTION_HEAD_OCTETS, at + length), byte: at, length };
    findings.push(...optionFindings(option, options.at(-1)));
    options.push(option);
    at += length;
  }
  return { options, end: at };
}

function rowOf(number: number): Trigger13Row | undefined {
  return TRIGGER13_OPTIONS.find((row) => row.number === number);
}

function optionFindings(option: Trigger13Option, before: Trigger13Option | undefined): readonly Finding1[] {
  const { number, byte, length, value } = option;
  const row = rowOf(number);
  const place = { byte, length, path: row?.name ?? `option ${number}` };
  const findings: Finding1[] = [];
  if (before !== undefined && before.number > number) findings.push(report({ ...place, code: 'dm1-p013/order', found: `option ${number} after option ${before.number}`, expected: 'ascending numbers' }));
  if (row === undefined) return [...findings, report({ ...place, code: 'dm1-p013/option', found: `option ${number}`, expected: 'options 1 to 6' })];
  if (value.length < row.minOctets || value.length > row.maxOctets) findings.push(report({ ...place, code: 'dm1-p013/option-size', found: `${value.length} octets`, expected: `${row.minOctets} to ${row.maxOctets}` }));
  if (row.format === 'string' && utf8Of(value) === undefined) findings.push(report({ ...place, code: 'dm1-p013/option-text', found: quoteText(new TextDecoder().decode(value), 40), expected: 'text in UTF-8' }));
  return findings;
}

function occurrenceFindings(options: readonly Trigger13Option[]): readonly Finding1[] {
  return TRIGGER13_OPTIONS.flatMap(({ number, name, occurs }) => {
    const [first, second] = options.filter((option) => option.number === number);
    if (occurs === 'one' && first === undefined) return [report({ code: 'dm1-p013/occurrence', byte: HEADER_OCTETS, length: 0, path: name, found: `no ${name}`, expected: 'exactly one' })];
    if (occurs === 'any' || second === undefined) return [];
    return [report({ code: 'dm1-p013/occurrence', byte: second.byte, length: second.length, path: name, found: `a second ${name}`, expected: occurs === 'one' ? 'exactly one' : 'at most one' })];
  });
}

type Report = Pick<Finding1, 'code' | 'found' | 'expected' | 'path'> & { readonly byte: number; readonly length: number };

function report({ byte, length, ...facts }: Report): Finding1 {
  return finding({ ...facts, where: { kind: 'wbxml', byte, length } });
}

export interface Trigger13Facts {
  /** 0 to 15. */
  readonly version: number;
  /** In the order in which they are to stand. */
  readonly options: readonly { readonly number: number; readonly value: Uint8Array }[];
  /** Its input is not known: the caller has to bring it. */
  readonly digest: Uint8Array;
}

/** Writes under the assumed layout. Throws DecodeError `dm1-p0/value` for what its fields cannot hold. */
export function encodeTrigger13({ version, options, digest }: Trigger13Facts): Uint8Array {
  checkRange('version', { value: version, most: 15 });
  checkRange('number of options', { value: options.length, most: 31 });
  for (const { number, value } of options) {
    checkRange('option number', { value: number, most: 15 });
    checkRange('option length', { value: value.length, most: 4095 });
  }
  const heads = options.map(({ number, value }) => joinOctets(wordOf((number << 12) | value.length), value));
  return joinOctets(wordOf((version << 12) | (options.length << 7)), ...heads, digest);
}

function wordOf(value: number): Uint8Array {
  return Uint8Array.of(value >> 8, value & 0xff);
}

function checkRange(path: string, { value, most }: { readonly value: number; readonly most: number }): void {
  if (Number.isInteger(value) && value >= 0 && value <= most) return;
  throw dm1Error({ code: 'dm1-p0/value', position: { byte: 0, line: 0, column: 0, path }, found: `${value}`, expected: `a whole number up to ${most}` });
}
