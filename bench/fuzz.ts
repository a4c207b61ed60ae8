/**
 * `npm run fuzz`: mutated messages against every codec, far more than the unit test does.
 *   npm run fuzz -- [--runs N] [--seed N] [--only NAME]…
 * Prints its seed, a line a codec, and each failure with the input in Base64. Ends with 1 when there is one.
 */
import { parseArgs } from 'node:util';
import { CODECS } from '../protocol/testing/codecs.js';
import { fuzzCodec, type FuzzReport } from '../protocol/testing/fuzz.js';

const RUNS = 100_000;
const MAX_MS = 2_000;
/** Far above what the limits of the readers allow for inputs of 64 KiB. */
const MAX_HEAP_MB = 1_024;
const SEEDS = 1_000_000;
/** The seed and the number of the run give the whole input again. */
const MAX_SHOWN = 2_000;

process.exit(main());

function main(): number {
  const { values } = parseArgs({ options: { runs: { type: 'string' }, seed: { type: 'string' }, only: { type: 'string', multiple: true } } });
  const names = CODECS.map(({ name }) => name);
  const unknown = values.only?.find((name) => !names.includes(name));
  const runs = Number(values.runs ?? RUNS);
  const seed = Number(values.seed ?? Math.floor(performance.timeOrigin) % SEEDS);
  if (unknown !== undefined) return usage(`--only ${unknown}: known are ${names.join(', ')}`);
  if (!Number.isInteger(runs) || runs < 1) return usage(`--runs ${values.runs ?? ''}: not a number from 1`);
  if (!Number.isInteger(seed) || seed < 0) return usage(`--seed ${values.seed ?? ''}: not a number from 0`);
  process.stdout.write(`seed ${seed}, ${runs} mutated inputs a codec\n`);
  let failures = 0;
  for (const codec of CODECS.filter(({ name }) => values.only?.includes(name) ?? true)) {
    const report = fuzzCodec(codec, { seed, runs, now: () => performance.now(), maxMs: MAX_MS });
    const heapMb = Math.round(process.memoryUsage().heapUsed / 1024 / 1024);
    process.stdout.write(`${lineOf(report, heapMb)}\n`);
    for (const { run, problem, input } of report.failures) process.stdout.write(`  run ${run}: ${problem}\n  input ${Buffer.from(input).toString('base64').slice(0, MAX_SHOWN)}\n`);
    failures += report.failures.length + (heapMb > MAX_HEAP_MB ? 1 : 0);
  }
  process.stdout.write(failures === 0 ? 'no failure\n' : `${failures} failures; repeat with --seed ${seed}\n`);
  return failures === 0 ? 0 : 1;
}

function lineOf({ codec, runs, codes, silent, slowestMs, failures }: FuzzReport, heapMb: number): string {
  const share = Math.round((100 * silent) / runs);
  return `${failures.length === 0 ? 'ok  ' : 'FAIL'} ${codec.padEnd(22)} ${String(codes.size).padStart(3)} codes, ${String(share).padStart(3)} % without finding, slowest ${slowestMs.toFixed(1)} ms, heap ${heapMb} MB`;
}

function usage(message: string): number {
  process.stderr.write(`fuzz: ${message}\n`);
  return 2;
}
