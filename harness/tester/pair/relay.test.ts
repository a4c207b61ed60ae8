import { request as httpRequest } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { PACKAGE1_TYPE, PACKAGE3_TYPE } from '../../../protocol/dm2/media-types.js';
import { WALL_TIMERS } from '../../clock/timers.js';
import { createRecorder, type Recorder } from '../../transcript/recorder.js';
import { createServer } from 'node:http';
import { closeAll, closing, listening } from '../../binding/testing/proxied.js';
import { createRelay, type Relay, type Site } from './relay.js';

afterEach(closeAll);

interface Running {
  readonly relay: Relay;
  readonly recorder: Recorder;
  readonly origin: string;
  readonly server: string;
}

/** A relay before a server that answers everything with this body. */
async function running(answer: (server: string) => string, changes: Partial<Site> = {}): Promise<Running> {
  const known = { origin: '' };
  const port = await listening(createServer((request, response) => {
    request.resume();
    request.on('end', () => response.end(answer(known.origin)));
  }));
  known.origin = `http://127.0.0.1:${port}`;
  const recorder = createRecorder(() => 0);
  const relay = createRelay({ recorder, timers: WALL_TIMERS, replyMs: 2_000, maxBodyBytes: 1_000_000, counters: { exchange: 0, connection: 0 } });
  const origin = await relay.open({ to: `${known.origin}/dm`, tls: {}, listen: { host: '127.0.0.1', port: 0 }, path: null, placeOf: () => null, address: 'main', ...changes });
  closing.push(() => relay.close());
  return { relay, recorder, origin, server: known.origin };
}

function post(url: string, { type, body = '{}' }: { readonly type: string; readonly body?: string }): Promise<number> {
  return new Promise((resolve) => {
    const request = httpRequest(url, { method: 'POST', headers: { 'Content-Type': type }, agent: false }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
      response.on('error', () => resolve(-1));
    });
    request.on('error', () => resolve(0));
    request.end(body);
  });
}

const END = JSON.stringify({ CMD: [['END']] });

describe('the relay', () => {
  it('tells packages from transfers by their media types, and by the addresses that it was told', async () => {
    const { recorder, origin } = await running(() => END, { placeOf: (path) => (path === '/dm2' ? { point: 'dm', address: 'other' } : null) });
    for (const [path, type] of [['/dm', `${PACKAGE1_TYPE}; charset=utf-8`], ['/data/1', 'application/dmmo+json'], ['/dm2', 'text/plain']] as const) await post(`${origin}${path}`, { type });
    expect(recorder.events.flatMap((event) => (event.kind === 'request' ? [[event.path, event.point, event.address]] : []))).toEqual([['/dm', 'dm', 'a'], ['/data/1', 'repository', 'main'], ['/dm2', 'dm', 'other']]);
  });

  it('knows when a session is over', async () => {
    const busy = await running(() => JSON.stringify({ CMD: [['GET', 'urn:a:1/b']] }));
    await post(`${busy.origin}/dm`, { type: PACKAGE1_TYPE });
    expect([busy.relay.isOver(), busy.relay.moves()]).toEqual([false, 2]);
    const over = await running(() => END);
    await post(`${over.origin}/dm`, { type: PACKAGE1_TYPE });
    expect([over.relay.isOver(), over.relay.count(`${over.origin}/dm`)]).toEqual([true, 1]);
  });

  it('breaks off the package that was asked for, once', async () => {
    const { relay, recorder, origin } = await running(() => END);
    relay.interrupt(3);
    const codes = [];
    for (const type of [PACKAGE1_TYPE, PACKAGE3_TYPE, PACKAGE3_TYPE]) codes.push(await post(`${origin}/dm`, { type, body: '{"Status":[{"sc":200}]}' }));
    expect(codes).toEqual([200, 0, 200]);
    expect(recorder.events.map((event) => (event.kind === 'control' ? event.action : event.kind))).toEqual(['request', 'response', 'request', 'interrupted', 'request', 'response']);
  });

  it('reaches the endpoint of the server for a client that knows one URL by heart', async () => {
    const { recorder, origin } = await running(() => END, { path: { client: '/fixed', server: '/dm' } });
    await post(`${origin}/fixed?x=1`, { type: PACKAGE1_TYPE });
    const [request] = recorder.events;
    expect(request?.kind === 'request' ? request.target : '').toBe('/fixed?x=1');
  });

  it('says which addresses in messages lead past it, and leaves them as they are', async () => {
    const { relay, recorder, origin, server } = await running((own) => JSON.stringify({ CMD: [['HPUT', `${own}/data/1`, 'urn:a:1/b'], ['SHOW', 'http://elsewhere.invalid/page']] }));
    await post(`${origin}/dm`, { type: PACKAGE1_TYPE });
    expect(relay.bypasses()).toEqual([`${server}/data/1`]);
    const answer = recorder.events.at(-1);
    expect(answer?.kind === 'response' ? Buffer.from(answer.body).toString() : '').toContain(`${server}/data/1`);
  });
});
