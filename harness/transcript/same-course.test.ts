import { describe, expect, it } from 'vitest';
import type { TranscriptEvent } from './event.js';
import { isSameCourse } from './same-course.js';

const REQUEST: TranscriptEvent = {
  n: 0, atMs: 1, kind: 'request', point: 'dm', address: 'a', exchange: 0, connection: 0, method: 'POST', target: '/t1/dm', path: '/dm', httpVersion: '1.1',
  headers: [['Host', 'x']], body: Buffer.from('{}'), incomplete: null,
};
const RESPONSE: TranscriptEvent = { n: 1, atMs: 2, kind: 'response', point: 'dm', address: 'a', exchange: 0, status: 200, headers: [], body: Buffer.from('{}'), fault: null };
const CONTROL: TranscriptEvent = { n: 2, atMs: 3, kind: 'control', action: 'ended', detail: 'session completed' };
const DEADLINE: TranscriptEvent = { n: 3, atMs: 4, kind: 'deadline', waitedFor: 'an answer', timeoutMs: 100 };
const TLS: TranscriptEvent = {
  n: 4, atMs: 5, kind: 'tls', point: 'dm', address: 'a', connection: 0, offer: 'TLS 1.2', outcome: 'secured', version: 'TLSv1.2', suite: 'TLS_RSA_WITH_AES_128_GCM_SHA256', alpn: null, peer: null, fault: null,
  hello: { versions: ['TLSv1.2'], suites: ['TLS_RSA_WITH_AES_128_GCM_SHA256'], serverName: null, alpn: [] },
};
const DATAGRAM: TranscriptEvent = { n: 5, atMs: 6, kind: 'datagram', point: 'notification', body: Buffer.from('{}'), fault: null };
const EVENTS: readonly TranscriptEvent[] = [REQUEST, RESPONSE, CONTROL, DEADLINE, TLS, DATAGRAM];

const DIFFERENT: readonly (readonly [what: string, index: number, event: TranscriptEvent])[] = [
  ['method', 0, { ...REQUEST, method: 'PUT' }],
  ['target', 0, { ...REQUEST, target: '/t1/dm?' }],
  ['path', 0, { ...REQUEST, path: '/' }],
  ['version', 0, { ...REQUEST, httpVersion: '1.0' }],
  ['header name', 0, { ...REQUEST, headers: [['host', 'x']] }],
  ['header value', 0, { ...REQUEST, headers: [['Host', 'y']] }],
  ['one more header', 0, { ...REQUEST, headers: [['Host', 'x'], ['Accept', '*/*']] }],
  ['one byte', 0, { ...REQUEST, body: Buffer.from('{ }') }],
  ['completeness', 0, { ...REQUEST, incomplete: 'cut off' }],
  ['exchange', 0, { ...REQUEST, exchange: 1 }],
  ['point', 1, { ...RESPONSE, point: 'web' }],
  ['address', 1, { ...RESPONSE, address: 'b' }],
  ['status', 1, { ...RESPONSE, status: 201 }],
  ['fault', 1, { ...RESPONSE, fault: 'reset' }],
  ['action', 2, { ...CONTROL, action: 'quiet' }],
  ['detail', 2, { ...CONTROL, detail: 'session aborted' }],
  ['what was waited for', 3, { ...DEADLINE, waitedFor: 'the end' }],
  ['how long', 3, { ...DEADLINE, timeoutMs: 200 }],
  ['kind', 3, CONTROL],
  ['outcome of TLS', 4, { ...TLS, outcome: 'refused' }],
  ['offer of the client', 4, { ...TLS, hello: null }],
  ['octets of a datagram', 5, { ...DATAGRAM, body: Buffer.from('x') }],
  ['fault of a datagram', 5, { ...DATAGRAM, fault: 'cut off' }],
];

describe('the same course of events', () => {
  it('does not depend on times and connections', () => {
    expect(isSameCourse(EVENTS, [{ ...REQUEST, atMs: 9, connection: 4 }, { ...RESPONSE, atMs: 10 }, CONTROL, DEADLINE, { ...TLS, atMs: 11, connection: 4 }, { ...DATAGRAM, atMs: 12 }])).toBe(true);
  });

  it.each(DIFFERENT)('is another one when the %s differs', (_what, index, event) => {
    expect(isSameCourse(EVENTS, EVENTS.with(index, event))).toBe(false);
  });

  it('is another one when an event is missing or more', () => {
    expect(isSameCourse(EVENTS, EVENTS.slice(1))).toBe(false);
    expect(isSameCourse(EVENTS, EVENTS.slice(0, 3))).toBe(false);
    expect(isSameCourse(EVENTS.slice(0, 3), EVENTS)).toBe(false);
  });
});
