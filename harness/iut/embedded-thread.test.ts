import { EventEmitter } from 'node:events';
import { createServer, type Server } from 'node:http';
import { MessageChannel } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { IutFault, type ClientDevice } from './control.js';
import { createThreadedClientControl, devicesBehind, devicesOf } from './embedded-thread.js';
import { serveDevices, type TesterThread } from './embedded-worker.js';
import { testEnvironment } from './testing/environment.js';
import { connectCalls } from './thread-calls.js';

const END = '{"CMD":[["END"]]}';

let server: Server;
let origin = '';
beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume();
    request.on('end', () => response.setHeader('Content-Type', 'application/vnd.oma.dm.request+json').end(END));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
});
const { port1, port2 } = new MessageChannel();
const thread = devicesBehind(port1);
serveDevices(port2);
afterAll(() => {
  port1.close();
  server.closeAllConnections();
  server.close();
});

async function open(): Promise<{ readonly device: ClientDevice; readonly notes: readonly string[] }> {
  const accounts = { a: { serverId: 'srv-a', url: `${origin}/a` }, b: { serverId: 'srv-b', url: `${origin}/b` } };
  const { environment, notes } = testEnvironment({ accounts, credentials: null });
  return { device: await thread.open(environment), notes };
}

describe('a device in a thread of its own', () => {
  it('runs a session, tells its end, and its output comes before that', async () => {
    const { device, notes } = await open();
    const end = await (await device.start('a')).ended;
    expect(end).toMatchObject({ kind: 'completed', detail: expect.stringMatching(/^session completed: /) });
    expect(notes).toEqual([`output: ${end?.detail ?? ''}`]);
    await device.close();
  });

  it('notes what a local event did, and one that it cannot carry out is a fault of the IUT', async () => {
    const { device, notes } = await open();
    await device.hook({ action: 'restart' });
    expect(notes).toEqual(['hook: restarted']);
    const fault = device.hook({ action: 'change-node', uri: 'urn:oma:mo:none:1.0/x', value: 'new' });
    await expect(fault).rejects.toThrow(IutFault);
    await expect(fault).rejects.toThrow(/^the reference client did not carry out the local event 'change-node': /);
    await device.close();
  });

  it('gives the address for a notification, and tells when it has had its effect', async () => {
    const { device } = await open();
    const addresses: string[] = [];
    const run = await device.notify?.('push', async (to) => {
      addresses.push(to.carrier);
      if (to.carrier === 'push') await fetch(to.url, { method: 'POST', body: 'no notification' });
    });
    expect(addresses).toEqual(['push']);
    expect(await run?.ended).toMatchObject({ kind: 'completed', detail: expect.stringMatching(/^notification dropped: /) });
    await device.close();
  });

  it('does not hide that a notification could not be sent', async () => {
    const { device } = await open();
    await expect(device.notify?.('udp', () => Promise.reject(new IutFault('nobody takes datagrams')))).rejects.toThrow(new IutFault('nobody takes datagrams'));
    await device.close();
  });

  it('says that the thread is gone instead of waiting for it', async () => {
    const channel = new MessageChannel();
    const { open: openDevice, fail } = devicesBehind(channel.port1);
    const { environment } = testEnvironment();
    const underWay = openDevice(environment);
    fail(new IutFault('the thread broke'));
    await expect(underWay).rejects.toThrow('the thread broke');
    await expect(openDevice(environment)).rejects.toThrow('the thread broke');
    channel.port1.close();
  });

  it.each([
    ['breaks', { error: new Error('out of memory') }, 'the thread of the reference client broke: out of memory'],
    ['ends without an error', {}, 'the thread of the reference client ended with code 7'],
  ])('is opened there no more once the thread %s, and what waits for it fails', async (_how, { error }: { error?: Error }, fault) => {
    const channel = new MessageChannel();
    const events = new EventEmitter();
    channel.port1.on('message', (message) => void events.emit('message', message));
    const { isReady, open: openDevice } = devicesOf({ on: events.on.bind(events), postMessage: (message) => channel.port1.postMessage(message) });
    expect(isReady()).toBe(false);
    serveDevices(channel.port2);
    await expect.poll(isReady).toBe(true);
    const underWay = openDevice(testEnvironment().environment);
    if (error !== undefined) events.emit('error', error);
    events.emit('exit', 7);
    expect(isReady()).toBe(false);
    await expect(underWay).rejects.toThrow(new IutFault(fault));
    await expect(openDevice(testEnvironment().environment)).rejects.toThrow(new IutFault(fault));
    channel.port1.close();
  });

  it('is forgotten where it could not be opened: nothing is noted any more', async () => {
    const channel = new MessageChannel();
    const { open: openDevice } = devicesBehind(channel.port1);
    const { environment, notes } = testEnvironment();
    const refused = { open: () => Promise.reject(new IutFault('no room')) };
    const there = connectCalls<TesterThread>(channel.port2, refused);
    await expect(openDevice(environment)).rejects.toThrow(new IutFault('no room'));
    await there.call('note', { device: 0, action: 'output', detail: 'late' });
    expect(notes).toEqual([]);
    channel.port1.close();
  });

  it('offers what the client in this thread offers', async () => {
    const control = createThreadedClientControl();
    expect(control).toMatchObject({ role: 'client', kind: 'module', accounts: 2, keepsState: true, maxDevices: 8 });
    await control.close();
  });
});
