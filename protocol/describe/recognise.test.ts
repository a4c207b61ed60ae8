import { describe, expect, it } from 'vitest';
import { octetsOfHex } from '../octets.js';
import * as samples from '../testing/codec-samples.js';
import { recognise, type Format } from './recognise.js';
import { bytesOfText } from './text-of-bytes.js';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const hex = (digits: string): Uint8Array => octetsOfHex(digits) ?? new Uint8Array();

describe('recognise', () => {
  it.each<readonly [Format, () => readonly Uint8Array[]]>([
    ['xml', samples.xmlMessages],
    ['wbxml', samples.wbxmlMessages],
    ['http', samples.httpMessages],
    ['notification', samples.package0s],
    ['notification', samples.wapPushes],
    ['json', samples.package1s],
    ['json', samples.moDocuments],
    ['dm2-notification', samples.dm2Notifications],
  ])('takes samples of %s for what they are', (format, make) => {
    for (const sample of make()) expect(recognise(sample)).toBe(format);
  });

  it.each<readonly [string, Uint8Array, Format]>([
    ['nothing', new Uint8Array(), 'unknown'],
    ['a text', utf8('Dear Sir or Madam'), 'unknown'],
    ['a request behind an empty line', utf8('\r\nPOST /dm HTTP/1.1\r\n\r\n'), 'http'],
    ['a response behind line ends', utf8('\n\r\nHTTP/1.1 200 OK\r\n\r\n'), 'http'],
    ['a request behind half a line end', utf8('\rOST /dm HTTP/1.1\r\nHost: s\r\nAccept: */*\r\n\r\n'), 'http'],
    ['a request whose first line is parted', utf8('POST \ndm HTTP/1.1\r\nHost: s\r\nAccept: */*\r\n\r\n'), 'http'],
    ['a response whose first line is parted by half a line end', utf8('HTT\r/1.1 200 OK\r\nDate: x\r\nServer: s\r\n\r\n'), 'http'],
    ['lines of which only one is a field', utf8('Dear Sir\nor\nMadam: x\n\n'), 'unknown'],
    ['XML behind white space', utf8(' \r\n<a/>'), 'xml'],
    ['UTF-16 without a mark', hex('003c00610062'), 'xml'],
    ['a WBXML head with a broken version', hex('f3a4016a006d01'), 'wbxml'],
    ['hexadecimal text', utf8('02 A4 01 6A\n00 6D 01'), 'hex'],
    ['what xxd prints', utf8('00000000: 02a4 016a 006d 01                        ...j.m.\n'), 'hex'],
    ['Base64', utf8('AqQBagBtAQ=='), 'base64'],
    ['bare JSON', utf8('7'), 'json'],
    ['a push with a user data header', hex('0605040b84c0020106 03c4af87'.replaceAll(' ', '')), 'notification'],
  ])('takes %s for what it is', (_, bytes, format) => {
    expect(recognise(bytes)).toBe(format);
  });

  it('gives the bytes behind text', () => {
    expect(bytesOfText(utf8('00000000: 02a4 016a 006d 01                        ...j.m.\n'), 'hex')).toEqual(hex('02a4016a006d01'));
    expect(bytesOfText(utf8('02:A4:01'), 'hex')).toEqual(hex('02a401'));
    expect(bytesOfText(utf8('02 A'), 'hex')).toBeUndefined();
    expect(bytesOfText(utf8('AqQB\nagBt'), 'base64')).toEqual(hex('02a4016a006d'));
    expect(bytesOfText(utf8('A'), 'base64')).toBeUndefined();
  });
});
