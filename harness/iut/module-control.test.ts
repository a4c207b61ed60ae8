import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClientControl, ClientDevice } from './control.js';
import { createModuleControl } from './module-control.js';
import { testEnvironment } from './testing/environment.js';

let folder = '';
let files = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'module-control-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function load(source: string, timeoutMs = 2000): Promise<ClientControl> {
  const file = join(folder, `module-${files++}.mjs`);
  await writeFile(file, source);
  return createModuleControl({ file, timeoutMs });
}

async function deviceOf(members: string, timeoutMs = 2000): Promise<{ readonly device: ClientDevice; readonly notes: readonly string[]; abort(): void }> {
  const { environment, notes, abort } = testEnvironment();
  const control = await load(`export const createDevice = (environment) => ({ ${members} })`, timeoutMs);
  return { device: await control.open(environment), notes, abort };
}

describe('control.module', () => {
  it('gives a module the environment and passes calls on', async () => {
    const { device, notes } = await deviceOf("start(account) { environment.note('output', account + ' ' + environment.accounts[account].url); return { ended: Promise.resolve({ kind: 'completed', detail: 'done' }) }; }, hook: (call) => environment.note('hook', call.action), close: async () => environment.note('output', 'closed')");
    expect(await (await device.start('b')).ended).toEqual({ kind: 'completed', detail: 'done' });
    await device.hook({ action: 'restart' });
    await device.close();
    expect(notes).toEqual(['output: b http://127.0.0.1:1/b', 'hook: restart', 'output: closed']);
  });

  it('takes the capabilities that the module states, and the least otherwise', async () => {
    expect(await load("export const createDevice = () => ({}); export const capabilities = { keepsState: true, hooks: ['restart', 'browser'], accounts: 2, maxDevices: 4 }"))
      .toMatchObject({ kind: 'module', keepsState: true, hooks: ['browser', 'restart'], accounts: 2, maxDevices: 4 });
    expect(await load('export function createDevice() {}')).toMatchObject({ keepsState: false, hooks: [], accounts: 1, maxDevices: 1 });
  });

  it('cannot tell the end of a session when the module does not', async () => {
    const { device } = await deviceOf('start() {}');
    expect(await device.start('a')).toEqual({ ended: null });
    await device.close();
  });

  it('takes a rejected end for a crash', async () => {
    const { device } = await deviceOf("start: () => ({ ended: Promise.reject(new Error('out of memory')) })");
    expect(await (await device.start('a')).ended).toEqual({ kind: 'crashed', detail: 'the device crashed: out of memory' });
  });

  it('accepts an end without words', async () => {
    const { device } = await deviceOf('start: () => ({ ended: Promise.resolve() })');
    expect(await (await device.start('a')).ended).toEqual({ kind: 'completed', detail: 'the device ended the session' });
  });

  it.each([
    ['throws in start', "start() { throw new Error('no battery') }", 'control.module: start failed: no battery'],
    ['rejects in start', "start: async () => { throw 'a string' }", 'control.module: start failed: a string'],
    ['never ends start', 'start: () => new Promise(() => {})', 'control.module: start did not finish within 50 ms'],
  ])('makes an IUT fault of a module that %s', async (_what, members, message) => {
    const { device } = await deviceOf(members, 50);
    await expect(device.start('a')).rejects.toMatchObject({ name: 'IutFault', message });
  });

  it('makes an IUT fault of a hook that fails or is missing', async () => {
    await expect((await deviceOf("start() {}, hook() { throw new Error('no') }")).device.hook({ action: 'restart' })).rejects.toThrow("control.module: hook 'restart' failed: no");
    await expect((await deviceOf('start() {}')).device.hook({ action: 'restart' })).rejects.toThrow(/has no function hook, wanted for 'restart'$/);
  });

  it('ends start when the test is over', async () => {
    const { device, abort } = await deviceOf('start: () => new Promise(() => {})');
    const started = device.start('a');
    abort();
    await expect(started).rejects.toThrow('control.module: start did not finish before the test was over');
  });

  it('closes a device that cannot be closed, and notes why', async () => {
    const { device, notes } = await deviceOf("start() {}, close() { throw new Error('stuck') }");
    await device.close();
    expect(notes).toEqual(['output: control.module: close failed: stuck']);
  });

  it.each([
    ['has no createDevice', 'export const other = 1', /exports no function createDevice$/],
    ['has a syntax error', 'export const = 1', /cannot be loaded: /],
    ['throws while it is loaded', "throw new Error('no licence')", /cannot be loaded: no licence$/],
    ['never finishes loading', 'await new Promise(() => { setInterval(() => {}, 1000).unref() })', /was not loaded within 300 ms$/],
    ['names an unknown hook', "export const createDevice = () => ({}); export const capabilities = { hooks: ['fly'] }", /names the unknown hook 'fly'; known are change-node, /],
  ])('says what is wrong with a module that %s', async (_what, source, message) => {
    await expect(load(source, 300)).rejects.toThrow(message);
  });

  it('says that the module is not there', async () => {
    await expect(createModuleControl({ file: join(folder, 'no.mjs'), timeoutMs: 2000 })).rejects.toThrow(/^control\.module: .*no\.mjs cannot be loaded: /);
  });

  it('says that a device is none', async () => {
    const control = await load('export const createDevice = () => 7');
    await expect(control.open(testEnvironment().environment)).rejects.toThrow(/has no function start$/);
  });
});
