/** Bytes that grow at the end. */

import { integerBytes } from './cursor.js';

export interface ByteWriter {
  readonly byte: (value: number) => void;
  readonly bytes: (values: Uint8Array) => void;
  /** UTF-8 of well-formed text. */
  readonly utf8: (text: string) => void;
  /** An mb_u_int32 of at least so many bytes. */
  readonly integer: (value: number) => void;
  /** A copy of what was written. */
  readonly finish: () => Uint8Array;
}

const FIRST_CAPACITY_BYTES = 1024;
const ENCODER = new TextEncoder();

/** A writer; `integers: 'padded'` writes integers with a leading byte 0x80. */
export function createByteWriter(integers: 'shortest' | 'padded'): ByteWriter {
  let buffer = new Uint8Array(FIRST_CAPACITY_BYTES);
  let length = 0;
  const reserve = (count: number): void => {
    if (length + count <= buffer.length) return;
    const larger = new Uint8Array(Math.max(buffer.length * 2, length + count));
    larger.set(buffer.subarray(0, length));
    buffer = larger;
  };
  const byte = (value: number): void => {
    if (length === buffer.length) reserve(1);
    buffer[length] = value;
    length += 1;
  };
  return {
    byte,
    bytes: (values) => {
      reserve(values.length);
      buffer.set(values, length);
      length += values.length;
    },
    utf8: (text) => {
      reserve(text.length * 3);
      if (text.length > SHORT_TEXT || !putAscii(text, { buffer, length })) length += ENCODER.encodeInto(text, buffer.subarray(length)).written;
      else length += text.length;
    },
    integer: (value) => {
      if (value < 0x80 && integers === 'shortest') byte(value);
      else for (const group of integerBytes(value, integers === 'padded' ? paddedLength(value) : 1)) byte(group);
    },
    finish: () => buffer.slice(0, length),
  };
}

/** Up to here a loop over characters is quicker than the encoder. */
const SHORT_TEXT = 48;

/** Five bytes are the most that an mb_u_int32 may take. */
function paddedLength(value: number): number {
  return Math.min(integerBytes(value).length + 1, 5);
}

function putAscii(text: string, target: { readonly buffer: Uint8Array; readonly length: number }): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code > 0x7f) return false;
    target.buffer[target.length + index] = code;
  }
  return true;
}
