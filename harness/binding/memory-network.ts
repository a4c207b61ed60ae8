/**
 * HTTP between a tester and an IUT of the same process, without sockets: what `prove` runs on, where thousands of sessions
 * would spend half of their time in the system's network. Requests, replies and datagrams are what the loopback network would carry
 * for them (harness/iut/embedded-network.test.ts holds the two side by side): the same lines of headers, the same framing, the same
 * faults on purpose. It knows no TLS, no trailers and no interim answers.
 */
import { createQuietTime } from '../clock/quiet-time.js';
import type { Clock, Timers } from '../clock/timers.js';
import type { HeaderLines } from '../transcript/event.js';
import type { Datagram, DatagramSocket } from './datagram.js';
import { bodyTooLarge, type Listen, type Listener, type ListenerOptions } from './http-listener.js';
import { describeFaultOnWire, framed, type Reply } from './http-reply.js';

/** A request as the client's HTTP stack would put it on the wire. */
export interface MemoryRequest {
  /** `http://host:port` */
  readonly origin: string;
  readonly method: string;
  readonly target: string;
  readonly headers: HeaderLines;
  readonly body: Uint8Array;
}

/** What reaches the client. `truncated`: the connection ended within the body; `none`: it ended before any reply. */
export type MemoryResponse =
  | { readonly extent: 'complete' | 'truncated'; readonly status: number; readonly headers: HeaderLines; readonly body: Uint8Array }
  | { readonly extent: 'none'; readonly reason: string };

export interface MemoryNetwork {
  /** Passes only while nothing is on its way. */
  readonly timers: Timers;
  readonly listen: Listen;
  send(request: MemoryRequest): Promise<MemoryResponse>;
  /** Takes datagrams at a port of its own. */
  receiveDatagrams(onDatagram: (body: Uint8Array) => void): DatagramSocket;
  /** What nobody receives is lost. */
  sendDatagram(datagram: Datagram): Promise<void>;
  /** The time of day, the same in every run. */
  readonly clock: Clock;
}

/** 2016-02-09T00:00:00Z, when DM 2.0 was approved. */
const EPOCH_MS = 1_454_976_000_000;

/** Free connections of an address are used again, as a client that keeps them alive does. */
interface Host {
  readonly options: ListenerOptions;
  readonly free: number[];
  nextConnection: number;
}

/** A network of its own; addresses are given out from port 1 on. */
export function createMemoryNetwork(): MemoryNetwork {
  const hosts = new Map<string, Host>();
  const receivers = new Map<number, (body: Uint8Array) => void>();
  const time = createQuietTime();
  let nextPort = 1;
  return {
    timers: time,
    async listen(options) {
      const port = options.port === 0 ? nextPort++ : options.port;
      const origin = `http://${options.host.includes(':') ? `[${options.host}]` : options.host}:${port}`;
      hosts.set(origin, { options, free: [], nextConnection: 0 });
      return { host: options.host, port, origin, close: async () => void hosts.delete(origin) } satisfies Listener;
    },
    send(request) {
      const host = hosts.get(request.origin);
      return host === undefined ? Promise.resolve({ extent: 'none', reason: `connect ECONNREFUSED ${request.origin}` }) : deliver(host, request, time.stir);
    },
    receiveDatagrams(onDatagram) {
      const port = nextPort++;
      receivers.set(port, onDatagram);
      return { host: '127.0.0.1', port, close: async () => void receivers.delete(port) };
    },
    async sendDatagram({ port, body }) {
      time.stir();
      await new Promise<void>((resolve) => setImmediate(resolve));
      time.stir();
      receivers.get(port)?.(body);
    },
    clock: { now: () => EPOCH_MS + time.now() },
  };
}

async function deliver(host: Host, request: MemoryRequest, stir: () => void): Promise<MemoryResponse> {
  const { options } = host;
  const connection = host.free.pop() ?? host.nextConnection++;
  // A request never reaches its listener within the call that sends it: who sends goes on first.
  stir();
  await new Promise<void>((resolve) => setImmediate(resolve));
  stir();
  const isRead = options.onBegin?.(request.target);
  const { body, incomplete } = withinLimit(request.body, options.maxBodyBytes);
  isRead?.();
  const { reply, written } = await options.onRequest({ connection, method: request.method, target: request.target, httpVersion: '1.1', headers: request.headers, body, incomplete });
  if (reply.holdUntil !== undefined) await reply.holdUntil;
  stir();
  const headers = framed(reply);
  written?.({ status: reply.status, headers, body: reply.body, fault: describeFaultOnWire(reply) });
  if (reply.fault === undefined && incomplete === null && !closes(reply.headers) && !closes(request.headers) && reply.framing !== 'close') host.free.push(connection);
  return respond(request.method, reply, headers);
}

/** What of a body the listener keeps; see `readBody` of the listener for sockets. */
function withinLimit(body: Uint8Array, maxBytes: number): { readonly body: Uint8Array; readonly incomplete: string | null } {
  if (body.length <= maxBytes) return { body, incomplete: null };
  const reading = body.length > maxBytes * 2 ? 'stopped' : 'finished';
  return { body: body.subarray(0, maxBytes), incomplete: bodyTooLarge({ total: body.length, maxBytes, reading }) };
}

const closes = (headers: HeaderLines): boolean => headers.some(([name, value]) => name.toLowerCase() === 'connection' && value.toLowerCase() === 'close');

/** RFC 9110 section 6.4.1: these carry no content whatever their headers say. */
const hasNoContent = (method: string, status: number): boolean => method === 'HEAD' || status === 204 || status === 304;

const SPACE = 0x20;

function respond(method: string, { status, body, fault }: Reply, headers: HeaderLines): MemoryResponse {
  if (fault?.kind === 'reset') return { extent: 'none', reason: 'socket hang up' };
  if (hasNoContent(method, status)) return { extent: 'complete', status, headers, body: new Uint8Array() };
  if (fault?.kind === 'cut') return { extent: 'truncated', status, headers, body: body.subarray(0, fault.afterBytes) };
  if (fault?.kind === 'endless') return { extent: 'truncated', status, headers, body: new Uint8Array(fault.maxBytes).fill(SPACE) };
  return { extent: 'complete', status, headers, body };
}
