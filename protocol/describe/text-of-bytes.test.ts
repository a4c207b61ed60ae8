import { describe, expect, it } from 'vitest';
import { octetsOfHex } from '../octets.js';
import { bytesOfText, faultOfHexText, isBase64Text, isHexText } from './text-of-bytes.js';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const hexOf = (text: string): Uint8Array | undefined => bytesOfText(utf8(text), 'hex');
const OCTETS = octetsOfHex('02a4016a006d6c714bc303312e320172c302');

describe('octets as text', () => {
  it.each([
    ['digits', '02a4016a006d6c714bc303312e320172c302'],
    ['pairs in lines', '02 A4 01 6A 00 6D 6C 71\n4B C3 03 31 2E 32 01 72\nC3 02\n'],
    ['pairs with colons', '02:a4:01:6a:00:6d:6c:71:4b:c3:03:31:2e:32:01:72:c3:02'],
    ['xxd', '00000000: 02a4 016a 006d 6c71 4bc3 0331 2e32 0172  ...j.mlqK..1.2.r\n00000010: c302                                     ..\n'],
    ['xxd -g1', '00000000: 02 a4 01 6a 00 6d 6c 71 4b c3 03 31 2e 32 01 72  ...j.mlqK..1.2.r\n00000010: c3 02                                            ..\n'],
    ['hexdump -C', '00000000  02 a4 01 6a 00 6d 6c 71  4b c3 03 31 2e 32 01 72  |...j.mlqK..1.2.r|\n00000010  c3 02                                             |..|\n00000012\n'],
    ['od -A x -t x1', '000000 02 a4 01 6a 00 6d 6c 71 4b c3 03 31 2e 32 01 72\n000010 c3 02\n000012\n'],
    ['tcpdump -X', '\t0x0000:  02a4 016a 006d 6c71 4bc3 0331 2e32 0172  ...j.mlqK..1.2.r\n\t0x0010:  c302                                     ..\n'],
    ['Wireshark', '0000   02 a4 01 6a 00 6d 6c 71 4b c3 03 31 2e 32 01 72   ...j.mlqK..1.2.r\n0010   c3 02                                             ..\n'],
    ['a list of C', '{ 0x02, 0xA4, 0x01, 0x6a, 0x00, 0x6d, 0x6c, 0x71,\n 0x4b, 0xC3, 0x3, 0x31, 0x2E, 0x32, 0x01, 0x72, 0xc3, 0x02 };'],
    ['a list without brackets', '0x02 0xA4 0x01 0x6a 0x00 0x6d 0x6c 0x71 0x4b 0xC3 0x03 0x31 0x2E 0x32 0x01 0x72 0xc3 0x02'],
  ])('are read from %s', (_, text) => {
    expect([isHexText(text.trimStart()), hexOf(text), faultOfHexText(text)]).toEqual([true, OCTETS, undefined]);
  });

  it('are as many as a dump that leaves out equal lines says', () => {
    const dump = '00000000  61 61 61 61 61 61 61 61  61 61 61 61 61 61 61 61  |aaaaaaaaaaaaaaaa|\n*\n00000040  62                                                |b|\n00000041\n';
    expect(hexOf(dump)).toEqual(utf8(`${'a'.repeat(64)}b`));
  });

  it.each([
    ['an odd digit', '02 A4 01 6A 0', 'hexadecimal text with an odd number of digits, 9'],
    ['a line that is missing', '00000000: 02a4 016a 006d 6c71 4bc3 0331 2e32 0172  ...j.mlqK..1.2.r\n00000020: c302                                     ..\n', 'a hexadecimal dump with a line that is none, or with a gap'],
    ['another character far behind', `${'02 A4 01 '.repeat(1_000)} x`, 'hexadecimal text with other characters in it'],
  ])('are none with %s, and it is said why', (_, text, words) => {
    expect([hexOf(text), faultOfHexText(text)]).toEqual([undefined, words]);
  });

  it('are not seen in what is none', () => {
    for (const text of ['', 'Dear Sir or Madam', '{"a":1}', 'deadline: 12', '2016-02-09 12']) expect([isHexText(text), faultOfHexText(text)]).toEqual([false, undefined]);
    expect(isBase64Text('Dear Sir or Madam')).toBe(false);
  });
});
