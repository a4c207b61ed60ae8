import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DecodeError } from '../decode-error.js';
import { failuresOf } from '../testing/hostile-inputs.js';
import { decodeUtf8, positionInText, positionOf } from './utf8.js';

const badByteOf = (bytes: Uint8Array): number | undefined => {
  try {
    decodeUtf8(bytes);
    return undefined;
  } catch (error) {
    if (error instanceof DecodeError) return error.fault.position.byte;
    throw error;
  }
};

describe('decodeUtf8', () => {
  test.each([
    [[0x61, 0xff], 1],
    [[0xc0, 0xaf], 0],
    [[0xe0, 0x9f, 0x80], 0],
    [[0xed, 0xa0, 0x80], 0],
    [[0xf0, 0x8f, 0x80, 0x80], 0],
    [[0xf4, 0x90, 0x80, 0x80], 0],
    [[0xc3, 0xa9, 0xe2, 0x82], 2],
    [[0xf0, 0x9f, 0x98, 0x80, 0x80], 4],
  ])('names the first bad byte of %j', (bytes, byte) => {
    expect(badByteOf(Uint8Array.from(bytes))).toBe(byte);
  });

  test('reads everything before the byte it names and refuses everything with it', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 12 }), fc.string({ unit: 'grapheme' }), (noise, text) => {
        const bytes = Uint8Array.from([...new TextEncoder().encode(text), ...noise]);
        const byte = badByteOf(bytes);
        if (byte === undefined) expect(new TextEncoder().encode(decodeUtf8(bytes))).toEqual(bytes);
        else expect(badByteOf(bytes.slice(0, byte))).toBeUndefined();
      }),
    );
  });

  test('survives hostile inputs', () => {
    expect(failuresOf(decodeUtf8)).toEqual([]);
  });
});

describe('positions', () => {
  test('count lines by LF and columns by characters', () => {
    const bytes = new TextEncoder().encode('é\r\n😀x');
    expect(positionOf(bytes, 0, 'p')).toEqual({ byte: 0, line: 1, column: 1, path: 'p' });
    expect(positionOf(bytes, 2, '')).toEqual({ byte: 2, line: 1, column: 2, path: '' });
    expect(positionOf(bytes, 8, '')).toEqual({ byte: 8, line: 2, column: 2, path: '' });
  });

  test('in a text are given in bytes too', () => {
    expect(positionInText('é😀x', 3)).toEqual({ byte: 6, line: 1, column: 3, path: '' });
  });
});
