/** Requirements and transcripts made by hand, for tests of judgements. */
import { TRANSCRIPT_SCHEMA, type HeaderLines, type Transcript, type TranscriptEvent } from '../transcript/event.js';
import type { Requirement } from './requirement.js';

/** A MUST whose text was read, unless told otherwise. */
export function requirement(changes: Partial<Requirement> = {}): Requirement {
  return {
    id: 'DM2-SEQ-C-001',
    level: 'MUST',
    role: 'client',
    versions: ['dm-2.0'],
    area: 'SEQ',
    clause: '5.2',
    text: 'The client MUST do what the test says.',
    feature: null,
    basis: 'text',
    source: ['D1'],
    testable: 'yes',
    ambiguity: null,
    ...changes,
  };
}

export interface ScriptedExchange {
  readonly point?: 'dm' | 'repository' | 'web';
  /** Which DM endpoint; `a` by default. */
  readonly address?: 'a' | 'b';
  readonly method?: string;
  readonly path?: string;
  readonly headers?: HeaderLines;
  readonly body?: string;
  /** Absent: the tester never answered. */
  readonly answer?: { readonly status?: number; readonly headers?: HeaderLines; readonly body?: string };
}

/** A transcript of these exchanges, one after the other. */
export function transcriptOf(exchanges: readonly ScriptedExchange[], changes: Partial<Transcript> = {}): Transcript {
  const events: TranscriptEvent[] = [];
  for (const [exchange, { point = 'dm', address = 'a', method = 'POST', path = '/dm', headers = [], body = '', answer }] of exchanges.entries()) {
    const common = { point, address: point === 'dm' ? address : 'main', exchange };
    events.push({ kind: 'request', n: events.length, atMs: events.length, ...common, connection: 0, method, target: `/t1${path}`, path, httpVersion: '1.1', headers, body: Buffer.from(body), incomplete: null });
    if (answer !== undefined) events.push({ kind: 'response', n: events.length, atMs: events.length, ...common, status: answer.status ?? 200, headers: answer.headers ?? [], body: Buffer.from(answer.body ?? ''), fault: null });
  }
  return { schema: TRANSCRIPT_SCHEMA, test: 'dm2/client/area/slug', iut: 'a client', role: 'client', protocol: 'dm-2.0', parameters: {}, features: {}, events, ...changes };
}
