/**
 * The body behind a head, or the one recorded apart from it (RFC 9112, 6 to 8), and where each byte of it stood. Content
 * codings stay on (`binding.ts` says so).
 */

import { joinPieces, readChunks, reportChunkFault } from './chunks.js';
import type { Faults } from './faults.js';
import { announcedBody, type Announced } from './framing.js';
import type { Head } from './head.js';
import type { HttpLimits } from './limits.js';
import type { BodyPiece, Framing, StartLine } from './message.js';
import { octetText } from './octet-text.js';

export interface BodyReading {
  readonly framing: Framing;
  readonly bytes: Uint8Array;
  readonly pieces: readonly BodyPiece[];
  readonly source: 'same-input' | 'apart';
  /** Where the next message begins; undefined at the end of the recording. */
  readonly next: number | undefined;
}

export interface BodyInput {
  readonly bytes: Uint8Array;
  /** The body, where it was recorded apart. */
  readonly apart: Uint8Array | undefined;
  readonly head: Head;
  readonly limits: HttpLimits;
  readonly faults: Faults;
  /** Start line of the message before. */
  readonly previous: StartLine | undefined;
}

/** Reads the body. */
export function readBody(input: BodyInput): BodyReading {
  const announced = announcedBody(input);
  const reading = input.apart === undefined ? readBehind(input, announced) : readApart(input, { announced, apart: input.apart });
  const { maxBodyBytes } = input.limits;
  if (reading.bytes.length <= maxBodyBytes) return reading;
  input.faults.add({ code: 'dm1-http/body-size', byte: input.head.end, found: `${reading.bytes.length} bytes`, expected: `at most ${maxBodyBytes}, the limit of this reader` });
  return { ...reading, bytes: EMPTY, pieces: [] };
}
const EMPTY = new Uint8Array(0);

function readBehind(input: BodyInput, announced: Announced): BodyReading {
  const { bytes, head, faults } = input;
  const from = head.end;
  switch (announced.kind) {
    case 'chunked':
      return readChunked(input, { bytes, from, source: 'same-input' });
    case 'length': {
      const to = Math.min(from + announced.bytes, bytes.length);
      if (to - from < announced.bytes) reportShort(faults, { byte: bytes.length, found: to - from, announced: announced.bytes });
      return { ...spanOf(bytes, { from, to }), framing: announced, source: 'same-input', next: nextOf(input, to) };
    }
    case 'none':
      return { framing: { kind: 'none' }, bytes: EMPTY, pieces: [], source: 'same-input', next: nextOf(input, from) };
    case 'unsaid':
      if (from === bytes.length || startsMessage(bytes, from)) return readBehind(input, { kind: 'none' });
      return readBehind(input, { kind: 'close' });
    case 'close':
      if (from < bytes.length) faults.add({ code: 'dm1-http/no-length', byte: from, found: 'neither Content-Length nor chunked', expected: 'one of them' });
      return { ...spanOf(bytes, { from, to: bytes.length }), framing: { kind: 'close' }, source: 'same-input', next: undefined };
  }
}

function readApart({ head, limits, faults, bytes }: BodyInput, { announced, apart }: { readonly announced: Announced; readonly apart: Uint8Array }): BodyReading {
  if (head.end < bytes.length) faults.add({ code: 'dm1-http/long-body', byte: head.end, found: `${bytes.length - head.end} bytes behind the head`, expected: 'the head alone; the body was recorded apart' });
  const whole = { ...spanOf(apart, { from: 0, to: apart.length }), source: 'apart', next: undefined } as const;
  if (announced.kind === 'chunked') {
    const chunks = readChunks({ bytes: apart, from: 0, maxBodyBytes: limits.maxBodyBytes });
    if (chunks.fault === undefined && chunks.next === apart.length) return { ...chunksOf(apart, chunks.pieces), source: 'apart', next: undefined };
    const at = head.byte;
    faults.add({ code: 'dm1-http/decoded-body', byte: at, found: 'a body without chunks', expected: 'chunks, as the head says' });
    return { ...whole, framing: { kind: 'chunked', chunks: 0 } };
  }
  if (announced.kind !== 'length') {
    if (apart.length > 0 && announced.kind !== 'none') faults.add({ code: 'dm1-http/no-length', byte: head.end, found: 'neither Content-Length nor chunked', expected: 'one of them' });
    if (apart.length > 0 && announced.kind === 'none') faults.add({ code: 'dm1-http/long-body', byte: head.end, found: `a body of ${apart.length} bytes`, expected: 'none, by the status' });
    return { ...whole, framing: { kind: announced.kind === 'none' ? 'none' : 'close' } };
  }
  if (apart.length < announced.bytes) reportShort(faults, { byte: head.end, found: apart.length, announced: announced.bytes });
  if (apart.length > announced.bytes) {
    faults.add({ code: 'dm1-http/long-body', byte: head.end, found: `${apart.length} bytes`, expected: `${announced.bytes}, the Content-Length` });
  }
  return { ...spanOf(apart, { from: 0, to: Math.min(apart.length, announced.bytes) }), source: 'apart', next: undefined, framing: announced };
}

interface ChunkedSource {
  readonly bytes: Uint8Array;
  readonly from: number;
  readonly source: 'same-input' | 'apart';
}

function readChunked(input: BodyInput, { bytes, from, source }: ChunkedSource): BodyReading {
  const reading = readChunks({ bytes, from, maxBodyBytes: input.limits.maxBodyBytes });
  reportChunkFault(reading, input.faults);
  const next = reading.fault === undefined ? nextOf(input, reading.next) : undefined;
  return { ...chunksOf(bytes, reading.pieces), source, next };
}

function chunksOf(bytes: Uint8Array, pieces: readonly BodyPiece[]): Pick<BodyReading, 'framing' | 'bytes' | 'pieces'> {
  return { framing: { kind: 'chunked', chunks: pieces.length }, bytes: joinPieces(bytes, pieces), pieces };
}

function spanOf(bytes: Uint8Array, { from, to }: { readonly from: number; readonly to: number }): Pick<BodyReading, 'bytes' | 'pieces'> {
  return { bytes: bytes.subarray(from, to), pieces: to > from ? [{ at: 0, byte: from, length: to - from }] : [] };
}

function reportShort(faults: Faults, { byte, found, announced }: { readonly byte: number; readonly found: number; readonly announced: number }): void {
  faults.add({ code: 'dm1-http/short-body', byte, path: 'Content-Length', found: `${found} bytes`, expected: `${announced}, the Content-Length` });
}

/** Another message may follow; line ends between the two are passed over by its reader. Anything else is too much. */
function nextOf({ bytes, faults }: BodyInput, at: number): number | undefined {
  let from = at;
  while (bytes[from] === CR || bytes[from] === LF) from += 1;
  if (from >= bytes.length) return undefined;
  if (startsMessage(bytes, from)) return from;
  faults.add({ code: 'dm1-http/long-body', byte: from, found: `${bytes.length - from} bytes more`, expected: 'the end of the body here' });
  return undefined;
}

/** Does an HTTP message start here? */
export function startsMessage(bytes: Uint8Array, at: number): boolean {
  const start = bytes.subarray(at, at + MAX_START_BYTES);
  const end = start.indexOf(LF);
  return START.test(octetText(end < 0 ? start : start.subarray(0, end)));
}
const START = /^(?:HTTP\/[0-9]|[!#$%&'*+\-.^_`|~0-9A-Za-z]+ [^ \r\n]+ HTTP\/[0-9])/;
const MAX_START_BYTES = 4096;
const [CR, LF] = [0x0d, 0x0a];
