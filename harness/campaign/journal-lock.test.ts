/** The lock of a campaign lets one process in, whatever was left and whoever comes at the same time. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it, onTestFinished } from 'vitest';
import { takeLock } from './journal-lock.js';

const SOURCE = new URL('journal-lock.ts', import.meta.url);
const RACER = fileURLToPath(new URL('testing/lock-race.mjs', import.meta.url));
const ROUNDS = 100;
const ROUND_MS = 4;
const DEAD = '999999999 1';
const hasStarts = existsSync('/proc/self/stat');

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'lock-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

interface Racer {
  /** The next line it prints. */
  next(): Promise<string>;
  send(line: string): void;
  end(): void;
}

function startRacer(words: readonly string[]): Racer {
  const child = spawn(process.execPath, [RACER, ...words], { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async next() {
      const line = await lines.next();
      return line.done === true ? 'ended' : line.value;
    },
    send: (line) => void child.stdin.write(`${line}\n`),
    end: () => child.stdin.end(),
  };
}

async function takenBy(racer: Racer): Promise<readonly string[]> {
  const names: string[] = [];
  for (let line = await racer.next(); line !== 'over' && line !== 'ended'; line = await racer.next()) names.push(line);
  return names;
}

describe('lock', () => {
  it('is taken once, and again after it was released; nothing stays behind', () => {
    const root = folder();
    const path = join(root, 'lock');
    const first = takeLock(path);
    expect(first.kind).toBe('taken');
    expect(takeLock(path)).toEqual({ kind: 'held', holder: process.pid, path });
    if (first.kind === 'taken') first.release();
    expect(readdirSync(root)).toEqual([]);
  });

  it('of a process that is gone goes to exactly one of those who come at the same time', async () => {
    const root = folder();
    const module = join(folder(), 'journal-lock.mjs');
    writeFileSync(module, ts.transpileModule(readFileSync(SOURCE, 'utf8'), { compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2023 } }).outputText);
    const names = Array.from({ length: ROUNDS }, (_, round) => `${round}.lock`);
    for (const name of names) writeFileSync(join(root, name), DEAD);
    const racers = [1, 2, 3].map(() => startRacer([module, root, String(ROUNDS), String(ROUND_MS)]));
    expect(await Promise.all(racers.map((racer) => racer.next()))).toEqual(['ready', 'ready', 'ready']);
    const begin = String(Date.now() + 50);
    for (const racer of racers) racer.send(begin);
    const taken = await Promise.all(racers.map(takenBy));
    for (const racer of racers) racer.end();
    expect(taken.flat().toSorted()).toEqual(names.toSorted());
    expect(readdirSync(root).toSorted()).toEqual(names.toSorted());
  });

  it('also when one was killed as it took over', () => {
    const root = folder();
    for (const name of ['lock', 'lock.next', 'lock.next.next']) writeFileSync(join(root, name), DEAD);
    expect(takeLock(join(root, 'lock')).kind).toBe('taken');
    expect(readdirSync(root)).toEqual(['lock']);
  });

  it.runIf(hasStarts)('is free when its number was given to another process since', () => {
    const path = join(folder(), 'lock');
    writeFileSync(path, `${process.ppid} 1`);
    expect(takeLock(path).kind).toBe('taken');
    expect(readFileSync(path, 'utf8')).toMatch(new RegExp(`^${process.pid} \\d+$`));
  });

  it('without a start is held as long as there is a process with its number', () => {
    const path = join(folder(), 'lock');
    writeFileSync(path, String(process.ppid));
    expect(takeLock(path)).toEqual({ kind: 'held', holder: process.ppid, path });
  });

  it('that is empty is held by nobody knows whom', () => {
    const path = join(folder(), 'lock');
    writeFileSync(path, '');
    expect(takeLock(path)).toEqual({ kind: 'held', holder: null, path });
  });

  it('that somebody else has taken by hand is not removed', () => {
    const path = join(folder(), 'lock');
    const first = takeLock(path);
    writeFileSync(path, '1 1');
    if (first.kind === 'taken') first.release();
    expect(readFileSync(path, 'utf8')).toBe('1 1');
  });
});
