/** The package loop from the server's side over real HTTP: 5.2, statuses, CONT, END, alerts, asynchronous results. */
import { afterEach, describe, expect, it } from 'vitest';
import { DEV_ID, openKit, PROBE, type Kit, type KitOptions } from './testing/server-kit.js';

const NAME = `${PROBE}/p1/Config/Name`;
const RUN = `${PROBE}/p1/Operations/Run`;

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

const states = async ({ view }: Kit): Promise<readonly string[]> => (await view()).commands.map(({ state }) => state);

describe('a session', () => {
  it('sends one list of operations after the other and then END', async () => {
    const { send, order, view } = await open();
    await order([[{ command: 'GET', client: [NAME] }, { command: 'DELETE', client: [`${PROBE}/p1/Data/x`] }], [{ command: 'HGET', server: 'http://repo.example.net/new' }]]);
    expect((await send({ MOS: [] })).commands).toEqual([['GET', NAME], ['DELETE', `${PROBE}/p1/Data/x`]]);
    expect(await view()).toMatchObject({ session: 'open', package1: { MOS: [] } });
    expect((await send({ Status: [{ sc: 200 }, { sc: 404 }] })).commands).toEqual([['HGET', 'http://repo.example.net/new']]);
    expect((await send({ Status: [{ sc: 200, URI: [`${PROBE}/p7/`] }] })).commands).toEqual([['END']]);
    const { session, commands } = await view();
    expect(session).toBe('none');
    expect(commands.map(({ state, status, created }) => [state, status, created])).toEqual([['done', 200, []], ['failed', 404, []], ['done', 200, [`${PROBE}/p7/`]]]);
  });

  it.each([
    ['alerts only', { Alert: [{ AlertType: 'urn:oma:at:dm:2.0:ClientInitiatedMgmt' }] }],
    ['a list of MOs only', { MOS: [{ MIID: [] }] }],
    ['both', { MOS: [], Alert: [] }],
    ['nothing', {}],
    ['members of a vendor', { 'x-vendor': { a: [1] }, MOS: [{ MIID: ['a'], 'x-vendor': true }] }],
  ])('opens with %s', async (_name, message) => {
    const { send } = await open();
    expect(await send(message)).toMatchObject({ status: 200, commands: [['END']] });
  });

  it('goes on after a Package#3 with failures only', async () => {
    const { send, order } = await open();
    await order([[{ command: 'GET', client: [NAME] }], [{ command: 'GET', client: [NAME] }]]);
    await send({});
    expect(await send({ Status: [{ sc: 500 }] })).toMatchObject({ status: 200, commands: [['GET', NAME]] });
  });

  it('takes no command without a status for done', async () => {
    const opened = await open();
    await opened.order([[{ command: 'GET', client: [NAME] }, { command: 'GET', client: [NAME] }]]);
    await opened.send({});
    await opened.send({ Status: [{ sc: 200 }] });
    expect(await states(opened)).toEqual(['done', 'unknown']);
  });

  it('ends when the device opens another at the same address', async () => {
    const opened = await open();
    await opened.order([[{ command: 'GET', client: [NAME] }]]);
    await opened.send({});
    expect((await opened.send({})).commands).toEqual([['END']]);
    expect(await states(opened)).toEqual(['unknown']);
  });

  it('keeps devices apart on one connection', async () => {
    const { send, order, enrol } = await open();
    await enrol({}, 'IMEI:2');
    await order([[{ command: 'GET', client: [NAME] }]]);
    await order([[{ command: 'EXEC', client: [RUN] }]], 'IMEI:2');
    expect((await send({}, { devId: 'IMEI:2' })).commands).toEqual([['EXEC', RUN]]);
    expect((await send({})).commands).toEqual([['GET', NAME]]);
    expect((await send({ Status: [{ sc: 200 }] }, { devId: 'IMEI:2' })).commands).toEqual([['END']]);
    expect((await send({ Status: [{ sc: 200 }] })).commands).toEqual([['END']]);
  });

  it('refuses a Package#3 that nobody waits for', async () => {
    const { send, enrol } = await open();
    expect(await send({ Status: [] })).toMatchObject({ status: 409, commands: undefined });
    await send({});
    expect((await send({ Status: [] })).status).toBe(409);
    await enrol();
    expect((await send({ Status: [] })).status).toBe(409);
  });
});

describe('CONT', () => {
  it('leads the session to the second address, which knows its state', async () => {
    const opened = await open();
    const { send, order, origin } = opened;
    await order([[{ command: 'GET', client: [NAME] }, { command: 'CONT' }], [{ command: 'GET', client: [RUN] }]]);
    expect((await send({})).commands).toEqual([['GET', NAME], ['CONT', `${origin}/dm2`]]);
    expect((await send({ Status: [{ sc: 200 }, { sc: 200 }] }, { url: `${origin}/dm2` })).commands).toEqual([['GET', RUN]]);
    expect((await send({ Status: [{ sc: 200 }] })).status).toBe(409);
    expect((await send({ Status: [{ sc: 200 }] }, { url: `${origin}/dm2` })).commands).toEqual([['END']]);
    expect(await states(opened)).toEqual(['done', 'done', 'done']);
  });

  it('leaves the session where it is when the device cannot follow', async () => {
    const { send, order, origin } = await open();
    await order([[{ command: 'CONT' }], [{ command: 'GET', client: [NAME] }]]);
    await send({});
    expect((await send({ Status: [{ sc: 400 }] })).commands).toEqual([['GET', NAME]]);
    expect((await send({ Status: [{ sc: 200 }] }, { url: `${origin}/dm2` })).status).toBe(409);
  });
});

describe('alerts', () => {
  it('are taken, whatever they say, and never answered', async () => {
    const { send, view } = await open();
    const answer = await send({ Alert: [{ AlertType: 'urn:x-test:unknown', Data: { deep: [1, { a: null }] } }, { AlertType: 'x', SourceURI: '///', Mark: 'fatal' }] });
    expect(answer).toMatchObject({ status: 200, commands: [['END']] });
    expect((await view()).alerts).toEqual([{ type: 'urn:x-test:unknown', source: null, completes: null }, { type: 'x', source: '///', completes: null }]);
  });

  it('end the asynchronous operation on their source, oldest first, in a session at the other address', async () => {
    const opened = await open();
    const { send, order, origin, view } = opened;
    await order([[{ command: 'EXEC', server: `${origin}/dm2/result/1`, client: [`${PROBE}//Operations/Run`] }, { command: 'EXEC', client: [RUN] }, { command: 'GET', client: [NAME] }]]);
    expect((await send({})).commands?.[0]).toEqual(['EXEC', `${origin}/dm2/result/1`, `${PROBE}//Operations/Run`]);
    await send({ Status: [{ sc: 202 }, { sc: 202 }, { sc: 202 }] });
    expect(await states(opened)).toEqual(['pending', 'pending', 'done']);
    const result = { AlertType: 'urn:x:result', SourceURI: RUN };
    expect((await send({ Alert: [{ ...result, SourceURI: NAME }] }, { url: `${origin}/dm2/result/1` })).status).toBe(200);
    expect(await send({ Alert: [result] }, { url: `${origin}/dm2/result/1` })).toMatchObject({ status: 200, commands: [['END']] });
    expect(await states(opened)).toEqual(['done', 'pending', 'done']);
    expect((await view()).alerts.map(({ completes }) => completes)).toEqual([null, 0]);
  });

  it('leave the operations of an older session to that session', async () => {
    const { send, order, origin } = await open();
    await order([[{ command: 'EXEC', client: [RUN] }], [{ command: 'GET', client: [NAME] }]]);
    await send({});
    expect((await send({ Alert: [] }, { url: `${origin}/dm2` })).commands).toEqual([['END']]);
    expect((await send({ Status: [{ sc: 200 }] })).commands).toEqual([['GET', NAME]]);
  });

  it('come with results as well', async () => {
    const { send, view } = await open();
    await (kit?.order([[{ command: 'GET', client: [NAME] }]]));
    await send({});
    await send({ Status: [{ sc: 200 }], Alert: [{ AlertType: 'a' }] });
    expect((await view()).alerts).toHaveLength(1);
  });
});

describe('data in Package#3', () => {
  const items = [{ ClientURI: NAME, MOData: { Name: 'x' } }];
  it.each([
    ['MO', { sc: 200, MO: items }, items],
    ['another member of the right form', { sc: 200, note: 'a', data: items }, items],
    ['a value alone', { sc: 200, value: 5 }, 5],
    ['nothing', { sc: 204, URI: [] }, null],
    ['several members that are no data', { sc: 200, a: 1, b: 2 }, null],
  ])('is found in %s', async (_name, status, content) => {
    const { send, order, view } = await open();
    await order([[{ command: 'GET', client: [NAME] }]]);
    await send({});
    await send({ Status: [status] });
    expect((await view()).commands[0]!.content).toEqual(content);
  });
});

describe('a server that takes every device', () => {
  it('gives an unknown one its greeting, once', async () => {
    kit = await openKit({ change: (config) => ({ ...config, enrolment: { kind: 'open', serverId: 's', greeting: [[{ command: 'GET', client: [NAME] }]] } }) });
    expect((await kit.send({})).commands).toEqual([['GET', NAME]]);
    expect((await kit.send({ Status: [{ sc: 200 }] })).commands).toEqual([['END']]);
    expect((await kit.send({})).commands).toEqual([['END']]);
    expect(await kit.view(DEV_ID)).toMatchObject({ device: DEV_ID, commands: [{ state: 'done' }] });
  });
});

describe('a server that takes every device', () => {
  it('takes no more than it can hold', async () => {
    kit = await openKit({ change: (config) => ({ ...config, enrolment: { kind: 'open', serverId: 's', greeting: [] }, limits: { ...config.limits, devices: 1 } }) });
    expect((await kit.send({})).status).toBe(200);
    expect((await kit.send({}, { devId: 'IMEI:2' })).status).toBe(403);
    expect((await kit.send({})).status).toBe(200);
  });
});

describe('many sessions', () => {
  it('of many devices at once stay apart', async () => {
    const { send, order, enrol } = await open();
    const ids = Array.from({ length: 50 }, (_, index) => `IMEI:${index}`);
    await Promise.all(ids.map(async (devId) => {
      await enrol({}, devId);
      await order([[{ command: 'GET', client: [`${PROBE}/${devId}/Config/Name`] }]], devId);
    }));
    const answers = await Promise.all(ids.map(async (devId) => [(await send({}, { devId })).commands, (await send({ Status: [{ sc: 200 }] }, { devId })).commands]));
    expect(answers).toEqual(ids.map((devId) => [[['GET', `${PROBE}/${devId}/Config/Name`]], [['END']]]));
  });
});
