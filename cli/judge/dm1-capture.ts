/**
 * Captures of DM 1.x for `judge`: whatever `decode` reads, through the same reading and the same rules, so that the two never
 * disagree. Here findings become what `judge` prints: flat, each with its place in the head or the body.
 */
import { readForPeople } from '../../protocol/describe/read.js';
import type { At, Part, Reading, Remark } from '../../protocol/describe/reading.js';
import type { Role } from '../../harness/judge/requirement.js';
import type { Input } from '../decode/input.js';
import { judged } from '../decode/judged.js';

export interface JudgedDm1 {
  readonly messages: number;
  readonly judgements: number;
  readonly findings: readonly Dm1Finding[];
  /** Where the reader stopped, so that the rest was not judged. */
  readonly limits: readonly Dm1Limit[];
}

/** A violation as `judge --json` prints it. */
export interface Dm1Finding {
  readonly requirement: string;
  readonly level: string;
  readonly clause: string;
  readonly outcome: 'violated';
  readonly severity: 'fail' | 'warning';
  readonly leniency?: string;
  /** Code of `docs/error-codes.md`, where a codec found it. */
  readonly code?: string;
  readonly message: string;
  readonly expected: string;
  readonly found: string;
  readonly at: Dm1At;
  /** How many more of this requirement there are that are not listed. */
  readonly more?: number;
}

export interface Dm1Limit {
  readonly code: string;
  readonly message: string;
  readonly at: Dm1At;
}

/** A place in the head or in the body; `line` and `column` count from 1, `byte` from 0. `message` counts HTTP messages of one file from 1. */
export interface Dm1At extends Dm1Point {
  readonly message?: number;
  readonly part: 'head' | 'body';
  readonly path?: string;
  /** For a tree in Data: the same place, counted from the start of the Data. */
  readonly inData?: Dm1Point;
}

export interface Dm1Point {
  readonly byte: number;
  readonly line?: number;
  readonly column?: number;
}

/** Judges one file; undefined when it holds nothing of DM 1.x. `sender` is who sent a message that came without its HTTP head. */
export async function judgeDm1({ bytes, body }: Pick<Input, 'bytes' | 'body'>, sender?: Role): Promise<JudgedDm1 | undefined> {
  const { reading, documents, satisfied } = await judged(readForPeople(bytes, { body }), sender);
  if (documents === 0) return undefined;
  const placed = placedIn(reading, { part: 'body', startByte: 0 });
  const findings = placed.flatMap((one) => findingOf(one));
  return {
    messages: documents,
    judgements: findings.reduce((sum, { more = 0 }) => sum + 1 + more, satisfied),
    findings,
    limits: placed.flatMap(({ remark, at }) => (remark.severity === 'limit' ? [{ code: remark.code, message: sentenceOf(remark), at }] : [])),
  };
}

interface PlacedRemark {
  readonly remark: Remark;
  readonly at: Dm1At;
}

interface Surroundings {
  readonly part: 'head' | 'body';
  readonly message?: number;
  /** Of a part that stands byte by byte in what holds it. */
  readonly startByte: number;
  /** Path of the Data around a tree. */
  readonly holder?: string | undefined;
}

function placedIn(reading: Reading, around: Surroundings): readonly PlacedRemark[] {
  const isHttp = reading.subject.kind === 'http-message';
  const own = reading.remarks.map((remark) => ({ remark, at: atOfRemark(remark, isHttp ? { ...around, part: 'head' } : around) }));
  const isSeries = reading.form === 'HTTP' && !isHttp;
  return [...own, ...reading.parts.flatMap((part, index) => placedIn(part.reading, insideOf(part, isSeries ? { ...around, message: index + 1 } : around)))];
}

function insideOf({ startByte = 0, path }: Part, around: Surroundings): Surroundings {
  return { ...around, startByte: around.startByte + startByte, holder: path };
}

function atOfRemark({ at, outer, path }: Remark, { part, message, startByte, holder }: Surroundings): Dm1At {
  const place = pointOf(outer ?? at);
  const whole = [outer === undefined ? undefined : holder, path].filter((one) => one !== undefined && one !== '').join('/');
  return {
    ...(message === undefined ? {} : { message }), part, ...place, byte: place.byte + startByte,
    ...(whole === '' ? {} : { path: whole }),
    ...(outer === undefined ? {} : { inData: pointOf(at) }),
  };
}

function pointOf(at: At | undefined): Dm1Point {
  const { byte = 0, line, column } = at ?? {};
  return { byte, ...(line === undefined ? {} : { line }), ...(column === undefined ? {} : { column }) };
}

function findingOf({ remark, at }: PlacedRemark): readonly Dm1Finding[] {
  const { severity, requirement, level = '', clause, leniency, code, expected, found, more } = remark;
  if (severity !== 'fault' && severity !== 'warning') return [];
  return [{
    requirement, level, clause, outcome: 'violated', severity: severity === 'fault' ? 'fail' : 'warning',
    ...(leniency === undefined ? {} : { leniency }), ...(code === '' ? {} : { code }),
    message: sentenceOf(remark), expected, found, at, ...(more === undefined ? {} : { more }),
  }];
}

function sentenceOf({ expected, found }: Remark): string {
  return `expected ${expected}, found ${found}`;
}
