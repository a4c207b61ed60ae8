import { describe, expect, it } from 'vitest';
import { createAttachControl } from './attach-control.js';
import { createOperatorControl, preparedAnswers, sayYes, type Ask } from './operator-control.js';
import type { ClientDevice, HookCall } from './control.js';
import { testEnvironment } from './testing/environment.js';

async function open(ask: Ask, timeoutMs = 1000): Promise<{ readonly device: ClientDevice; readonly notes: readonly string[]; abort(): void }> {
  const { environment, notes, abort } = testEnvironment();
  return { device: await createOperatorControl({ ask, timeoutMs, keepsState: false }).open(environment), notes, abort };
}

describe('control.operator', () => {
  it('asks for a session by the address', async () => {
    const asked: string[] = [];
    const { device, notes } = await open(async (question, timeoutMs) => `${asked.push(`${question} ${timeoutMs}`) === 1 ? 'Yes' : ''}\n`);
    expect(await device.start('a')).toEqual({ ended: null });
    await device.start('b');
    expect(asked).toEqual([
      'dm2/client/test: please start a DM session with server srv-a at http://127.0.0.1:1/a. Started? 1000',
      'dm2/client/test: please start a DM session with server srv-b at http://127.0.0.1:1/b. Started? 1000',
    ]);
    expect(notes).toEqual(['hook: operator: Yes', 'hook: operator: yes']);
  });

  it.each<[HookCall, string]>([
    [{ action: 'change-node', uri: 'urn:x:1.0//Name', value: 'new' }, 'please set the node urn:x:1.0//Name on the device to "new". Done?'],
    [{ action: 'need-mo', moid: 'urn:x:1.0' }, 'please make an application on the device ask for the configuration urn:x:1.0. Done?'],
    [{ action: 'raise-alert', alertType: 'urn:a', sourceUri: 'urn:x:1.0//' }, 'please make the device raise the alert urn:a for urn:x:1.0//. Done?'],
    [{ action: 'browser', state: 'unavailable' }, 'please make the browser of the device unavailable. Done?'],
    [{ action: 'bearer', cbt: 3 }, 'please connect the device by the bearer with the code 3. Done?'],
    [{ action: 'roaming', state: 2 }, 'please bring the device into the roaming state 2. Done?'],
    [{ action: 'restart' }, 'please switch the device off and on. Done?'],
  ])('asks for the local event %j', async (call, question) => {
    const asked: string[] = [];
    const { device } = await open(async (text) => (asked.push(text), 'done'));
    await device.hook(call);
    expect(asked).toEqual([`dm2/client/test: ${question}`]);
  });

  it('takes any other answer for a refusal, in the words of the operator', async () => {
    const { device } = await open(async () => 'the device is in the lake');
    await expect(device.hook({ action: 'restart' })).rejects.toThrow("the operator answered 'the device is in the lake' to: dm2/client/test: please switch the device off and on. Done?");
  });

  it('does not wait for ever for a person', async () => {
    const { device } = await open(() => new Promise(() => undefined), 30);
    await expect(device.start('a')).rejects.toThrow('the operator did not answer within 30 ms');
  });

  it('stops asking when the test is over', async () => {
    const { device, abort } = await open(() => new Promise(() => undefined));
    const started = device.start('a');
    abort();
    await expect(started).rejects.toThrow('the operator did not answer before the test was over');
  });

  it('takes prepared answers in order and repeats the last', async () => {
    const ask = preparedAnswers(['yes', 'no']);
    expect([await ask('', 1), await ask('', 1), await ask('', 1)]).toEqual(['yes', 'no', 'no']);
    expect([await preparedAnswers([])('', 1), await sayYes('', 1)]).toEqual(['yes', 'yes']);
  });
});

describe('control.attach', () => {
  it('only says where to connect', async () => {
    const lines: string[] = [];
    const control = createAttachControl({ tell: (line) => lines.push(line), keepsState: true });
    const device = await control.open(testEnvironment().environment);
    expect(await device.start('a')).toEqual({ ended: null });
    expect(lines).toEqual(['dm2/client/test: waiting for a DM session at http://127.0.0.1:1/a (server srv-a)']);
    expect(control).toMatchObject({ kind: 'attach', maxDevices: 1, hooks: [], accounts: 1, keepsState: true });
    await expect(device.hook({ action: 'restart' })).rejects.toThrow("control.attach cannot cause the local event 'restart'");
    await device.close();
    await control.close();
  });
});
