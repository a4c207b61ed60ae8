/** The chunked transfer coding (RFC 9112, 7.1). Extensions and trailers are read over. */

import { quoteText } from '../../quote.js';
import type { Faults } from './faults.js';
import type { BodyPiece } from './message.js';
import { octetText } from './octet-text.js';

export interface ChunkInput {
  readonly bytes: Uint8Array;
  /** First byte of the first chunk. */
  readonly from: number;
  readonly maxBodyBytes: number;
}

export interface ChunkFault {
  readonly code: 'dm1-http/chunk' | 'dm1-http/short-body' | 'dm1-http/body-size';
  readonly byte: number;
  readonly found: string;
  readonly expected: string;
}

export interface ChunkReading {
  readonly pieces: readonly BodyPiece[];
  /** First byte behind the last thing that was read. */
  readonly next: number;
  /** What ended the reading early. */
  readonly fault: ChunkFault | undefined;
}

/** Reads chunks to the last one or to the first fault. */
export function readChunks({ bytes, from, maxBodyBytes }: ChunkInput): ChunkReading {
  const pieces: BodyPiece[] = [];
  let length = 0;
  for (let at = from; ; ) {
    const line = lineAt(bytes, at);
    const size = line === undefined ? undefined : sizeOf(line.text);
    if (line === undefined || size === undefined) return { pieces, next: at, fault: sizeFault(bytes, at) };
    if (size === 0) return { pieces, ...readTrailer(bytes, line.next) };
    if (length + size > maxBodyBytes) {
      return { pieces, next: at, fault: { code: 'dm1-http/body-size', byte: at, found: `more than ${maxBodyBytes} bytes`, expected: 'less, the limit of this reader' } };
    }
    const there = Math.min(size, bytes.length - line.next);
    pieces.push({ at: length, byte: line.next, length: there });
    length += there;
    at = line.next + size;
    if (there < size || at >= bytes.length) return { pieces, next: bytes.length, fault: endFault(bytes.length, `chunk of ${size} bytes and a line end`) };
    const after = bytes[at] === CR && bytes[at + 1] === LF ? 2 : 0;
    if (after === 0) return { pieces, next: at, fault: { code: 'dm1-http/chunk', byte: at, found: shownAt(bytes, at), expected: `CR LF behind the chunk of ${size} bytes` } };
    at += after;
  }
}

/** The body of the chunks joined. */
export function joinPieces(bytes: Uint8Array, pieces: readonly BodyPiece[]): Uint8Array {
  const [only, second] = pieces;
  if (only !== undefined && second === undefined) return bytes.subarray(only.byte, only.byte + only.length);
  const joined = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  for (const { at, byte, length } of pieces) joined.set(bytes.subarray(byte, byte + length), at);
  return joined;
}

/** Reports the fault that ended the reading. */
export function reportChunkFault({ fault }: ChunkReading, faults: Faults): void {
  if (fault !== undefined) faults.add({ ...fault, path: 'Transfer-Encoding' });
}

function readTrailer(bytes: Uint8Array, from: number): Pick<ChunkReading, 'next' | 'fault'> {
  for (let at = from; ; ) {
    const line = lineAt(bytes, at);
    if (line === undefined) return { next: bytes.length, fault: endFault(bytes.length, 'an empty line behind the last chunk') };
    if (line.text === '') return { next: line.next, fault: undefined };
    at = line.next;
  }
}

interface Line {
  readonly text: string;
  readonly next: number;
}

function lineAt(bytes: Uint8Array, at: number): Line | undefined {
  const end = bytes.subarray(at, at + MAX_LINE_BYTES).indexOf(LF) + at;
  if (end <= at || bytes[end - 1] !== CR) return undefined;
  return { text: octetText(bytes.subarray(at, end - 1)), next: end + 1 };
}
const [CR, LF] = [0x0d, 0x0a];
/** A size, its extensions and the line end. */
const MAX_LINE_BYTES = 4096;

function sizeOf(text: string): number | undefined {
  const [, digits] = /^([0-9A-Fa-f]{1,12})[ \t]*(?:;.*)?$/.exec(text) ?? [];
  return digits === undefined ? undefined : Number.parseInt(digits, 16);
}

function sizeFault(bytes: Uint8Array, at: number): ChunkFault {
  if (at >= bytes.length || !bytes.subarray(at, at + MAX_LINE_BYTES).includes(LF)) return endFault(bytes.length, 'the size of a chunk');
  return { code: 'dm1-http/chunk', byte: at, found: shownAt(bytes, at), expected: 'the size of a chunk in hexadecimal digits and CR LF' };
}

function endFault(byte: number, missing: string): ChunkFault {
  return { code: 'dm1-http/short-body', byte, found: 'the end of the input', expected: missing };
}

function shownAt(bytes: Uint8Array, at: number): string {
  return quoteText(octetText(bytes.subarray(at, at + 20)));
}
