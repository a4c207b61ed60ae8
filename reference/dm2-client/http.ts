/**
 * HTTP/1.1 exchanges of the reference client over node:http and node:https.
 *
 * Paths, queries and percent-encoding of a URI go on the wire byte for byte (DM2-SERVERURI-C-003), so URIs are split
 * here and never normalised. Connections are kept alive per client and opened on first use. Redirects are not followed;
 * nothing is ever repeated here.
 */
import { Agent, request as httpRequest } from 'node:http';
import type { ClientRequest, IncomingMessage, RequestOptions } from 'node:http';
import { Agent as TlsAgent, request as httpsRequest } from 'node:https';
import type { Socket } from 'node:net';
import { ConnectionFault } from './faults.js';
import type { HttpRequest, HttpResponse } from './model.js';

export interface HttpConnections {
  /** One exchange; raises ConnectionFault when no response comes. A body cut short is marked `truncated`. */
  readonly send: (request: HttpRequest) => Promise<HttpResponse>;
  /** Ends every exchange under way and refuses new ones. */
  readonly close: () => void;
}

export interface ConnectionOptions {
  readonly requestMs: number;
  readonly maxBytes: number;
  /** Opens a connection to an https address; it is handed over when the server may be talked to. Without it there is none. */
  readonly secure?: (place: { readonly host: string; readonly port: number }) => Promise<Socket>;
  /** Connections shared with other clients of the process; whoever made the agent ends it. */
  readonly agent?: Agent | undefined;
}

/** How a client gets its connections. */
export type OpenConnections = (options: ConnectionOptions) => HttpConnections;

/** The connections of one client. */
export function openConnections(options: ConnectionOptions): HttpConnections {
  const open = new Set<ClientRequest>();
  const agents: Agents = { plain: options.agent, tls: undefined };
  const status = { closed: false };
  return {
    send: (request) => {
      if (status.closed) {
        return Promise.reject(aborted());
      }
      return exchange({ request, options, open, agents });
    },
    close: () => {
      status.closed = true;
      open.forEach((request) => request.destroy(aborted()));
      if (agents.plain !== options.agent) {
        agents.plain?.destroy();
      }
      agents.tls?.destroy();
    },
  };
}

interface Agents {
  plain: Agent | undefined;
  tls: TlsAgent | undefined;
}

interface Exchange {
  readonly request: HttpRequest;
  readonly options: ConnectionOptions;
  readonly open: Set<ClientRequest>;
  readonly agents: Agents;
}

const aborted = (): ConnectionFault => new ConnectionFault({ kind: 'aborted', message: 'the client was closed' });

function exchange({ request, options, open, agents }: Exchange): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    const wire = start({ request, options, agents });
    const timer = request.patience === 'unlimited' ? undefined : setTimeout(() => {
      wire.destroy(new ConnectionFault({ kind: 'timeout', message: `no complete answer from ${request.url} within ${options.requestMs} ms` }));
    }, options.requestMs);
    open.add(wire);
    wire.on('close', () => {
      clearTimeout(timer);
      open.delete(wire);
    });
    wire.on('error', (error) => reject(asFault({ error, url: request.url })));
    wire.on('response', (response) => {
      collect({ response, wire, maxBytes: options.maxBytes }).then(resolve, reject);
    });
    wire.end(request.body);
  });
}

function start({ request, options, agents }: Omit<Exchange, 'open'>): ClientRequest {
  const { scheme, host, port, target } = splitUri(request.url);
  const common: RequestOptions = {
    method: request.method, host, path: request.target ?? target, headers: withLength(request),
    ...(port === undefined ? {} : { port }),
  };
  if (scheme === 'https') {
    agents.tls ??= secureAgent(options);
    return httpsRequest({ ...common, agent: agents.tls });
  }
  agents.plain ??= new Agent({ keepAlive: true });
  return httpRequest({ ...common, agent: agents.plain });
}

const HTTPS_PORT = 443;

/** Connections come from `secure`; the platform's own way to them is not used. */
function secureAgent({ secure = noTls }: ConnectionOptions): TlsAgent {
  const createConnection = ({ host, port }: RequestOptions, done: (fault: Error | null, socket?: Socket) => void): void => {
    secure({ host: host ?? '', port: Number(port ?? HTTPS_PORT) }).then((socket) => done(null, socket), done);
  };
  return Object.assign(new TlsAgent({ keepAlive: true }), { createConnection });
}

const noTls = (): Promise<Socket> => Promise.reject(new ConnectionFault({ kind: 'connection', message: 'there is no TLS here' }));

function withLength(request: HttpRequest): Record<string, string> {
  const framed = Object.keys(request.headers).some((name) => /^(transfer-encoding|content-length)$/i.test(name));
  if (request.body === undefined || framed) {
    return { ...request.headers };
  }
  return { ...request.headers, 'Content-Length': String(request.body.byteLength) };
}

export interface SplitUri {
  readonly scheme: 'http' | 'https';
  readonly host: string;
  readonly port: number | undefined;
  /** Path and query as written; the fragment is not part of a request. */
  readonly target: string;
}

/** Splits an absolute http or https URI without changing any byte of its path and query; raises ConnectionFault. */
export function splitUri(uri: string): SplitUri {
  const match = /^(https?):\/\/(?:[^/?#@]*@)?(\[[^\]]*\]|[^/?#:]+)(?::(\d*))?([^#]*)/i.exec(uri);
  if (match === null) {
    throw new ConnectionFault({ kind: 'connection', message: `"${uri}" is not an absolute http or https URI` });
  }
  const [, scheme = '', host = '', port = '', rest = ''] = match;
  return {
    scheme: scheme.toLowerCase() === 'https' ? 'https' : 'http',
    host: host.replace(/^\[|\]$/g, ''),
    port: port === '' ? undefined : Number(port),
    target: rest.startsWith('/') ? rest : `/${rest}`,
  };
}

interface Collecting {
  readonly response: IncomingMessage;
  readonly wire: ClientRequest;
  readonly maxBytes: number;
}

function collect({ response, wire, maxBytes }: Collecting): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const finish = (extent: HttpResponse['extent']): void => resolve({
      status: response.statusCode ?? 0, headers: headersOf(response), body: Buffer.concat(chunks), extent,
    });
    response.on('data', (chunk: Buffer) => {
      size += chunk.byteLength;
      if (size > maxBytes) {
        const message = `the response body is larger than ${maxBytes} bytes`;
        reject(new ConnectionFault({ kind: 'too-large', message }));
        wire.destroy();
        return;
      }
      chunks.push(chunk);
    });
    response.on('end', () => finish('complete'));
    response.on('error', (error) => (error instanceof ConnectionFault ? reject(error) : finish('truncated')));
    response.on('close', () => finish('truncated'));
  });
}

function headersOf(response: IncomingMessage): ReadonlyMap<string, string> {
  const headers = new Map<string, string>();
  for (const [name, value] of Object.entries(response.headers)) {
    if (value !== undefined) {
      headers.set(name, typeof value === 'string' ? value : value.join(', '));
    }
  }
  return headers;
}

function asFault({ error, url }: { readonly error: Error; readonly url: string }): ConnectionFault {
  return error instanceof ConnectionFault
    ? error
    : new ConnectionFault({ kind: 'connection', message: `no answer from ${url}: ${error.message}`, cause: error });
}
