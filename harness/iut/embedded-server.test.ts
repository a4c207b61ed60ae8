/** The contract of the upper tester, held against the only server that everybody has: its OpenAPI file, our types and the reference agree. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEmbeddedServerControl } from './embedded-server.js';
import { complaints } from './testing/upper-tester-contract.js';
import type { DeviceAccount, OperationName } from './upper-tester.js';

const ACCOUNT: DeviceAccount = { serverId: 'srv', credentials: null, notification: null, permissions: [] };
const PROBE = 'urn:oma:mo:x-suite-probe:1.0/p1/Config/Name';

const control = createEmbeddedServerControl();
let base = '';
beforeAll(async () => {
  base = (await control.open()).upperTester ?? '';
});
afterAll(() => control.close());

const call = async (method: string, path: string, body?: unknown): Promise<{ readonly status: number; readonly value: unknown }> => {
  const response = await fetch(`${base}${path}`, { method, headers: { 'Content-Type': 'application/json' }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  const text = await response.text();
  return { status: response.status, value: text === '' ? undefined : JSON.parse(text) };
};

describe('the upper tester of the embedded server', () => {
  it('makes, tells and forgets a device as the contract says', async () => {
    expect(complaints('DeviceAccount', ACCOUNT)).toBeNull();
    const made = await call('PUT', '/devices/d%3A1', ACCOUNT);
    expect([made.status, complaints('DeviceAddresses', made.value)]).toEqual([200, null]);
    const operation = { command: 'GET', client: [PROBE] } satisfies { readonly command: OperationName; readonly client: readonly string[] };
    expect(complaints('Operation', operation)).toBeNull();
    expect((await call('POST', '/devices/d%3A1/commands', { packages: [[operation]] })).status).toBe(202);
    const told = await call('GET', '/devices/d%3A1');
    expect([told.status, complaints('DeviceRecord', told.value)]).toEqual([200, null]);
    expect(told.value).toMatchObject({ device: 'd:1', commands: [{ command: 'GET', client: [PROBE], state: 'queued', status: null }] });
    expect((await call('DELETE', '/devices/d%3A1')).status).toBe(204);
    expect((await call('DELETE', '/devices/d%3A1')).status).toBe(204);
  });

  it('takes content and says where it is', async () => {
    const { status, value } = await call('PUT', '/repository/a/b', [1]);
    expect([status, value]).toEqual([200, { url: expect.stringMatching(/^http:.*\/a\/b$/) }]);
  });

  it('makes the bootstrap document', async () => {
    await call('PUT', '/devices/d2', ACCOUNT);
    const { status, value } = await call('POST', '/devices/d2/bootstrap', { to: null });
    expect([status, complaints('BootstrapDocument', value)]).toEqual([200, null]);
  });

  it.each<readonly [string, string, unknown]>([
    ['GET', '/devices/nobody', undefined],
    ['POST', '/devices/nobody/commands', { packages: [] }],
    ['PUT', '/devices/d3', { serverId: 1 }],
    ['POST', '/nothing', {}],
  ])('refuses %s %s with a reason', async (method, path, body) => {
    const { status, value } = await call(method, path, body);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(value).toEqual({ error: expect.stringMatching(/\w+/) });
  });
});
