/**
 * UTF-8 (RFC 3629): strict decoding that names the first bad byte, and positions in UTF-8 bytes and in texts.
 * Leaves out repair: an ill-formed sequence is never replaced.
 */

import type { Position } from '../decode-error.js';
import { decodeError } from '../error-codes.js';
import { octetsOf, utf8Of } from '../octets.js';

/** Decodes all of `bytes`; a byte order mark stays in the text. Throws DecodeError `json/utf8`. */
export function decodeUtf8(bytes: Uint8Array): string {
  const text = utf8Of(bytes);
  if (text !== undefined) return text;
  const byte = firstBadByte(bytes);
  const found = `byte 0x${(bytes[byte] ?? 0).toString(16).padStart(2, '0')}`;
  throw decodeError({ code: 'json/utf8', position: positionOf(bytes, byte, ''), found, expected: 'well-formed UTF-8' });
}

/** Line and column of a byte; lines end at LF, columns count characters (code points). */
export function positionOf(bytes: Uint8Array, byte: number, path: string): Position {
  let line = 1;
  let column = 1;
  const stop = Math.min(byte, bytes.length);
  for (let index = 0; index < stop; index += 1) {
    const octet = bytes[index] ?? 0;
    if (octet === 0x0a) {
      line += 1;
      column = 1;
    } else if ((octet & 0xc0) !== 0x80) {
      column += 1;
    }
  }
  return { byte, line, column, path };
}

/** The same for a one-line text (a URI, a header value): `index` counts UTF-16 units, the result bytes of UTF-8. */
export function positionInText(text: string, index: number): Position {
  const before = octetsOf(text.slice(0, index));
  return positionOf(before, before.length, '');
}

/** Start of the first ill-formed sequence, by the table of RFC 3629, 4; the length if there is none. */
function firstBadByte(bytes: Uint8Array): number {
  let index = 0;
  while (index < bytes.length) {
    const length = sequenceLength(bytes, index);
    if (length === 0) return index;
    index += length;
  }
  return index;
}

/** Length of the well-formed sequence at `index` (RFC 3629, 4), 0 if it is ill-formed. */
export function sequenceLength(bytes: Uint8Array, index: number): 0 | 1 | 2 | 3 | 4 {
  const lead = bytes[index] ?? 0xff;
  if (lead < 0x80) return 1;
  const length = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
  const second = bytes[index + 1] ?? 0;
  const low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  if (length === 0 || second < low || second > high) return 0;
  for (let offset = 2; offset < length; offset += 1) {
    if (((bytes[index + offset] ?? 0) & 0xc0) !== 0x80) return 0;
  }
  return length;
}
