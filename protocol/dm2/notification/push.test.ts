import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { octetsOf } from '../../octets.js';
import { readPushBody, writePushBody } from './push.js';

const SMALL = Uint8Array.of(0x11, 0x00, 0x14, 0x73, 0x72, 0x76, 0x31, 0x50);

describe('the body of an HTTP push', () => {
  it('is a response that carries the notification', () => {
    expect(Buffer.from(writePushBody(SMALL)).toString('latin1')).toBe('HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nContent-Length: 8\r\n\r\n\x11\x00\x14srv1P');
  });

  it('gives back the notification, whatever octets it has', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 100 }), (octets) => {
      expect(readPushBody(writePushBody(octets))).toEqual({ kind: 'notification', octets, contentType: 'application/octet-stream' });
    }));
  });

  it.each([
    ['nothing', '', 'holds no HTTP message'],
    ['octets', '\x11\x00\x14srv1P', 'holds no HTTP message'],
    ['a request', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx', 'holds a request'],
    ['a refusal', 'HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n', 'has the status 404'],
    ['two responses', 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nxHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n', 'more than one message'],
  ])('with %s holds no notification', (_what, text, fault) => {
    const body = readPushBody(octetsOf(text));
    expect(body.kind === 'unreadable' ? body.fault : body.kind).toContain(fault);
  });

  it('of random octets is read or refused, never thrown at', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (octets) => {
      expect(['notification', 'unreadable']).toContain(readPushBody(octets).kind);
    }));
  });
});
