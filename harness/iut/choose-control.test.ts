import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chooseControl, unsupportedControl, type ControlTools } from './choose-control.js';
import type { ClientControl } from './control.js';
import { EMBEDDED_CLIENT } from './embedded-iut.js';
import { EMBEDDED_SERVER } from './embedded-server-iut.js';
import type { ControlChoice } from './iut.js';
import { testEnvironment } from './testing/environment.js';

const tools: ControlTools = { tell: () => undefined, ask: async () => 'no, said the person', answering: 'ask' };

const choose = async (control: ControlChoice | null, changes: Partial<ControlTools> = {}): Promise<ClientControl> => {
  const chosen = await chooseControl({ iut: { ...EMBEDDED_CLIENT, control, values: { 'state.kept': true } }, tools: { ...tools, ...changes } });
  if (chosen.role !== 'client') throw new TypeError('the control of a client was asked for');
  return chosen;
};

const started = async (control: ClientControl): Promise<unknown> => (await control.open(testEnvironment().environment)).start('a');

describe('the control of an IUT file', () => {
  it.each<[ControlChoice]>([
    [{ kind: 'command', argv: ['./client'] }],
    [{ kind: 'http', startUrl: 'http://127.0.0.1:1/', hookUrl: null }],
    [{ kind: 'attach' }],
    [{ kind: 'notify', address: 'udp://127.0.0.1:1' }],
    [{ kind: 'operator', answers: null }],
  ])('is that of the rung %j, with the state that the file states', async (choice) => {
    expect(await choose(choice)).toMatchObject({ kind: choice.kind, keepsState: true });
  });

  it('of a server is its upper tester, or none where the server knows the device', async () => {
    const server = { ...EMBEDDED_SERVER, name: 'Acme', endpoint: 'http://127.0.0.1:1/dm' };
    const driven = await chooseControl({ iut: { ...server, control: { kind: 'upper-tester', url: 'http://127.0.0.1:2' } }, tools });
    expect(driven).toMatchObject({ role: 'server', kind: 'http', upperTester: 'present', maxDevices: 8 });
    const plain = await chooseControl({ iut: { ...server, control: null, values: { 'device.id': 'd' } }, tools });
    expect(plain).toMatchObject({ role: 'server', kind: 'none', upperTester: 'absent', maxDevices: 1 });
    await expect(chooseControl({ iut: { ...server, control: null }, tools })).rejects.toThrow("Acme: without an upper tester the server must know the tester's device");
  });

  it('loads a module', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'choose-control-'));
    const file = join(folder, 'control.mjs');
    await writeFile(file, 'export const createDevice = () => ({ start() {} })');
    expect(await choose({ kind: 'module', file })).toMatchObject({ kind: 'module' });
    await rm(folder, { recursive: true });
  });

  it('asks the person, the prepared answers, or nobody', async () => {
    await expect(started(await choose({ kind: 'operator', answers: null }))).rejects.toThrow("the operator answered 'no, said the person'");
    expect(await started(await choose({ kind: 'operator', answers: { kind: 'list', answers: ['yes'] } }))).toEqual({ ended: null });
    expect(await started(await choose({ kind: 'operator', answers: null }, { answering: 'yes' }))).toEqual({ ended: null });
  });

  it('reads prepared answers from a file, one in each line', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'choose-control-'));
    const file = join(folder, 'answers.txt');
    await writeFile(file, 'yes\r\n\nnot today\n');
    const control = await choose({ kind: 'operator', answers: { kind: 'file', file } });
    expect(await started(control)).toEqual({ ended: null });
    await expect(started(control)).rejects.toThrow("the operator answered 'not today'");
    await expect(choose({ kind: 'operator', answers: { kind: 'file', file: join(folder, 'no.txt') } })).rejects.toThrow(/^control\.operator\.answers: .*no\.txt cannot be read: ENOENT/);
    await rm(folder, { recursive: true });
  });

  it.each<[ControlChoice, string]>([
    [{ kind: 'container' }, 'control.container is not supported by this version; use control.command with podman or docker run'],
  ])('is refused for %j, in the words that check uses', async (choice, message) => {
    await expect(choose(choice)).rejects.toMatchObject({ name: 'IutFault', message });
    expect(unsupportedControl(choice)).toBe(message);
  });

  it('is missing in a file without a rung', async () => {
    await expect(choose(null)).rejects.toThrow("nothing says how the client is made to start a session; add 'control' to the IUT file");
    expect(unsupportedControl({ kind: 'attach' })).toBe(null);
  });
});
