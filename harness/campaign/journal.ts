/**
 * `journal.ndjson`: a line as each test ends, so that a killed run loses at most the running tests, and `--resume` goes on.
 * A lock beside it keeps a second process out.
 */
import { closeSync, existsSync, openSync, readFileSync, writeSync, truncateSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { takeLock } from './journal-lock.js';
import type { FinishedTest } from './run.js';

export const JOURNAL_SCHEMA = 'dm-conformance/journal/1';

export interface JournalHeader {
  readonly schema: typeof JOURNAL_SCHEMA;
  readonly runId: string;
  readonly startedAt: string;
  readonly seed: number;
  readonly strict: boolean;
  /** What was selected, so that a resumed run cannot mix two campaigns. */
  readonly fingerprint: string;
  readonly arguments: readonly string[];
  /** Absolute folder in which the run was started: relative paths among `arguments` start there. */
  readonly folder: string;
}

/** Input of ours or of the user that the journal cannot work with; the message says what to do. */
export class JournalError extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'JournalError';
  }
}

export interface Journal {
  append(finished: FinishedTest): void;
  close(): void;
}

export interface ReadJournal {
  readonly header: JournalHeader;
  readonly finished: readonly FinishedTest[];
  /** A last line that a kill cut short; dropped, its test runs again. */
  readonly droppedTail: boolean;
}

const JOURNAL = 'journal.ndjson';
const LOCK = 'journal.lock';

/** A folder that is ours to begin a journal in; the one that an earlier run left there stays until then. */
export interface ClaimedFolder {
  /** Starts the journal. Throws the system's error when it cannot be written, and gives the folder free. */
  begin(header: JournalHeader): Journal;
  /** Gives the folder free where nothing was begun. */
  release(): void;
}

/** Keeps other processes out of `folder`. Throws a JournalError when one holds it. */
export function claimFolder(folder: string): ClaimedFolder {
  const unlock = lock(folder);
  return {
    release: unlock,
    begin(header) {
      try {
        const descriptor = openSync(join(folder, JOURNAL), 'w');
        writeSync(descriptor, `${JSON.stringify(header)}\n`);
        return appendTo(descriptor, unlock);
      } catch (error) {
        unlock();
        throw error;
      }
    },
  };
}

/** Opens an existing journal for more. The cut tail, if any, is removed first. */
export function reopenJournal(folder: string): Journal & ReadJournal {
  const unlock = lock(folder);
  try {
    const read = readJournal(folder);
    if (read.droppedTail) truncateSync(join(folder, JOURNAL), read.keptBytes);
    return { ...read, ...appendTo(openSync(join(folder, JOURNAL), 'a'), unlock) };
  } catch (error) {
    unlock();
    throw error;
  }
}

function appendTo(descriptor: number, unlock: () => void): Journal {
  return {
    append: (finished) => void writeSync(descriptor, `${JSON.stringify(finished)}\n`),
    close() {
      closeSync(descriptor);
      unlock();
    },
  };
}

/** Reads a journal; a broken line that is not a cut tail is an error, because what it said would be lost. */
export function readJournal(folder: string): ReadJournal & { readonly keptBytes: number } {
  const path = join(folder, JOURNAL);
  if (!existsSync(path)) throw new JournalError(`--resume ${folder}: there is no journal to resume (no ${JOURNAL} in it); check the path, or start a run with --out ${folder}`);
  const text = readFileSync(path, 'utf8');
  const lines = text.split('\n');
  const tail = lines.pop() ?? '';
  const [first = '', ...rest] = lines;
  const header = parseHeader(first, path);
  if (header?.schema !== JOURNAL_SCHEMA) throw new JournalError(`${path}, line 1: this is no journal of dm-conformance; choose another folder`);
  if (typeof header.folder !== 'string' || !Array.isArray(header.arguments)) throw new JournalError(`${path}, line 1: the header does not say how the run was called, so it cannot go on; start anew with another --out`);
  const finished = rest.map((line, index) => parseFinished(line, index + 2, path));
  return { header, finished, droppedTail: tail !== '', keptBytes: Buffer.byteLength(text) - Buffer.byteLength(tail) };
}

function parseHeader(line: string, path: string): JournalHeader | null {
  try {
    return JSON.parse(line) as JournalHeader | null;
  } catch (cause) {
    throw new JournalError(`${path}, line 1: the journal has no readable header, so nobody can tell what was run; start anew with another --out`, { cause });
  }
}

function parseFinished(line: string, number: number, path: string): FinishedTest {
  const value = parseLine(line, number, path) as Partial<FinishedTest> | null;
  if (typeof value?.result?.id !== 'string' || !Array.isArray(value.rules)) throw new JournalError(`${path}, line ${number}: no result of a test; remove the line to run its test again`);
  return value as FinishedTest;
}

function parseLine(line: string, number: number, path: string): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new JournalError(`${path}, line ${number}: not JSON; remove the line to run its test again, or start anew with another --out`, { cause });
  }
}

function lock(folder: string): () => void {
  const attempt = takeLock(resolve(folder, LOCK));
  if (attempt.kind === 'taken') return attempt.release;
  const { holder, path } = attempt;
  if (holder === null) throw new JournalError(`${folder}: ${path} is empty, so nobody can tell which process is running this campaign; remove that file if none is, or choose another folder with --out`);
  throw new JournalError(`${folder}: process ${holder} is running this campaign; wait for it, or choose another folder with --out (if process ${holder} is no dm-conformance, remove ${path})`);
}
