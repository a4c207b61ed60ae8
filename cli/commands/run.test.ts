/** Campaigns from the command line to the results folder. */
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { invoke, temporaryFolder } from '../testing/invoke.js';
import { writeNaiveIut } from '../testing/naive-iut.js';

const HGET = ['--test', 'dm2/client/hget/fetches-by-get'];
const TWO = ['--test', 'dm2/client/hget/fetches-by-get', '--test', 'dm2/client/hget/stores-data'];

function resultsIn(folder: string): { readonly tests: readonly { readonly id: string; readonly verdict: string; readonly reason: string }[]; readonly run: { readonly complete: boolean; readonly seed: number; readonly arguments: readonly string[] } } {
  return JSON.parse(readFileSync(join(folder, 'results.json'), 'utf8'));
}

describe('run', () => {
  it('tests the embedded reference client and leaves all files whole', async () => {
    const out = join(temporaryFolder(), 'deep', 'out');
    const { code, stdout, stderr } = await invoke(['run', ...TWO, '--out', out]);
    expect(stderr).toBe('');
    expect(stdout).toContain('PASS dm2/client/hget/stores-data');
    expect(stdout).toContain('All 2 tests passed.');
    expect(stdout).toContain(join(out, 'report.html'));
    expect(code).toBe(0);
    expect(readdirSync(out).toSorted()).toEqual(['journal.ndjson', 'junit.xml', 'report.html', 'results.json', 'transcripts']);
    expect(readdirSync(join(out, 'transcripts')).toSorted()).toEqual(['dm2.client.hget.fetches-by-get.json', 'dm2.client.hget.stores-data.json']);
    expect(resultsIn(out)).toMatchObject({ run: { complete: true, seed: 0, arguments: [...TWO, '--out', out] }, tests: [{ verdict: 'pass' }, { verdict: 'pass' }] });
  });

  it('replaces what an earlier run left and nothing else', async () => {
    const out = temporaryFolder();
    await invoke(['run', ...TWO, '--out', out]);
    writeFileSync(join(out, 'transcripts', 'notes.txt'), 'mine');
    await invoke(['run', ...HGET, '--out', out]);
    expect(readdirSync(join(out, 'transcripts')).toSorted()).toEqual(['dm2.client.hget.fetches-by-get.json', 'notes.txt']);
  });

  it('fails a client that breaks a requirement, with exit code 1 and the command to repeat it', async () => {
    const folder = temporaryFolder();
    const file = writeNaiveIut(folder);
    const { code, stdout } = await invoke(['run', file, ...HGET, '--out', join(folder, 'out')]);
    expect(stdout).toContain('FAIL dm2/client/hget/fetches-by-get');
    expect(stdout).toContain('DM2-CMD-HGET-C-002');
    expect(stdout).toContain(`npx dm-conformance run ${file} --test dm2/client/hget/fetches-by-get`);
    expect(code).toBe(1);
  });

  it('holds a baseline: known failures are no news, every other difference is', async () => {
    const folder = temporaryFolder();
    const file = writeNaiveIut(folder);
    const baseline = join(folder, 'baseline.txt');
    const out = join(folder, 'out');
    await invoke(['run', file, ...HGET, '--out', out]);
    const same = await invoke(['run', file, ...HGET, '--out', join(folder, 'again'), '--baseline', join(out, 'results.json')]);
    expect(same).toMatchObject({ code: 0, stdout: expect.stringContaining('As the baseline') as string });
    const broken = [...same.stdout.matchAll(/^FAIL rule (\S+)/gm)].map(([, id = '']) => `rule:${id} fail`);
    writeFileSync(baseline, ['rule:* pass', ...broken, 'dm2/client/hget/* pass'].join('\n'));
    const worse = await invoke(['run', file, ...HGET, '--out', out, '--baseline', baseline]);
    expect(worse.stdout).toContain('dm2/client/hget/fetches-by-get: fail, expected pass (naive)');
    expect(worse.code).toBe(1);
  });

  it('is inconclusive with exit code 3 when nothing came', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'silent.yaml');
    writeFileSync(file, 'name: silent\nrole: client\nprotocol: dm-2.0\ncontrol: { attach: true }\nvalues: { probe.leaf: "urn:oma:mo:x:1.0//Name" }\ndeadlines: { start: 20ms, reply: 20ms }\n');
    const { code, stdout, stderr } = await invoke(['run', file, ...HGET, '--out', join(folder, 'out')]);
    expect(stdout).toContain('INCONCLUSIVE dm2/client/hget/fetches-by-get');
    expect(stderr).toContain('waiting for a DM session at http://127.0.0.1:');
    expect(code).toBe(3);
  });

  it('tests several IUTs one after the other, transcripts apart', async () => {
    const folder = temporaryFolder();
    const other = join(folder, 'other.yaml');
    const file = writeNaiveIut(folder);
    writeFileSync(other, readFileSync(file, 'utf8').replace('name: naive', 'name: "../Naïve 2"'));
    const { stdout } = await invoke(['run', file, other, ...HGET, '--out', join(folder, 'out')]);
    expect(stdout).toContain('[naive]');
    expect(readdirSync(join(folder, 'out', 'transcripts')).toSorted()).toEqual(['1-naive', '2-na-ve-2']);
    expect(resultsIn(join(folder, 'out')).tests).toHaveLength(2);
  });

  it('gives every test to exactly one shard', async () => {
    const folder = temporaryFolder();
    const ids = [];
    for (const part of ['1/2', '2/2']) {
      await invoke(['run', ...TWO, '--shard', part, '--out', join(folder, part)]);
      ids.push(...resultsIn(join(folder, part)).tests.map(({ id }) => id));
    }
    expect(ids.toSorted()).toEqual(['dm2/client/hget/fetches-by-get', 'dm2/client/hget/stores-data']);
  });

  it('starts no test after the deadline', async () => {
    const out = temporaryFolder();
    const { code } = await invoke(['run', ...TWO, '--jobs', '1', '--deadline', '0.001ms', '--out', out]);
    expect(resultsIn(out).tests.map(({ verdict }) => verdict)).toContain('out-of-time');
    expect(code).toBe(3);
  });

  it('records the seed and reports in plan order whatever the order was', async () => {
    const out = temporaryFolder();
    await invoke(['run', ...TWO, '--seed', '7', '--out', out]);
    expect(resultsIn(out).run.seed).toBe(7);
    expect(resultsIn(out).tests).toHaveLength(2);
  });

  it('prints every event with --trace', async () => {
    const { stdout } = await invoke(['run', ...HGET, '--trace', '--out', temporaryFolder()]);
    expect(stdout).toMatch(/IUT -> dm a {2}POST \/dm/);
    expect(stdout).toMatch(/IUT <- repository main {2}200/);
  });

  it('writes results and transcripts into one file with --evidence', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'evidence.json.gz');
    await invoke(['run', ...HGET, '--out', join(folder, 'out'), '--evidence', file]);
    const bundle: unknown = JSON.parse(gunzipSync(readFileSync(file)).toString('utf8'));
    expect(bundle).toMatchObject({ schema: 'dm-conformance/evidence/1', transcripts: { 'transcripts/dm2.client.hget.fetches-by-get.json': { test: 'dm2/client/hget/fetches-by-get' } } });
  });

  it('shows one updating line on a terminal', async () => {
    const { stdout, stderr } = await invoke(['run', ...HGET, '--out', temporaryFolder()], { tty: true, env: { TERM: 'xterm', NO_COLOR: '1' } });
    expect(stderr).toContain('\r\u001b[K1/1');
    expect(stdout).not.toContain('PASS dm2/client/hget/fetches-by-get');
  });

  it('stops at an interrupt, keeps what is done and goes on later', async () => {
    const out = temporaryFolder();
    const stopped = await invoke(['run', ...TWO, '--jobs', '1', '--out', out], { interrupt: (stop) => setImmediate(stop) });
    expect(stopped).toMatchObject({ code: 3, stdout: expect.stringContaining(`npx dm-conformance run --resume ${out}`) as string });
    expect(resultsIn(out).run.complete).toBe(false);
    expect(existsSync(join(out, 'journal.lock'))).toBe(false);
    const resumed = await invoke(['run', '--resume', out]);
    expect(resumed.code).toBe(0);
    expect(resultsIn(out)).toMatchObject({ run: { complete: true, arguments: [...TWO, '--jobs', '1', '--out', out] } });
    expect(resultsIn(out).tests).toHaveLength(2);
  });

  it('keeps credentials out of everything it writes', async () => {
    const folder = temporaryFolder();
    const file = writeNaiveIut(folder, ['credentials: { user: dev1, password: "s3cret-value" }']);
    await invoke(['run', file, ...HGET, '--out', join(folder, 'out')]);
    for (const name of readdirSync(join(folder, 'out'), { recursive: true, encoding: 'utf8' }).filter((path) => path.includes('.'))) {
      expect(readFileSync(join(folder, 'out', name), 'utf8')).not.toContain('s3cret-value');
    }
  });
});
