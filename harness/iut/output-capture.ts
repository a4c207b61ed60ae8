/** Keeps the beginning and the end of what a program prints, and counts the rest, so that memory stays bounded. */

/** Kept at each end, bytes. */
export const KEPT_BYTES = 16 * 1024;

export interface OutputCapture {
  add(chunk: Uint8Array): void;
  /** What was kept, with a line for what was left out; empty when nothing came. */
  text(): string;
  /** The last line that is not blank, shortened for a message; empty when there is none. */
  lastLine(): string;
}

const MAX_LINE_CHARACTERS = 200;

/** A capture of one stream; bytes that are not UTF-8 are shown as U+FFFD. */
export function createOutputCapture(): OutputCapture {
  let head = Buffer.alloc(0);
  let tail = Buffer.alloc(0);
  let omittedBytes = 0;
  return {
    add(chunk) {
      const room = KEPT_BYTES - head.length;
      if (room > 0) head = Buffer.concat([head, chunk.subarray(0, room)]);
      const rest = chunk.subarray(Math.max(0, room));
      // The tail grows to twice its size before it is cut, so that small chunks cost little copying.
      tail = Buffer.concat([tail, rest.subarray(-KEPT_BYTES)]);
      omittedBytes += Math.max(0, rest.length - KEPT_BYTES);
      if (tail.length > 2 * KEPT_BYTES) {
        omittedBytes += tail.length - KEPT_BYTES;
        tail = Buffer.from(tail.subarray(-KEPT_BYTES));
      }
    },
    text() {
      const cut = Math.max(0, tail.length - KEPT_BYTES);
      const omitted = omittedBytes + cut;
      if (omitted === 0) return Buffer.concat([head, tail]).toString('utf8');
      return `${head.toString('utf8')}\n… ${omitted} bytes left out …\n${tail.subarray(cut).toString('utf8')}`;
    },
    lastLine() {
      const lines = Buffer.concat([head, tail]).toString('utf8').split('\n').map((line) => line.trim());
      const line = lines.findLast((one) => one !== '') ?? '';
      return line.length > MAX_LINE_CHARACTERS ? `${line.slice(0, MAX_LINE_CHARACTERS - 1)}…` : line;
    },
  };
}
