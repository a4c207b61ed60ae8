/**
 * What a device of the tester sends and gets, over connections of its own, every byte in the transcript. One connection for
 * each origin, used again while the server leaves it open; nothing is sent while an answer is awaited, and nothing twice but
 * where a connection that was kept ends before any byte of a response (RFC 9112, 9.3.1 and 9.5). A ServerURI is data
 * of the server under test: the tester visits no host but those it was told by the IUT file or by the upper tester.
 */
import type { ConnectionOptions } from 'node:tls';
import type { Timers } from '../../clock/timers.js';
import { ConnectionRefusal, openConnection, type ExchangeEnd, type HttpConnection } from '../../binding/http-connection.js';
import type { OutgoingRequest } from '../../binding/http-request.js';
import type { HandshakeFacts } from '../../binding/tls-facts.js';
import type { IncomingResponse } from '../../binding/response-reader.js';
import { IutFault } from '../../iut/control.js';
import type { HeaderLines, RequestEvent } from '../../transcript/event.js';
import type { Recorder } from '../../transcript/recorder.js';

export interface WireOptions {
  readonly recorder: Recorder;
  readonly tls: ConnectionOptions;
  readonly timers: Timers;
  readonly replyMs: number;
  readonly maxBodyBytes: number;
  /** Shared by all devices of a test, so that numbers of exchanges and connections are unique in its transcript. */
  readonly counters: { exchange: number; connection: number };
}

export interface WireMessage extends Pick<OutgoingRequest, 'method' | 'headers' | 'body' | 'framing' | 'fault'> {
  readonly point: RequestEvent['point'];
  readonly address: string;
  readonly url: string;
  /** What the tester does wrong on purpose, or null. */
  readonly onPurpose: string | null;
}

export interface Wire {
  /** The response, also a faulty one; undefined when none came, which the transcript says. Rejects with IutFault when no connection comes about. */
  send(message: WireMessage): Promise<IncomingResponse | undefined>;
  close(): void;
}

interface Kept {
  readonly number: number;
  readonly connection: HttpConnection;
}

/** A wire without connections yet. */
export function createWire(options: WireOptions): Wire {
  const { recorder, counters } = options;
  const kept = new Map<string, Kept>();
  let isClosed = false;
  const connectionTo = async (url: URL, place: Pick<WireMessage, 'point' | 'address'>): Promise<Kept & { readonly wasKept: boolean }> => {
    const known = kept.get(url.origin);
    if (known?.connection.isOpen() === true) return { ...known, wasKept: true };
    const number = counters.connection++;
    const connection = await connect(url, { ...options, point: place.point, onHandshake: (facts) => void recorder.add({ kind: 'tls', ...place, connection: number, offer: 'TLS', hello: null, ...facts }) });
    if (isClosed) connection.close();
    kept.set(url.origin, { number, connection });
    return { number, connection, wasKept: false };
  };
  const exchange = async ({ point, address, url, onPurpose, ...message }: WireMessage): Promise<IncomingResponse | undefined> => {
    const target = new URL(url);
    const { number, connection, wasKept } = await connectionTo(target, { point, address });
    const base = { point, address, exchange: counters.exchange++ };
    const path = `${target.pathname}${target.search}`;
    const request: OutgoingRequest = { ...message, target: path, headers: withHost(message.headers, target) };
    const first = await connection.exchange(request, ({ headers }) => {
      recorder.add({ kind: 'request', ...base, connection: number, method: message.method, target: path, path, httpVersion: '1.1', headers, body: message.body, incomplete: onPurpose });
    });
    // A closed connection of which the peer was told nothing wrong: it may have been idle for too long, and a new one decides.
    const isStale = first.kind === 'closed' && wasKept && message.fault === undefined && !isClosed;
    const again = isStale ? await connectionTo(target, { point, address }) : undefined;
    if (again !== undefined) recorder.add({ kind: 'control', action: 'ended', detail: `the server ended connection ${number}, which was kept, without a byte of a response; ${message.method} ${path} goes out again over connection ${again.number}` });
    const end = again === undefined ? first : await again.connection.exchange(request);
    note({ end, recorder, what: `${message.method} ${path}`, replyMs: options.replyMs });
    if (end.kind !== 'response') return undefined;
    const { status, headers, body, fault } = end.response;
    recorder.add({ kind: 'response', ...base, status, headers, body, fault });
    return end.response;
  };
  let last: Promise<unknown> = Promise.resolve();
  return {
    send(message) {
      const turn = last.then(() => exchange(message));
      last = turn.catch(() => undefined);
      return turn;
    },
    close() {
      isClosed = true;
      for (const { connection } of kept.values()) connection.close();
    },
  };
}

interface Connecting extends WireOptions {
  readonly point: RequestEvent['point'];
  readonly onHandshake: (facts: HandshakeFacts) => void;
}

async function connect(url: URL, { point, tls, timers, replyMs, maxBodyBytes, onHandshake }: Connecting): Promise<HttpConnection> {
  try {
    return await openConnection({ url, tls, timers, timeoutMs: replyMs, maxBodyBytes, onHandshake });
  } catch (error) {
    if (!(error instanceof ConnectionRefusal)) throw error;
    const what = point === 'upper-tester' ? 'the upper tester (control.http.upperTester)' : 'the server';
    const remedy = tls.ca === undefined && UNKNOWN_ISSUER.test(error.message) ? "; give 'tls.ca', the certificate of its issuer" : '';
    throw new IutFault(`${what} cannot be reached: ${error.message}${remedy}`, { cause: error });
  }
}

/** How OpenSSL says that nobody who is trusted issued the certificate, in words and in the codes of the platform. */
const UNKNOWN_ISSUER = /self[- _]signed|unable to (?:get|verify)|UNABLE_TO_(?:GET|VERIFY)/i;

const withHost = (headers: HeaderLines, { host }: URL): HeaderLines => (headers.some(([name]) => name.toLowerCase() === 'host') ? headers : [['Host', host], ...headers]);

interface Note {
  readonly end: ExchangeEnd;
  readonly recorder: Recorder;
  readonly what: string;
  readonly replyMs: number;
}

function note({ end, recorder, what, replyMs }: Note): void {
  if (end.kind === 'late') recorder.add({ kind: 'deadline', waitedFor: `the response to ${what}`, timeoutMs: replyMs });
  if (end.kind === 'closed') recorder.add({ kind: 'control', action: 'ended', detail: `${what}: ${end.reason}` });
}
