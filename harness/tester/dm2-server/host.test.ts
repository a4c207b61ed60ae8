/** What a plain HTTP client sees at the tester's endpoints, repository and web component; framings and faults are http-listener.test.ts. */
import supertest from 'supertest';
import { afterEach, describe, expect, it } from 'vitest';
import { MO_TYPE, PACKAGE2_TYPE } from '../../../protocol/dm2/media-types.js';
import type { TranscriptEvent } from '../../transcript/event.js';
import { createRecorder } from '../../transcript/recorder.js';
import { moResource } from './answer.js';
import { createDesk, type Desk } from './desk.js';
import { startTesterHost, type HostOptions, type Lane, type TesterHost } from './host.js';

const hosts: TesterHost[] = [];
afterEach(async () => void (await Promise.all(hosts.splice(0).map((host) => host.close()))));

interface Opened {
  readonly host: TesterHost;
  readonly lane: Lane;
  readonly desk: Desk;
  readonly events: readonly TranscriptEvent[];
}

async function open(changes: Partial<HostOptions> = {}): Promise<Opened> {
  const host = await startTesterHost({ host: '127.0.0.1', port: 0, fixedPath: null, maxBodyBytes: 1_000, ...changes });
  hosts.push(host);
  const recorder = createRecorder(() => 0);
  const desk = createDesk(recorder);
  return { host, desk, lane: host.open(desk, 't1'), events: recorder.events };
}

const EVERY_BYTE = Buffer.from(Array.from({ length: 256 }, (_, value) => value));

describe('a DM endpoint', () => {
  it('answers a message with the next Package#2 of the script, whichever endpoint it comes to', async () => {
    const { lane, desk } = await open();
    desk.setScript([[['GET', 'urn:oma:mo:oma-dm-devinfo:1.2/1/DevId']]]);
    await supertest(lane.dm.b).post('').send({}).expect(200, { CMD: [['GET', 'urn:oma:mo:oma-dm-devinfo:1.2/1/DevId']] }).expect('Content-Type', PACKAGE2_TYPE);
    await supertest(lane.dm.a).post('').send({}).expect(200, { CMD: [['END']] });
  });

  it('answers with the status, the headers and the bytes of a raw answer', async () => {
    const { lane, desk } = await open();
    desk.setScript([{ status: 503, headers: [['Retry-After', '7'], ['Content-Type', 'application/octet-stream']], body: EVERY_BYTE, illegal: 'a server that is busy' }]);
    const response = await supertest(lane.dm.a).post('').responseType('blob').expect(503).expect('Retry-After', '7').expect('Content-Length', '256');
    expect(response.body).toEqual(EVERY_BYTE);
  });

  it('records the target as the client wrote it, and the path without the lane', async () => {
    const { lane, events } = await open();
    await supertest(lane.dm.a).post('?x=%20').set('Content-Type', 'application/json').send('{}').expect(200);
    const { pathname } = new URL(lane.dm.a);
    expect(events[0]).toMatchObject({ kind: 'request', point: 'dm', address: 'a', method: 'POST', target: `${pathname}?x=%20`, path: '/dm?x=%20', body: Buffer.from('{}') });
  });

  it('answers at the one path a client knows, and 410 below it', async () => {
    const { host, lane } = await open({ fixedPath: '/dm/server' });
    await supertest(lane.dm.a).post('?imei=1').expect(200, { CMD: [['END']] });
    await supertest(lane.dm.a).post('/deeper').expect(410);
    expect(host.strays).toEqual(['POST /dm/server/deeper at dm a']);
  });
});

describe('the repository', () => {
  it('serves an MO serialization under its media type', async () => {
    const { lane, desk } = await open();
    desk.setResource('repository /data', [moResource([{ ClientURI: 'urn:x/1', MOData: { Name: 'n' } }])]);
    const response = await supertest(lane.repository).get('/data').responseType('blob').expect(200).expect('Content-Type', MO_TYPE);
    expect(String(response.body)).toBe('[{"ClientURI":"urn:x/1","MOData":{"Name":"n"}}]');
  });

  it('serves every byte value unchanged', async () => {
    const { lane, desk } = await open();
    desk.setResource('repository /blob', [{ type: 'application/octet-stream', body: EVERY_BYTE }]);
    const response = await supertest(lane.repository).get('/blob').responseType('blob').expect(200).expect('Content-Length', '256');
    expect(response.body).toEqual(EVERY_BYTE);
  });

  it('keeps every byte value of an upload', async () => {
    const { lane, desk } = await open();
    desk.setResource('repository /up', [{ status: 204 }]);
    await supertest(lane.repository).put('/up').set('Content-Type', 'application/octet-stream').send(EVERY_BYTE).expect(204, '');
    expect(Buffer.from(desk.lastBody('repository /up') ?? [])).toEqual(EVERY_BYTE);
  });

  it('serves the replies of a resource in turn and repeats the last one', async () => {
    const { lane, desk } = await open();
    desk.setResource('repository /flaky', [{ status: 503 }, { status: 200, body: 'now' }]);
    const statuses = [];
    for (let turn = 0; turn < 3; turn += 1) statuses.push((await supertest(lane.repository).get('/flaky')).status);
    expect(statuses).toEqual([503, 200, 200]);
  });

  it('answers 404 to a path that the test did not put there, and keeps query and case apart', async () => {
    const { lane, desk } = await open();
    desk.setResource('repository /data', [{ body: 'here' }]);
    await supertest(lane.repository).get('/data').expect(200);
    for (const path of ['/Data', '/data?v=1', '/data/', '/other']) await supertest(lane.repository).get(path).expect(404, '');
  });
});

describe('the web component', () => {
  it('serves a page with its type, and knows nothing of the repository', async () => {
    const { lane, desk, events } = await open();
    desk.setResource('web /page', [{ type: 'text/html; charset=utf-8', body: '<p>Grüße</p>' }]);
    await supertest(lane.web).get('/page').expect(200, '<p>Grüße</p>').expect('Content-Type', 'text/html; charset=utf-8');
    await supertest(lane.repository).get('/page').expect(404);
    expect(events.flatMap((event) => (event.kind === 'request' ? [event.point] : []))).toEqual(['web', 'repository']);
  });
});

describe('a request that belongs to no test', () => {
  it('takes 410 at every point, is noted, and leaves the open lane alone', async () => {
    const { host, lane, events } = await open();
    const origins = [lane.dm.a, lane.dm.b, lane.repository, lane.web].map((url) => new URL(url).origin);
    for (const origin of origins) await supertest(origin).get('/favicon.ico').expect(410, 'no test is running at this address\n').expect('Content-Type', 'text/plain');
    expect(host.strays).toEqual(['dm a', 'dm b', 'repository main', 'web main'].map((point) => `GET /favicon.ico at ${point}`));
    expect(events).toEqual([]);
  });

  it('takes 410 once its lane is closed, while its neighbour goes on', async () => {
    const { host, lane } = await open();
    const neighbour = host.open(createDesk(createRecorder(() => 0)), 't2');
    lane.close();
    await supertest(lane.repository).get('/data').expect(410);
    await supertest(neighbour.dm.a).post('').expect(200);
  });

  it('is noted a hundred times at most', async () => {
    const { host, lane } = await open();
    const agent = supertest.agent(new URL(lane.web).origin);
    for (let index = 0; index < 102; index += 1) await agent.get(`/${index}`).expect(410);
    expect(host.strays).toHaveLength(100);
  });
});
