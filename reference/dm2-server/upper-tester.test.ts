/** The upper tester of the reference server over HTTP: what it does, what it refuses and how it says so. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEV_ID, openKit, PROBE, type Kit } from './testing/server-kit.js';

const AT = `/devices/${encodeURIComponent(DEV_ID)}`;
const ACCOUNT = { serverId: 'srv1', credentials: null, notification: null, permissions: [] };

let kit: Kit;

beforeEach(async () => {
  kit = await openKit();
});

afterEach(() => kit.close());

describe('an account', () => {
  it('comes with addresses, is shown, and goes', async () => {
    const { origin, operate } = kit;
    expect(await operate('PUT', AT, ACCOUNT)).toEqual({
      status: 200, body: { endpoint: `${origin}/dm`, other: `${origin}/dm2`, repository: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/data\/d\d+$/) as string, bootstrap: `${origin}/bootstrap` },
    });
    expect(await operate('GET', AT)).toEqual({
      status: 200, body: { device: DEV_ID, session: 'none', package1: null, commands: [], alerts: [], validators: [], uploads: [] },
    });
    expect((await operate('DELETE', AT)).status).toBe(204);
    expect((await operate('DELETE', AT)).status).toBe(204);
    expect(await operate('GET', AT)).toMatchObject({ status: 404, body: { error: expect.stringContaining('create it with PUT') as string } });
  });

  it('that is made anew forgets what was known, sessions included', async () => {
    await kit.enrol();
    await kit.order([[{ command: 'GET', client: ['a/b'] }]]);
    await kit.send({ Alert: [{ AlertType: 'x' }] });
    const { repository } = await kit.enrol();
    expect(await kit.view()).toMatchObject({ session: 'none', package1: null, commands: [], alerts: [] });
    expect((await fetch(`${repository}/x`, { method: 'PUT', body: '[]', headers: { 'Content-Type': 'application/dmmo+json' } })).status).toBe(200);
  });
});

describe('what is wrong in an order', () => {
  it.each([
    ['PUT', AT, {}, 'serverId'],
    ['PUT', AT, { ...ACCOUNT, serverId: '' }, 'serverId'],
    ['PUT', AT, { ...ACCOUNT, extra: 1 }, '"extra"'],
    ['PUT', AT, { ...ACCOUNT, credentials: { scheme: 'none', user: 'u', password: 'p' } }, 'credentials.scheme has to be or to hold one of basic, digest'],
    ['PUT', AT, { ...ACCOUNT, notification: { secret: '%', data: null } }, 'notification.secret'],
    ['PUT', AT, { ...ACCOUNT, permissions: [1] }, 'permissions.0'],
    ['PUT', AT, [], 'the body'],
    ['POST', `${AT}/commands`, { packages: [[]] }, 'packages[0]'],
    ['POST', `${AT}/commands`, { packages: [[{ command: 'END' }]] }, 'packages[0][0].command'],
    ['POST', `${AT}/commands`, { packages: [[{ command: 'GET', client: ['a/b'] }, { command: 'GET' }]] }, 'packages[0][1]: GET takes at least one ClientURI'],
    ['POST', `${AT}/commands`, { packages: [[{ command: 'GET', client: ['a/b'], server: 'http://x' }]] }, 'GET takes no "server"'],
    ['POST', `${AT}/commands`, { packages: [[{ command: 'HGET', client: ['a/b'] }]] }, 'HGET needs "server"'],
    ['POST', `${AT}/commands`, { packages: [[{ command: 'HGET', server: '/relative' }]] }, 'absolute'],
    ['POST', `${AT}/commands`, { packages: [[{ command: 'DEFAULT', server: 'http://x' }]] }, '"moid"'],
    ['POST', `${AT}/commands`, { packages: [[{ command: 'EXEC', client: ['a/b', 'a/c'] }]] }, 'one ClientURI'],
    ['POST', `${AT}/commands`, { packages: [[{ command: 'GET', client: ['no address'] }]] }, 'dm2/client-uri'],
    ['POST', `${AT}/notification`, { to: { carrier: 'sms' } }, 'to.carrier'],
    ['POST', `${AT}/notification`, { to: { carrier: 'udp', host: 'h', port: 70_000 } }, 'to.port'],
    ['POST', `${AT}/notification`, { to: { carrier: 'udp', host: 'h', port: 1 }, id: 65_536 }, 'id'],
    ['POST', `${AT}/bootstrap`, {}, 'to'],
  ])('%s %s with %j is named', async (method, path, body, word) => {
    await kit.enrol();
    const answer = await kit.operate(method, path, body);
    expect([answer.status, answer.body]).toEqual([400, { error: expect.stringContaining(word) as string }]);
    expect(await kit.view()).toMatchObject({ commands: [] });
  });

  it('leaves nothing half done', async () => {
    await kit.enrol();
    expect(await kit.order([[{ command: 'GET', client: ['a/b'] }], [{ command: 'GET' }]])).toBe(400);
    expect((await kit.send({})).commands).toEqual([['END']]);
  });

  it.each([['GET', '/'], ['GET', '/devices'], ['POST', `${AT}/other`], ['GET', `${AT}/commands/1`], ['GET', '/repository']])('%s %s is no address', async (method, path) => {
    await kit.enrol();
    expect((await kit.operate(method, path, method === 'POST' ? {} : undefined)).status).toBe(404);
  });

  it('is told when the method or the encoding is wrong', async () => {
    await kit.enrol();
    expect((await kit.operate('PATCH', AT)).status).toBe(405);
    expect((await kit.operate('GET', `${AT}/commands`)).status).toBe(405);
    expect((await kit.operate('GET', '/devices/%ff')).status).toBe(400);
    expect((await kit.operate('GET', '/repository/x')).status).toBe(405);
  });
});

describe('permissions', () => {
  it('keep operations to the MOIDs of the account', async () => {
    await kit.enrol({ permissions: [PROBE] });
    expect(await kit.order([[{ command: 'GET', client: [`${PROBE}//Note`] }, { command: 'DEFAULT', server: 'http://x/y', moid: PROBE }]])).toBe(202);
    const refused = await kit.operate('POST', `${AT}/commands`, { packages: [[{ command: 'GET', client: ['urn:other:1.0/a/b'] }]] });
    expect([refused.status, refused.body.error]).toEqual([403, `packages[0][0]: urn:other:1.0 is not among the permissions of this account: ${PROBE}`]);
  });
});

describe('subscriptions', () => {
  it('are not offered by a server without them', async () => {
    await kit.close();
    kit = await openKit({ change: (config) => ({ ...config, features: { S_SUB: false } }) });
    await kit.enrol();
    expect(await kit.order([[{ command: 'SUB', client: ['a/b'] }]])).toBe(501);
  });
});

describe('a device that holds too much', () => {
  it('takes no more operations, and forgets its oldest alerts', async () => {
    await kit.close();
    kit = await openKit({ change: (config) => ({ ...config, limits: { ...config.limits, recordsPerDevice: 2 } }) });
    await kit.enrol();
    expect(await kit.order([[{ command: 'GET', client: ['a/b'] }, { command: 'GET', client: ['a/b'] }]])).toBe(202);
    expect(await kit.order([[{ command: 'GET', client: ['a/b'] }]])).toBe(409);
    await kit.send({ Alert: [{ AlertType: 'a' }, { AlertType: 'b' }, { AlertType: 'c' }] });
    expect((await kit.view()).alerts.map(({ type }) => type)).toEqual(['b', 'c']);
  });
});
