/** A run that is killed loses at most the running test, and two processes never write one journal. */
import { spawn, type ChildProcess } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { invoke, temporaryFolder } from '../testing/invoke.js';
import { writeNaiveIut } from '../testing/naive-iut.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SELECTION = ['--test', 'dm2/client/hget/fetches-by-get', '--test', 'dm2/client/hget/stores-data'];

let child: ChildProcess | undefined;

afterEach(() => {
  kill();
});

/** The command in a process group of its own, on a client that falls silent at its second test. */
async function startHanging(folder: string): Promise<string> {
  const out = join(folder, 'out');
  const file = writeNaiveIut(folder);
  child = spawn(process.execPath, ['scripts/dev.mjs', 'cli/main.ts', 'run', file, ...SELECTION, '--out', out], {
    cwd: ROOT,
    detached: true,
    stdio: 'ignore',
    env: { ...process.env, NAIVE_HANG_AFTER: '1', DM_CONFORMANCE_DRAFT: '1', DEV_CACHE: 'test-resume' },
  });
  await expect.poll(() => journalLines(out), { timeout: 25_000, interval: 20 }).toBe(2);
  return out;
}

/** Exit code of the command, called by somebody who stands in `folder`. */
async function runIn(folder: string, words: readonly string[]): Promise<number | null> {
  const program = spawn(process.execPath, [join(ROOT, 'scripts/dev.mjs'), 'cli/main.ts', 'run', ...words], { cwd: folder, stdio: 'ignore', env: { ...process.env, DM_CONFORMANCE_DRAFT: '1', DEV_CACHE: 'test-resume' } });
  return new Promise((resolve) => program.once('exit', resolve));
}

/** A port that is in use until it is freed. */
async function takePort(): Promise<{ readonly port: number; free(): Promise<void> }> {
  const listener = createServer();
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const { port } = listener.address() as AddressInfo;
  return { port, free: () => new Promise((resolve) => listener.close(() => resolve())) };
}

/** Every file below a folder, with its text. */
function contentOf(folder: string): ReadonlyMap<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(files.map(({ parentPath, name }) => [join(parentPath, name), readFileSync(join(parentPath, name), 'utf8')]));
}

function journalLines(out: string): number {
  const path = join(out, 'journal.ndjson');
  return existsSync(path) ? readFileSync(path, 'utf8').split('\n').length - 1 : 0;
}

function holderIsAlive(out: string): boolean {
  try {
    const [pid = ''] = readFileSync(join(out, 'journal.lock'), 'utf8').split(' ');
    process.kill(Number(pid), 0);
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z');
  } catch {
    return false;
  }
}

function kill(): void {
  if (child?.pid !== undefined && child.exitCode === null && child.signalCode === null) process.kill(-child.pid, 'SIGKILL');
  child = undefined;
}

describe('resume', () => {
  it('goes on after kill -9, and keeps a second process out while the first is alive', async () => {
    const out = await startHanging(temporaryFolder());
    const second = await invoke(['run', '--resume', out]);
    expect(second.stderr).toMatch(/process \d+ is running this campaign; wait for it, or choose another folder with --out/);
    expect(second.code).toBe(2);
    kill();
    await expect.poll(() => holderIsAlive(out), { interval: 5 }).toBe(false);
    appendFileSync(join(out, 'journal.ndjson'), '{"result":{"iut":"naive","id":"dm2/cl');
    const resumed = await invoke(['run', '--resume', out]);
    expect(resumed.stderr).toContain('the last line of the journal was cut short; its test runs again');
    expect(resumed.stdout).toContain('dm2/client/hget/stores-data');
    expect(resumed.stdout).not.toContain('FAIL dm2/client/hget/fetches-by-get 0');
    expect(resumed.code).toBe(1);
    expect(journalLines(out)).toBe(3);
  });

  it('refuses a journal with a broken line, and says which', async () => {
    const folder = temporaryFolder();
    const out = join(folder, 'out');
    await invoke(['run', writeNaiveIut(folder), ...SELECTION, '--out', out]);
    const path = join(out, 'journal.ndjson');
    const [head = '', first = '', ...rest] = readFileSync(path, 'utf8').split('\n');
    writeFileSync(path, [head, first.slice(0, 40), ...rest].join('\n'));
    const { code, stderr } = await invoke(['run', '--resume', out]);
    expect(stderr).toContain(`${path}, line 2: not JSON; remove the line to run its test again, or start anew with another --out`);
    expect(code).toBe(2);
    expect(existsSync(join(out, 'journal.lock'))).toBe(false);
  });

  it('refuses to mix results when the IUT file has changed', async () => {
    const folder = temporaryFolder();
    const out = join(folder, 'out');
    await invoke(['run', writeNaiveIut(folder), ...SELECTION, '--out', out]);
    writeNaiveIut(folder, ['version: "2"']);
    const { code, stderr } = await invoke(['run', '--resume', out]);
    expect(stderr).toContain('has changed since this run was stopped');
    expect(code).toBe(2);
  });

  it('tells how to start anew so that starting anew works', async () => {
    const folder = temporaryFolder();
    const out = join(folder, "it's out");
    const file = writeNaiveIut(folder);
    await invoke(['run', file, ...SELECTION, '--out', out]);
    for (const name of ['results.json', 'junit.xml', 'report.html']) rmSync(join(out, name));
    mkdirSync(`${out}-2`);
    writeNaiveIut(folder, ['version: "2"']);
    const { stderr } = await invoke(['run', '--resume', out]);
    const quoted = `'${out.replace("'", String.raw`'\''`)}-3'`;
    expect(stderr).toContain(`start anew with: npx dm-conformance run ${[file, ...SELECTION, '--out', quoted].join(' ')}\n`);
    expect((await invoke(['run', file, ...SELECTION, '--out', `${out}-3`])).code).toBe(1);
  });

  it('lets a run that never came to a test start again in its folder', async () => {
    const folder = temporaryFolder();
    const out = join(folder, 'out');
    const { port, free } = await takePort();
    const words = ['run', writeNaiveIut(folder, [`listen: { host: 127.0.0.1, port: ${port} }`]), ...SELECTION, '--out', out];
    const refused = await invoke(words);
    expect(refused.stderr).toContain(`127.0.0.1:${port} is in use by another program`);
    expect(refused.code).toBe(2);
    await free();
    const again = await invoke(words);
    expect(again.stderr).toBe('');
    expect(again.code).toBe(1);
  });

  it('leaves the results of an earlier run alone when it cannot begin', async () => {
    const folder = temporaryFolder();
    const out = join(folder, 'out');
    await invoke(['run', writeNaiveIut(folder), ...SELECTION, '--out', out]);
    const before = contentOf(out);
    const { port, free } = await takePort();
    const refused = await invoke(['run', writeNaiveIut(folder, [`listen: { host: 127.0.0.1, port: ${port} }`]), ...SELECTION, '--out', out]);
    await free();
    expect(refused.code).toBe(2);
    expect(contentOf(out)).toEqual(before);
  });

  it('runs what was out of time, without the deadline of then', async () => {
    const out = temporaryFolder();
    const stopped = await invoke(['run', ...SELECTION, '--jobs', '1', '--deadline', '0.001ms', '--out', out]);
    expect(stopped.stdout).toContain(`2 tests are out of time. Run them with: npx dm-conformance run --resume ${out}`);
    expect(stopped.code).toBe(3);
    const resumed = await invoke(['run', '--resume', out]);
    expect(resumed.stdout).toContain('All 2 tests passed.');
    expect(resumed.code).toBe(0);
    expect((await invoke(['run', '--resume', out])).stdout).toContain('All 2 tests passed.');
  });

  it('finds the files of the run from another folder', async () => {
    const folder = temporaryFolder();
    writeNaiveIut(folder);
    writeFileSync(join(folder, 'known.txt'), 'dm2/client/** fail\n');
    const words = ['naive.yaml', ...SELECTION, '--baseline', 'known.txt', '--evidence', 'evidence.gz', '--out', 'out'];
    expect(await runIn(folder, words)).toBe(1);
    rmSync(join(folder, 'evidence.gz'));
    const resumed = await invoke(['run', '--resume', join(folder, 'out')]);
    expect(resumed.stderr).toBe('');
    expect(resumed.stdout).toContain(`s the baseline ${join(folder, 'known.txt')} says`);
    expect(resumed.code).toBe(1);
    expect(existsSync(join(folder, 'evidence.gz'))).toBe(true);
    expect(existsSync('evidence.gz')).toBe(false);
  });

  it('only writes the reports again when everything was done', async () => {
    const folder = temporaryFolder();
    const out = join(folder, 'out');
    await invoke(['run', writeNaiveIut(folder), ...SELECTION, '--out', out]);
    const before = readFileSync(join(out, 'journal.ndjson'), 'utf8');
    expect((await invoke(['run', '--resume', out])).code).toBe(1);
    expect(readFileSync(join(out, 'journal.ndjson'), 'utf8')).toBe(before);
  });
});
