/**
 * A recording gateway between two products: what a client sends is told to a watcher and goes on to the server, what comes back is
 * told and goes back. Bodies, header values and the order of things stay what they are; only what belongs to one hop is made anew
 * (RFC 9110, 7.6.1; RFC 9112, 6): Host, the headers that `Connection` names, the framing, and `Via` is added. Each message is taken
 * whole before it goes on, so that an interruption can be asked for in the middle of it. Nothing is sent twice, no redirect is
 * followed, and absolute URIs within messages are never rewritten: `foreign-addresses.ts` says where they lead past the proxy.
 * Knows no DM. Left out: CONNECT and upgrades.
 */
import type { ConnectionOptions } from 'node:tls';
import type { Timers } from '../clock/timers.js';
import { ConnectionRefusal, openConnection, type ExchangeEnd, type HttpConnection } from './http-connection.js';
import { listenHttp, type Exchange, type IncomingRequest, type Listen, type Listener } from './http-listener.js';
import type { Reply } from './http-reply.js';
import { cutRequest, forwardedRequest, replyFor, type Interruption } from './proxy-messages.js';
import type { IncomingResponse } from './response-reader.js';

/** What becomes of one request. */
export interface Passage {
  /** Path and query at the server; default: as they came. */
  readonly target?: string;
  /** Where the exchange is broken off on purpose; null: nowhere. */
  readonly interruption: Interruption | null;
  /** The same, decided when the answer is there. */
  readonly interruptionOf?: (response: IncomingResponse) => Interruption | null;
  /** The answer, just before it goes back to the client; `cut` says where it was broken off on purpose. */
  readonly onResponse: (response: IncomingResponse, cut: string | null) => void;
  /** Nobody answered, and the client's connection is closed. */
  readonly onSilence: (silence: Silence) => void;
}

/** `late`: the time was up; `closed`: the server ended the connection; `interrupted`: the proxy did, on purpose; `unreachable`: there was none. */
export interface Silence {
  readonly kind: 'late' | 'closed' | 'interrupted' | 'unreachable';
  readonly reason: string;
}

export interface ProxyOptions {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  /** The server; its origin matters. */
  readonly to: URL;
  /** Used where the server speaks https. */
  readonly tls: ConnectionOptions;
  /** From the last byte of a request to the last byte of its response. */
  readonly timeoutMs: number;
  /** Largest message, bytes; a longer one is cut off there. */
  readonly maxBodyBytes: number;
  readonly timers: Timers;
  /** A request has come, whole or with the reason why it is not. */
  readonly onRequest: (request: IncomingRequest) => Passage;
  /** Bytes that are no HTTP request; they go nowhere. */
  readonly onMalformed: (detail: string) => void;
  /** Default: over sockets. */
  readonly listen?: Listen;
}

/** Starts a proxy. Rejects with the system's error when the address cannot be bound. */
export async function startProxy(options: ProxyOptions): Promise<Listener> {
  const { host, port, maxBodyBytes, onMalformed, listen = listenHttp } = options;
  const lines = new Map<number, Line>();
  const listener = await listen({ host, port, maxBodyBytes, onMalformed, onRequest: (request) => pass(lineOf(request.connection, lines), request, options) });
  return {
    ...listener,
    close: async () => {
      for (const line of lines.values()) line.connection?.close();
      await listener.close();
    },
  };
}

/** What the proxy holds for one connection of a client: a connection of its own to the server, and the request under way. */
interface Line {
  connection: HttpConnection | null;
  last: Promise<unknown>;
}

function lineOf(connection: number, lines: Map<number, Line>): Line {
  const line = lines.get(connection) ?? { connection: null, last: Promise.resolve() };
  lines.set(connection, line);
  return line;
}

/** Requests of one connection go on one after the other, also where the client did not wait. */
function pass(line: Line, request: IncomingRequest, options: ProxyOptions): Promise<Exchange> {
  const passage = options.onRequest(request);
  const turn = line.last.then(() => exchange(line, { request, passage, options }));
  line.last = turn.catch(() => undefined);
  return turn;
}

interface Passing {
  readonly request: IncomingRequest;
  readonly passage: Passage;
  readonly options: ProxyOptions;
}

const NOTHING: Reply = { status: 500, headers: [], body: new Uint8Array(), fault: { kind: 'reset' } };

async function exchange(line: Line, passing: Passing): Promise<Exchange> {
  const { request, passage } = passing;
  const end = await send(line, passing);
  if (end.kind !== 'response') {
    passage.onSilence(end);
    return { reply: NOTHING };
  }
  const { response } = end;
  const interruption = passage.interruption ?? passage.interruptionOf?.(response) ?? null;
  const { reply, cut } = replyFor({ response, request, interruption });
  return { reply, written: () => passage.onResponse(response, cut) };
}

type Sent = Extract<ExchangeEnd, { readonly kind: 'response' }> | Silence;

async function send(line: Line, { request, passage, options }: Passing): Promise<Sent> {
  const forwarded = forwardedRequest(request, { target: passage.target ?? pathOf(request.target), host: options.to.host });
  const cut = cutRequest(forwarded, { request, interruption: passage.interruption });
  try {
    const connection = await connected(line, options);
    const end = await connection.exchange(cut?.request ?? forwarded);
    if (end.kind === 'response') return end;
    if (end.kind === 'closed') return cut ?? { kind: 'closed', reason: `the server: ${end.reason}` };
    connection.close();
    return { kind: 'late', reason: `no answer within ${options.timeoutMs} ms` };
  } catch (error) {
    if (error instanceof ConnectionRefusal) return { kind: 'unreachable', reason: `the server cannot be reached: ${error.message}` };
    throw error;
  }
}

async function connected(line: Line, { to, tls, timeoutMs, maxBodyBytes, timers }: ProxyOptions): Promise<HttpConnection> {
  if (line.connection?.isOpen() !== true) line.connection = await openConnection({ url: to, tls, timeoutMs, maxBodyBytes, timers });
  return line.connection;
}

/** The absolute form, which clients use towards proxies, becomes the origin form (RFC 9112, 3.2). */
function pathOf(target: string): string {
  const path = target.replace(/^https?:\/\/[^/?#]*/i, '');
  return path.startsWith('/') || path === '*' ? path : `/${path}`;
}

