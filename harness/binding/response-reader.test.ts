import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createResponseReader, type IncomingResponse } from './response-reader.js';

const read = (pieces: readonly string[], { end = false, method = 'POST', maxBodyBytes = 1000 } = {}): IncomingResponse | undefined => {
  const reader = createResponseReader({ method, maxBodyBytes });
  for (const piece of pieces) {
    const response = reader.push(Buffer.from(piece, 'latin1'));
    if (response !== undefined) return response;
  }
  return end ? reader.end() : undefined;
};

const textOf = (response: IncomingResponse | undefined): string | undefined => (response === undefined ? undefined : Buffer.from(response.body).toString('latin1'));

const LENGTH = 'HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nX-Odd:  two  words \r\nContent-Length: 5\r\n\r\nhello';
const CHUNKED = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nhel\r\n2\r\nlo\r\n0\r\nTrailer: x\r\n\r\n';
const EMPTY = 'HTTP/1.1 204 No Content\r\n\r\n';
const INTERIM = `HTTP/1.1 100 Continue\r\n\r\n${LENGTH}`;

describe('responses of a server under test', () => {
  it('are the same wherever the stream is split', () => {
    fc.assert(
      fc.property(fc.constantFrom(LENGTH, CHUNKED, EMPTY, INTERIM), fc.array(fc.nat(200), { maxLength: 6 }), (text, cuts) => {
        const places = [...new Set([0, ...cuts.filter((cut) => cut < text.length), text.length])].sort((a, b) => a - b);
        const pieces = places.slice(1).map((place, index) => text.slice(places[index], place));
        expect(read(pieces)).toEqual(read([text]));
        expect(read(pieces)).toMatchObject({ fault: null, keepsOpen: true });
      }),
    );
  });

  it('keep their header lines as they stood, without the white space around values', () => {
    expect(read([LENGTH])).toMatchObject({ status: 200, httpVersion: '1.1', headers: [['Content-Type', 'text/plain'], ['X-Odd', 'two  words'], ['Content-Length', '5']] });
    expect([LENGTH, CHUNKED, INTERIM].map((text) => textOf(read([text])))).toEqual(['hello', 'hello', 'hello']);
  });

  it('end with the connection where nothing says how long they are', () => {
    const response = read(['HTTP/1.0 200\r\n\r\nto the ', 'end'], { end: true });
    expect(response).toMatchObject({ status: 200, httpVersion: '1.0', fault: null, keepsOpen: false });
    expect(textOf(response)).toBe('to the end');
  });

  it('have no body after HEAD and with 304, whatever their headers say', () => {
    expect(read(['HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n'], { method: 'HEAD' })).toMatchObject({ fault: null, body: new Uint8Array() });
    expect(read(['HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n'])).toMatchObject({ fault: null, keepsOpen: true });
  });

  it.each([
    ['a body shorter than its Content-Length', 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello', 'the connection closed after 5 of 9 bytes of the body'],
    ['chunks without an end', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel', 'the connection closed within the chunked body'],
    ['a chunk size that is no number', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhel', 'no chunk size: "zz"'],
    ['two responses for one request', `${LENGTH}${LENGTH}`, `${LENGTH.length} bytes follow the response`],
    ['something else than HTTP', 'SSH-2.0-OpenSSH', 'bytes that are no HTTP response: "SSH-2.0-OpenSSH"'],
    ['a status line without a code', 'HTTP/1.1 OK\r\nContent-Length: 0\r\n\r\n', 'no status line: "HTTP/1.1 OK"'],
    ['a header line without a colon', 'HTTP/1.1 200 OK\r\nContent-Length\r\n\r\n', 'no header line: "Content-Length"'],
    ['a body above the limit', `HTTP/1.1 200 OK\r\nContent-Length: 2000\r\n\r\n${'x'.repeat(1500)}`, 'the body exceeds the limit of 1000 bytes; reading stopped'],
    ['chunks above the limit', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFF\r\n', 'the body exceeds the limit of 1000 bytes; reading stopped'],
  ])('say what is wrong: %s', (_, text, fault) => {
    expect(read([text], { end: true })).toMatchObject({ fault, keepsOpen: false });
  });

  it('never throw and never grow beyond the limit, whatever comes', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom('HTTP/1.1 200 OK\r\n', '\r\n', 'Transfer-Encoding: chunked\r\n', 'Content-Length: 7\r\n', 'FF\r\n', '0\r\n\r\n'), fc.string()), { maxLength: 30 }), (pieces) => {
        const response = read(pieces, { end: true });
        expect(response?.body.length ?? 0).toBeLessThanOrEqual(1000);
      }),
    );
  });
});
