import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCommandControl } from './command-control.js';
import type { ClientDevice, RunEnd } from './control.js';
import { testEnvironment } from './testing/environment.js';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'command-control-'));
});
afterAll(() => rm(folder, { recursive: true }));

const node = (script: string, ...args: readonly string[]): readonly string[] => [process.execPath, '-e', script, '--', ...args];

const control = (argv: readonly string[]): ReturnType<typeof createCommandControl> => createCommandControl({ argv, folder, keepsState: false });

async function runOnce(argv: readonly string[]): Promise<{ readonly end: RunEnd | null; readonly notes: readonly string[] }> {
  const { environment, notes } = testEnvironment();
  const device = await control(argv).open(environment);
  const run = await device.start('a');
  const end = await run.ended;
  await device.close();
  return { end, notes };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  await work();
  return performance.now() - startedMs;
}

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** Starts a device whose program writes process numbers to a file when it is ready. */
async function startedWith(script: string): Promise<{ readonly device: ClientDevice; readonly pids: readonly number[]; readonly notes: readonly string[]; abort(): void }> {
  const file = join(folder, `pids-${performance.now()}`);
  const { environment, notes, abort } = testEnvironment();
  const device = await control(node(script, file)).open(environment);
  await device.start('a');
  await expect.poll(() => readFile(file, 'utf8').catch(() => ''), { timeout: 5000 }).not.toBe('');
  const pids = (await readFile(file, 'utf8')).split(' ').map(Number);
  return { device, pids, notes, abort };
}

const WRITE_PIDS = (pids: string): string => `const fs = require('fs'); fs.writeFileSync(process.argv[1] + '.new', ${pids}); fs.renameSync(process.argv[1] + '.new', process.argv[1]);`;

describe('control.command', () => {
  it('runs a program to its end and keeps what it printed', async () => {
    const { end, notes } = await runOnce(node("console.log('hello'); console.error('careful')"));
    expect(end).toEqual({ kind: 'completed', detail: 'exited with code 0' });
    expect(notes).toEqual(['output: stdout: hello\n', 'output: stderr: careful\n']);
  });

  it('fills placeholders and environment variables, and leaves other braces alone', async () => {
    const script = 'console.log(JSON.stringify([process.argv.slice(1), process.env.DM_SERVER_URL, process.env.DM_SERVER_B_ID, process.env.DM_ACCOUNT, process.env.DM_USER]))';
    const { notes } = await runOnce(node(script, '{server.url}', '--id={server.id}', '{server.b.url}', '{user}', '{test}', '{account}', '{value:device.id}', '{"json":{}}'));
    expect(notes).toEqual([
      `output: stdout: ${JSON.stringify([['http://127.0.0.1:1/a', '--id=srv-a', 'http://127.0.0.1:1/b', 'dev1', 'dm2/client/test', 'a', 'IMEI:1', '{"json":{}}'], 'http://127.0.0.1:1/a', 'srv-b', 'a', 'dev1'])}\n`,
    ]);
  });

  it('starts a program for a bootstrap whose command line speaks of it, and no other', async () => {
    const { environment, notes } = testEnvironment();
    const told = control(node('console.log(process.argv.slice(1).join())', '{bootstrap}', '{bootstrap.url}', '{bootstrap.file}', '{bootstrap.authority}', '{bootstrap.consent}'));
    const device = await told.open(environment);
    await device.hook({ action: 'bootstrap', kind: 'client', url: 'http://127.0.0.1:1/boot', authority: 'authorised', consent: 'granted' });
    await expect.poll(() => notes, { timeout: 5000 }).toEqual(['output: stdout: client,http://127.0.0.1:1/boot,,authorised,granted\n']);
    await device.close();
    expect([told.hooks, control(node('')).hooks]).toEqual([['bootstrap'], []]);
  });

  it('masks the password in the output and in the reason', async () => {
    const { end, notes } = await runOnce(node("console.error('pw=' + process.argv[1]); process.exit(2)", '{password}'));
    expect(notes).toEqual(['output: stderr: pw=***\n']);
    expect(end?.detail).toBe('exited with code 2; last line of stderr: pw=***');
  });

  it('tells a failed program by its code and its last words', async () => {
    const { end } = await runOnce(node("console.error('first'); console.error('cannot connect\\n'); process.exitCode = 3"));
    expect(end).toEqual({ kind: 'crashed', detail: 'exited with code 3; last line of stderr: cannot connect' });
  });

  it('names the signal that ended a program', async () => {
    const { end } = await runOnce(node("process.kill(process.pid, 'SIGABRT'); setInterval(() => {}, 1000)"));
    expect(end).toEqual({ kind: 'crashed', detail: 'killed by SIGABRT; nothing on stderr' });
  });

  it('keeps the first and the last 16 KiB of ten megabytes and counts the rest', async () => {
    const { end, notes } = await runOnce(node("process.stdout.write('<' + 'x'.repeat(10_000_000 - 2) + '>')"));
    expect(end?.kind).toBe('completed');
    expect(notes[0]).toMatch(/^output: stdout: <x+\n… 9967232 bytes left out …\nx+>$/);
    expect(notes[0]?.length).toBeLessThan(33_000);
  });

  it('stays small under a program that prints without end', async () => {
    const { device, notes } = await startedWith(`${WRITE_PIDS('String(process.pid)')} for (;;) fs.writeSync(1, 'x'.repeat(65536))`);
    await device.close();
    expect(notes.join('').length).toBeLessThan(33_000);
  });

  it('ends a program that would run for ever', async () => {
    const { device, pids } = await startedWith(`${WRITE_PIDS('String(process.pid)')} setInterval(() => {}, 1000)`);
    await device.close();
    expect(pids.map(isAlive)).toEqual([false]);
  });

  it('kills a program that ignores SIGTERM, a second later', async () => {
    const { device, pids } = await startedWith(`process.on('SIGTERM', () => {}); ${WRITE_PIDS('String(process.pid)')} setInterval(() => {}, 1000)`);
    expect(await timed(() => device.close())).toBeLessThan(5000);
    expect(pids.map(isAlive)).toEqual([false]);
  });

  it('ends what the program has started, even when the program itself is gone', async () => {
    const grandchild = "const child = require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' }); child.unref();";
    const { device, pids } = await startedWith(`${grandchild} ${WRITE_PIDS('String(child.pid)')} process.exit(0)`);
    expect(pids.map(isAlive)).toEqual([true]);
    await device.close();
    await expect.poll(() => pids.map(hasEnded)).toEqual([true]);
  });

  it('ends the program when the test is over, and close waits for it', async () => {
    const { device, pids, abort } = await startedWith(`${WRITE_PIDS('String(process.pid)')} setInterval(() => {}, 1000)`);
    abort();
    await device.close();
    expect(pids.map(isAlive)).toEqual([false]);
  });

  it('ends the run before when a new session is started', async () => {
    const { device, pids } = await startedWith(`${WRITE_PIDS('String(process.pid)')} setInterval(() => {}, 1000)`);
    await device.start('a');
    expect(pids.map(isAlive)).toEqual([false]);
    await device.close();
  });

  it('says what to check when there is no such program', async () => {
    await expect(runOnce(['./no-such-client'])).rejects.toThrow(`control.command: there is no program './no-such-client', looked for from ${folder}; check the first item of control.command`);
  });

  it('says what to check when the program may not be executed', async () => {
    await writeFile(join(folder, 'client.sh'), '#!/bin/sh\n', { mode: 0o644 });
    await expect(runOnce(['./client.sh'])).rejects.toThrow("control.command: the program './client.sh' may not be executed; check its permissions (chmod +x) and that it is a file");
  });

  it('survives arguments that no program can be given', async () => {
    await expect(runOnce([process.execPath, 'a\0b'])).rejects.toThrow("control.command: the program '");
    await expect(runOnce([''])).rejects.toThrow("control.command: the program '' cannot be started");
  });

  it('refuses an unknown placeholder before anything is started', () => {
    expect(() => control(['./client', '{server.uri}'])).toThrow('control.command: unknown placeholder {server.uri}; known are {server.url}, {server.id}, {server.b.url}, {server.b.id}, {account}, {user}, {password}, {tls.ca}, {tls.cert}, {tls.key}, {psk.identity}, {psk.key}, {test}, {bootstrap}, {bootstrap.url}, {bootstrap.file}, {bootstrap.authority}, {bootstrap.consent} and {value:NAME}');
  });

  it('says what the IUT file lacks', async () => {
    await expect(runOnce(node('', '{value:probe.leaf}'))).rejects.toThrow("control.command uses {value:probe.leaf}, but the IUT file gives no value 'probe.leaf'; add it to 'values'");
    const device = await control(node('', '{user}')).open(testEnvironment({ credentials: null }).environment);
    await expect(device.start('a')).rejects.toThrow('control.command uses {user}, but the IUT file gives no credentials');
  });

  it('has two accounts only when the program is told of both and which to use', () => {
    expect(control(['c', '{server.url}']).accounts).toBe(1);
    expect(control(['c', '{server.url}', '{server.b.url}']).accounts).toBe(1);
    expect(control(['c', '{server.url}', '{server.b.url}', '{account}']).accounts).toBe(2);
  });

  it('offers no local events', async () => {
    const device = await control(node('')).open(testEnvironment().environment);
    await expect(device.hook({ action: 'restart' })).rejects.toThrow("control.command cannot cause the local event 'restart'");
  });

  it('starts nothing when the test is over', async () => {
    const { environment, abort } = testEnvironment();
    const device = await control(node('')).open(environment);
    abort();
    await expect(device.start('a')).rejects.toThrow('control.command: the test was over before the program was started');
  });

  it('ends all devices when it is closed', async () => {
    const own = control(node('setInterval(() => {}, 1000)'));
    const device = await own.open(testEnvironment().environment);
    const run = await device.start('a');
    await own.close();
    expect(await run.ended).toEqual({ kind: 'crashed', detail: 'killed by SIGTERM; nothing on stderr' });
  });
});

/** Gone, or dead and only not yet collected by the first process of the machine. */
function hasEnded(pid: number): boolean {
  if (!isAlive(pid)) return true;
  const state = readState(pid);
  return state === 'Z' || state === 'X';
}

function readState(pid: number): string {
  try {
    return /\) (\w)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1] ?? '';
  } catch {
    return 'X';
  }
}
