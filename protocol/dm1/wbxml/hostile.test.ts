/** The WBXML reader under bytes that nobody means well: it returns or throws the typed error, soon, and keeps to its limits. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DecodeError } from '../../decode-error.js';
import { byteOf, type Element } from '../model/element.js';
import { decodeWbxml, type WbxmlDocument } from './decode.js';
import { encodeWbxml } from './encode.js';
import { WBXML_ERROR_CODES } from './error-codes.js';
import { HEAD, octets, WORKED_MESSAGE, WORKED_PROVISIONING } from './testing/messages.js';
import { anyOptions, provTree, syncmlTree } from './testing/arbitraries.js';
import { wbxmlTokens } from './tokens.js';

/** The document, or the code of the error; anything else that is thrown goes on. */
function outcome(bytes: Uint8Array): WbxmlDocument | string {
  try {
    return decodeWbxml(bytes);
  } catch (error) {
    if (error instanceof DecodeError && Object.hasOwn(WBXML_ERROR_CODES, error.fault.code) && error.fault.position.byte <= bytes.length) return error.fault.code;
    throw error;
  }
}

function nodeCount(element: Element): number {
  return element.children.reduce((count, child) => count + (child.kind === 'element' ? nodeCount(child) : 1), 1);
}

const repeat = (count: number, ...pieces: readonly number[]): readonly number[] => Array.from({ length: count }, () => pieces).flat();
/** Bytes of lists that are too long for arguments. */
const join = (...lists: readonly (readonly number[])[]): Uint8Array => Uint8Array.from(lists.flat());
const STRING_TABLE_OF_64_KB = join([2, 0xa4, 1, 0x6a, 0x84, 0x80, 0x00], repeat(0x1_0000, 0x41));

/** Each with what has to come of it: an error code, or `read`. */
const HOSTILE: readonly (readonly [name: string, bytes: Uint8Array, outcome: string])[] = [
  ['a hundred thousand open elements', join([...HEAD], repeat(100_000, 0x6d)), 'dm1-wbxml/depth'],
  ['two hundred thousand empty elements', join([...HEAD, 0x6d], repeat(200_000, 0x12), [1]), 'dm1-wbxml/elements'],
  ['a hundred thousand page switches', join([...HEAD, 0x6d], repeat(100_000, 0, 1), [1]), 'read'],
  ['a hundred thousand unknown pages', join([...HEAD, 0x6d], repeat(100_000, 0, 9), [1]), 'read'],
  ['a hundred thousand entities', join([...HEAD, 0x6d], repeat(100_000, 2, 0x41), [1]), 'read'],
  ['a table that grows by reference', join([...STRING_TABLE_OF_64_KB], [0x6d], repeat(100_000, 0x83, 0), [1]), 'dm1-wbxml/expansion'],
  ['a table that grows in attributes', join([...STRING_TABLE_OF_64_KB], [0xed, 0x04, 0x00], repeat(100_000, 0x83, 0), [1, 1]), 'dm1-wbxml/expansion'],
  ['a table that grows by names', join([...STRING_TABLE_OF_64_KB], [0x6d], repeat(20_000, 0x04, 0), [1]), 'dm1-wbxml/expansion'],
  ['a string table of 4 GB', octets(2, 0xa4, 1, 0x6a, 0x8f, 0xff, 0xff, 0xff, 0x7f), 'dm1-wbxml/string-table'],
  ['opaque data of 4 GB', octets(...HEAD, 0x6d, 0xc3, 0x8f, 0xff, 0xff, 0xff, 0x7f), 'read'],
  ['an endless integer', join([2], repeat(100_000, 0x80)), 'dm1-wbxml/integer'],
  ['two hundred thousand attributes', join([3, 0x0b, 0x6a, 0, 0x85], repeat(250_000, 0x45), [1]), 'dm1-wbxml/elements'],
  ['an attribute list without end', octets(3, 0x0b, 0x6a, 0, 0x85, 0x45), 'read'],
  ['a hundred thousand ends', join([...HEAD, 0x6d], repeat(100_000, 1)), 'read'],
  ['instructions inside an instruction', join([...HEAD, 0x43], repeat(100_000, 0x43), [1, 0x2d]), 'read'],
  ['eight megabytes and one', new Uint8Array(8 * 1024 * 1024 + 1), 'dm1-wbxml/size'],
  ['XML', new TextEncoder().encode('<?xml version="1.0"?><SyncML/>'), 'dm1-wbxml/version'],
  ['a prototype as name', octets(2, 0xa4, 1, 0x6a, 10, '__proto__', 0x6d, 0x04, 0x00, 0x84, 0x00, 0x04, 0x00, 0x01, 0x01), 'read'],
];

describe('hostile input', () => {
  it.each(HOSTILE)('of %s is read or refused', (_name, bytes, wanted) => {
    const result = outcome(bytes);
    expect(typeof result === 'string' ? result : 'read').toBe(wanted);
  });

  it('of documents inside documents is read three levels deep', () => {
    let bytes = encodeWbxml(decodeWbxml(WORKED_MESSAGE).root);
    for (let level = 0; level < 10; level += 1) {
      const length = [0x80 | (bytes.length >> 7), bytes.length & 0x7f];
      bytes = octets(...HEAD, 0x6d, 0xc3, ...length, ...bytes, 1);
    }
    let depth = 0;
    for (let [inner] = decodeWbxml(bytes).nested; inner !== undefined; [inner] = inner.document.nested) depth += 1;
    expect(depth).toBe(3);
  });

  it('of random bytes gives a document or a typed error', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void outcome(bytes)), { numRuns: 1000 });
  });

  it('of random bytes behind a good head gives a document or a typed error, and tokens that tile it', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.constantFrom([2, 0xa4, 1, 0x6a, 0, 0x6d], [3, 0x0b, 0x6a, 3, 0x41, 0x42, 0, 0xc5]), (tail, head) => {
        const bytes = octets(...head, ...tail);
        const result = outcome(bytes);
        if (typeof result === 'string') return;
        expect(nodeCount(result.root)).toBeLessThanOrEqual(bytes.length);
        for (const { where } of result.findings) expect(byteOf(where)).toBeLessThanOrEqual(bytes.length);
      }),
      { numRuns: 1000 },
    );
  });

  it('of a damaged message is explained or still legal', () => {
    const damage = fc.record({ position: fc.nat(), byte: fc.nat({ max: 255 }), kind: fc.constantFrom('change', 'insert', 'remove') });
    fc.assert(
      fc.property(fc.oneof(syncmlTree, provTree), anyOptions, damage, (tree, options, { position, byte, kind }) => {
        const bytes = Array.from(encodeWbxml(tree, options));
        bytes.splice(position % bytes.length, kind === 'insert' ? 0 : 1, ...(kind === 'remove' ? [] : [byte]));
        const damaged = Uint8Array.from(bytes);
        const result = outcome(damaged);
        const isExplained = typeof result === 'string' || result.isComplete || result.findings.length > 0;
        expect(isExplained).toBe(true);
        expect(tiles(damaged)).toBe(true);
      }),
      { numRuns: 300, endOnFailure: true },
    );
  });
});

describe('every truncation', () => {
  it.each([['a message', WORKED_MESSAGE], ['a provisioning document', WORKED_PROVISIONING]])('of %s is refused or reported at its end', (_name, whole) => {
    for (let length = 0; length < whole.length; length += 1) {
      const bytes = whole.slice(0, length);
      const result = outcome(bytes);
      if (typeof result === 'string') expect(['dm1-wbxml/empty', 'dm1-wbxml/truncated', 'dm1-wbxml/root']).toContain(result);
      else expect(result).toMatchObject({ isComplete: false, findings: [{ code: 'dm1-wbxml/truncated', where: { byte: length } }] });
      expect(tiles(bytes)).toBe(true);
    }
  });

  it('of a generated message is refused or reported', () => {
    fc.assert(
      fc.property(syncmlTree, anyOptions, fc.nat(), (tree, options, cut) => {
        const bytes = encodeWbxml(tree, options);
        const result = outcome(bytes.slice(0, cut % bytes.length));
        expect(typeof result === 'string' || result.findings.some(({ code }) => code === 'dm1-wbxml/truncated')).toBe(true);
      }),
      { numRuns: 200, endOnFailure: true },
    );
  });
});

/** Do the tokens cover the bytes without gap and overlap? */
function tiles(bytes: Uint8Array): boolean {
  const end = wbxmlTokens(bytes).reduce((at, token) => (token.byte === at ? at + token.length : Number.NaN), 0);
  return end === bytes.length;
}
