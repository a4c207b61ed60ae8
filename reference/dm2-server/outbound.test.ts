/** What the server sends on its own: Package#0, bootstrap, requests for descriptions. Octets are those of the worked example of the notification. */
import { createSocket } from 'node:dgram';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { OutboundRequest } from './outbound.js';
import { DEV_ID, openKit, PROBE, type Kit } from './testing/server-kit.js';

const AT = `/devices/${encodeURIComponent(DEV_ID)}`;
/** Computed with Python hashlib: coding CD, secret `notify-secret-01`, without and with the data `auth-data-A1`. */
const HEAD = '1300147372763111011212341f11';
const TAIL = '1456b92c0010';
const WITHOUT_DATA = '4c89b1e34bb00d520944bcdcfbaa62e1579259ea7a77ece6e93127450551d3c8';
const WITH_DATA = '11d4e676fc52a193dfee1002e8f8c91179ac6644dd62919e0c2c74562125d1d0';
const NOTIFICATION = { secret: Buffer.from('notify-secret-01').toString('base64'), data: Buffer.from('auth-data-A1').toString('base64') };
const ORDER = { id: 0x1234, connection: 'cellular', requestMos: 'yes', digest: 'yes', timestamp: 'yes' };

let kit: Kit | undefined;
const cleanUp: (() => void)[] = [];

afterEach(async () => {
  await kit?.close();
  kit = undefined;
  cleanUp.splice(0).forEach((act) => act());
});

interface Peer {
  readonly url: string;
  readonly seen: { readonly request: IncomingMessage; readonly body: Buffer }[];
}

/** An HTTP peer that answers everything alike. */
async function startPeer(status: number, body = ''): Promise<Peer> {
  const seen: Peer['seen'] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
      seen.push({ request, body: Buffer.concat(chunks) });
      response.writeHead(status).end(body);
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  cleanUp.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

const open = async (digest: 'with-data' | 'without-data' = 'with-data'): Promise<Kit> => {
  kit = await openKit({ nowMs: 1_454_976_000_999, change: (config) => ({ ...config, notification: { ...config.notification, digest } }) });
  await kit.enrol({ notification: NOTIFICATION });
  return kit;
};

describe('Package#0', () => {
  it.each([['without-data', WITHOUT_DATA], ['with-data', WITH_DATA]] as const)('goes out as a datagram, its digest %s', async (reading, digest) => {
    const { operate } = await open(reading);
    const socket = createSocket('udp4');
    cleanUp.push(() => void socket.close());
    await new Promise<void>((resolve) => void socket.bind(0, '127.0.0.1', resolve));
    const received = new Promise<Buffer>((resolve) => void socket.once('message', resolve));
    expect((await operate('POST', `${AT}/notification`, { ...ORDER, to: { carrier: 'udp', host: '127.0.0.1', port: socket.address().port } })).status).toBe(202);
    expect((await received).toString('hex')).toBe(`${HEAD}${digest}${TAIL}`);
  });

  it('goes out as the body of a POST', async () => {
    const { operate } = await open();
    const peer = await startPeer(200);
    await operate('POST', `${AT}/notification`, { ...ORDER, to: { carrier: 'http', url: `${peer.url}/push` } });
    expect(peer.seen.map(({ request: { method, url }, body }) => [method, url, body.toString('hex')])).toEqual([['POST', '/push', `${HEAD}${WITH_DATA}${TAIL}`]]);
  });

  it('goes out as a push, in a response that is the body of a POST', async () => {
    const { operate } = await open();
    const peer = await startPeer(200);
    await operate('POST', `${AT}/notification`, { ...ORDER, to: { carrier: 'push', url: `${peer.url}/wappush` } });
    const envelope = Buffer.from('HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nContent-Length: 52\r\n\r\n').toString('hex');
    expect(peer.seen.map(({ request: { method, headers }, body }) => [method, headers['content-type'], headers['x-wap-push-ota-version'], body.toString('hex')])).toEqual([['POST', 'application/http', '1.0', `${envelope}${HEAD}${WITH_DATA}${TAIL}`]]);
  });

  it('asks for the list of MOs while the server has none, and says nothing that was not asked for', async () => {
    kit = await openKit();
    await kit.enrol();
    const peer = await startPeer(200);
    const notify = async (order: object): Promise<string | undefined> => {
      expect((await kit?.operate('POST', `${AT}/notification`, { to: { carrier: 'http', url: peer.url }, ...order }))?.status).toBe(202);
      return peer.seen.at(-1)?.body.toString('hex');
    };
    expect(await notify({})).toBe('1100147372763150');
    expect(await notify({ coding: 'L12' })).toBe('11001004737276315000');
    await kit.send({ MOS: [] });
    expect(await notify({})).toBe('10801473727631');
    expect(await notify({ requestMos: 'yes' })).toBe('1100147372763150');
    expect(await notify({ id: 5 })).toBe('11001473727631220005');
  });

  it('is refused where it cannot be made, and says what did not arrive', async () => {
    const { operate, enrol } = await open();
    const peer = await startPeer(503);
    const to = { carrier: 'http', url: peer.url };
    expect(await operate('POST', `${AT}/notification`, { to })).toMatchObject({ status: 424, body: { error: expect.stringContaining('HTTP 503') as string } });
    expect(await operate('POST', `${AT}/notification`, { to: { carrier: 'http', url: 'http://127.0.0.1:1/' } })).toMatchObject({ status: 424, body: { error: expect.stringContaining('no answer from') as string } });
    expect(await operate('POST', `${AT}/notification`, { to: { carrier: 'http', url: 'gopher://x' } })).toMatchObject({ status: 424 });
    await enrol();
    expect(await operate('POST', `${AT}/notification`, { to, digest: 'yes' })).toMatchObject({ status: 409, body: { error: expect.stringContaining('secret') as string } });
  });
});

describe('the bootstrap', () => {
  it('is an account with permissions and the secret of notifications', async () => {
    const { operate, enrol, origin } = await open();
    await enrol({ serverId: 'srv ö', permissions: [PROBE], notification: NOTIFICATION });
    const peer = await startPeer(200);
    const { body } = await operate('POST', `${AT}/bootstrap`, { to: peer.url });
    expect(body.contentType).toBe('application/dmmo+json');
    expect(JSON.parse(Buffer.from(body.body, 'base64').toString())).toEqual([{
      ClientURI: 'urn:oma:mo:oma-dm-dmacc:1.2/srv%20%C3%B6/',
      MOData: { DMAcc: { SrvID: 'srv ö', SrvURI: `${origin}/dm`, Name: 'Reference server', Perm: { p1: { MOID: PROBE } }, Auth: { Noti: { Type: 1, Data: NOTIFICATION.data, Secret: NOTIFICATION.secret } } } },
    }]);
    expect(peer.seen.map((each) => [each.request.headers['content-type'], each.body.toString('base64')])).toEqual([['application/dmmo+json', body.body]]);
  });

  it('names the MOIDs that the device listed, or those that every device has', async () => {
    const { operate, enrol, send } = await open();
    await enrol();
    const moids = async (): Promise<unknown> => {
      const { body } = (await operate('POST', `${AT}/bootstrap`, { to: null })).body as { readonly body: string };
      const [item] = JSON.parse(Buffer.from(body, 'base64').toString()) as [{ readonly MOData: { readonly DMAcc: { readonly Perm: object; readonly Auth?: object } } }];
      expect(item.MOData.DMAcc.Auth).toBeUndefined();
      return Object.values(item.MOData.DMAcc.Perm);
    };
    expect(await moids()).toEqual([{ MOID: 'urn:oma:mo:oma-dm-devinfo:1.2' }, { MOID: 'urn:oma:mo:oma-dm-dmacc:1.2' }]);
    await send({ MOS: [{ MOID: PROBE, MIID: [] }, { MIID: ['x'] }] });
    expect(await moids()).toEqual([{ MOID: PROBE }]);
  });

  it('of a server with TLS goes by TLS only, and says so when nobody takes it', async () => {
    const { operate, server } = await open();
    const peer = await startPeer(404);
    expect(await operate('POST', `${AT}/bootstrap`, { to: peer.url })).toMatchObject({ status: 424 });
    server.announce('https://dm.example.net');
    expect(await operate('POST', `${AT}/bootstrap`, { to: peer.url })).toMatchObject({ status: 400, body: { error: expect.stringContaining('https') as string } });
    expect(peer.seen).toHaveLength(1);
  });
});

const DDF = `<MgmtTree xmlns="syncml:dmddf1.2"><VerDTD>1.2</VerDTD><Node><NodeName>Probe</NodeName>
  <DFProperties><AccessType><Get/></AccessType><DFFormat><node/></DFFormat><DFType><DDFName>urn:x:1.0</DDFName></DFType></DFProperties>
  <Node><NodeName/><DFProperties><AccessType><Get/><Exec/></AccessType><DFFormat><chr/></DFFormat><DFType><MIME>text/plain</MIME></DFType></DFProperties></Node></Node></MgmtTree>`;

describe('descriptions', () => {
  const withAnswers = async (answer: (request: OutboundRequest) => { readonly status: number; readonly body: Uint8Array }): Promise<readonly OutboundRequest[]> => {
    const asked: OutboundRequest[] = [];
    kit = await openKit({ outbound: { udp: async () => undefined, http: async (request) => {
      asked.push(request);
      return answer(request);
    } } });
    await kit.enrol();
    await kit.enrol({}, 'IMEI:2');
    return asked;
  };
  const list = (...urls: readonly string[]): object => ({ MOS: urls.map((DDF) => ({ DDF, MOID: 'urn:x:1.0', MIID: [] })) });

  it('are fetched once, whatever device names them, without holding up the session', async () => {
    const asked = await withAnswers(() => ({ status: 200, body: Buffer.from(DDF) }));
    const url = 'http://localhost:1/probe.ddf';
    expect((await kit?.send({ ...list(url, url) }))?.commands).toEqual([['END']]);
    await kit?.send({ ...list(url) }, { devId: 'IMEI:2' });
    await kit?.server.idle();
    await kit?.send({ ...list(url) });
    expect(asked.map(({ method, url: target }) => [method, target])).toEqual([['GET', url]]);
    expect(kit?.server.descriptions().get(url)).toEqual({ state: 'known', nodes: [
      { path: ['Probe'], access: ['Get'], format: 'node' }, { path: ['Probe', ''], access: ['Exec', 'Get'], format: 'chr' },
    ] });
  });

  it('are asked of hosts only that the operator trusts', async () => {
    const asked = await withAnswers(() => ({ status: 200, body: Buffer.from(DDF) }));
    const urls = ['https://ddf.example.net/x', 'file:///etc/passwd', 'http://', 'http://localhost.example.net/', 'http://[::1]:9/x'];
    await kit?.send({ ...list(...urls) });
    await kit?.server.idle();
    expect(asked.map(({ url }) => url)).toEqual(['http://[::1]:9/x']);
    expect(urls.map((url) => kit?.server.descriptions().get(url)?.state)).toEqual(['refused', 'refused', 'refused', 'refused', 'known']);
  });

  it.each([['HTTP 404', 404, DDF], ['no description', 200, '<other/>'], ['no XML', 200, 'nothing']])('that fail with %s are tried again when they are named again', async (_name, status, text) => {
    const asked = await withAnswers(() => ({ status, body: Buffer.from(text) }));
    for (let round = 1; round <= 2; round += 1) {
      await kit?.send({ ...list('http://localhost/x') });
      await kit?.server.idle();
      expect(kit?.server.descriptions().get('http://localhost/x')?.state).toBe('failed');
      expect(asked).toHaveLength(round);
    }
  });
});
