/** Whether two transcripts tell the same course of events, so that one judgement holds for both. */
import { isDeepStrictEqual } from 'node:util';
import type { HeaderLines, TranscriptEvent } from './event.js';

/**
 * True when both hold the same events in the same order, byte for byte. Times and the numbers of connections are left
 * out: no judgement may look at them (proof/judgements-ignore-time.test.ts).
 */
export function isSameCourse(one: readonly TranscriptEvent[], other: readonly TranscriptEvent[]): boolean {
  return one.length === other.length && one.every((event, index) => isSameEvent(event, other[index]));
}

function isSameEvent(a: TranscriptEvent, b: TranscriptEvent | undefined): boolean {
  if (b === undefined) return false;
  switch (a.kind) {
    case 'request':
      return (
        b.kind === 'request' && isSameMessage(a, b) && a.method === b.method && a.target === b.target && a.path === b.path && a.httpVersion === b.httpVersion && a.incomplete === b.incomplete
      );
    case 'response':
      return b.kind === 'response' && isSameMessage(a, b) && a.status === b.status && a.fault === b.fault;
    case 'datagram':
      return b.kind === 'datagram' && a.fault === b.fault && Buffer.compare(a.body, b.body) === 0;
    case 'control':
      return b.kind === 'control' && a.action === b.action && a.detail === b.detail;
    case 'deadline':
      return b.kind === 'deadline' && a.waitedFor === b.waitedFor && a.timeoutMs === b.timeoutMs;
    case 'tls':
      return b.kind === 'tls' && isDeepStrictEqual({ ...a, n: 0, atMs: 0, connection: 0 }, { ...b, n: 0, atMs: 0, connection: 0 });
  }
}

type Message = Extract<TranscriptEvent, { readonly exchange: number }>;

function isSameMessage(a: Message, b: Message): boolean {
  return a.exchange === b.exchange && a.point === b.point && a.address === b.address && areSameLines(a.headers, b.headers) && Buffer.compare(a.body, b.body) === 0;
}

function areSameLines(one: HeaderLines, other: HeaderLines): boolean {
  return one.length === other.length && one.every(([name, value], index) => other[index]?.[0] === name && other[index][1] === value);
}
