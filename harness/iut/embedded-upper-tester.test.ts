/** The contract of the upper tester, held against the reference server: the same shapes in the types, and answers that the OpenAPI document describes. */
import { afterAll, beforeAll, describe, expect, expectTypeOf, it } from 'vitest';
import type { DeviceAccount as ReferenceAccount, Operation as ReferenceOperation } from '../../reference/dm2-server/model.js';
import type { DeviceView } from '../../reference/dm2-server/operator-view.js';
import type { NotificationOrder as ReferenceNotification } from '../../reference/dm2-server/parts-list.js';
import { createReferenceServer, type ReferenceServer } from '../../reference/dm2-server/server.js';
import { complaints } from './testing/upper-tester-contract.js';
import type { DeviceAccount, DeviceRecord, NotificationOrder, Operation } from './upper-tester.js';

const DEVICE = '/devices/IMEI%3A1';
const PROBE = 'urn:oma:mo:x-suite-probe:1.0';

describe('the shapes of the contract', () => {
  it('are the same for the suite and for the reference server', () => {
    expectTypeOf<Omit<ReferenceAccount, 'devId'>>().toEqualTypeOf<DeviceAccount>();
    expectTypeOf<ReferenceOperation>().toEqualTypeOf<Operation>();
    expectTypeOf<ReferenceNotification>().toEqualTypeOf<NotificationOrder>();
    expectTypeOf<DeviceView>().toExtend<DeviceRecord>();
    expectTypeOf<keyof DeviceView>().toEqualTypeOf<keyof DeviceRecord>();
  });
});

describe('the reference server', () => {
  let server: ReferenceServer;
  let origin = '';

  beforeAll(async () => {
    server = createReferenceServer();
    ({ origin } = await server.listen({ host: '127.0.0.1', port: 0 }));
  });

  afterAll(() => server.close());

  const operate = async (method: string, target: string, body?: unknown): Promise<readonly [number, unknown]> => {
    const answer = await server.respondToOperator({ method, target, headers: new Map([['content-type', 'application/json']]), body: Buffer.from(body === undefined ? '' : JSON.stringify(body)) });
    return [answer.status, answer.body.byteLength === 0 ? null : JSON.parse(Buffer.from(answer.body).toString('utf8'))];
  };

  const send = async (kind: 'initiation' | 'response', body: unknown): Promise<number> => (await fetch(`${origin}/dm`, {
    method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': `application/vnd.oma.dm.${kind}+json`, 'OMADM-DevID': 'IMEI:1' },
  })).status;

  const expectForm = (name: string, value: unknown): void => {
    expect(complaints(name, value), name).toBeNull();
  };

  it('takes what the contract describes and answers as it describes', async () => {
    const account: DeviceAccount = { serverId: 's', credentials: null, notification: { secret: 'c2VjcmV0', data: null }, permissions: [PROBE] };
    expectForm('DeviceAccount', account);
    const [made, addresses] = await operate('PUT', DEVICE, account);
    expect(made).toBe(200);
    expectForm('DeviceAddresses', addresses);
    const operations: readonly Operation[] = [{ command: 'GET', client: [`${PROBE}/p1/`] }, { command: 'EXEC', client: [`${PROBE}/p1/Run`] }, { command: 'HPUT', client: [`${PROBE}/p1/`] }];
    operations.forEach((operation) => expectForm('Operation', operation));
    expect(await operate('POST', `${DEVICE}/commands`, { packages: [operations] })).toEqual([202, null]);
    await send('initiation', { MOS: [{ MOID: PROBE, MIID: ['p1'] }] });
    await send('response', {
      Status: [{ sc: 200, MO: [{ ClientURI: `${PROBE}/p1/`, CV: 'v', MOData: { Probe: {} } }] }, { sc: 202 }, { sc: 404, URI: ['a/b'] }],
      Alert: [{ AlertType: 'x', SourceURI: `${PROBE}/p1/Run` }, { AlertType: 'y' }],
    });
    await fetch(`${(addresses as { readonly repository: string }).repository}/up`, { method: 'PUT', body: 'x', headers: { 'Content-Type': 'text/plain' } });
    const [, view] = await operate('GET', DEVICE);
    expectForm('DeviceRecord', view);
    expect(view).toMatchObject({
      session: 'none', commands: [{ state: 'done' }, { state: 'done', status: 202 }, { state: 'failed', created: ['a/b'] }],
      alerts: [{ completes: 1 }, { completes: null }], validators: [{ cv: 'v' }], uploads: [{ status: 415, path: '/up' }],
    });
    const [, document] = await operate('POST', `${DEVICE}/bootstrap`, { to: null });
    expectForm('BootstrapDocument', document);
    expect(await operate('PUT', '/repository/a', 'x')).toEqual([200, { url: `${origin}/content/a` }]);
    expect(await operate('DELETE', DEVICE)).toEqual([204, null]);
    expect(await operate('GET', DEVICE)).toEqual([404, { error: expect.any(String) as string }]);
  });

  it('refuses what the contract refuses', async () => {
    await operate('PUT', DEVICE, { serverId: 's', credentials: null, notification: null, permissions: [] });
    for (const [path, name, body] of [
      [DEVICE, 'DeviceAccount', { serverId: 's', credentials: null, notification: null }],
      [`${DEVICE}/commands`, 'Operation', { command: 'END' }],
      [`${DEVICE}/notification`, 'NotificationOrder', { to: { carrier: 'udp', host: 'h', port: 1, url: 'http://x/' } }],
      [`${DEVICE}/bootstrap`, 'BootstrapOrder', { to: 1 }],
    ] as const) {
      expect(complaints(name, body), name).not.toBeNull();
      const [status] = await operate(path === DEVICE ? 'PUT' : 'POST', path, name === 'Operation' ? { packages: [[body]] } : body);
      expect(status).toBe(400);
    }
  });
});
