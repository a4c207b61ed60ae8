/**
 * The arguments of `run`, from words to typed values. Also used to read what an earlier run was called with, because
 * `--resume` goes on with exactly that.
 */
import { Command } from 'commander';
import type { SelectionOptions } from './selection.js';
import { UsageError } from './usage-error.js';

/** Options as commander hands them over. */
export interface RunWords extends SelectionOptions {
  readonly strict?: true;
  readonly baseline?: string;
  readonly out: string;
  readonly jobs?: string;
  readonly shard?: string;
  readonly resume?: string;
  readonly evidence?: string;
  readonly deadline?: string;
  readonly seed?: string;
  readonly pair?: true;
  readonly trace?: true;
  readonly yes?: true;
  readonly reveal?: true;
}

export interface Shard {
  /** From 1. */
  readonly index: number;
  readonly of: number;
}

/** Values that need reading; null where the option was not given. */
export interface RunNumbers {
  readonly jobs: number | null;
  readonly shard: Shard | null;
  readonly deadlineMs: number | null;
  readonly seed: number | null;
}

/** Options that may be given along with `--resume`; all others are those of the run that is resumed. */
const BESIDE_RESUME = new Set(['resume', 'jobs', 'deadline', 'trace', 'yes', 'out', 'evidence']);

/** Gathers an option that may be repeated. */
export const collect = (value: string, earlier: readonly string[] | undefined): readonly string[] => [...(earlier ?? []), value];

/** Adds options that choose test cases. */
export function addSelectionOptions(command: Command): Command {
  return command
    .option('--test <pattern>', 'test cases by id; * is a component, ** anything (may be repeated)', collect)
    .option('--requirement <pattern>', 'test cases that claim a requirement (may be repeated)', collect)
    .option('--feature <pattern>', 'test cases that depend on an ICS feature (may be repeated)', collect)
    .option('--protocol <protocol>', 'dm-2.0, dm-1.3 or dm-1.2')
    .option('--role <role>', 'client or server');
}

/** Adds arguments and options of `run`. */
export function addRunOptions(command: Command): Command {
  return addSelectionOptions(command.argument('[iut...]', 'IUT files; without any, the embedded references of client and server are tested'))
    .option('--pair', 'run a client and a server (two files; without any the embedded references) against each other, through a recording proxy')
    .option('--strict', 'violated SHOULDs and unverified requirements fail too')
    .option('--baseline <file>', 'known verdicts (lines "<pattern> <verdict>", or results.json of an earlier run); any other verdict is exit code 1')
    .option('--out <folder>', 'where the results go', 'results')
    .option('--jobs <number>', 'tests at once; default: as many as the control of the IUT can hold')
    .option('--shard <i/n>', 'only part i of n of the selected tests')
    .option('--resume <folder>', 'go on with the run that was stopped in this folder')
    .option('--evidence <file>', 'also write results and all transcripts into one gzip file')
    .option('--deadline <time>', 'start no test after this time (30s, 10m); the rest is out-of-time, and runs with --resume')
    .option('--seed <number>', 'shuffle the tests with this seed')
    .option('--trace', 'print every event of every test as it happens, one test at a time')
    .option('--yes', 'answer every question of the operator control with yes')
    .option('--reveal', 'keep credentials in transcripts instead of ***');
}

/** Reads the arguments of an earlier run, as its journal holds them. */
export function parseRunWords(words: readonly string[]): { readonly files: readonly string[]; readonly options: RunWords } {
  let parsed: { readonly files: readonly string[]; readonly options: RunWords } | undefined;
  const command = addRunOptions(new Command('run')).exitOverride().configureOutput({ writeErr: () => undefined });
  command.action((files: string[], options: RunWords) => {
    parsed = { files, options };
  });
  command.parse([...words], { from: 'user' });
  return parsed ?? { files: [], options: { out: 'results' } };
}

/** Throws a UsageError when something stands beside `--resume` that the resumed run has decided already. */
export function checkBesideResume(files: readonly string[], options: RunWords): void {
  const other = Object.keys(options).find((name) => !BESIDE_RESUME.has(name));
  const what = files.length > 0 ? `the file ${files[0] ?? ''}` : other === undefined ? null : `--${other}`;
  if (what !== null) throw new UsageError(`--resume goes on with what was chosen then; leave out ${what} (only --jobs, --deadline, --evidence, --trace and --yes may stand beside it)`);
}

/** Reads numbers, a shard and a duration. Throws a UsageError that names the option and an example. */
export function readNumbers(options: RunWords): RunNumbers {
  return {
    jobs: options.jobs === undefined ? null : wholeNumber({ option: '--jobs', text: options.jobs, least: 1, most: 1024 }),
    shard: options.shard === undefined ? null : readShard(options.shard),
    deadlineMs: options.deadline === undefined ? null : readDuration(options.deadline),
    seed: options.seed === undefined ? null : wholeNumber({ option: '--seed', text: options.seed, least: 0, most: 0xffff_ffff }),
  };
}

function wholeNumber({ option, text, least, most }: { readonly option: string; readonly text: string; readonly least: number; readonly most: number }): number {
  const value = /^\d{1,10}$/.test(text) ? Number(text) : NaN;
  if (!(value >= least && value <= most)) throw new UsageError(`${option} '${text}': expected a whole number from ${least} to ${most}`);
  return value;
}

function readShard(text: string): Shard {
  const [, index = 0, of = 0] = (/^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? []).map(Number);
  if (index < 1 || index > of) throw new UsageError(`--shard '${text}': expected i/n with i from 1 to n, for example 1/4`);
  return { index, of };
}

const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

function readDuration(text: string): number {
  const [, number = '', unit = ''] = /^(\d{1,6}(?:\.\d{1,3})?)(ms|s|m|h)$/.exec(text) ?? [];
  const unitMs = UNIT_MS[unit];
  if (unitMs === undefined) throw new UsageError(`--deadline '${text}': expected a number with a unit, for example 90s, 10m or 1h`);
  return Number(number) * unitMs;
}
