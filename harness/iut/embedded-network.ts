/**
 * The HTTP stack of an embedded reference client over a memory network: what it puts on the wire is what node:http puts
 * there for the same request (RFC 9112), and what it hands back is what the reference's own stack would read.
 */
import { validateHeaderName, validateHeaderValue } from 'node:http';
import { ConnectionFault } from '../../reference/dm2-client/faults.js';
import { splitUri, type ConnectionOptions, type HttpConnections, type OpenConnections } from '../../reference/dm2-client/http.js';
import type { HttpRequest, HttpResponse } from '../../reference/dm2-client/model.js';
import type { MemoryNetwork, MemoryRequest, MemoryResponse } from '../binding/memory-network.js';
import type { HeaderLines } from '../transcript/event.js';

type Reject = (fault: ConnectionFault) => void;

/** Connections of one client over this network. */
export function connectOver(network: MemoryNetwork): OpenConnections {
  return (options) => openConnections(network, options);
}

function openConnections(network: MemoryNetwork, options: ConnectionOptions): HttpConnections {
  const open = new Set<Reject>();
  let isClosed = false;
  const aborted = (): ConnectionFault => new ConnectionFault({ kind: 'aborted', message: 'the client was closed' });
  return {
    send(request) {
      if (isClosed) return Promise.reject(aborted());
      return new Promise<HttpResponse>((resolve, reject) => {
        const cancel = limitWait({ request, options, reject, network });
        open.add(reject);
        const settle = (): void => {
          cancel();
          open.delete(reject);
        };
        network.send(onWire(request)).then((response) => {
          settle();
          resolve(received({ response, request, options }));
        }).catch((error: unknown) => {
          settle();
          reject(error);
        });
      });
    },
    close() {
      isClosed = true;
      for (const reject of open) reject(aborted());
    },
  };
}

interface Limited {
  readonly request: HttpRequest;
  readonly options: ConnectionOptions;
  readonly reject: Reject;
  readonly network: MemoryNetwork;
}

/** Sets the client's own time limit; the returned function lifts it. */
function limitWait({ request, options, reject, network }: Limited): () => void {
  if (request.patience === 'unlimited') return () => undefined;
  const late = (): void => reject(new ConnectionFault({ kind: 'timeout', message: `no complete answer from ${request.url} within ${options.requestMs} ms` }));
  return network.timers.after(options.requestMs, late);
}

/** Bytes that no request line can carry as they are; node:http refuses them as well. */
const UNSENDABLE = /[^\u0021-\u00ff]/;

function onWire(request: HttpRequest): MemoryRequest {
  const { scheme, host, port, target } = splitUri(request.url);
  const sent = request.target ?? target;
  if (UNSENDABLE.test(sent)) throw new TypeError(`the request target ${JSON.stringify(sent)} holds characters that cannot be sent`);
  const authority = `${host.includes(':') ? `[${host}]` : host}${port === undefined || port === 80 ? '' : `:${port}`}`;
  return { origin: `${scheme}://${authority}`, method: request.method, target: sent, headers: headersOnWire(request, authority), body: request.body ?? new Uint8Array() };
}

/** Lines in the order of node:http: those given, then Host, Connection and, for a PUT or POST without body, its length. */
function headersOnWire({ method, headers, body }: HttpRequest, authority: string): HeaderLines {
  const lines = new Map<string, readonly [string, string]>();
  for (const [name, value] of Object.entries(headers)) {
    validateHeaderName(name);
    validateHeaderValue(name, value);
    lines.set(name.toLowerCase(), [name, value.replace(/^[ \t]+|[ \t]+$/g, '')]);
  }
  const add = (name: string, value: string): void => {
    if (!lines.has(name.toLowerCase())) lines.set(name.toLowerCase(), [name, value]);
  };
  const isFramed = lines.has('content-length') || lines.has('transfer-encoding');
  if (body !== undefined && !isFramed) add('Content-Length', String(body.byteLength));
  add('Host', authority);
  add('Connection', 'keep-alive');
  if (body === undefined && !isFramed && method !== 'GET') add('Content-Length', '0');
  return [...lines.values()];
}

function received({ response, request, options }: { readonly response: MemoryResponse; readonly request: HttpRequest; readonly options: ConnectionOptions }): HttpResponse {
  if (response.extent === 'none') throw new ConnectionFault({ kind: 'connection', message: `no answer from ${request.url}: ${response.reason}` });
  const { status, body, extent } = response;
  if (body.byteLength > options.maxBytes) throw new ConnectionFault({ kind: 'too-large', message: `the response body is larger than ${options.maxBytes} bytes` });
  return { status, headers: headersReceived(response.headers), body: Buffer.from(body.buffer, body.byteOffset, body.byteLength), extent };
}

/** Of these node:http keeps the first line; lines of other names are joined. */
const SINGLE = new Set(['age', 'authorization', 'content-length', 'content-type', 'etag', 'expires', 'from', 'host', 'if-modified-since', 'if-unmodified-since', 'last-modified', 'location', 'max-forwards', 'proxy-authorization', 'referer', 'retry-after', 'server', 'user-agent']);

function headersReceived(lines: HeaderLines): ReadonlyMap<string, string> {
  const headers = new Map<string, string>();
  for (const [name, value] of lines) {
    const key = name.toLowerCase();
    const before = headers.get(key);
    if (before === undefined) headers.set(key, value);
    else if (!SINGLE.has(key)) headers.set(key, `${before}, ${value}`);
  }
  return headers;
}
