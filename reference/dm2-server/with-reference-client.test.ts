/** The reference client against the reference server, end to end over real HTTP: each command, caching, subscription, late results. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createReferenceClient, type ReferenceClient } from '../dm2-client/client.js';
import { defaultDevice } from '../dm2-client/devices/probe-device.js';
import { CERTIFICATE, PRIVATE_KEY } from '../dm2-client/testing/self-signed.js';
import { createReferenceServer } from './server.js';
import { DEV_ID, openKit, PROBE, type Kit, type SeenDevice, type SeenOrder } from './testing/server-kit.js';

const NAME = `${PROBE}/p1/Config/Name`;
const COMPLETED = { outcome: 'completed', reason: 'the server ended the session' };

let kit: Kit;
let client: ReferenceClient;

beforeEach(async () => {
  kit = await openKit();
  const credentials = { scheme: 'basic', user: 'dev', password: 's3cret' } as const;
  const { endpoint } = await kit.enrol({ credentials });
  client = createReferenceClient({ config: defaultDevice({ accounts: [
    { id: 'a', srvId: 'srv1', srvUri: endpoint, auth: { user: 'dev', password: 's3cret', sending: 'challenged' } },
  ] }) });
});

afterEach(async () => {
  await client.close();
  await kit.close();
});

const run = async (...packages: readonly (readonly object[])[]): Promise<readonly SeenOrder[]> => {
  const before = (await kit.view()).commands.length;
  expect(await kit.order(packages)).toBe(202);
  await expect(client.runSession()).resolves.toEqual(COMPLETED);
  await client.idle();
  return (await kit.view()).commands.slice(before);
};

const offer = async (path: string, value: unknown): Promise<string> => {
  const { body } = await kit.server.respondToOperator({ method: 'PUT', target: `/repository${path}`, headers: new Map([['content-type', 'application/dmmo+json']]), body: Buffer.from(JSON.stringify(value)) });
  return (JSON.parse(Buffer.from(body).toString()) as { readonly url: string }).url;
};

describe('a device and the server', () => {
  it('read, write, create, run and delete', async () => {
    const renewed = await offer('/name', [{ ClientURI: NAME, MOData: { Name: 'renewed' } }]);
    const fresh = await offer('/new', [{ ClientURI: `${PROBE}/any/`, MOData: { Probe: { Note: 'fresh' } } }]);
    const orders = await run(
      [{ command: 'HGET', server: renewed, client: [NAME] }, { command: 'GET', client: [NAME] }, { command: 'HPUT', client: [`${PROBE}/p1/Config`] }, { command: 'HPOST', client: [NAME, `${PROBE}/p1/State`] }],
      [{ command: 'HGET', server: fresh }, { command: 'EXEC', client: [`${PROBE}/p1/Operations/Run`] }, { command: 'DELETE', client: [`${PROBE}/p1/Data/first`] }, { command: 'GET', client: [`${PROBE}/p1/Data/first`] }],
    );
    expect(orders.map(({ command, status, state }) => [command, status, state])).toEqual([
      ['HGET', 200, 'done'], ['GET', 200, 'done'], ['HPUT', 200, 'done'], ['HPOST', 200, 'done'],
      ['HGET', 200, 'done'], ['EXEC', 200, 'done'], ['DELETE', 200, 'done'], ['GET', 404, 'failed'],
    ]);
    expect(orders[1]!.content[0].MOData).toEqual({ Name: 'renewed' });
    expect(orders[4]!.created).toHaveLength(1);
    const { uploads } = await kit.view();
    expect(uploads.map(({ method, status }) => [method, status])).toEqual([['PUT', 200], ['POST', 200]]);
    expect(JSON.parse(Buffer.from(uploads[0]!.body, 'base64').toString())[0].MOData).toMatchObject({ Config: { Name: 'renewed' } });
    const [again] = await run([{ command: 'GET', client: [`${orders[4]!.created[0]!}Note`] }]);
    expect(again!.content[0].MOData).toEqual({ Note: 'fresh' });
  });

  it('save a transfer by a validator', async () => {
    const [first, second, third] = [await run([{ command: 'GET', client: [`${PROBE}/p1/`] }]), await run([{ command: 'GET', client: [NAME] }]), await run([{ command: 'HPUT', client: [`${PROBE}//`] }])].map(([order]) => order);
    expect([first?.status, second?.status, third?.status]).toEqual([200, 304, 304]);
    expect(second?.content).toEqual([{ ClientURI: NAME, MOData: { Name: 'probe' } }]);
    await client.changeNode(NAME, 'other');
    const [changed] = await run([{ command: 'GET', client: [NAME] }]);
    expect([changed?.status, changed?.content[0].MOData]).toEqual([200, { Name: 'other' }]);
    expect((await kit.view()).uploads).toEqual([]);
  });

  it('subscribe, report and cancel', async () => {
    await run([{ command: 'SUB', client: [`${PROBE}/p1/Config`] }]);
    await client.changeNode(NAME, 'reported');
    await client.idle();
    const reports = async (): Promise<SeenDevice['uploads']> => (await kit.view()).uploads;
    expect(JSON.parse(Buffer.from((await reports()).at(-1)!.body, 'base64').toString())[0].MOData).toMatchObject({ Config: { Name: 'reported' } });
    expect(await run([{ command: 'UNSUB', client: [`${PROBE}/p1/Config`] }])).toMatchObject([{ state: 'done' }]);
    const count = (await reports()).length;
    await client.changeNode(NAME, 'silent');
    await client.idle();
    expect(await reports()).toHaveLength(count);
  });

  it('settle an asynchronous operation in a session of its own', async () => {
    const [order] = await run([{ command: 'EXEC', server: `${kit.origin}/dm2/result`, client: [`${PROBE}/p1/Operations/Run`] }]);
    expect(order).toMatchObject({ state: 'done', status: 202 });
    expect((await kit.view()).alerts.map(({ completes }) => completes).filter((each) => each !== null)).toEqual([0]);
  });

  it('go on at the second address, show a page, and remember a default', async () => {
    const settings = await offer('/default', [{ ClientURI: 'urn:oma:mo:x-suite-settings:1.0/any/', MOData: { Settings: {} } }]);
    const orders = await run([{ command: 'CONT' }], [{ command: 'SHOW' }, { command: 'DEFAULT', server: settings, moid: 'urn:oma:mo:x-suite-settings:1.0' }]);
    expect(orders.map(({ status }) => status)).toEqual([200, 200, 200]);
  });

  it('refuse each other for a wrong password', async () => {
    await kit.enrol({ credentials: { scheme: 'basic', user: 'dev', password: 'other' } });
    expect(await client.runSession()).toMatchObject({ outcome: 'aborted' });
    expect((await kit.view()).package1).toBeNull();
  });
});

describe('over TLS', () => {
  it('a session runs as over TCP', async () => {
    const server = createReferenceServer();
    const { origin } = await server.listen({ host: '127.0.0.1', port: 0, tls: { cert: CERTIFICATE, key: PRIVATE_KEY } });
    const body = Buffer.from(JSON.stringify({ serverId: 's', credentials: null, notification: null, permissions: [] }));
    await server.respondToOperator({ method: 'PUT', target: `/devices/${DEV_ID}`, headers: new Map(), body });
    const device = createReferenceClient({ config: { ...defaultDevice({ accounts: [{ id: 'a', srvId: 's', srvUri: `${origin}/dm` }] }), tls: { ca: CERTIFICATE } } });
    await expect(device.runSession()).resolves.toEqual(COMPLETED);
    await device.close();
    await server.close();
  });
});
