import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { createHttpControl } from './http-control.js';
import { HOOK_NAMES, type ClientDevice } from './control.js';
import { testEnvironment } from './testing/environment.js';

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

interface Seen {
  readonly request: string;
  readonly body: unknown;
}

async function listen(answer: (response: ServerResponse, request: IncomingMessage) => void): Promise<{ readonly origin: string; readonly seen: readonly Seen[] }> {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      seen.push({ request: `${request.method ?? ''} ${request.url ?? ''} ${request.headers['content-type'] ?? ''}`, body: JSON.parse(Buffer.concat(chunks).toString('utf8')) });
      answer(response, request);
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return { origin: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`, seen };
}

const open = async (origin: string, timeoutMs = 2000): Promise<{ readonly device: ClientDevice; readonly notes: readonly string[]; abort(): void }> => {
  const { environment, notes, abort } = testEnvironment();
  const device = await createHttpControl({ startUrl: `${origin}/start`, hookUrl: `${origin}/hook`, timeoutMs, keepsState: true }).open(environment);
  return { device, notes, abort };
};

describe('control.http', () => {
  it('posts all a device must know to start a session', async () => {
    const { origin, seen } = await listen((response) => void response.writeHead(204).end());
    const { device, notes } = await open(origin);
    expect(await device.start('b')).toEqual({ ended: null });
    const [a, b] = [{ url: 'http://127.0.0.1:1/a', id: 'srv-a' }, { url: 'http://127.0.0.1:1/b', id: 'srv-b' }];
    expect(seen).toEqual([
      {
        request: 'POST /start application/json',
        body: { action: 'start', test: 'dm2/client/test', account: 'b', server: b, accounts: { a, b }, credentials: { user: 'dev1', password: 's3cret' }, values: { 'device.id': 'IMEI:1', 'state.kept': true } },
      },
    ]);
    expect(notes).toEqual([]);
  });

  it('posts a local event and keeps the answer', async () => {
    const { origin, seen } = await listen((response) => void response.end('{"changed":\n true}'));
    const { device, notes } = await open(origin);
    await device.hook({ action: 'change-node', uri: 'urn:x:1.0//Name', value: 'new' });
    expect(seen).toEqual([{ request: 'POST /hook application/json', body: { test: 'dm2/client/test', action: 'change-node', uri: 'urn:x:1.0//Name', value: 'new' } }]);
    expect(notes).toEqual(['hook: {"changed": true}']);
  });

  it('gives the words of a hook that refuses', async () => {
    const { origin } = await listen((response) => void response.writeHead(501).end('no such\n event'));
    const { device } = await open(origin);
    await expect(device.hook({ action: 'restart' })).rejects.toThrow(`control.http.hook: ${origin}/hook answered 501: no such event`);
  });

  it('shortens the words of a hook that raves, and reads no more than it needs', async () => {
    const { origin } = await listen((response) => {
      response.writeHead(500);
      const more = (): void => void (response.destroyed || (response.write('x'.repeat(65_536)) ? setImmediate(more) : response.once('drain', more)));
      more();
    });
    const { device } = await open(origin);
    await expect(device.start('a')).rejects.toThrow(new RegExp(`answered 500: x{299}…$`));
  });

  it('does not wait for ever for a hook that is silent, or stops in the middle', async () => {
    const { origin } = await listen((response, { url }) => void (url === '/hook' && response.write('half')));
    const { device } = await open(origin, 100);
    await expect(device.start('a')).rejects.toThrow(`control.http.start: ${origin}/start did not answer within 100 ms`);
    await expect(device.hook({ action: 'restart' })).rejects.toThrow(`control.http.hook: ${origin}/hook did not answer within 100 ms`);
  });

  it('tells a connection that breaks', async () => {
    const { origin } = await listen((response) => void response.destroy());
    const { device } = await open(origin);
    await expect(device.start('a')).rejects.toThrow(`control.http.start: ${origin}/start cannot be reached: socket hang up`);
  });

  it('tells a hook that is not there', async () => {
    const { device } = await open('http://127.0.0.1:1');
    await expect(device.start('a')).rejects.toThrow('control.http.start: http://127.0.0.1:1/start cannot be reached: connect ECONNREFUSED 127.0.0.1:1');
  });

  it('gives up when the test is over', async () => {
    const { origin } = await listen(() => undefined);
    const { device, abort } = await open(origin);
    const started = device.start('a');
    abort();
    await expect(started).rejects.toThrow('did not answer before the test was over');
  });

  it('offers local events only with a URL for them', async () => {
    expect(createHttpControl({ startUrl: 'http://h/', hookUrl: 'http://h/', timeoutMs: 1, keepsState: true }).hooks).toEqual(HOOK_NAMES);
    const without = createHttpControl({ startUrl: 'http://h/', hookUrl: null, timeoutMs: 1, keepsState: false });
    expect(without).toMatchObject({ kind: 'http', hooks: [], maxDevices: 1, accounts: 2, keepsState: false });
    await expect((await without.open(testEnvironment().environment)).hook({ action: 'restart' })).rejects.toThrow("control.http gives no URL for local events, wanted for 'restart'; add control.http.hook");
  });
});
