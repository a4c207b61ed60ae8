import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { listenHttp, type IncomingRequest, type Listener } from './http-listener.js';
import type { Reply, WrittenReply } from './http-reply.js';

const open: Listener[] = [];
afterEach(async () => void (await Promise.all(open.splice(0).map((listener) => listener.close()))));

interface Setup {
  readonly listener: Listener;
  readonly requests: IncomingRequest[];
  readonly malformed: string[];
  readonly written: WrittenReply[];
}

async function setUp(reply: Partial<Reply> = {}, maxBodyBytes = 1024): Promise<Setup> {
  const requests: IncomingRequest[] = [];
  const malformed: string[] = [];
  const written: WrittenReply[] = [];
  const listener = await listenHttp({
    host: '127.0.0.1',
    port: 0,
    maxBodyBytes,
    onMalformed: (detail) => malformed.push(detail),
    onRequest(request) {
      requests.push(request);
      return { reply: { status: 200, headers: [], body: Buffer.from('hello'), ...reply }, written: (entry) => written.push(entry) };
    },
  });
  open.push(listener);
  return { listener, requests, malformed, written };
}

function closed(socket: Socket): Promise<void> {
  return new Promise((resolve) => socket.on('error', () => undefined).once('close', () => resolve()));
}

/** Sends raw bytes and resolves with everything that came back until the connection closed. */
async function exchange(listener: Listener, bytes: string | Buffer): Promise<string> {
  const socket = connect(listener.port, listener.host);
  let received = '';
  socket.on('data', (chunk) => (received += chunk.toString('latin1')));
  socket.on('error', () => undefined);
  socket.write(bytes);
  await closed(socket);
  return received;
}

describe('what is recorded of a request', () => {
  it('keeps method, target, header lines in their order and case, and the body bytes', async () => {
    const { listener, requests } = await setUp();
    await exchange(listener, 'POST /a%2Fb?x=1 HTTP/1.1\r\nhost: h\r\nX-B: 2\r\nx-a:  1\r\nX-B: 3\r\nConnection: close\r\nContent-Length: 3\r\n\r\n\x00ab');
    expect(requests[0]).toMatchObject({ method: 'POST', target: '/a%2Fb?x=1', httpVersion: '1.1', incomplete: null });
    expect(requests[0]?.headers).toEqual([['host', 'h'], ['X-B', '2'], ['x-a', '1'], ['X-B', '3'], ['Connection', 'close'], ['Content-Length', '3']]);
    expect(Buffer.from(requests[0]?.body ?? []).toString('latin1')).toBe('\x00ab');
  });

  it('joins a chunked body', async () => {
    const { listener, requests } = await setUp();
    await exchange(listener, 'POST / HTTP/1.1\r\nHost: h\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\n');
    expect(Buffer.from(requests[0]?.body ?? []).toString()).toBe('abc');
  });

  it('says that a body was cut off when the connection closes early', async () => {
    const { listener, requests } = await setUp();
    const socket = connect(listener.port, listener.host);
    socket.end('POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nabc');
    await closed(socket);
    await expect.poll(() => requests[0]?.incomplete).toBe('the connection closed before the body was complete');
  });

  it('keeps no more than the limit of a large body and says so', async () => {
    const { listener, requests } = await setUp({}, 100);
    await exchange(listener, `POST / HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: 150\r\n\r\n${'x'.repeat(150)}`);
    expect(requests[0]?.body.length).toBe(100);
    expect(requests[0]?.incomplete).toBe('the body of 150 bytes exceeds the limit of 100 bytes; the rest was not kept');
  });

  it('stops reading a body without end', async () => {
    const { listener, requests } = await setUp({}, 1000);
    const socket = connect(listener.port, listener.host);
    socket.on('error', () => undefined);
    socket.write('POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n');
    const chunk = `1000\r\n${'x'.repeat(4096)}\r\n`;
    const pump = (): void => void (socket.writable && socket.write(chunk, pump));
    pump();
    await closed(socket);
    expect(requests[0]?.incomplete).toBe('the body exceeds twice the limit of 1000 bytes; reading stopped');
  });

  it('reports bytes that are no HTTP and goes on', async () => {
    const { listener, malformed, requests } = await setUp();
    await exchange(listener, '\x16\x03\x01 not http\r\n\r\n');
    await exchange(listener, 'GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n');
    expect(malformed[0]).toContain('bytes that are no HTTP request');
    expect(requests).toHaveLength(1);
  });

  it('tells connections apart', async () => {
    const { listener, requests } = await setUp();
    const twice = 'GET / HTTP/1.1\r\nHost: h\r\n\r\nGET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n';
    await exchange(listener, twice);
    await exchange(listener, 'GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n');
    const [first, second, third] = requests.map((request) => request.connection);
    expect(first).toBe(second);
    expect(third).not.toBe(first);
  });
});

describe('how a reply goes out', () => {
  const GET = 'GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n';

  it('delimits by length, keeping the case and order of headers', async () => {
    const { listener } = await setUp({ headers: [['X-Zed', '1'], ['x-a', '2']] });
    const received = await exchange(listener, GET);
    expect(received).toMatch(/^HTTP\/1\.1 200 OK\r\nX-Zed: 1\r\nx-a: 2\r\nContent-Length: 5\r\n/);
    expect(received.endsWith('\r\n\r\nhello')).toBe(true);
  });

  it('sends chunks', async () => {
    const { listener } = await setUp({ framing: 'chunked' });
    expect(await exchange(listener, GET)).toContain('3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n');
  });

  it('delimits by closing the connection', async () => {
    const { listener } = await setUp({ framing: 'close' });
    const received = await exchange(listener, 'GET / HTTP/1.1\r\nHost: h\r\n\r\n');
    expect(received).not.toContain('Content-Length');
    expect(received.endsWith('\r\n\r\nhello')).toBe(true);
  });

  it('cuts the body off where it is told', async () => {
    const { listener, written } = await setUp({ fault: { kind: 'cut', afterBytes: 2 } });
    const received = await exchange(listener, GET);
    expect(received.endsWith('\r\n\r\nhe')).toBe(true);
    expect(written[0]?.fault).toBe('connection cut after 2 of 5 body bytes');
  });

  it('resets the connection instead of a reply', async () => {
    const { listener, written } = await setUp({ fault: { kind: 'reset' } });
    expect(await exchange(listener, GET)).toBe('');
    expect(written[0]?.fault).toBe('connection reset instead of a reply');
  });

  it('stops a body without end after its bound', async () => {
    const { listener } = await setUp({ fault: { kind: 'endless', maxBytes: 200_000 } });
    const received = await exchange(listener, GET);
    expect(received.length).toBeGreaterThan(100_000);
    expect(received.length).toBeLessThan(400_000);
  });

  it('holds a reply until it may go', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const { listener, written } = await setUp({ holdUntil: held });
    const answer = exchange(listener, GET);
    await expect.poll(() => written.length).toBe(0);
    release();
    expect(await answer).toContain('hello');
  });
});

it('rejects with the system error when the port is taken', async () => {
  const { listener } = await setUp();
  await expect(listenHttp({ host: '127.0.0.1', port: listener.port, maxBodyBytes: 1, onMalformed: () => undefined, onRequest: () => ({ reply: { status: 200, headers: [], body: Buffer.alloc(0) } }) })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
