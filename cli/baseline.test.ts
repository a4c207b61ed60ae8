/** Baselines from earlier results and from lines: what counts as a difference, and what is no baseline of the run at all. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { invoke, temporaryFolder, type Invoked } from './testing/invoke.js';

const HGET = ['--test', 'dm2/client/hget/fetches-by-get'];
const TWO = [...HGET, '--test', 'dm2/client/hget/stores-data'];
/** No message of these two tests is for this rule to judge. */
const UNSEEN = 'DM2-ALERT-C-006';

/** Results of `TWO` in a folder of their own, edited as text. */
async function record(edit: (text: string) => string = (text) => text): Promise<{ readonly file: string; readonly folder: string }> {
  const folder = temporaryFolder();
  await invoke(['run', ...TWO, '--out', join(folder, 'then')]);
  const file = join(folder, 'then', 'results.json');
  writeFileSync(file, edit(readFileSync(file, 'utf8')));
  return { file, folder };
}

/** As if that rule had been satisfied. */
function seen(text: string): string {
  const results = JSON.parse(text) as { rules: { requirement: string; outcome: string }[] };
  return JSON.stringify({ ...results, rules: results.rules.map((rule) => (rule.requirement === UNSEEN ? { ...rule, outcome: 'satisfied' } : rule)) });
}

async function compare(words: readonly string[], baseline: { readonly file: string; readonly folder: string }): Promise<Invoked> {
  return invoke(['run', ...words, '--out', join(baseline.folder, 'now'), '--baseline', baseline.file]);
}

/** A baseline of lines. */
function lines(text: string): { readonly file: string; readonly folder: string } {
  const folder = temporaryFolder();
  const file = join(folder, 'known.txt');
  writeFileSync(file, text);
  return { file, folder };
}

describe('a rule that saw nothing', () => {
  it('is no difference in a run that is only a part of the baseline', async () => {
    const baseline = await record(seen);
    expect(await compare(HGET, baseline)).toMatchObject({ code: 0, stdout: expect.stringContaining('As the baseline') as string });
    expect((await compare([...TWO, '--shard', '1/2'], baseline)).code).toBe(0);
  });

  it('is a difference in a run of all that the baseline holds, by the word of results.json', async () => {
    const { code, stdout } = await compare(TWO, await record(seen));
    expect(stdout).toContain(`rule:${UNSEEN}: not-tested, expected pass (`);
    expect(code).toBe(1);
  });

  it('leaves open in a baseline what the rule says later', async () => {
    const baseline = await record();
    expect(readFileSync(baseline.file, 'utf8')).toMatch(/"not-tested"/);
    expect((await compare(['--test', 'dm2/client/hget/*', '--test', 'dm2/client/alert/*'], baseline)).code).toBe(0);
  });

  it('is no difference to a line about it in a run of a few tests', async () => {
    expect((await compare(HGET, lines(`rule:${UNSEEN} pass\n`))).code).toBe(0);
    expect((await compare(HGET, lines(`rule:${UNSEEN} not-tested\n`))).code).toBe(0);
  });
});
