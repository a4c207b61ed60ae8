/** Runs a command line in this process, with streams and clocks of its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { onTestFinished } from 'vitest';
import type { ExitCode } from '../exit-codes.js';
import type { Io } from '../io.js';
import { runCommandLine } from '../program.js';

export interface Invoked {
  readonly code: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Surroundings {
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Given the function that interrupts, as Ctrl-C does. */
  readonly interrupt?: (stop: () => void) => void;
  readonly tty?: true;
}

/** Exit code and everything printed. */
export async function invoke(argv: readonly string[], { stdin = '', env = {}, interrupt, tty }: Surroundings = {}): Promise<Invoked> {
  const stdout = collector();
  const stderr = collector();
  let runs = 0;
  const io: Io = {
    stdin: Readable.from([stdin]),
    stdout: stdout.stream,
    stderr: stderr.stream,
    // Coverage of the catalogue is a test of its own.
    env: { DM_CONFORMANCE_DRAFT: '1', ...env },
    isTty: { stdin: tty === true, stdout: tty === true, stderr: tty === true },
    columns: 80,
    now: () => performance.now(),
    date: () => new Date(),
    uniqueId: () => `run-${(runs += 1)}`,
    onInterrupt(stop) {
      interrupt?.(stop);
      return () => undefined;
    },
  };
  const code = await runCommandLine(argv, io);
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}

/** A folder that is removed when the test is over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dm-conformance-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function collector(): { readonly stream: PassThrough; readonly text: () => string } {
  const stream = new PassThrough();
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  return { stream, text: () => Buffer.concat(chunks).toString('utf8') };
}
