/** A short fuzz of every codec with a new seed each time; `npm run fuzz` runs many more. */
import { describe, expect, it } from 'vitest';
import { CODECS } from './codecs.js';
import { fuzzCodec, outcomeOf } from './fuzz.js';
import { hostileInputs, truncations } from './hostile-inputs.js';

const RUNS = Number(process.env['DM_FUZZ_RUNS'] ?? 150);
const SEED = Number(process.env['DM_FUZZ_SEED'] ?? Date.now() % 1_000_000);
/** Generous: a busy machine must not fail a test. */
const MAX_MS = 5_000;
/** Longer samples are cut at so many places; the tests of each codec cut at all of them. */
const MAX_TRUNCATIONS = 150;
/** The megabytes are in the tests of each codec. */
const MAX_HOSTILE_BYTES = 20_000;

describe.each(CODECS)('$name', (codec) => {
  it('reads its samples without an error', () => {
    for (const sample of codec.samples()) expect(outcomeOf(codec, sample).problem).toBeUndefined();
    expect(codec.samples().length).toBeGreaterThan(0);
  });

  it('leaves the bytes alone that it is given, in a Buffer, whose slices are views, as well', () => {
    for (const sample of codec.samples()) {
      const input = Buffer.from(sample);
      outcomeOf(codec, input);
      expect(input.equals(sample)).toBe(true);
    }
  });

  it('answers mutated samples with findings of the tables that point into the input', () => {
    const { failures } = fuzzCodec(codec, { seed: SEED, runs: RUNS, now: () => performance.now(), maxMs: MAX_MS });
    expect(failures.map(({ run, problem, input }) => `seed ${SEED}, run ${run}: ${problem}, input ${Buffer.from(input).toString('base64').slice(0, 400)}`)).toEqual([]);
  });

  it('answers truncations of its first sample, every one of a short sample', () => {
    const [sample = new Uint8Array()] = codec.samples();
    const problems = truncations(sample).filter((_, length) => length % Math.ceil(sample.length / MAX_TRUNCATIONS) === 0).flatMap(({ bytes }) => outcomeOf(codec, bytes).problem ?? []).slice(0, 3);
    expect(problems).toEqual([]);
  });
});

describe('every codec', () => {
  it('answers the hostile inputs of all', () => {
    const problems = CODECS.flatMap((codec) => hostileInputs().filter(({ bytes }) => bytes.length < MAX_HOSTILE_BYTES).flatMap(({ name, bytes }) => {
      const { problem } = outcomeOf(codec, bytes);
      return problem === undefined ? [] : [`${codec.name}, ${name}: ${problem}`];
    }));
    expect(problems).toEqual([]);
  });

  it('is found out when it throws something else or points outside', () => {
    const throwing = { read: () => { throw new TypeError('boom'); } };
    expect(outcomeOf(throwing, new Uint8Array()).problem).toBe('threw TypeError: boom');
    expect(outcomeOf({ read: () => [{ code: 'json/syntax', byte: 3 }] }, new Uint8Array(2)).problem).toContain('points at byte 3 of 2');
    expect(outcomeOf({ read: () => [{ code: 'json/nonsense', byte: 0 }] }, new Uint8Array(2)).problem).toContain('in no table');
  });

  it('is found out when it is slow every time, not when the machine was once', () => {
    const samples = (): readonly Uint8Array[] => [new Uint8Array(4)];
    const clock = (steps: readonly number[]): (() => number) => {
      let [at, call] = [0, 0];
      return () => (at += steps[(call += 1) % steps.length] ?? 0);
    };
    const slow = { name: 'x', samples, read: () => [] };
    expect(fuzzCodec(slow, { seed: 1, runs: 1, now: clock([100]), maxMs: 50 }).failures.map(({ problem }) => problem)).toEqual(['took 100 ms, more than 50']);
    expect(fuzzCodec(slow, { seed: 1, runs: 1, now: clock([100, 0, 0, 0, 0, 0]), maxMs: 50 }).failures).toEqual([]);
  });

  it('makes the same inputs of the same seed', () => {
    const [codec] = CODECS;
    if (codec === undefined) return;
    const run = (seed: number) => fuzzCodec(codec, { seed, runs: 50, now: () => 0, maxMs: 1 }).codes;
    expect([...run(7)]).toEqual([...run(7)]);
    expect([...run(7)]).not.toEqual([...run(8)]);
  });
});
