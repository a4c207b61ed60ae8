/**
 * Mutations of sound inputs, thrown at a decoder: whatever comes in, it returns or throws a DecodeError with a code of the
 * tables, and points into the input. Every random choice follows from the seed. Used by tests and `npm run fuzz`.
 */

import { DecodeError } from '../decode-error.js';
import { DECODE_ERROR_CODES } from '../describe/error-codes.js';
import { DM1_ERROR_CODES } from '../dm1/error-codes.js';
import { ERROR_CODES } from '../error-codes.js';
import type { Codec } from './codecs.js';

export interface FuzzOptions {
  readonly seed: number;
  readonly runs: number;
  /** Monotonic clock in milliseconds. */
  readonly now: () => number;
  /** A single input may take so long. */
  readonly maxMs: number;
}

export interface FuzzFailure {
  readonly run: number;
  readonly problem: string;
  readonly input: Uint8Array;
}

export interface FuzzReport {
  readonly codec: string;
  readonly runs: number;
  /** How often each code came. */
  readonly codes: ReadonlyMap<string, number>;
  /** Inputs that were read without any finding. */
  readonly silent: number;
  readonly slowestMs: number;
  /** The first few. */
  readonly failures: readonly FuzzFailure[];
}

const MAX_FAILURES = 5;
const MAX_INPUT_BYTES = 64 * 1024;

/** Runs a codec over mutated samples. */
export function fuzzCodec(codec: Codec, { seed, runs, now, maxMs }: FuzzOptions): FuzzReport {
  const random = randomFrom(seed);
  const samples = codec.samples();
  const codes = new Map<string, number>();
  const failures: FuzzFailure[] = [];
  let silent = 0;
  let slowestMs = 0;
  for (let run = 0; run < runs && failures.length < MAX_FAILURES; run += 1) {
    const input = mutated(samples, random);
    const { outcome, tookMs } = timedOutcome({ codec, input, now, maxMs });
    slowestMs = Math.max(slowestMs, tookMs);
    for (const code of outcome.codes) codes.set(code, (codes.get(code) ?? 0) + 1);
    if (outcome.codes.length === 0) silent += 1;
    const problem = outcome.problem ?? (tookMs > maxMs ? `took ${Math.round(tookMs)} ms, more than ${maxMs}` : undefined);
    if (problem !== undefined) failures.push({ run, problem, input });
  }
  return { codec: codec.name, runs, codes, silent, slowestMs, failures };
}

interface TimedInput extends Pick<FuzzOptions, 'now' | 'maxMs'> {
  readonly codec: Codec;
  readonly input: Uint8Array;
}

const TRIES = 3;

/** What took too long is tried again: a codec is slow every time, a busy machine is not. */
function timedOutcome({ codec, input, now, maxMs }: TimedInput): { readonly outcome: Outcome; readonly tookMs: number } {
  const startMs = now();
  const outcome = outcomeOf(codec, input);
  let tookMs = now() - startMs;
  for (let attempt = 1; attempt < TRIES && tookMs > maxMs; attempt += 1) {
    const againMs = now();
    outcomeOf(codec, input);
    tookMs = Math.min(tookMs, now() - againMs);
  }
  return { outcome, tookMs };
}

interface Outcome {
  readonly codes: readonly string[];
  readonly problem?: string;
}

const KNOWN: ReadonlySet<string> = new Set([...Object.keys(ERROR_CODES), ...Object.keys(DM1_ERROR_CODES), ...Object.keys(DECODE_ERROR_CODES)]);

/** What a codec made of an input, and what is wrong with that. */
export function outcomeOf({ read }: Pick<Codec, 'read'>, input: Uint8Array): Outcome {
  try {
    const findings = read(input);
    const codes = findings.map(({ code }) => code);
    const unknown = codes.find((code) => !KNOWN.has(code));
    if (unknown !== undefined) return { codes, problem: `the code ${unknown} is in no table` };
    const outside = findings.find(({ byte }) => !(byte >= 0 && byte <= input.length));
    return outside === undefined ? { codes } : { codes, problem: `${outside.code} points at byte ${outside.byte} of ${input.length}` };
  } catch (error) {
    if (!(error instanceof DecodeError)) return { codes: [], problem: `threw ${String(error)}` };
    const { code, position } = error.fault;
    if (!KNOWN.has(code)) return { codes: [code], problem: `the code ${code} is in no table` };
    return position.byte <= input.length ? { codes: [code] } : { codes: [code], problem: `${code} points at byte ${position.byte} of ${input.length}` };
  }
}

type Random = (below: number) => number;

/** Numbers from 0 up to, not including, `below` (mulberry32). */
function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000) * below);
  };
}

/** One sample with one to four mutations. */
function mutated(samples: readonly Uint8Array[], random: Random): Uint8Array {
  let bytes = samples[random(samples.length)] ?? new Uint8Array();
  for (let count = 1 + random(4); count > 0; count -= 1) bytes = MUTATIONS[random(MUTATIONS.length)]?.(bytes, { random, samples }) ?? bytes;
  return bytes.length > MAX_INPUT_BYTES ? bytes.slice(0, MAX_INPUT_BYTES) : bytes;
}

interface MutationInput {
  readonly random: Random;
  readonly samples: readonly Uint8Array[];
}

type Mutation = (bytes: Uint8Array, input: MutationInput) => Uint8Array;

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Bytes that steer the formats of this floor. */
const DICTIONARY: readonly Uint8Array[] = [
  ...['<', '</', '/>', '&', '&#x', '<!--', '<![CDATA[', ']]>', '<?xml', '"', "'", 'xmlns=', '{', '}', '[', ']', ',', ':', '\\u', '\r\n', '\r\n\r\n', ';', '=', '%', '/', '..', '?', 'chunked', 'é', '😀'].map(utf8),
  ...[[0], [1], [2], [3], [4], [0x40], [0x43], [0x80], [0x83], [0x84], [0xc0], [0xc3], [0xff], [0x8f, 0xff, 0xff, 0xff, 0x7f], [0xc3, 0x82, 0x00], [0, 1], [0, 9], [0xef, 0xbb, 0xbf], [0xff, 0xfe]].map((octets) => Uint8Array.from(octets)),
];

const MUTATIONS: readonly Mutation[] = [
  (bytes, { random }) => changed(bytes, random, (octet) => octet ^ (1 << random(8))),
  (bytes, { random }) => changed(bytes, random, () => random(256)),
  (bytes, { random }) => spliced(bytes, { at: random(bytes.length + 1), remove: 0, insert: Uint8Array.of(random(256)) }),
  (bytes, { random }) => spliced(bytes, { at: random(bytes.length + 1), remove: 1 + random(4), insert: new Uint8Array() }),
  (bytes, { random }) => bytes.slice(0, random(bytes.length + 1)),
  (bytes, { random }) => spliced(bytes, { at: random(bytes.length + 1), remove: random(3), insert: DICTIONARY[random(DICTIONARY.length)] ?? new Uint8Array() }),
  (bytes, { random }) => {
    const from = random(bytes.length + 1);
    const piece = bytes.slice(from, from + 1 + random(40));
    return spliced(bytes, { at: random(bytes.length + 1), remove: 0, insert: repeated(piece, 1 + random(random(10) === 0 ? 200 : 3)) });
  },
  (bytes, { random, samples }) => {
    const other = samples[random(samples.length)] ?? bytes;
    return spliced(bytes, { at: random(bytes.length + 1), remove: bytes.length, insert: other.slice(random(other.length + 1)) });
  },
];

function changed(bytes: Uint8Array, random: Random, change: (octet: number) => number): Uint8Array {
  const copy = bytes.slice();
  const at = random(copy.length);
  if (copy.length > 0) copy[at] = change(copy[at] ?? 0);
  return copy;
}

interface Splice {
  readonly at: number;
  readonly remove: number;
  readonly insert: Uint8Array;
}

function spliced(bytes: Uint8Array, { at, remove, insert }: Splice): Uint8Array {
  const rest = bytes.subarray(Math.min(bytes.length, at + remove));
  const result = new Uint8Array(at + insert.length + rest.length);
  result.set(bytes.subarray(0, at));
  result.set(insert, at);
  result.set(rest, at + insert.length);
  return result;
}

function repeated(piece: Uint8Array, times: number): Uint8Array {
  const result = new Uint8Array(piece.length * times);
  for (let index = 0; index < times; index += 1) result.set(piece, index * piece.length);
  return result;
}
