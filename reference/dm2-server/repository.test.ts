/** The data repository and the page over real HTTP: content with ranges (RFC 9110, 14), uploads, 406, 415. */
import request from 'supertest';
import { afterEach, describe, expect, it } from 'vitest';
import { openKit, PROBE, type Kit } from './testing/server-kit.js';

const ITEMS = [{ ClientURI: `${PROBE}/p1/`, MOData: { Probe: { Note: 'n' } } }];

let kit: Kit | undefined;

const open = async (features: Readonly<Record<string, boolean>> = {}): Promise<Kit> => {
  kit = await openKit({ change: (config) => ({ ...config, features }) });
  return kit;
};

afterEach(async () => {
  await kit?.close();
  kit = undefined;
});

describe('content', () => {
  const serve = async (path = '/text'): Promise<ReturnType<typeof request>> => {
    const { origin, server } = await open();
    const { body } = await server.respondToOperator({ method: 'PUT', target: `/repository${path}`, headers: new Map([['content-type', 'text/plain']]), body: Buffer.from('0123456789') });
    expect(JSON.parse(Buffer.from(body).toString())).toEqual({ url: `${origin}/content${path}` });
    return request(origin);
  };

  it('is served with its type, and is not there before', async () => {
    const agent = await serve('/a%20b/c');
    const answer = await agent.get('/content/a%20b/c');
    expect([answer.status, answer.headers['content-type'], answer.text]).toEqual([200, 'text/plain', '0123456789']);
    const head = await agent.head('/content/a%20b/c');
    expect([head.status, head.headers['content-length']]).toEqual([200, '10']);
    expect((await agent.get('/content/other')).status).toBe(404);
    expect((await agent.delete('/content/a%20b/c')).status).toBe(405);
  });

  it('is refused with 406 to who cannot take its type', async () => {
    const agent = await serve();
    expect((await agent.get('/content/text').set('Accept', 'application/dmmo+json')).status).toBe(406);
    expect((await agent.get('/content/text').set('Accept', 'application/dmmo+json, */*;q=0.1')).status).toBe(200);
  });

  it.each([
    ['bytes=4-', 206, 'bytes 4-9/10', '456789'], ['bytes=2-3', 206, 'bytes 2-3/10', '23'], ['bytes=-3', 206, 'bytes 7-9/10', '789'],
    ['bytes=8-99', 206, 'bytes 8-9/10', '89'], ['bytes=-99', 206, 'bytes 0-9/10', '0123456789'], ['bytes=10-', 416, 'bytes */10', ''],
    ['bytes=-0', 416, 'bytes */10', ''], ['bytes=3-2', 200, undefined, '0123456789'], ['bytes=0-1,3-4', 200, undefined, '0123456789'],
    ['lines=1-2', 200, undefined, '0123456789'], ['bytes=-', 200, undefined, '0123456789'],
  ])('answers Range: %s with %i', async (range, status, contentRange, text) => {
    const answer = await (await serve()).get('/content/text').set('Range', range);
    expect([answer.status, answer.headers['content-range'], answer.text]).toEqual([status, contentRange, text]);
  });

  it('is sent whole to who began with other content', async () => {
    const agent = await serve();
    const { headers: { etag = '' } } = await agent.get('/content/text');
    expect((await agent.get('/content/text').set('Range', 'bytes=4-').set('If-Range', etag)).status).toBe(206);
    expect((await agent.get('/content/text').set('Range', 'bytes=4-').set('If-Range', '"other"')).status).toBe(200);
  });
});

describe('uploads', () => {
  it.each([
    ['PUT', 'application/dmmo+json', JSON.stringify(ITEMS)],
    ['POST', 'application/json;charset=utf-8', JSON.stringify(ITEMS[0])],
    ['PUT', 'application/dmmo+json', JSON.stringify([{ MOData: ITEMS[0]?.MOData, CV: 'v1', DDF: 'http://x.example/y', ClientURI: ITEMS[0]?.ClientURI }])],
  ] as const)('%s with %s is taken and recorded as it came', async (method, type, body) => {
    const { enrol, view, origin } = await open();
    const { repository } = await enrol();
    const path = `${repository.slice(origin.length)}/up/1%2F2`;
    const answer = await request(origin)[method === 'PUT' ? 'put' : 'post'](path).set('Content-Type', type).send(body);
    expect(answer.status).toBe(200);
    expect((await view()).uploads).toEqual([{ method, path: '/up/1%2F2', contentType: type, body: Buffer.from(body).toString('base64'), status: 200 }]);
  });

  it('of a type that cannot be read are answered with 415 and the types that can', async () => {
    const { enrol, view, origin } = await open({ S_EXTRA_MIME: false });
    const { repository } = await enrol();
    for (const type of ['text/x-unknown', 'application/json']) {
      const answer = await request(origin).put(`${repository.slice(origin.length)}/s`).set('Content-Type', type).send('[]');
      expect([answer.status, answer.headers['omadm-accept']]).toEqual([415, 'application/dmmo+json']);
    }
    expect((await view()).uploads.map(({ status }) => status)).toEqual([415, 415]);
  });

  it('that are no serialization are answered with 400', async () => {
    const { enrol, origin } = await open();
    const { repository } = await enrol();
    const put = (path: string): request.Test => request(origin).put(path).set('Content-Type', 'application/dmmo+json');
    expect((await put(`${repository.slice(origin.length)}/s`).send('[{"MOData":{}}]')).status).toBe(400);
    expect((await put('/data/d999/s').send(JSON.stringify(ITEMS))).status).toBe(404);
    expect((await put(repository.slice(origin.length)).send(JSON.stringify(ITEMS))).status).toBe(404);
    expect((await request(origin).get(`${repository.slice(origin.length)}/s`)).status).toBe(405);
  });
});

describe('the page of SHOW', () => {
  it('takes a choice, which the operator sees', async () => {
    const { enrol, order, view, origin } = await open();
    await enrol();
    await order([[{ command: 'SHOW' }, { command: 'SHOW' }]]);
    const [first, second] = (await view()).commands.map(({ server = '' }) => server.slice(origin.length)) as [string, string];
    expect(first).not.toBe(second);
    expect((await request(origin).get(first)).text).toContain('<form method="post">');
    expect((await request(origin).post(second).type('form').send({ choice: 'perhaps' })).status).toBe(400);
    expect((await request(origin).post(second).type('form').send({ choice: 'yes' })).status).toBe(200);
    expect((await view()).commands.map(({ content }) => content)).toEqual([null, { choice: 'yes' }]);
    expect((await request(origin).get('/page?ui=999')).status).toBe(404);
  });
});
