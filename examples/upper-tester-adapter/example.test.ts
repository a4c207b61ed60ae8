/**
 * The adapter example: the adapter keeps the contract, and the made-up product behind it gets the verdicts that are committed
 * beside it. UPDATE_GOLDEN=1 writes the verdicts anew.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { complaints } from '../../harness/iut/testing/upper-tester-contract.js';
import { campaignOf, HAS_PYTHON, startPython, type RunningProgram } from '../testing/python-programs.js';

const EXPECTED = new URL('./expected.json', import.meta.url);
const TIMEOUT_MS = 300_000;

describe.skipIf(!HAS_PYTHON)('the upper tester adapter', () => {
  let product: RunningProgram;
  let adapter: RunningProgram;

  beforeAll(async () => {
    product = await startPython(new URL('./product.py', import.meta.url), '0');
    adapter = await startPython(new URL('./adapter.py', import.meta.url), '0', product.address);
  });

  afterAll(async () => {
    await adapter.stop();
    await product.stop();
  });

  const call = async (method: string, path: string, body?: unknown): Promise<{ readonly status: number; readonly value: unknown }> => {
    const answer = await fetch(`${adapter.address}${path}`, { method, ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }) });
    const text = await answer.text();
    return { status: answer.status, value: text === '' ? null : (JSON.parse(text) as unknown) };
  };
  const account = { serverId: 'srv-a', credentials: null, notification: null, permissions: [] };
  const queued = (...operations: readonly object[]): object => ({ packages: [operations] });

  it('is shorter than 100 lines', () => {
    expect(readFileSync(new URL('./adapter.py', import.meta.url), 'utf8').trimEnd().split('\n').length).toBeLessThan(100);
  });

  it('answers in the shapes of the contract', async () => {
    const made = await call('PUT', '/devices/urn%3Auuid%3A1', account);
    expect([made.status, complaints('DeviceAddresses', made.value)]).toEqual([200, null]);
    const operations = [{ command: 'HPUT', server: 'http://x/y', client: ['urn:a:1/b/c'] }, { command: 'EXEC', client: ['urn:a:1/b/d'], server: 'http://x/z' }, { command: 'DEFAULT', server: 'http://x/y', moid: 'urn:a:1' }, { command: 'GET', client: ['urn:a:1/b/c'] }];
    expect((await call('POST', '/devices/urn%3Auuid%3A1/commands', queued(...operations))).status).toBe(202);
    const known = await call('GET', '/devices/urn%3Auuid%3A1');
    expect([known.status, complaints('DeviceRecord', known.value)]).toEqual([200, null]);
    const { commands } = known.value as { readonly commands: readonly object[] };
    expect(commands).toEqual([
      { command: 'HPUT', state: 'queued', status: null, created: [], content: null, server: 'http://x/y', client: ['urn:a:1/b/c'] },
      { command: 'EXEC', state: 'queued', status: null, created: [], content: null, server: 'http://x/z', client: ['urn:a:1/b/d'] },
      { command: 'DEFAULT', state: 'queued', status: null, created: [], content: null, server: 'http://x/y', moid: 'urn:a:1' },
      { command: 'GET', state: 'queued', status: null, created: [], content: null, client: ['urn:a:1/b/c'] },
    ]);
    expect((await call('DELETE', '/devices/urn%3Auuid%3A1')).status).toBe(204);
    expect((await call('GET', '/devices/urn%3Auuid%3A1')).status).toBe(404);
  });

  it('says what the product cannot do', async () => {
    const refused = await call('PUT', '/devices/x', { ...account, credentials: { scheme: 'basic', user: 'u', password: 'p' } });
    expect(refused).toEqual({ status: 501, value: { error: 'this product knows no HTTP authentication' } });
    await call('PUT', '/devices/x', account);
    expect((await call('POST', '/devices/x/notification', { to: { carrier: 'udp', host: 'h', port: 1 } })).status).toBe(501);
    expect((await call('POST', '/devices/x/commands', queued({ command: 'HPUT', client: ['urn:a:1/b/c'] }))).value).toEqual({ error: "HPUT needs an address under 'server'; this product makes none up" });
  });

  it('lets the product be tested: the verdicts are those that are committed', { timeout: TIMEOUT_MS }, async () => {
    const { outcome } = await campaignOf(new URL('./iut.yaml', import.meta.url), { 'http://127.0.0.1:8766': product.address, 'http://127.0.0.1:8767': adapter.address });
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(EXPECTED, `${JSON.stringify(outcome, null, 2)}\n`);
    expect(outcome).toEqual(JSON.parse(readFileSync(EXPECTED, 'utf8')));
  });
});
