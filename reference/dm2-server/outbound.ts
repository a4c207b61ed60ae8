/**
 * What the server sends on its own: Package#0 by UDP or HTTP, a bootstrap by HTTP, and requests for descriptions.
 * Nothing is repeated; redirects are not followed.
 */
import { createSocket } from 'node:dgram';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { OutboundFault } from './faults.js';

export interface OutboundRequest {
  readonly method: 'GET' | 'POST';
  /** Absolute http or https URI. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

export interface OutboundAnswer {
  readonly status: number;
  readonly body: Uint8Array;
}

export interface Datagram {
  readonly host: string;
  readonly port: number;
  readonly body: Uint8Array;
}

/** Both reject with OutboundFault. */
export interface Outbound {
  readonly http: (request: OutboundRequest) => Promise<OutboundAnswer>;
  readonly udp: (datagram: Datagram) => Promise<void>;
}

export interface OutboundLimits {
  readonly timeoutMs: number;
  /** Largest answer. */
  readonly maxBytes: number;
  /** PEM; authorities trusted besides those of the system. */
  readonly ca?: string;
}

/** Over sockets. */
export function openOutbound(limits: OutboundLimits): Outbound {
  return { http: (request) => exchange(request, limits), udp: sendDatagram };
}

function exchange(request: OutboundRequest, { timeoutMs, maxBytes, ca }: OutboundLimits): Promise<OutboundAnswer> {
  return new Promise((resolve, reject) => {
    const fail = (reason: string, cause?: unknown): void => reject(new OutboundFault(`no answer from ${request.url}: ${reason}`, { cause }));
    if (!URL.canParse(request.url) || !/^https?:/i.test(request.url)) {
      fail('it is not an absolute http or https URI');
      return;
    }
    const url = new URL(request.url);
    const headers = { ...request.headers, ...(request.body === undefined ? {} : { 'Content-Length': String(request.body.byteLength) }) };
    const options = { method: request.method, headers, agent: false, signal: AbortSignal.timeout(timeoutMs) } as const;
    const wire = url.protocol === 'https:' ? httpsRequest(url, { ...options, ...(ca === undefined ? {} : { ca }) }) : httpRequest(url, options);
    wire.on('error', (error) => fail(error.name === 'AbortError' ? `it took longer than ${timeoutMs} ms` : error.message, error));
    wire.on('response', (response) => {
      collect(response, maxBytes).then(resolve, (error: unknown) => {
        wire.destroy();
        fail(error instanceof OutboundFault ? error.message : 'the connection broke off', error);
      });
    });
    wire.end(request.body);
  });
}

async function collect(response: IncomingMessage, maxBytes: number): Promise<OutboundAnswer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response) {
    if (!(chunk instanceof Uint8Array)) continue;
    size += chunk.byteLength;
    if (size > maxBytes) throw new OutboundFault(`the body is larger than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return { status: response.statusCode ?? 0, body: Buffer.concat(chunks) };
}

function sendDatagram({ host, port, body }: Datagram): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => reject(new OutboundFault(`no datagram could be sent to ${host}:${port}: ${error.message}`, { cause: error }));
    const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4');
    socket.on('error', fail);
    socket.send(body, port, host, (error) => {
      socket.close();
      if (error === null) resolve();
      else fail(error);
    });
  });
}
