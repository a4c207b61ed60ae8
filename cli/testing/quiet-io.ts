/** The world outside for a command that runs inside a test: no terminal, nothing printed, everything kept. */
import { PassThrough } from 'node:stream';
import type { Io } from '../io.js';

export interface QuietIo {
  readonly io: Io;
  readonly stdout: () => string;
  readonly stderr: () => string;
}

/** An Io that keeps what is printed. */
export function quietIo(env: Readonly<Record<string, string>> = {}): QuietIo {
  const [stdout, stderr] = [keepingStream(), keepingStream()];
  let runs = 0;
  const io: Io = {
    stdin: new PassThrough(),
    stdout: stdout.stream,
    stderr: stderr.stream,
    env,
    isTty: { stdin: false, stdout: false, stderr: false },
    columns: 80,
    now: () => performance.now(),
    date: () => new Date(0),
    uniqueId: () => `run-${(runs += 1)}`,
    onInterrupt: () => () => undefined,
  };
  return { io, stdout: stdout.text, stderr: stderr.text };
}

function keepingStream(): { readonly stream: PassThrough; readonly text: () => string } {
  const stream = new PassThrough();
  let text = '';
  stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return { stream, text: () => text };
}
