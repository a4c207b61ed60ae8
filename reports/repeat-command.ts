/** The command line that repeats just one test, made from how the campaign itself was called. */
import type { CampaignResults } from '../harness/campaign/results.js';

/** Options of `run` without a value; every other option that does not carry `=` is followed by one. */
const FLAGS: ReadonlySet<string> = new Set(['--strict', '--trace', '--yes', '--reveal', '--pair']);

/** `npx dm-conformance run [FILE] --test ID`, with --strict and --seed where the run had them. Quoted for a POSIX shell. */
export function repeatCommand(results: CampaignResults, wanted: { readonly test: string; readonly iut: string }): string {
  const { files, seed } = readArguments(results.run.arguments);
  const index = results.iuts.findIndex((iut) => iut.name === wanted.iut);
  const isPair = (results.pairs ?? []).length > 0;
  const own = files.length === results.iuts.length && !isPair ? files.slice(index, index + 1) : files;
  const words = [...own, ...(isPair ? ['--pair'] : []), '--test', wanted.test, ...(results.run.strict ? ['--strict'] : []), ...(seed === undefined ? [] : ['--seed', seed])];
  return ['npx dm-conformance run', ...words.map(quoted)].join(' ');
}

function readArguments(words: readonly string[]): { readonly files: readonly string[]; readonly seed: string | undefined } {
  const files: string[] = [];
  let seed: string | undefined;
  let option: string | undefined;
  for (const word of words) {
    if (option !== undefined) {
      if (option === '--seed') seed = word;
      option = undefined;
    } else if (word.startsWith('--seed=')) seed = word.slice('--seed='.length);
    else if (word.startsWith('-')) option = FLAGS.has(word) || word.includes('=') ? undefined : word;
    else if (word !== 'run' || files.length > 0) files.push(word);
  }
  return { files, seed };
}

/** A word for a POSIX shell, in quotes where it needs them. */
export function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
