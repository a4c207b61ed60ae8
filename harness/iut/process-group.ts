/**
 * A program of the IUT in a process group of its own, so that everything it starts can be ended with it.
 * POSIX only: a negative process id addresses the group. Left out: a grandchild that makes itself a session of its own
 * (setsid) leaves the group and stays.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { createOutputCapture } from './output-capture.js';

export interface ProgramOptions {
  readonly argv: readonly string[];
  readonly folder: string;
  /** Added to the environment of the tester. */
  readonly variables: Readonly<Record<string, string>>;
}

export type ProgramExit = { readonly kind: 'code'; readonly code: number } | { readonly kind: 'signal'; readonly signal: string };

export interface RunningProgram {
  /** Settles when the program has exited and its output is read. */
  readonly exited: Promise<ProgramExit>;
  readonly stdout: { text(): string };
  readonly stderr: { text(): string; lastLine(): string };
  /** Ends the whole group, by force after a second. Settles within about two seconds, whatever the program does. */
  stop(): Promise<void>;
}

/** From SIGTERM to SIGKILL. */
const GRACE_MS = 1000;
/** How often to look whether the group is gone: the system does not tell about grandchildren. */
const POLL_MS = 20;
/** After the exit: output that is still in the pipe. A grandchild may hold the pipe open for ever, hence the limit. */
const DRAIN_MS = 200;

/** Starts the program. Rejects with the system's error, which has a `code` such as ENOENT. */
export async function startProgram({ argv, folder, variables }: ProgramOptions): Promise<RunningProgram> {
  const [program = '', ...args] = argv;
  const child = spawn(program, args, { cwd: folder, env: { ...process.env, ...variables }, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const [stdout, stderr] = [createOutputCapture(), createOutputCapture()];
  child.stdout.on('data', stdout.add);
  child.stderr.on('data', stderr.add);
  const exited = exitOf(child);
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    // Stays for the life of the program: a later fault of its pipes must not end the tester.
    child.on('error', reject);
  });
  const group = groupOf(child);
  // Should the tester itself exit first, nothing of the IUT stays behind.
  const onTesterExit = (): void => void group.signal('SIGKILL');
  process.once('exit', onTesterExit);
  return {
    exited,
    stdout,
    stderr,
    async stop() {
      await endGroup(group, exited);
      process.removeListener('exit', onTesterExit);
      child.stdout.destroy();
      child.stderr.destroy();
    },
  };
}

function exitOf(child: ChildProcess): Promise<ProgramExit> {
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  return new Promise((resolve) => {
    child.once('exit', (code, signal) => {
      const exit: ProgramExit = signal === null ? { kind: 'code', code: code ?? 0 } : { kind: 'signal', signal };
      const drained = delay(DRAIN_MS, undefined, { ref: false });
      void Promise.race([closed, drained]).then(() => resolve(exit));
    });
  });
}

interface Group {
  /** False when there is no such group (any more); 0 only asks. */
  signal(signal: 'SIGTERM' | 'SIGKILL' | 0): boolean;
}

function groupOf(child: ChildProcess): Group {
  let gone = child.pid === undefined;
  const signal: Group['signal'] = (number) => {
    if (gone) return false;
    try {
      return process.kill(-(child.pid ?? 0), number);
    } catch {
      gone = true;
      return false;
    }
  };
  // An empty group's number may be given to somebody else later, so that it must be noted right away.
  child.once('exit', () => signal(0));
  return { signal };
}

async function endGroup(group: Group, exited: Promise<unknown>): Promise<void> {
  group.signal('SIGTERM');
  for (let waitedMs = 0; waitedMs < GRACE_MS && group.signal(0); waitedMs += POLL_MS) await delay(POLL_MS);
  group.signal('SIGKILL');
  // Nothing outlives SIGKILL but a process in the kernel's hands; that one is not waited for.
  await Promise.race([exited, delay(GRACE_MS, undefined, { ref: false })]);
}
