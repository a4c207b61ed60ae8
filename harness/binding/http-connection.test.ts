import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { WALL_TIMERS } from '../clock/timers.js';
import { ConnectionRefusal, openConnection, type HttpConnection } from './http-connection.js';
import type { OutgoingRequest } from './http-request.js';

const servers: Server[] = [];
const connections: HttpConnection[] = [];
afterEach(async () => {
  for (const connection of connections.splice(0)) connection.close();
  await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
});

/** A server that is told of every piece of bytes as it comes. */
async function peer(onData: (socket: Socket, text: string) => void, onEnd: (socket: Socket) => void = () => undefined): Promise<URL> {
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    let text = '';
    socket.on('error', () => undefined);
    socket.on('data', (bytes) => onData(socket, (text += bytes.toString('latin1'))));
    socket.on('end', () => {
      onEnd(socket);
      socket.end();
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return new URL(`http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/`);
}

async function connect(url: URL, timeoutMs = 2000): Promise<HttpConnection> {
  const connection = await openConnection({ url, tls: {}, timeoutMs, maxBodyBytes: 1000, timers: WALL_TIMERS });
  connections.push(connection);
  return connection;
}

const POST: OutgoingRequest = { method: 'POST', target: '/dm', headers: [['Host', 'x']], body: Buffer.from('hello') };
const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';

describe('a connection of the tester', () => {
  it('sends what it is given, byte by byte, and is used again', async () => {
    const seen: string[] = [];
    const connection = await connect(
      await peer((socket, text) => {
        if (!text.endsWith('hello')) return;
        seen.push(text);
        socket.write(OK);
      }),
    );
    expect(await connection.exchange(POST)).toMatchObject({ kind: 'response', response: { status: 200, fault: null } });
    expect(connection.isOpen()).toBe(true);
    await connection.exchange(POST);
    const once = 'POST /dm HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello';
    expect(seen).toEqual([once, once + once]);
  });

  it.each([
    ['chunked', { framing: 'chunked' }, 'POST /dm HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n'],
    ['without a length', { framing: 'none' }, 'POST /dm HTTP/1.1\r\nHost: x\r\n\r\nhello'],
    ['as raw bytes', { fault: { kind: 'raw', bytes: Buffer.from('NOT HTTP') } }, 'NOT HTTP'],
  ] satisfies readonly (readonly [string, Partial<OutgoingRequest>, string])[])('sends a request %s', async (_, changes, wanted) => {
    const connection = await connect(await peer((socket, text) => (text.length === wanted.length ? socket.end(OK) : undefined)));
    let sent = '';
    const end = await connection.exchange({ ...POST, ...changes }, ({ pieces }) => void (sent = Buffer.concat(pieces).toString('latin1')));
    expect(sent).toBe(wanted);
    expect(end).toMatchObject({ kind: 'response', response: { status: 200 } });
  });

  it('reads the response to a request behind which it closes its side', async () => {
    const connection = await connect(await peer(() => undefined, (socket) => socket.write(OK)));
    expect(await connection.exchange({ ...POST, fault: { kind: 'half-closed' } })).toMatchObject({ kind: 'response', response: { status: 200 } });
    expect(connection.isOpen()).toBe(false);
  });

  it('cuts a request off where it is told to', async () => {
    let seen = '';
    let isOver: () => void = () => undefined;
    const over = new Promise<void>((resolve) => (isOver = resolve));
    const connection = await connect(await peer((_, text) => void (seen = text), () => isOver()));
    expect(await connection.exchange({ ...POST, fault: { kind: 'cut', afterBytes: 2 } })).toEqual({ kind: 'closed', reason: 'the tester cut the connection' });
    await over;
    expect(seen).toMatch(/Content-Length: 5\r\n\r\nhe$/);
  });

  it('never sends a request again', async () => {
    let requests = 0;
    const connection = await connect(
      await peer((socket) => {
        requests += 1;
        socket.destroy();
      }),
    );
    expect(await connection.exchange(POST)).toEqual({ kind: 'closed', reason: 'the connection was closed without a response' });
    expect([requests, connection.isOpen()]).toEqual([1, false]);
    expect(await connection.exchange(POST)).toEqual({ kind: 'closed', reason: 'the connection was closed without a response' });
    expect(requests).toBe(1);
  });

  it('carries one request at a time', async () => {
    const connection = await connect(await peer((socket, text) => (text.endsWith('hello') ? socket.write(OK) : undefined)));
    const first = connection.exchange(POST);
    await expect(connection.exchange(POST)).rejects.toThrow(TypeError);
    expect(await first).toMatchObject({ kind: 'response' });
  });

  it('waits no longer than its deadline', async () => {
    const connection = await connect(await peer(() => undefined), 20);
    expect(await connection.exchange(POST)).toEqual({ kind: 'late' });
    expect(connection.isOpen()).toBe(false);
  });

  it('does not come about where nobody listens', async () => {
    const url = await peer(() => undefined);
    await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
    await expect(connect(url)).rejects.toThrow(ConnectionRefusal);
  });
});
