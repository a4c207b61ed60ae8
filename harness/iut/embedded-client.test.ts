import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_PARTS } from '../../reference/dm2-client/default-parts.js';
import { HOOK_NAMES, IutFault, type ClientDevice } from './control.js';
import { createEmbeddedClientControl, type EmbeddedClientOptions } from './embedded-client.js';
import { testEnvironment } from './testing/environment.js';

const END = '{"CMD":[["END"]]}';

let server: Server;
let origin = '';
const requests: string[] = [];
beforeAll(async () => {
  server = createServer((request, response) => {
    requests.push(`${request.method ?? ''} ${request.url ?? ''} ${String(request.headers['omadm-devid'])}`);
    request.resume();
    request.on('end', () => response.setHeader('Content-Type', 'application/vnd.oma.dm.request+json').end(END));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function open(options?: EmbeddedClientOptions): Promise<{ readonly device: ClientDevice; readonly notes: readonly string[] }> {
  requests.length = 0;
  const accounts = { a: { serverId: 'srv-a', url: `${origin}/a` }, b: { serverId: 'srv-b', url: `${origin}/b` } };
  const { environment, notes } = testEnvironment({ accounts, credentials: null });
  return { device: await createEmbeddedClientControl(options).open(environment), notes };
}

describe('the control of the embedded reference client', () => {
  it('runs a session with the account asked for and tells its end', async () => {
    const { device, notes } = await open();
    const end = await (await device.start('b')).ended;
    expect(end).toMatchObject({ kind: 'completed', detail: expect.stringMatching(/^session completed: /) });
    expect(requests).toEqual(['POST /b urn:uuid:00000000-0000-4000-8000-000000000001']);
    expect(notes).toEqual([`output: ${end?.detail ?? ''}`]);
    await device.close();
  });

  it('carries out every local event', async () => {
    const { device, notes } = await open();
    await device.hook({ action: 'change-node', uri: 'urn:oma:mo:x-suite-probe:1.0/p1/Config/Name', value: 'new' });
    await device.hook({ action: 'need-mo', moid: 'urn:oma:mo:x-suite-probe:1.0' });
    await device.hook({ action: 'browser', state: 'unavailable' });
    await device.hook({ action: 'bearer', cbt: 3 });
    await device.hook({ action: 'roaming', state: 1 });
    await device.hook({ action: 'restart' });
    expect(notes).toEqual([
      'hook: urn:oma:mo:x-suite-probe:1.0/p1/Config/Name changed', 'hook: urn:oma:mo:x-suite-probe:1.0 present', 'hook: browser unavailable',
      'hook: bearer 3', 'hook: roaming 1', 'hook: restarted',
    ]);
    expect(requests).toEqual([]);
    await device.close();
  });

  it('lets a raised alert open a session by itself', async () => {
    const { device } = await open();
    await device.hook({ action: 'raise-alert', alertType: 'urn:oma:at:x-suite-probe:1.0:StateChanged', sourceUri: 'urn:oma:mo:x-suite-probe:1.0/p1/' });
    await expect.poll(() => requests.length).toBe(1);
    await device.close();
  });

  it('makes an IUT fault of a local event that the device cannot carry out', async () => {
    const { device } = await open();
    await expect(device.hook({ action: 'change-node', uri: 'urn:oma:mo:nothing:1.0//', value: 1 })).rejects.toBeInstanceOf(IutFault);
    await device.close();
  });

  it('makes a device with another configuration', async () => {
    const { device } = await open({ config: (standard) => ({ ...standard, devId: 'IMEI:2' }) });
    await (await device.start('a')).ended;
    expect(requests).toEqual(['POST /a IMEI:2']);
    await device.close();
  });

  it('closes a device whose work never ends', async () => {
    const { device, notes } = await open({ parts: () => ({ ...DEFAULT_PARTS, reportChanges: (client) => client.background.add(new Promise(() => undefined)) }) });
    await device.hook({ action: 'change-node', uri: 'urn:oma:mo:x-suite-probe:1.0/p1/Config/Name', value: 'new' });
    await device.close();
    expect(notes.at(-1)).toBe('output: the reference client was not closed within 1 s');
  });

  it('takes a fault inside the client for a crash', async () => {
    const { device } = await open({ parts: () => ({ ...DEFAULT_PARTS, afterSession: () => { throw new RangeError('a part is broken'); } }) });
    expect(await (await device.start('a')).ended).toEqual({ kind: 'crashed', detail: 'the reference client crashed: a part is broken' });
    await device.close();
  });

  it('offers everything a test can need', () => {
    expect(createEmbeddedClientControl()).toMatchObject({ kind: 'module', hooks: HOOK_NAMES, accounts: 2, keepsState: true, maxDevices: 8 });
  });
});
