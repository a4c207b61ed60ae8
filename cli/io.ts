/** What the command has of the world outside: streams, environment, clocks, interruption. Handed in, so that tests run it in-process. */
import type { Readable, Writable } from 'node:stream';

export interface Io {
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly stderr: Writable;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** True where the stream is a terminal. */
  readonly isTty: { readonly stdin: boolean; readonly stdout: boolean; readonly stderr: boolean };
  /** Columns of the terminal. */
  readonly columns: number;
  /** Monotonic clock, milliseconds. */
  readonly now: () => number;
  /** Wall clock. */
  readonly date: () => Date;
  /** A name no other run has. */
  readonly uniqueId: () => string;
  /** Calls back when the user or the system asks to stop; returns how to stop listening. */
  readonly onInterrupt: (stop: () => void) => () => void;
}
