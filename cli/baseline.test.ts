/** Baselines from earlier results and from lines: what counts as a difference, and what is no baseline of the run at all. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
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

describe('a baseline from standard input', () => {
  it('may be results, or lines', async () => {
    const { file, folder } = await record();
    const out = join(folder, 'now');
    expect((await invoke(['run', ...TWO, '--out', out, '--baseline', '-'], { stdin: readFileSync(file, 'utf8') })).code).toBe(0);
    const worse = await invoke(['run', ...HGET, '--out', out, '--baseline', '-'], { stdin: 'dm2/client/hget/* fail' });
    expect(worse).toMatchObject({ code: 1, stdout: expect.stringContaining('fetches-by-get: pass, expected fail') as string });
    expect((await invoke(['report', '-'], { stdin: readFileSync(file, 'utf8') })).stdout).toContain('All 2 tests passed.');
  });
});

describe('a baseline that is about nothing of the run', () => {
  it('is refused before anything is sent where it is results of another IUT', async () => {
    const baseline = await record((text) => text.replaceAll('reference-client-dm2', 'Model A'));
    const { code, stdout, stderr } = await compare(TWO, baseline);
    expect(stderr).toBe(`dm-conformance: --baseline ${baseline.file}: is about Model A (client, dm-2.0), this run is about reference-client-dm2 (client, dm-2.0); give results.json of an earlier run of the same IUT, under the same name\n`);
    expect(stdout).toBe('');
    expect(code).toBe(2);
    expect(existsSync(join(baseline.folder, 'now'))).toBe(false);
  });

  it('is refused where its lines are all about the other role', async () => {
    const baseline = lines('dm2/server/** fail\n');
    const { code, stderr } = await compare(TWO, baseline);
    expect(stderr).toContain(`--baseline ${baseline.file}: is about dm2/server/**, this run is about reference-client-dm2 (client, dm-2.0); give what is known of that`);
    expect(code).toBe(2);
  });

  it.each([
    ['lines about tests of the role that are not selected', 'dm2/client/hput/** fail\n'],
    ['lines of which one fits', 'dm2/server/** fail\nrule:DM2-ALERT-C-006 fail\n'],
    ['no line at all', '# nothing is known to fail\n'],
  ])('is not one with %s', async (_what, text) => {
    expect((await compare(HGET, lines(text))).code).toBe(0);
  });

  it('is not one that was recorded from other tests of the same IUT', async () => {
    expect((await compare(['--test', 'dm2/client/delete/removes-an-instance'], await record())).code).toBe(0);
  });

  it('goes by the names of the products and of the pair', async () => {
    const pair = ['--pair', '--test', 'dm2/interop/session/*', '--shard', '1/9'];
    const refused = await compare(pair, lines('dm2/client/** fail\n'));
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('(pair, dm-2.0), reference-client-dm2 (client, dm-2.0), reference-server-dm2 (server, dm-2.0); give') as string });
    expect((await compare(pair, lines('dm2/interop/** pass\n'))).code).toBe(0);
  });
});
