/**
 * HTTP/1.1 and HTTPS of the reference server over node:http (RFC 9112; OMA-TS-DM_Protocol-V2_0, ~8.2): framing,
 * limits, TLS with certificates and with pre-shared keys. Left out: HTTP/2, redirects, compression.
 */
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse as WireResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { SecureVersion, TlsOptions } from 'node:tls';
import { emptyResponse, response } from './http-rules.js';
import type { ServerRequest, ServerResponse } from './model.js';

export interface TlsListening {
  /** PEM; several for several kinds of keys, with as many keys. */
  readonly cert: string | readonly string[];
  readonly key: string | readonly string[];
  /** PEM; authorities of client certificates. */
  readonly ca?: string;
  /** Default `ignored`. `required`: without a certificate of `ca` there is no connection (DM2-AUTH-S-003). */
  readonly clientCertificates?: 'ignored' | 'required';
  /** Keys by identity (PSK mode). */
  readonly psk?: ReadonlyMap<string, Uint8Array>;
  /** Default TLSv1.2 (A-49). */
  readonly minVersion?: SecureVersion;
  readonly maxVersion?: SecureVersion;
}

export interface ListenOptions {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  readonly tls?: TlsListening;
  /** What the platform is told for it (secure.ts). */
  readonly secure: (tls: TlsListening) => TlsOptions;
  /** Larger bodies are answered with 413. */
  readonly maxBodyBytes: number;
  readonly respond: (request: ServerRequest) => Promise<ServerResponse>;
  /** A fault of the server itself; the request is answered with 500. */
  readonly onFault: (fault: unknown) => void;
}

export interface Listening {
  /** `http://host:port` or `https://host:port`. */
  readonly origin: string;
  /** Ends every connection. */
  readonly close: () => Promise<void>;
}

/** How long a connection may be idle: a device that works on a command for a minute finds it open (DM2-SEQ-S-010, A-24). */
const IDLE_MS = 120_000;

/** Rejects with the system's error when the address is taken. */
export async function listen(options: ListenOptions): Promise<Listening> {
  const { host, port, tls } = options;
  const handle: RequestListener = (incoming, outgoing) => {
    answer({ incoming, outgoing, options }).catch(options.onFault);
  };
  const server: Server = tls === undefined ? createServer(handle) : createTlsServer(options.secure(tls), handle);
  server.keepAliveTimeout = IDLE_MS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const address: AddressInfo | string | null = server.address();
  const shownPort = typeof address === 'object' && address !== null ? address.port : port;
  return {
    origin: `${tls === undefined ? 'http' : 'https'}://${host.includes(':') ? `[${host}]` : host}:${shownPort}`,
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}

interface Answering {
  readonly incoming: IncomingMessage;
  readonly outgoing: WireResponse;
  readonly options: ListenOptions;
}

async function answer({ incoming, outgoing, options }: Answering): Promise<void> {
  const body = await bodyOf(incoming, options.maxBodyBytes);
  if (body === 'broken-off') return;
  if (body === 'too-large') {
    outgoing.on('finish', () => incoming.destroy());
    send(outgoing, { ...tooLarge(options.maxBodyBytes) });
    return;
  }
  const request: ServerRequest = { method: incoming.method ?? '', target: incoming.url ?? '/', headers: headersOf(incoming), body };
  const reply = await options.respond(request).catch((fault: unknown) => {
    options.onFault(fault);
    return emptyResponse(500);
  });
  send(outgoing, reply);
}

const tooLarge = (maxBytes: number): ServerResponse =>
  response({ status: 413, headers: [['Connection', 'close'], ['Content-Type', 'text/plain; charset=utf-8']], body: `a body may have ${maxBytes} bytes at most\n` });

function bodyOf(incoming: IncomingMessage, maxBytes: number): Promise<Uint8Array | 'too-large' | 'broken-off'> {
  return new Promise((resolve) => {
    const chunks: Uint8Array[] = [];
    let size = 0;
    incoming.on('data', (chunk: Uint8Array) => {
      size += chunk.byteLength;
      if (size > maxBytes) resolve('too-large');
      else chunks.push(chunk);
    });
    incoming.on('end', () => resolve(Buffer.concat(chunks)));
    incoming.on('error', () => resolve('broken-off'));
    incoming.on('close', () => resolve('broken-off'));
  });
}

function headersOf({ headers }: IncomingMessage): ReadonlyMap<string, string> {
  const entries = Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, typeof value === 'string' ? value : value.join(', ')] as const]));
  return new Map(entries);
}

function send(outgoing: WireResponse, { status, headers, body }: ServerResponse): void {
  outgoing.statusCode = status;
  for (const [name, value] of headers) outgoing.appendHeader(name, value);
  const isChunked = headers.some(([name]) => name.toLowerCase() === 'transfer-encoding');
  if (status !== 204 && status !== 304 && !isChunked) outgoing.setHeader('Content-Length', body.byteLength);
  outgoing.end(body);
}
