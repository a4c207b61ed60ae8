/**
 * HTTP/1.1 as a client, over a socket of its own (TCP or TLS): what is asked for goes out byte by byte, what comes back is
 * handed on as it is. Never retries, follows no redirect, sends nothing that it was not given. Knows no DM.
 */
import { connect as connectTcp, type Socket } from 'node:net';
import type { ConnectionOptions } from 'node:tls';
import type { Timers } from '../clock/timers.js';
import { wireRequest, type OutgoingRequest, type WireRequest } from './http-request.js';
import { dialTls } from './tls-dialler.js';
import type { HandshakeFacts } from './tls-facts.js';
import { createResponseReader, type IncomingResponse } from './response-reader.js';

/** `closed`: the connection ended without a response; `late`: the time was up. */
export type ExchangeEnd = { readonly kind: 'response'; readonly response: IncomingResponse } | { readonly kind: 'closed'; readonly reason: string } | { readonly kind: 'late' };

export interface HttpConnection {
  /** Sends one request and reads its response; throws a TypeError while another is under way. `sent` is called with what goes out, just before it does. */
  exchange(request: OutgoingRequest, sent?: (wire: WireRequest) => void): Promise<ExchangeEnd>;
  /** True while another request may follow. */
  isOpen(): boolean;
  close(): void;
}

export interface ConnectionOptionsOfTester {
  /** `http:` or `https:`; only its host and port matter. */
  readonly url: URL;
  /** Used for https. */
  readonly tls: ConnectionOptions;
  /** From the last byte of a request to the last byte of its response. */
  readonly timeoutMs: number;
  readonly maxBodyBytes: number;
  readonly timers: Timers;
  /** Told of every handshake, also of one that came to nothing. */
  readonly onHandshake?: (facts: HandshakeFacts) => void;
}

/** Opens a connection. Rejects with the system's error when the peer cannot be reached, or with its handshake. */
export async function openConnection(options: ConnectionOptionsOfTester): Promise<HttpConnection> {
  return connectionOver(await openSocket(options), options);
}

/** A connection over a socket that is there already. */
export function connectionOver(socket: Socket, options: OnSocket['options']): HttpConnection {
  socket.setNoDelay(true);
  // Somebody must listen, or a reset between two requests would end the process.
  socket.on('error', () => undefined);
  let usable = true;
  let busy = false;
  socket.on('close', () => (usable = false));
  socket.on('end', () => (usable = false));
  return {
    isOpen: () => usable,
    close: () => void socket.destroy(),
    async exchange(request, sent) {
      if (busy) throw new TypeError('a connection carries one request at a time');
      busy = true;
      const wire = wireRequest(request);
      sent?.(wire);
      const end = await exchangeOn(socket, { wire, method: request.method, options });
      busy = false;
      if (end.kind !== 'response' || !end.response.keepsOpen || wire.after !== 'open') {
        usable = false;
        socket.destroy();
      }
      return end;
    },
  };
}

async function openSocket({ url, tls, timeoutMs, timers, onHandshake }: ConnectionOptionsOfTester): Promise<Socket> {
  const { host, port } = placeOf(url);
  if (url.protocol !== 'https:') return openTcp({ url, timeoutMs, timers });
  const { facts, socket } = await dialTls({ host, port, tls, timeoutMs, timers });
  onHandshake?.(facts);
  if (socket === null) throw new ConnectionRefusal(`${url.host}: ${facts.fault ?? 'no handshake'}`);
  return socket;
}

/** Host and port that a URL leads to. */
export function placeOf(url: URL): { readonly host: string; readonly port: number } {
  return { host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : url.port) };
}

function openTcp({ url, timeoutMs, timers }: Pick<ConnectionOptionsOfTester, 'url' | 'timeoutMs' | 'timers'>): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connectTcp(placeOf(url));
    const cancel = timers.after(timeoutMs, () => {
      socket.destroy();
      reject(new ConnectionRefusal(`${url.host} did not take a connection within ${timeoutMs} ms`));
    });
    socket.once('connect', () => {
      cancel();
      resolve(socket);
    });
    socket.once('error', (error: Error) => {
      cancel();
      reject(new ConnectionRefusal(`${url.host}: ${error.message}`, { cause: error }));
    });
  });
}

/** No connection came about; what the peer or the system said. */
export class ConnectionRefusal extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'ConnectionRefusal';
  }
}

interface OnSocket {
  readonly wire: WireRequest;
  readonly method: string;
  readonly options: Pick<ConnectionOptionsOfTester, 'timeoutMs' | 'timers' | 'maxBodyBytes'>;
}

function exchangeOn(socket: Socket, { wire, method, options }: OnSocket): Promise<ExchangeEnd> {
  const reader = createResponseReader({ method, maxBodyBytes: options.maxBodyBytes });
  return new Promise((resolve) => {
    const finish = (end: ExchangeEnd): void => {
      cancel();
      socket.off('data', onData).off('end', onEnd).off('close', onClose);
      resolve(end);
    };
    const settle = (response: IncomingResponse | undefined, reason: string): void => finish(response === undefined ? { kind: 'closed', reason } : { kind: 'response', response });
    const onData = (bytes: Buffer): void => {
      const response = reader.push(bytes);
      if (response !== undefined) settle(response, '');
    };
    const onEnd = (): void => settle(reader.end(), 'the connection was closed without a response');
    const onClose = (): void => settle(reader.end(), wire.after === 'destroyed' ? 'the tester cut the connection' : 'the connection was closed without a response');
    const cancel = options.timers.after(options.timeoutMs, () => finish({ kind: 'late' }));
    socket.on('data', onData).once('end', onEnd).once('close', onClose);
    if (socket.destroyed) onClose();
    else send(socket, wire);
  });
}

function send(socket: Socket, { pieces, after }: WireRequest): void {
  const [last = new Uint8Array(), ...before] = pieces.toReversed();
  for (const piece of before.toReversed()) socket.write(piece);
  socket.write(last, () => {
    if (after === 'half-closed') socket.end();
    if (after === 'destroyed') socket.destroy();
  });
}
