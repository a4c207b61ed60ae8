/** What the DM endpoint refuses and how, request by request: ~5.5, codes of dm2 HTTP answers. */
import { connect } from 'node:net';
import request from 'supertest';
import { afterEach, describe, expect, it } from 'vitest';
import { DEV_ID, openKit, type Kit, type KitOptions } from './testing/server-kit.js';

const INITIATION = 'application/vnd.oma.dm.initiation+json';
const RESPONSE = 'application/vnd.oma.dm.response+json';
const REQUEST = 'application/vnd.oma.dm.request+json';

let kit: Kit | undefined;

const open = async (options?: KitOptions): Promise<Kit> => {
  kit = await openKit(options);
  await kit.enrol();
  return kit;
};

afterEach(async () => {
  await kit?.close();
  kit = undefined;
});

const post = ({ origin }: Kit, { type = INITIATION, path = '/dm' }: { readonly type?: string; readonly path?: string } = {}): request.Test =>
  request(origin).post(path).set('OMADM-DevID', DEV_ID).set('Content-Type', type);

describe('the DM endpoint', () => {
  it('answers Package#1 with a labelled Package#2 and says what it can take', async () => {
    const answer = await post(await open()).send('{}');
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({ 'content-type': REQUEST, 'omadm-accept': 'application/dmmo+json, application/json;q=0.5' });
    expect(answer.body).toEqual({ CMD: [['END']] });
  });

  it('announces nothing that the specification says anyway', async () => {
    const answer = await post(await open({ change: (config) => ({ ...config, features: { S_EXTRA_MIME: false } }) })).send('{}');
    expect(answer.headers).not.toHaveProperty('omadm-accept');
  });

  it.each([
    ['application/x-nothing', 406], [`${REQUEST};q=0`, 406], ['*/*', 200], ['application/*;q=0.1, text/html', 200], ['', 406], ['a b', 400],
  ])('answers Accept: %s with %i', async (accept, status) => {
    const answer = await post(await open()).set('Accept', accept).send('{}');
    expect(answer.status).toBe(status);
  });

  it.each([['text/plain'], ['application/xml'], ['application/json'], ['nonsense']])('answers a package labelled %s with 415', async (type) => {
    const answer = await post(await open(), { type }).send('{}');
    expect(answer.status).toBe(415);
  });

  it('takes parameters and letters of a media type as they come', async () => {
    expect((await post(await open(), { type: 'Application/VND.oma.dm.initiation+json; charset=utf-8' }).send('{}')).status).toBe(200);
  });

  it.each([
    ['text that is no JSON', '{"MOS": ['], ['a list of MOs that is an object', '{"MOS": {}}'], ['an MIID that is a text', '{"MOS": [{"MIID": "a"}]}'], ['nothing', ''], ['a list', '[]'],
  ])('answers a Package#1 that is %s with 400', async (_name, body) => {
    const opened = await open();
    expect((await post(opened).send(body)).status).toBe(400);
    expect(await opened.view()).toMatchObject({ session: 'none', package1: null });
  });

  it('answers a Package#3 whose code is a text with 400 and leaves the session as it is', async () => {
    const opened = await open();
    await opened.order([[{ command: 'GET', client: ['a/b'] }]]);
    await post(opened).send('{}');
    expect((await post(opened, { type: RESPONSE }).send('{"Status": [{"sc": "200"}]}')).status).toBe(400);
    expect((await post(opened, { type: RESPONSE }).send('{"Status": [{"sc": 200}]}')).body).toEqual({ CMD: [['END']] });
  });

  it('refuses who does not say who it is, and who it does not know', async () => {
    const { origin } = await open();
    expect((await request(origin).post('/dm').set('Content-Type', INITIATION).send('{}')).status).toBe(400);
    expect((await request(origin).post('/dm').set('Content-Type', INITIATION).set('OMADM-DevID', 'IMEI:0').send('{}')).status).toBe(403);
  });

  it('takes POST only, and knows no other addresses', async () => {
    const { origin } = await open();
    const answer = await request(origin).get('/dm');
    expect([answer.status, answer.headers['allow']]).toEqual([405, 'POST']);
    expect((await request(origin).post('/dmx').send('')).status).toBe(404);
    expect((await request(origin).get('/')).status).toBe(404);
  });

  it('answers a body beyond its limit with 413', async () => {
    const opened = await open({ change: (config) => ({ ...config, limits: { ...config.limits, bodyBytes: 100 } }) });
    expect((await post(opened).send(JSON.stringify({ x: 'a'.repeat(200) }))).status).toBe(413);
    expect((await post(opened).send('{}')).status).toBe(200);
  });

  it('answers with 500 when it fails itself, and says so to its owner', async () => {
    kit = undefined;
    const broken = await openKit({ parts: { nextOrders: () => { throw new TypeError('broken on purpose'); } } });
    await broken.enrol();
    expect((await post(broken).send('{}')).status).toBe(500);
    await expect(broken.close()).rejects.toThrow('broken on purpose');
  });
});

describe('HTTP/1.1', () => {
  it('reads chunked bodies, Expect: 100-continue, the absolute form and several requests of one connection', async () => {
    const { origin } = await open();
    const { hostname, port } = new URL(origin);
    const head = `Host: ${hostname}\r\nOMADM-DevID: ${DEV_ID}\r\nContent-Type: ${INITIATION}\r\n`;
    const text = await new Promise<string>((resolve, reject) => {
      let seen = '';
      const socket = connect(Number(port), hostname, () => socket.end(
        `POST /dm HTTP/1.1\r\n${head}Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n1;x=y\r\n}\r\n0\r\n\r\n`
        + `POST ${origin}/dm HTTP/1.1\r\n${head}Content-Length: 2\r\nExpect: 100-continue\r\n\r\n{}`,
      ));
      socket.on('data', (chunk: Buffer) => (seen += chunk.toString('latin1'))).on('error', reject).on('end', () => resolve(seen));
    });
    expect(text.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 100', 'HTTP/1.1 200']);
    expect(text.match(/\{"CMD":\[\["END"\]\]\}/g)).toHaveLength(2);
  });
});
