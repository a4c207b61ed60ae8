import { afterEach, describe, expect, it } from 'vitest';
import { createRecorder } from '../../transcript/recorder.js';
import { createOwnAddress, type OwnAddress } from './own-address.js';

const open: OwnAddress[] = [];
afterEach(async () => {
  for (const address of open.splice(0)) await address.close();
});

function own(): OwnAddress {
  const address = createOwnAddress({ host: '127.0.0.1', port: 0, maxBodyBytes: 1_000 });
  open.push(address);
  return address;
}

describe("the tester's own address", () => {
  it('serves what a test offers, and records who came', async () => {
    const address = own();
    const recorder = createRecorder(() => 0);
    let served = 0;
    const resources = new Map([['/a.ddf', { point: 'description', reply: { status: 200, headers: [['Content-Type', 'application/xml']], body: Buffer.from('<x/>') }, onServed: () => void (served += 1) }]] as const);
    const base = await address.open('t1', { recorder, nextExchange: () => 7, resources });
    const answer = await fetch(`${base}/a.ddf`);
    expect([answer.status, answer.headers.get('content-type'), await answer.text(), served]).toEqual([200, 'application/xml', '<x/>', 1]);
    expect(recorder.events).toMatchObject([
      { kind: 'request', point: 'description', exchange: 7, method: 'GET', target: '/t1/a.ddf', path: '/a.ddf' },
      { kind: 'response', point: 'description', exchange: 7, status: 200 },
    ]);
    expect((await fetch(`${base}/other`)).status).toBe(404);
  });

  it('keeps tests apart and forgets those that are over', async () => {
    const address = own();
    const lane = { recorder: createRecorder(() => 0), nextExchange: () => 0, resources: new Map() };
    const base = await address.open('t1', lane);
    expect(new URL(await address.open('t2', lane)).origin).toBe(new URL(base).origin);
    address.forget('t1');
    expect([(await fetch(`${base}/a`)).status, lane.recorder.events]).toEqual([410, []]);
  });
});
