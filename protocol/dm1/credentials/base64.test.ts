import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBase64, writeBase64 } from './base64.js';

const octets = (text: string): string => Buffer.from(readBase64({ text, path: '' }).octets).toString('hex');

describe('Base64', () => {
  it('is written as node writes it, and read back without a finding', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 100 }), (value) => {
      const text = writeBase64(value);
      expect(text).toBe(Buffer.from(value).toString('base64'));
      expect(readBase64({ text, path: '' })).toEqual({ octets: value, findings: [] });
    }));
  });

  it('of any form without foreign characters gives the octets that node makes of it', () => {
    const alphabet = 'ABCxyz019+/-_';
    const text = fc.array(fc.constantFrom(...alphabet), { maxLength: 30 }).map((characters) => characters.join(''));
    fc.assert(fc.property(text, fc.constantFrom('', '=', '==', '\n', ' ='), (digits, tail) => {
      expect(octets(digits + tail)).toBe(Buffer.from(digits, 'base64').toString('hex'));
    }));
  });

  it('tells every change that does not keep the octets canonical', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 40 }), fc.nat(), fc.constantFrom('=', ' ', '*', 'A', ''), (value, at, piece) => {
      const text = writeBase64(value);
      const index = text === '' ? 0 : at % text.length;
      const changed = text.slice(0, index) + piece + text.slice(index + 1);
      const { octets: read, findings } = readBase64({ text: changed, path: '' });
      expect(findings.length > 0 || writeBase64(read) === changed).toBe(true);
    }));
  });

  it('takes the octets in front of a foreign character and says where it stands', () => {
    expect(octets('QUJD*QUJD')).toBe('414243');
    expect(readBase64({ text: 'QUJD*QUJD', path: 'Data' }).findings).toMatchObject([{ where: { byte: 4, column: 5 }, found: '"*QUJD"' }]);
  });

  it('has the place of its element where it stood in one', () => {
    const where = { kind: 'wbxml', byte: 41, length: 7 } as const;
    expect(readBase64({ text: 'QQ', where, path: 'SyncML/SyncHdr/Cred/Data' }).findings).toMatchObject([{ where, path: 'SyncML/SyncHdr/Cred/Data' }]);
  });
});
