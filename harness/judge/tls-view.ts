/** Handshakes of a transcript in words and by attempt: what a test of TLS (clause ~9.2) looks at beside the HTTP that runs inside. */
import type { RequestEvent, ResponseEvent, TlsEvent, Transcript } from '../transcript/event.js';
import type { Place } from './finding.js';

/** Everything between one start and the next: the handshakes and what was said over them, or beside them. */
export interface Attempt {
  /** From 1. */
  readonly number: number;
  readonly handshakes: readonly TlsEvent[];
  /** Messages at the point of observation: DM endpoints, unless another is asked for. */
  readonly requests: readonly RequestEvent[];
  readonly responses: readonly ResponseEvent[];
  /** Where the start stands. */
  readonly at: Place;
}

/** What an attempt begins with, and where it leads. */
export interface Attempted {
  readonly point: 'dm' | 'bootstrap';
  readonly begins: (event: Transcript['events'][number]) => boolean;
}

const SESSIONS: Attempted = { point: 'dm', begins: (event) => event.kind === 'control' && event.action === 'start' };

/** One attempt for each start of a session, or for whatever attempts begin with, in order. */
export function attemptsIn({ events }: Transcript, { point, begins }: Attempted = SESSIONS): readonly Attempt[] {
  const starts = events.filter(begins).map(({ n }) => n);
  return starts.map((start, index) => {
    const own = events.slice(start + 1, starts[index + 1] ?? events.length);
    return {
      number: index + 1,
      handshakes: own.filter((event) => event.kind === 'tls').filter((event) => event.point === point),
      requests: own.filter((event) => event.kind === 'request').filter((event) => event.point === point),
      responses: own.filter((event) => event.kind === 'response').filter((event) => event.point === point),
      at: { event: start },
    };
  });
}

/** A handshake in one line. */
export function describeTls({ offer, outcome, version, suite, alpn, peer, fault }: TlsEvent): string {
  const facts = [version, suite, alpn === null ? null : `ALPN ${alpn}`, peer === null ? null : `peer ${peer}`, fault].filter((fact) => fact !== null);
  return `${offer}: ${outcome}${facts.length === 0 ? '' : ` (${facts.join(', ')})`}`;
}
