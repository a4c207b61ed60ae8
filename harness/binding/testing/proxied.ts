/** Servers, clients and proxies on the loopback, for tests of the proxy. */
import { createServer as createHttp, request as httpRequest, type Agent, type IncomingMessage, type Server } from 'node:http';
import { connect, createServer as createTcp, type AddressInfo, type Server as TcpServer, type Socket } from 'node:net';
import { WALL_TIMERS } from '../../clock/timers.js';
import type { IncomingRequest, Listener } from '../http-listener.js';
import type { Interruption } from '../proxy-messages.js';
import { startProxy, type Silence } from '../proxy.js';
import type { IncomingResponse } from '../response-reader.js';

/** What a test has to close. */
export const closing: (() => Promise<void> | void)[] = [];

/** Closes what a test opened, the newest first. */
export async function closeAll(): Promise<void> {
  for (const close of closing.splice(0).toReversed()) await close();
}

/** A proxy and what it told of. */
export interface Watched {
  readonly proxy: Listener;
  readonly requests: IncomingRequest[];
  readonly responses: { readonly response: IncomingResponse; readonly cut: string | null }[];
  readonly silences: Silence[];
  readonly malformed: string[];
}

export interface Manner {
  readonly interruption?: Interruption | null;
  readonly timeoutMs?: number;
  readonly target?: string;
  readonly maxBodyBytes?: number;
}

/** A proxy before the server at this port of the loopback. */
export async function proxyTo(port: number, { interruption = null, timeoutMs = 5_000, target, maxBodyBytes = 8 * 1024 * 1024 }: Manner = {}): Promise<Watched> {
  const seen: Omit<Watched, 'proxy'> = { requests: [], responses: [], silences: [], malformed: [] };
  const proxy = await startProxy({
    host: '127.0.0.1', port: 0, to: new URL(`http://127.0.0.1:${port}`), tls: {}, timeoutMs, maxBodyBytes, timers: WALL_TIMERS,
    onRequest(request) {
      seen.requests.push(request);
      const told = { onResponse: (response: IncomingResponse, cut: string | null) => void seen.responses.push({ response, cut }), onSilence: (silence: Silence) => void seen.silences.push(silence) };
      return { interruption, ...(target === undefined ? {} : { target }), ...told };
    },
    onMalformed: (detail) => void seen.malformed.push(detail),
  });
  closing.push(() => proxy.close());
  return { proxy, ...seen };
}

/** The port at which the server listens from now on. */
export async function listening<S extends Server | TcpServer>(server: S): Promise<number> {
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  closing.push(() => new Promise<void>((resolve) => {
    server.close(() => resolve());
    if ('closeAllConnections' in server) server.closeAllConnections();
  }));
  return (server.address() as AddressInfo).port;
}

/** A server that answers with this text to whatever is sent, over raw sockets. */
export function rawServer(answer: (request: string, socket: Socket) => void): Promise<number> {
  return listening(createTcp((socket) => {
    closing.push(() => void socket.destroy());
    let text = '';
    socket.on('error', () => undefined);
    socket.on('data', (bytes) => {
      text += bytes.toString('latin1');
      answer(text, socket);
    });
  }));
}

/** Sends bytes and collects what comes until the connection ends, or until it holds `until`. */
export function talk(port: number, bytes: string, until = ''): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes, 'latin1'));
    closing.push(() => void socket.destroy());
    let text = '';
    socket.on('data', (data) => {
      text += data.toString('latin1');
      if (until !== '' && text.includes(until)) resolve(text);
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(text));
  });
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  readonly error: string | null;
}

export interface Asked {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
  readonly agent?: Agent;
}

/** One request by the platform's client. */
export function ask(port: number, { method = 'POST', path = '/dm', headers = {}, body = '', agent }: Asked = {}): Promise<Answer> {
  return new Promise((resolve) => {
    const request = httpRequest({ host: '127.0.0.1', port, method, path, headers, ...(agent === undefined ? { agent: false } : { agent }) }, (response) => {
      let text = '';
      const done = (error: string | null): void => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text, error });
      response.on('data', (bytes: Buffer) => (text += bytes.toString('utf8')));
      response.on('end', () => done(null));
      response.on('error', (error) => done(error.message));
    });
    request.on('error', (error) => resolve({ status: 0, headers: {}, body: '', error: error.message }));
    request.end(body);
  });
}

/** Answers with what it got. */
export const mirror = (): Promise<number> => listening(createHttp((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (bytes: Buffer) => chunks.push(bytes));
  request.on('end', () => {
    const text = JSON.stringify({ method: request.method, target: request.url, headers: request.rawHeaders, body: Buffer.concat(chunks).toString('utf8') });
    response.writeHead(200, { 'Content-Type': 'application/json', 'X-Mirror': 'yes', 'Content-Length': Buffer.byteLength(text) });
    response.end(text);
  });
}));
