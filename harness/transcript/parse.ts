/**
 * Reads a transcript that `serialize.ts` wrote. A file may come from anybody: every field is checked, what is wrong is said
 * with its path (`events[3].body`), unknown fields are dropped, and names such as `__proto__` stay plain data.
 */
import type { Protocol } from '../judge/requirement.js';
import { TRANSCRIPT_SCHEMA, type HeaderLines, type OfferedTls, type ParameterValue, type TlsEvent, type Transcript, type TranscriptEvent, type TranscriptRole } from './event.js';

/** The text is no transcript; `message` begins with where. */
export class TranscriptError extends Error {
  constructor(where: string, wanted: string, options?: { cause?: unknown }) {
    super(`${where === '' ? 'the file' : where}: expected ${wanted}`, options);
    this.name = 'TranscriptError';
  }
}

type Fields = Readonly<Record<string, unknown>>;

const ROLES: readonly TranscriptRole[] = ['client', 'server', 'pair'];
const PROTOCOLS: readonly Protocol[] = ['dm-2.0', 'dm-1.3', 'dm-1.2'];
const POINTS = ['dm', 'repository', 'web', 'upper-tester', 'notification', 'description', 'challenge', 'bootstrap'] as const;
const TLS_OUTCOMES = ['secured', 'refused', 'plain', 'accepted'] as const;
const ACTIONS = ['start', 'ended', 'quiet', 'stopped', 'hook', 'output', 'malformed', 'limit', 'interrupted'] as const;
/** As many as a recorder keeps. */
const MAX_EVENTS = 5_000;

/** Parses the JSON text of a transcript. Throws a TranscriptError. */
export function parseTranscript(text: string): Transcript {
  const file = fieldsOf(parseJson(text), '');
  if (file['schema'] !== TRANSCRIPT_SCHEMA) throw new TranscriptError('schema', `'${TRANSCRIPT_SCHEMA}', the mark of a transcript of dm-conformance`);
  const events = listOf(file['events'], 'events');
  if (events.length > MAX_EVENTS) throw new TranscriptError('events', `at most ${MAX_EVENTS} entries, found ${events.length}`);
  return {
    schema: TRANSCRIPT_SCHEMA,
    test: stringOf(file['test'], 'test'),
    iut: stringOf(file['iut'], 'iut'),
    role: oneOf(file['role'], ROLES, 'role'),
    protocol: oneOf(file['protocol'], PROTOCOLS, 'protocol'),
    parameters: dictionary(file['parameters'], 'parameters', parameterOf),
    features: dictionary(file['features'], 'features', booleanOf),
    events: events.map((event, n) => eventOf(event, n)),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new TranscriptError('', `JSON (${cause instanceof Error ? cause.message : String(cause)})`, { cause });
  }
}

function eventOf(value: unknown, n: number): TranscriptEvent {
  const at = `events[${n}]`;
  const event = fieldsOf(value, at);
  if (event['n'] !== n) throw new TranscriptError(`${at}.n`, `${n}, its place in the list`);
  const base = { n, atMs: numberOf(event['atMs'], `${at}.atMs`) };
  switch (event['kind']) {
    case 'request':
      return { kind: 'request', ...base, ...requestOf(event, at) };
    case 'response':
      return { kind: 'response', ...base, ...messageOf(event, at), status: numberOf(event['status'], `${at}.status`), fault: nullable(event['fault'], `${at}.fault`) };
    case 'datagram':
      return { kind: 'datagram', ...base, point: oneOf(event['point'], ['notification'] as const, `${at}.point`), body: bodyOf(event['body'], `${at}.body`), fault: nullable(event['fault'], `${at}.fault`) };
    case 'control':
      return { kind: 'control', ...base, action: oneOf(event['action'], ACTIONS, `${at}.action`), detail: stringOf(event['detail'], `${at}.detail`) };
    case 'deadline':
      return { kind: 'deadline', ...base, waitedFor: stringOf(event['waitedFor'], `${at}.waitedFor`), timeoutMs: numberOf(event['timeoutMs'], `${at}.timeoutMs`) };
    case 'tls':
      return { kind: 'tls', ...base, ...tlsOf(event, at) };
  }
  throw new TranscriptError(`${at}.kind`, 'request, response, datagram, control, deadline or tls');
}

function tlsOf(event: Fields, at: string): Omit<TlsEvent, 'kind' | 'n' | 'atMs'> {
  return {
    point: oneOf(event['point'], POINTS, `${at}.point`),
    address: stringOf(event['address'], `${at}.address`),
    connection: numberOf(event['connection'], `${at}.connection`),
    offer: stringOf(event['offer'], `${at}.offer`),
    outcome: oneOf(event['outcome'], TLS_OUTCOMES, `${at}.outcome`),
    version: nullable(event['version'], `${at}.version`),
    suite: nullable(event['suite'], `${at}.suite`),
    alpn: nullable(event['alpn'], `${at}.alpn`),
    peer: nullable(event['peer'], `${at}.peer`),
    fault: nullable(event['fault'], `${at}.fault`),
    hello: event['hello'] === null ? null : offeredOf(fieldsOf(event['hello'], `${at}.hello`), `${at}.hello`),
  };
}

function offeredOf(hello: Fields, at: string): OfferedTls {
  const strings = (name: string): readonly string[] => listOf(hello[name], `${at}.${name}`).map((item, index) => stringOf(item, `${at}.${name}[${index}]`));
  return { versions: strings('versions'), suites: strings('suites'), serverName: nullable(hello['serverName'], `${at}.serverName`), alpn: strings('alpn') };
}

type RequestFields = Omit<Extract<TranscriptEvent, { readonly kind: 'request' }>, 'kind' | 'n' | 'atMs'>;
type MessageFields = Pick<RequestFields, 'point' | 'address' | 'exchange' | 'headers' | 'body'>;

function requestOf(event: Fields, at: string): RequestFields {
  return {
    ...messageOf(event, at),
    connection: numberOf(event['connection'], `${at}.connection`),
    method: stringOf(event['method'], `${at}.method`),
    target: stringOf(event['target'], `${at}.target`),
    path: stringOf(event['path'], `${at}.path`),
    httpVersion: stringOf(event['httpVersion'], `${at}.httpVersion`),
    incomplete: nullable(event['incomplete'], `${at}.incomplete`),
  };
}

function messageOf(event: Fields, at: string): MessageFields {
  return {
    point: oneOf(event['point'], POINTS, `${at}.point`),
    address: stringOf(event['address'], `${at}.address`),
    exchange: numberOf(event['exchange'], `${at}.exchange`),
    headers: headersOf(event['headers'], `${at}.headers`),
    body: bodyOf(event['body'], `${at}.body`),
  };
}

function headersOf(value: unknown, at: string): HeaderLines {
  return listOf(value, at).map((line, index) => {
    const [name, text, ...more] = listOf(line, `${at}[${index}]`);
    if (more.length > 0) throw new TranscriptError(`${at}[${index}]`, 'a name and a value');
    return [stringOf(name, `${at}[${index}][0]`), stringOf(text, `${at}[${index}][1]`)];
  });
}

function bodyOf(value: unknown, at: string): Uint8Array {
  const { text, base64 } = fieldsOf(value, at);
  if (typeof text === 'string' && base64 === undefined) return Buffer.from(text, 'utf8');
  if (typeof base64 === 'string' && text === undefined && /^[A-Za-z0-9+/]*={0,2}$/.test(base64) && base64.length % 4 === 0) return Buffer.from(base64, 'base64');
  throw new TranscriptError(at, 'either text, a string, or base64, a string in base64');
}

function fieldsOf(value: unknown, at: string): Fields {
  if (!isFields(value)) throw new TranscriptError(at, 'an object');
  return value;
}

/** What the platform's parser made: `__proto__` is an own member there, and every field that is read by name is checked. */
function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function listOf(value: unknown, at: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new TranscriptError(at, 'a list');
  return value;
}

function dictionary<T>(value: unknown, at: string, read: (value: unknown, at: string) => T): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(fieldsOf(value, at)).filter(([name]) => name !== '__proto__').map(([name, item]) => [name, read(item, `${at}.${name}`)]));
}

function stringOf(value: unknown, at: string): string {
  if (typeof value !== 'string') throw new TranscriptError(at, 'a string');
  return value;
}

function numberOf(value: unknown, at: string): number {
  if (typeof value !== 'number') throw new TranscriptError(at, 'a number');
  return value;
}

function booleanOf(value: unknown, at: string): boolean {
  if (typeof value !== 'boolean') throw new TranscriptError(at, 'true or false');
  return value;
}

function parameterOf(value: unknown, at: string): ParameterValue {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  throw new TranscriptError(at, 'a string, a number, true or false');
}

function nullable(value: unknown, at: string): string | null {
  return value === null ? null : stringOf(value, at);
}

function oneOf<T extends string>(value: unknown, known: readonly T[], at: string): T {
  const found = known.find((name) => name === value);
  if (found === undefined) throw new TranscriptError(at, known.join(' or '));
  return found;
}
