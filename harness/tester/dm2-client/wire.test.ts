/** What the tester sends again, and what it does not. */
import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTls } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { openAuthority } from '../../binding/tls-certificates.js';
import { WALL_TIMERS } from '../../clock/timers.js';
import { createRecorder } from '../../transcript/recorder.js';
import { createWire, type Wire, type WireMessage } from './wire.js';

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';
const servers: Server[] = [];
const wires: Wire[] = [];
afterEach(async () => {
  for (const wire of wires.splice(0)) wire.close();
  await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
});

/** A server that is told the number of each request, and its number on its connection. */
async function serve(onRequest: (socket: Socket, request: { readonly nth: number; readonly onConnection: number }) => void): Promise<string> {
  let nth = 0;
  const server = createServer((socket) => {
    let onConnection = 0;
    socket.on('error', () => undefined);
    socket.on('data', () => onRequest(socket, { nth: ++nth, onConnection: ++onConnection }));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/dm`;
}

function open(): { readonly wire: Wire; readonly recorder: ReturnType<typeof createRecorder> } {
  const recorder = createRecorder(() => 0);
  const wire = createWire({ recorder, tls: {}, timers: WALL_TIMERS, replyMs: 2000, maxBodyBytes: 1000, counters: { exchange: 0, connection: 0 } });
  wires.push(wire);
  return { wire, recorder };
}

const post = (url: string): WireMessage => ({ method: 'POST', headers: [], body: new Uint8Array(), point: 'dm', address: 'a', url, onPurpose: null });

describe('a connection that was kept', () => {
  it('and ends without a byte of a response is replaced, and the transcript says so', async () => {
    const url = await serve((socket, { onConnection }) => (onConnection === 1 ? socket.write(OK) : socket.destroy()));
    const { wire, recorder } = open();
    await wire.send(post(url));
    expect(await wire.send(post(url))).toMatchObject({ status: 200 });
    expect(recorder.events.map((event) => [event.kind, 'exchange' in event ? event.exchange : null])).toEqual([['request', 0], ['response', 0], ['request', 1], ['control', null], ['response', 1]]);
    expect(recorder.events[3]).toMatchObject({ action: 'ended', detail: expect.stringMatching(/^the server ended connection 0, which was kept.*POST \/dm goes out again over connection 1$/) });
  });

  it('and ends within a response is not replaced', async () => {
    let last = 0;
    const url = await serve((socket, { nth, onConnection }) => {
      last = nth;
      if (onConnection === 1) socket.write(OK);
      else socket.end('HTTP/1.1 200 OK\r\nContent-Le');
    });
    const { wire } = open();
    await wire.send(post(url));
    await wire.send(post(url));
    expect(last).toBe(2);
  });
});

describe('a new connection', () => {
  it('that does not come about is the fault of the end that it leads to', async () => {
    const { wire } = open();
    await expect(wire.send(post('http://127.0.0.1:1/dm'))).rejects.toThrow(/^the server cannot be reached: 127\.0\.0\.1:1/);
    await expect(wire.send({ ...post('http://127.0.0.1:1/devices'), point: 'upper-tester' })).rejects.toThrow(/^the upper tester \(control\.http\.upperTester\) cannot be reached: 127\.0\.0\.1:1/);
  });

  it('to a certificate that nobody trusted issued says what to give', async () => {
    const { cert, key } = await (await openAuthority({ now: Date.now })).issue({ kind: 'self-signed', keys: 'ecdsa', usage: 'server', name: '127.0.0.1' });
    const server = createTls({ cert, key });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const { wire } = open();
    await expect(wire.send(post(`https://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/dm`))).rejects.toThrow("give 'tls.ca', the certificate of its issuer");
  });

  it('that ends without a response is an end: nothing is sent again', async () => {
    let last = 0;
    const url = await serve((socket, { nth }) => {
      last = nth;
      socket.destroy();
    });
    const { wire, recorder } = open();
    expect([await wire.send(post(url)), last]).toEqual([undefined, 1]);
    expect(recorder.events.at(-1)).toMatchObject({ kind: 'control', detail: 'POST /dm: the connection was closed without a response' });
  });
});
