/**
 * Printing: results to standard output, everything else to standard error. A terminal gets colour and one updating line,
 * a pipe plain lines. A reader that goes away (`| head`) ends the output, never the command.
 */
import type { Writable } from 'node:stream';
import picocolors from 'picocolors';
import { PLAIN_COLUMNS } from '../reports/plain-columns.js';
import type { Palette } from '../reports/terminal.js';
import type { Io } from './io.js';

export interface Output {
  /** Writes a line to standard output. */
  line(text: string): void;
  /** Writes text to standard output as it is. */
  text(text: string): void;
  /** Writes a line to standard error. */
  note(text: string): void;
  /** Shows how far the work is; on a terminal the line replaces itself, elsewhere nothing is printed. */
  progress(text: string): void;
  /** For standard output. */
  readonly palette: Palette;
  /** Width of a line of standard output; that of plain files where it is no terminal. */
  readonly columns: number;
  /** True where progress is shown as one updating line. */
  readonly updates: boolean;
  /** Resolves when everything has left the process. */
  flush(): Promise<void>;
}

/** Starts printing. Colour follows NO_COLOR and FORCE_COLOR (no-color.org). */
export function createOutput(io: Io): Output {
  const stdout = sink(io.stdout);
  const stderr = sink(io.stderr);
  const updates = io.isTty.stderr && io.isTty.stdout && io.env['TERM'] !== 'dumb' && io.env['CI'] === undefined;
  let shown = '';
  const clear = (): void => {
    if (shown !== '') stderr.write('\r\u001b[K');
    shown = '';
  };
  const show = (text: string): void => {
    clear();
    stdout.write(text);
  };
  return {
    line: (text) => show(`${text}\n`),
    text: show,
    note(text) {
      clear();
      stderr.write(`${text}\n`);
    },
    progress(text) {
      if (!updates) return;
      shown = text.slice(0, Math.max(1, io.columns - 1));
      stderr.write(`\r\u001b[K${shown}`);
    },
    palette: picocolors.createColors(hasColour(io)),
    columns: io.isTty.stdout ? io.columns : PLAIN_COLUMNS,
    updates,
    async flush() {
      clear();
      await Promise.all([stdout.flush(), stderr.flush()]);
    },
  };
}

function hasColour({ env, isTty }: Io): boolean {
  if (env['NO_COLOR'] !== undefined && env['NO_COLOR'] !== '') return false;
  if (env['FORCE_COLOR'] !== undefined) return env['FORCE_COLOR'] !== '0';
  return isTty.stdout && env['TERM'] !== 'dumb';
}

interface Sink {
  write(text: string): void;
  flush(): Promise<void>;
}

/** A stream that may be closed by its reader at any time. */
function sink(stream: Writable): Sink {
  let isOpen = true;
  const close = (): void => {
    isOpen = false;
  };
  stream.once('error', close);
  stream.on('error', () => undefined);
  return {
    write: (text) => void (isOpen && stream.write(text)),
    flush: () => new Promise((resolve) => (isOpen && stream.writable ? stream.write('', () => resolve()) : resolve())),
  };
}
