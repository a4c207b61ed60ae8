/**
 * HTTP/1.1 in, bytes recorded, HTTP/1.1 out, with faults on demand (RFC 9112). Knows no DM.
 * A listener hands every request, body included, to `onRequest` and writes the reply it gets back.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { HeaderLines } from '../transcript/event.js';
import { writeReply, type Reply, type WrittenReply } from './http-reply.js';

/** One request as it came off the wire. */
export interface IncomingRequest {
  readonly connection: number;
  readonly method: string;
  readonly target: string;
  readonly httpVersion: string;
  readonly headers: HeaderLines;
  readonly body: Uint8Array;
  /** Why the body is not whole (too large, cut off), or null. */
  readonly incomplete: string | null;
}

export interface Exchange {
  /** Settles once the reply left, or once it is clear that it cannot. */
  readonly reply: Reply;
  readonly written?: (written: WrittenReply) => void;
}

export interface ListenerOptions {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  /** Largest request body kept, bytes; the rest is read and thrown away until twice that much, then the connection is cut. */
  readonly maxBodyBytes: number;
  readonly onRequest: (request: IncomingRequest) => Promise<Exchange> | Exchange;
  /** The head of a request is there; the returned function is called when its body is, too, or will never be. */
  readonly onBegin?: (target: string) => () => void;
  /** Bytes that are no HTTP request. */
  readonly onMalformed: (detail: string) => void;
}

export interface Listener {
  readonly host: string;
  readonly port: number;
  /** `http://host:port` */
  readonly origin: string;
  close(): Promise<void>;
}

/** How a tester gets a listener: over sockets, or within the process. */
export type Listen = (options: ListenerOptions) => Promise<Listener>;

/** Starts listening. Rejects with the system's error when the address cannot be bound. */
export async function listenHttp(options: ListenerOptions): Promise<Listener> {
  const connections = new Map<Socket, number>();
  let nextConnection = 0;
  const server = createServer(SERVER_OPTIONS);
  serveRequests(server, (socket) => ({ ...options, connection: connections.get(socket) ?? -1 }));
  server.on('connection', (socket) => {
    connections.set(socket, nextConnection++);
    socket.on('close', () => connections.delete(socket));
  });
  await bind(server, options);
  const { port } = server.address() as AddressInfo;
  const host = options.host.includes(':') ? `[${options.host}]` : options.host;
  return { host: options.host, port, origin: `http://${host}:${port}`, close: () => closeServer(server, connections) };
}

/** How patient a server of the tester is, and how large a head it reads. */
export const SERVER_OPTIONS = { keepAliveTimeout: 60_000, requestTimeout: 0, headersTimeout: 30_000, maxHeaderSize: 64 * 1024 } as const;

export interface Serving extends Pick<ListenerOptions, 'maxBodyBytes' | 'onRequest' | 'onBegin' | 'onMalformed'> {
  readonly connection: number;
}

/** Has a server of the platform, with or without TLS, hand over what it reads; a socket that nobody serves is closed. */
export function serveRequests(server: Server, servingOf: (socket: Socket) => Serving | undefined): void {
  const take = (request: IncomingMessage, response: ServerResponse): void => {
    const serving = servingOf(request.socket);
    if (serving === undefined) request.socket.destroy();
    else answer(request, response, serving).catch(() => request.socket.destroy());
  };
  server.on('request', take);
  // Without this the platform answers 417 by itself and nothing of it is recorded.
  server.on('checkExpectation', take);
  server.on('connect', (request, socket) => {
    servingOf(request.socket)?.onMalformed(`CONNECT ${JSON.stringify((request.url ?? '').slice(0, SHOWN_BYTES))}: the tester is no proxy`);
    socket.destroy();
  });
  server.on('clientError', (error: NodeJS.ErrnoException & { readonly rawPacket?: Uint8Array }, socket: Socket) => {
    if (error.code !== 'ECONNRESET') servingOf(socket)?.onMalformed(describeMalformed(error));
    socket.destroy();
  });
}

function bind(server: Server, options: ListenerOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function closeServer(server: Server, connections: ReadonlyMap<Socket, number>): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    for (const socket of connections.keys()) socket.destroy();
  });
}

async function answer(request: IncomingMessage, response: ServerResponse, options: Serving): Promise<void> {
  response.on('error', () => undefined);
  const isRead = options.onBegin?.(request.url ?? '');
  const { body, incomplete } = await readBody(request, options.maxBodyBytes);
  isRead?.();
  const exchange = await options.onRequest({
    connection: options.connection,
    method: request.method ?? '',
    target: request.url ?? '',
    httpVersion: request.httpVersion,
    headers: pairs(request.rawHeaders),
    body,
    incomplete,
  });
  await writeReply(response, exchange.reply, exchange.written);
  if (incomplete !== null) request.socket.destroy();
}

/** Why a body is not whole: `stopped`, at twice the limit, or read to its `finished` end and not kept. */
export function bodyTooLarge({ total, maxBytes, reading }: { readonly total: number; readonly maxBytes: number; readonly reading: 'stopped' | 'finished' }): string {
  return reading === 'stopped' ? `the body exceeds twice the limit of ${maxBytes} bytes; reading stopped` : `the body of ${total} bytes exceeds the limit of ${maxBytes} bytes; the rest was not kept`;
}

function readBody(request: IncomingMessage, maxBytes: number): Promise<{ readonly body: Uint8Array; readonly incomplete: string | null }> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let kept = 0;
    let total = 0;
    const finish = (incomplete: string | null): void => resolve({ body: chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks), incomplete });
    request.on('data', (chunk: Buffer) => {
      total += chunk.length;
      if (kept < maxBytes) {
        const part = chunk.subarray(0, maxBytes - kept);
        kept += part.length;
        chunks.push(part);
      }
      if (total > maxBytes * 2) {
        request.pause();
        finish(bodyTooLarge({ total, maxBytes, reading: 'stopped' }));
      }
    });
    request.on('end', () => finish(total > maxBytes ? bodyTooLarge({ total, maxBytes, reading: 'finished' }) : null));
    request.on('close', () => finish('the connection closed before the body was complete'));
    request.on('error', () => finish('the connection closed before the body was complete'));
  });
}

function pairs(raw: readonly string[]): HeaderLines {
  const lines: (readonly [string, string])[] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) lines.push([raw[index] ?? '', raw[index + 1] ?? '']);
  return lines;
}

const SHOWN_BYTES = 200;

function describeMalformed(error: NodeJS.ErrnoException & { readonly rawPacket?: Uint8Array }): string {
  const packet = error.rawPacket === undefined ? '' : `: ${JSON.stringify(Buffer.from(error.rawPacket.subarray(0, SHOWN_BYTES)).toString('latin1'))}`;
  return `bytes that are no HTTP request (${error.code ?? error.message})${packet}`;
}
