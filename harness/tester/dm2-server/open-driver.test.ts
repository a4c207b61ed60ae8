import { request } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { WALL_TIMERS } from '../../clock/timers.js';
import type { ClientDevice, ClientRun, RunEnd } from '../../iut/control.js';
import { createRecorder } from '../../transcript/recorder.js';
import type { TranscriptEvent } from '../../transcript/event.js';
import { createDesk } from './desk.js';
import { startTesterHost, type TesterHost, type HostOptions } from './host.js';
import { SOCKET_COURIER } from '../notification/courier.js';
import { openPost } from '../notification/post.js';
import { openDriver, type RunningDriver } from './open-driver.js';

const hosts: TesterHost[] = [];
let lanes = 0;
afterEach(async () => void (await Promise.all(hosts.splice(0).map((host) => host.close()))));

async function startHost(changes: Partial<HostOptions> = {}): Promise<TesterHost> {
  const host = await startTesterHost({ host: '127.0.0.1', port: 0, fixedPath: null, maxBodyBytes: 10_000, ...changes });
  hosts.push(host);
  return host;
}

interface Opened extends RunningDriver {
  readonly events: readonly TranscriptEvent[];
}

/** A driver whose device runs `behave` with the URL of account a. */
async function open(host: TesterHost, behave: (url: string) => Promise<RunEnd | null>, { signal = new AbortController().signal, replyMs = 150 } = {}): Promise<Opened> {
  const recorder = createRecorder(() => performance.now());
  const device = (url: string): ClientDevice => ({
    start: async (): Promise<ClientRun> => ({ ended: behave(url).then((end) => end ?? { kind: 'completed', detail: 'done' }) }),
    hook: async () => undefined,
    close: async () => undefined,
  });
  const post = openPost({ recorder, courier: SOCKET_COURIER, timers: WALL_TIMERS, clock: { now: () => 0 }, replyMs, parameters: {}, features: {}, serverId: (account) => `srv-${account}`, firstId: 0 });
  const running = await openDriver({ post, lane: (handler) => host.open(handler, `t${(lanes += 1)}`), recorder, parameters: {}, timers: WALL_TIMERS, signal, deadlines: { startMs: 150, replyMs, observeMs: 10 }, device: async (lane) => device(lane.dm.a) });
  return { ...running, events: recorder.events };
}

function post(url: string, body = '{}'): Promise<{ readonly status: number; readonly body: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', agent: false }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const kinds = (events: readonly TranscriptEvent[]): readonly string[] => events.map((event) => (event.kind === 'control' ? event.action : event.kind));

describe('a session of the tester', () => {
  it('hands out the script, then END, and records every message before the client can react to it', async () => {
    const received: string[] = [];
    const { driver, events, close } = await open(await startHost(), async (url) => {
      received.push((await post(url)).body, (await post(url)).body);
      return null;
    });
    await driver.session([[['GET', 'a/b/c']]]);
    await close();
    expect(received).toEqual(['{"CMD":[["GET","a/b/c"]]}', '{"CMD":[["END"]]}']);
    expect(kinds(events)).toEqual(['start', 'request', 'response', 'request', 'response', 'ended']);
  });

  it('notes the deadline of a client that never calls', async () => {
    const { driver, events, close } = await open(await startHost(), () => new Promise(() => undefined));
    await driver.session([]);
    await close();
    expect(events.at(-1)).toMatchObject({ kind: 'deadline', waitedFor: 'the first message of the IUT (Package#1)', timeoutMs: 150 });
  });

  it('sees that a client ended without a word', async () => {
    const { driver, events, close } = await open(await startHost(), async () => ({ kind: 'crashed', detail: 'exited with code 3' }));
    await driver.session([]);
    await close();
    expect(events.at(-1)).toMatchObject({ kind: 'control', action: 'ended', detail: 'exited with code 3' });
  });

  it('notes the deadline of a client that hangs in the middle', async () => {
    const { driver, events, close } = await open(await startHost(), async (url) => {
      await post(url);
      return new Promise(() => undefined);
    });
    await driver.session([[['GET', 'a/b/c']]]);
    await close();
    expect(events.at(-1)).toMatchObject({ kind: 'deadline', waitedFor: 'the answer of the IUT to message 1 of the session' });
  });

  it('ends the session of a client that loops, long before the deadline', async () => {
    let last = 200;
    const { driver, events, close } = await open(await startHost(), async (url) => {
      while (last === 200) last = (await post(url)).status;
      return null;
    }, { replyMs: 60_000 });
    await driver.session([]);
    await close();
    expect(events.filter((event) => event.kind === 'control' && event.action === 'limit')).toHaveLength(1);
    await expect.poll(() => [503, 410].includes(last)).toBe(true);
  });

  it('rejects with what a step of the script threw, and lets the client go', async () => {
    const received: number[] = [];
    const { driver, close } = await open(await startHost(), async (url) => {
      received.push((await post(url)).status);
      return null;
    });
    const step = (): never => {
      throw new RangeError('a step of ours');
    };
    await expect(driver.session([step])).rejects.toThrow('a step of ours');
    await close();
    expect(received).toEqual([500]);
  });

  it('records a request that the client had begun when it ended', async () => {
    const { driver, events, close } = await open(await startHost(), async (url) => {
      const { port, pathname } = new URL(url);
      const socket = connect(Number(port), '127.0.0.1');
      await new Promise<void>((resolve) => socket.write(`POST ${pathname} HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhalf`, () => resolve()));
      socket.destroy();
      return null;
    });
    await driver.session([]);
    await close();
    expect(events.find((event) => event.kind === 'request')).toMatchObject({ incomplete: 'the connection closed before the body was complete' });
  });

  it('keeps a bounded amount of what a client sends in one test', async () => {
    const desk = createDesk(createRecorder(() => 0));
    const body = new Uint8Array(4 * 1024 * 1024);
    const request = { connection: 0, method: 'PUT', target: '/x', httpVersion: '1.1', headers: [], body, incomplete: null };
    for (let index = 0; index < 100; index += 1) await desk.onArrival({ point: 'repository', address: 'main', path: `/${index}`, request });
    const kept = Array.from({ length: 100 }, (_, index) => desk.lastBody(`repository /${index}`)?.length ?? 0).reduce((sum, length) => sum + length, 0);
    expect(kept).toBe(48 * 1024 * 1024);
  });

  it('keeps a bounded number of requests, and says so once', async () => {
    const recorder = createRecorder(() => 0);
    const desk = createDesk(recorder);
    const request = { connection: 0, method: 'PUT', target: '/x', httpVersion: '1.1', headers: [], body: new Uint8Array(1), incomplete: null };
    for (let index = 0; index < 3_000; index += 1) await desk.onArrival({ point: 'repository', address: 'main', path: '/x', request });
    expect(recorder.events.filter((event) => event.kind === 'request')).toHaveLength(2_000);
    expect(recorder.events.filter((event) => event.kind === 'control')).toHaveLength(1);
  });

  it('records what arrives after END, too', async () => {
    const { driver, events, close } = await open(await startHost(), async (url) => {
      await post(url);
      await post(url, 'after END');
      return null;
    });
    await driver.session([[['END']]]);
    await close();
    expect(events.filter((event) => event.kind === 'request')).toHaveLength(2);
  });

  it('ends at once when the test is aborted', async () => {
    const abort = new AbortController();
    const { driver, close } = await open(await startHost(), () => new Promise(() => undefined), { signal: abort.signal });
    const session = driver.session([]);
    abort.abort();
    await session;
    await close();
  });
});

describe('lanes', () => {
  it('keep parallel clients apart by address', async () => {
    const host = await startHost();
    const opened = await Promise.all(Array.from({ length: 20 }, (_, index) => open(host, async (url) => {
      await post(url, `client ${index}`);
      return null;
    })));
    await Promise.all(opened.map(({ driver }) => driver.session([])));
    for (const [index, { events, close }] of opened.entries()) {
      await close();
      const bodies = events.flatMap((event) => (event.kind === 'request' ? [Buffer.from(event.body).toString()] : []));
      expect(bodies).toEqual([`client ${index}`]);
    }
  });

  it('serve a client that knows one hard-coded path', async () => {
    const host = await startHost({ fixedPath: '/dm' });
    const { driver, events, close } = await open(host, async (url) => {
      expect(new URL(url).pathname).toBe('/dm');
      await post(url);
      return null;
    });
    await driver.session([]);
    await close();
    expect(events.filter((event) => event.kind === 'request')).toHaveLength(1);
  });

  it('answer 410 to a client that outlives its test, and count it', async () => {
    const host = await startHost();
    let late = '';
    const { driver, close } = await open(host, async (url) => {
      late = url;
      await post(url);
      return null;
    });
    await driver.session([]);
    await close();
    expect((await post(late)).status).toBe(410);
    expect(host.strays).toHaveLength(1);
  });
});
