import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostileInputs } from '../../testing/hostile-inputs.js';
import { readBase64 } from './base64.js';
import { readBasic } from './basic.js';
import { CREDENTIAL_ERROR_CODES } from './error-codes.js';
import { readHmacHeader } from './hmac-header.js';
import { readNonce } from './nonce.js';
import { readDigest } from './read-digest.js';
import { CREDENTIAL_FAULTS } from './testing/fault-samples.js';

/** Every reader of a text; none may throw. */
const READERS: readonly ((text: string) => unknown)[] = [
  (text) => readBase64({ text, path: '' }),
  (text) => readNonce({ text, path: '' }),
  (text) => readBasic({ text, path: '' }),
  (text) => readDigest({ text, path: '' }),
  (text) => readHmacHeader(text),
];

describe('a fault of a credential', () => {
  it.each(CREDENTIAL_FAULTS)('is $expected: $name', ({ make, expected }) => {
    expect(make().join(', ')).toBe(expected);
  });

  it('has a sample for each code', () => {
    const sampled = new Set(CREDENTIAL_FAULTS.flatMap(({ expected }) => expected.split(', ').map((one) => one.split(' ')[0])));
    expect([...sampled].sort()).toEqual(Object.keys(CREDENTIAL_ERROR_CODES).sort());
  });
});

describe('hostile text', () => {
  it.each(hostileInputs().map(({ name, bytes }) => [name, new TextDecoder().decode(bytes)] as const))('is read or reported: %s', (_name, text) => {
    for (const read of READERS) expect(read(text)).toBeDefined();
  });

  it('of random characters is read or reported', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), fc.constantFrom(...READERS), (text, read) => {
      expect(read(text)).toBeDefined();
    }), { numRuns: 150 });
  });

  it('is read in time that grows with its length only', () => {
    const long = ['=', ' ', '= ', '"', '\\', ',', 'a=', '-'].map((piece) => piece.repeat(Math.floor(65_000 / piece.length)));
    const start = performance.now();
    for (const text of long) for (const read of READERS) read(text);
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});
