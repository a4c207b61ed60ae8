/**
 * The lock beside the journal: one process of this machine at a time, also when several find a lock that a killed one left.
 * A lock is written aside and linked into place, so that whoever sees it sees all of it; it holds the number of its process
 * and, where the system tells (Linux), when that process started, because numbers are given out again. Left out: processes of
 * other machines that share the folder.
 */
import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';

export interface LockTaken {
  readonly kind: 'taken';
  readonly release: () => void;
}

export interface LockHeld {
  readonly kind: 'held';
  /** Number of the process; null when the lock is empty, so that nobody can tell. */
  readonly holder: number | null;
  /** The file to remove should the holder be none. */
  readonly path: string;
}

interface Gone {
  readonly kind: 'gone';
}

/** The lock of a process that is no more. */
interface Left {
  readonly kind: 'left';
}

/** Takes the lock `path`, also one whose holder is gone. Throws the system's error when the folder cannot be written. */
export function takeLock(path: string): LockTaken | LockHeld {
  for (;;) {
    if (isLinked(path)) return taken(path);
    const found = lookAt(path);
    if (found.kind === 'held') return found;
    const next = found.kind === 'left' ? takeOver(path) : found;
    if (next.kind !== 'gone') return next;
  }
}

/** Replaces a lock whose holder is gone. Those who found it take turns, because a name cannot be replaced only if it is still the old one. */
function takeOver(path: string): LockTaken | LockHeld | Gone {
  const turn = takeLock(`${path}.next`);
  if (turn.kind === 'held') return turn;
  try {
    const found = lookAt(path);
    if (found.kind !== 'left') return found;
    aside(path, (written) => renameSync(written, path));
    return taken(path);
  } finally {
    turn.release();
  }
}

function taken(path: string): LockTaken {
  held.add(path);
  return {
    kind: 'taken',
    release() {
      held.delete(path);
      if (textOf(path) === own()) rmSync(path, { force: true });
    },
  };
}

const NO_LINKS: readonly unknown[] = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'];

/** True when `path` is ours now, false when there was one. */
function isLinked(path: string): boolean {
  try {
    aside(path, (written) => linkSync(written, path));
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    if (NO_LINKS.includes(codeOf(error))) return isCreated(path);
    throw error;
  }
}

/** Where the file system has no links: the text follows the name a moment later, and an empty lock counts as held. */
function isCreated(path: string): boolean {
  try {
    writeFileSync(path, own(), { flag: 'wx' });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

function aside(path: string, act: (written: string) => void): void {
  const written = `${path}.${randomUUID()}`;
  try {
    writeFileSync(written, own(), { flag: 'wx' });
    act(written);
  } finally {
    rmSync(written, { force: true });
  }
}

/** Locks of this thread. */
const held = new Set<string>();

function lookAt(path: string): LockHeld | Gone | Left {
  const text = textOf(path);
  if (text === null) return { kind: 'gone' };
  if (text === '') return { kind: 'held', holder: null, path };
  const [number = '', start = null] = text.split(' ');
  const pid = /^\d{1,10}$/.test(number) ? Number(number) : 0;
  return pid > 0 && isAlive({ pid, start }, path) ? { kind: 'held', holder: pid, path } : { kind: 'left' };
}

function isAlive({ pid, start }: { readonly pid: number; readonly start: string | null }, path: string): boolean {
  const now = startOf(pid);
  if (start !== null && now !== null && start !== now) return false;
  // Without a start our own number may be that of an earlier process, as in a container.
  if (pid === process.pid) return held.has(path) || (start !== null && now !== null);
  try {
    process.kill(pid, 0);
    return now !== 'dead';
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/**
 * When a process started, in ticks since the machine did (proc(5), field 22); null where the system does not tell. A killed
 * process that nobody has buried still has its number; it is `dead`.
 */
function startOf(pid: number): string | null {
  const stat = textOf(`/proc/${pid}/stat`, HIDDEN);
  if (stat === null) return null;
  // The name of the program stands in parentheses and may hold anything.
  const [state = '', ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return state === 'Z' || state === 'X' ? 'dead' : (rest[18] ?? null);
}

function own(): string {
  const start = startOf(process.pid);
  return start === null ? String(process.pid) : `${process.pid} ${start}`;
}

const GONE: readonly unknown[] = ['ENOENT', 'ESRCH'];
/** Processes of other users may be hidden (proc(5), hidepid). */
const HIDDEN: readonly unknown[] = [...GONE, 'EACCES', 'EPERM', 'ENOTDIR'];

/** The text of a file; null where reading it fails with one of `codes`. */
function textOf(path: string, codes = GONE): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (codes.includes(codeOf(error))) return null;
    throw error;
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
