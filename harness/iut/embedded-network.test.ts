/** The network within the process against real sockets: both must show the tester and the device the same. */
import { afterEach, describe, expect, it } from 'vitest';
import { openConnections, type HttpConnections } from '../../reference/dm2-client/http.js';
import type { HttpRequest } from '../../reference/dm2-client/model.js';
import { listenHttp, type IncomingRequest, type Listener, type ListenerOptions } from '../binding/http-listener.js';
import type { Reply } from '../binding/http-reply.js';
import { createMemoryNetwork } from '../binding/memory-network.js';
import { connectOver } from './embedded-network.js';

const LIMITS = { requestMs: 2000, maxBytes: 500_000 };
const BODY = Buffer.from('{"a":1}');
const TEXT: Reply['headers'] = [['Content-Type', 'text/plain']];

const closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

type Made = Omit<HttpRequest, 'url'> & { readonly path: string };

interface Seen {
  readonly requests: readonly Omit<IncomingRequest, 'connection'>[];
  readonly connections: readonly number[];
  readonly written: readonly unknown[];
  readonly outcomes: readonly unknown[];
}

interface Wire {
  readonly listener: Listener;
  readonly connections: HttpConnections;
}

async function openWire(kind: 'sockets' | 'memory', options: ListenerOptions): Promise<Wire> {
  if (kind === 'sockets') return { listener: await listenHttp(options), connections: openConnections(LIMITS) };
  const network = createMemoryNetwork();
  return { listener: await network.listen(options), connections: connectOver(network)(LIMITS) };
}

/** Sends the requests one after the other; each takes the next reply. */
async function converse(kind: 'sockets' | 'memory', exchanges: readonly (readonly [Made, Reply])[]): Promise<Seen> {
  const requests: Omit<IncomingRequest, 'connection'>[] = [];
  const connectionNumbers: number[] = [];
  const written: unknown[] = [];
  const replies = exchanges.map(([, reply]) => reply);
  const { listener, connections } = await openWire(kind, {
    host: '127.0.0.1', port: 0, maxBodyBytes: 100, onMalformed: (detail) => expect.unreachable(detail),
    onRequest: ({ connection, ...request }) => {
      requests.push({ ...request, body: Buffer.from(request.body), headers: request.headers.map(([name, value]) => [name, name === 'Host' ? 'the listener' : value]) });
      connectionNumbers.push(connection);
      return { reply: replies.shift() ?? { status: 500, headers: [], body: BODY }, written: (sent) => void written.push({ ...sent, body: Buffer.from(sent.body) }) };
    },
  });
  closing.push(() => connections.close(), () => listener.close());
  const outcomes: unknown[] = [];
  for (const [{ path, ...made }] of exchanges) outcomes.push(await outcomeOf(connections, { ...made, url: `${listener.origin}${path}` }));
  return { requests, connections: connectionNumbers, written, outcomes };
}

async function outcomeOf(connections: HttpConnections, request: HttpRequest): Promise<unknown> {
  try {
    const { status, headers, body, extent } = await connections.send(request);
    // The listener over sockets adds what keeps the connection; the reference reads neither.
    const told = [...headers].filter(([name]) => name !== 'connection' && name !== 'keep-alive');
    return { status, headers: told, body: Buffer.from(body).toString('latin1').slice(0, 100), length: extent === 'complete' ? body.length : null, extent };
  } catch (error) {
    return { kind: (error as { kind?: string }).kind, name: (error as Error).name };
  }
}

const REQUESTS: readonly (readonly [what: string, made: Made])[] = [
  ['a GET', { method: 'GET', path: '/x?y=%20z', headers: { Accept: 'text/plain', 'accept-language': 'en' } }],
  ['a POST', { method: 'POST', path: '/dm', headers: { 'Content-Type': 'a/b' }, body: BODY }],
  ['a POST without a body', { method: 'POST', path: '/dm', headers: {} }],
  ['a PUT without a body', { method: 'PUT', path: '/dm', headers: { Accept: '*/*' } }],
  ['a PUT with an empty body', { method: 'PUT', path: '/dm', headers: {}, body: Buffer.alloc(0) }],
  ['a chunked POST', { method: 'POST', path: '/dm', headers: { 'transfer-encoding': 'chunked' }, body: BODY }],
  ['a length of the caller', { method: 'POST', path: '/dm', headers: { 'content-length': '7', Accept: 'a' }, body: BODY }],
  ['its own Host and Connection', { method: 'POST', path: '/dm', headers: { Host: 'other', Connection: 'keep-alive' }, body: BODY }],
  ['a name given twice', { method: 'GET', path: '/', headers: { Accept: 'a', Other: 'b', ACCEPT: 'c' } }],
  ['blanks around a value', { method: 'GET', path: '/', headers: { Accept: '  a b\t' } }],
  ['another target', { method: 'GET', path: '/', target: '/else?', headers: {} }],
  ['a body over the limit', { method: 'POST', path: '/', headers: {}, body: Buffer.alloc(150, 0x61) }],
];

const REPLIES: readonly (readonly [what: string, reply: Reply])[] = [
  ['a body', { status: 200, headers: TEXT, body: BODY }],
  ['no body', { status: 204, headers: [], body: new Uint8Array() }],
  ['a body that a 304 may not have', { status: 304, headers: [['ETag', '"x"']], body: BODY }],
  ['chunks', { status: 200, headers: TEXT, body: BODY, framing: 'chunked' }],
  ['a body that ends with the connection', { status: 200, headers: TEXT, body: BODY, framing: 'close' }],
  ['an error', { status: 503, headers: [['Retry-After', '1'], ['retry-after', '2'], ['X-A', '1'], ['x-a', '2']], body: BODY }],
  ['a reset', { status: 200, headers: TEXT, body: BODY, fault: { kind: 'reset' } }],
  ['a body cut short', { status: 200, headers: TEXT, body: BODY, fault: { kind: 'cut', afterBytes: 3 } }],
  ['a body without end', { status: 200, headers: TEXT, body: BODY, fault: { kind: 'endless', maxBytes: 1_000_000 } }],
];

const GET: Made = { method: 'GET', path: '/', headers: {} };
const OK: Reply = { status: 200, headers: TEXT, body: BODY };

describe('the network within the process', () => {
  it.each(REQUESTS)('carries %s as sockets do', async (_what, made) => {
    expect(await converse('memory', [[made, OK]])).toEqual(await converse('sockets', [[made, OK]]));
  });

  it.each(REPLIES)('carries back %s as sockets do', async (_what, reply) => {
    expect(await converse('memory', [[GET, reply], [GET, OK]])).toEqual(await converse('sockets', [[GET, reply], [GET, OK]]));
  });

  it('refuses what node:http refuses to send', async () => {
    for (const kind of ['memory', 'sockets'] as const) {
      const { outcomes, requests } = await converse(kind, [[{ ...GET, target: '/a b' }, OK], [{ ...GET, headers: { 'X Y': '1' } }, OK], [{ ...GET, headers: { X: 'a\nb' } }, OK]]);
      expect(outcomes.map((outcome) => (outcome as { name: string }).name)).toEqual(['TypeError', 'TypeError', 'TypeError']);
      expect(requests).toEqual([]);
    }
  });

  it('has nobody at an address that was not given out', async () => {
    const connections = connectOver(createMemoryNetwork())(LIMITS);
    await expect(connections.send({ method: 'GET', url: 'http://127.0.0.1:1/', headers: {} })).rejects.toMatchObject({ kind: 'connection' });
    await expect(connections.send({ method: 'GET', url: 'https://127.0.0.1/', headers: {} })).rejects.toMatchObject({ kind: 'connection' });
  });

  it('ends a wait at the time limit of the client and when the client is closed', async () => {
    const network = createMemoryNetwork();
    const listener = await network.listen({ host: '127.0.0.1', port: 0, maxBodyBytes: 100, onMalformed: () => undefined, onRequest: () => ({ reply: { ...OK, holdUntil: new Promise(() => undefined) } }) });
    const connections = connectOver(network)(LIMITS);
    await expect(connections.send({ method: 'GET', url: `${listener.origin}/`, headers: {} })).rejects.toMatchObject({ kind: 'timeout' });
    const waiting = connections.send({ method: 'GET', url: `${listener.origin}/`, headers: {}, patience: 'unlimited' });
    connections.close();
    await expect(waiting).rejects.toMatchObject({ kind: 'aborted' });
    await expect(connections.send({ method: 'GET', url: `${listener.origin}/`, headers: {} })).rejects.toMatchObject({ kind: 'aborted' });
  });
});
