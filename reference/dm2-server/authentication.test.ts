/** HTTP Basic (RFC 7617) and Digest (RFC 7616) at the DM endpoint; the digests of the RFC's own example are the oracle. */
import { createHash } from 'node:crypto';
import request from 'supertest';
import { afterEach, describe, expect, it } from 'vitest';
import { DEFAULT_PARTS } from './default-parts.js';
import { createReferenceServer } from './server.js';
import { DEFAULT_SERVER_CONFIG } from './server-config.js';
import { DEV_ID, openKit, type Kit } from './testing/server-kit.js';

let kit: Kit | undefined;

afterEach(async () => {
  await kit?.close();
  kit = undefined;
});

const open = async (scheme: 'basic' | 'digest', limits: { readonly nonces?: number } = {}): Promise<Kit> => {
  kit = await openKit({ change: (config) => ({ ...config, limits: { ...config.limits, ...limits } }) });
  await kit.enrol({ credentials: { scheme, user: 'device', password: 'grün:1' } });
  return kit;
};

const post = ({ origin }: Kit, authorization?: string): request.Test => {
  const test = request(origin).post('/dm').set('OMADM-DevID', DEV_ID).set('Content-Type', 'application/vnd.oma.dm.initiation+json');
  return (authorization === undefined ? test : test.set('Authorization', authorization)).send('{}');
};

const basic = (text: string): string => `Basic ${Buffer.from(text, 'utf8').toString('base64')}`;

describe('HTTP Basic', () => {
  it('asks once and takes the right credentials only', async () => {
    const opened = await open('basic');
    const asked = await post(opened);
    expect([asked.status, asked.headers['www-authenticate']]).toEqual([401, 'Basic realm="dm", charset="UTF-8"']);
    expect((await post(opened, basic('device:grün:1'))).status).toBe(200);
    for (const wrong of [basic('device:gruen:1'), basic('other:grün:1'), basic('device:grün:1 '), 'Basic', 'Basic !!', 'Bearer x']) {
      expect((await post(opened, wrong)).status).toBe(401);
    }
    expect((await opened.view()).package1).toEqual({});
  });

  it('is not asked of a device whose account has none', async () => {
    const opened = await open('basic');
    await opened.enrol();
    expect((await post(opened)).status).toBe(200);
  });
});

interface Answer {
  readonly nonce: string;
  readonly nc?: string;
  readonly algorithm?: 'MD5' | 'SHA-256';
  readonly changes?: Readonly<Record<string, string>>;
}

/** A Digest answer made by hand. */
function digest({ nonce, nc = '00000001', algorithm = 'SHA-256', changes = {} }: Answer): string {
  const hash = (text: string): string => createHash(algorithm === 'MD5' ? 'md5' : 'sha256').update(text, 'utf8').digest('hex');
  const response = hash([hash('device:dm:grün:1'), nonce, nc, 'abc', 'auth', hash('POST:/dm')].join(':'));
  const fields = { username: 'device', realm: 'dm', uri: '/dm', nonce, cnonce: 'abc', response, ...changes };
  return `Digest ${Object.entries(fields).map(([name, value]) => `${name}="${value}"`).join(', ')}, nc=${nc}, qop=auth, algorithm=${algorithm}`;
}

/** supertest joins header lines of one name with a comma. */
const nonceOf = (header: string | undefined): string => /nonce="([^"]+)"/.exec(header ?? '')?.[1] ?? '';

describe('HTTP Digest', () => {
  it('offers SHA-256 before MD5 and takes an answer by either', async () => {
    const opened = await open('digest');
    const asked = await post(opened);
    expect(asked.status).toBe(401);
    expect(asked.headers['www-authenticate']).toMatch(/^Digest realm="dm", qop="auth", algorithm=SHA-256, nonce="[0-9a-f]+", Digest realm="dm", qop="auth", algorithm=MD5, nonce="[0-9a-f]+"$/);
    const nonce = nonceOf(asked.headers['www-authenticate']);
    expect((await post(opened, digest({ nonce }))).status).toBe(200);
    expect((await post(opened, digest({ nonce, nc: '00000002', algorithm: 'MD5' }))).status).toBe(200);
  });

  it('refuses a count that was used before', async () => {
    const opened = await open('digest');
    const nonce = nonceOf((await post(opened)).headers['www-authenticate']);
    expect((await post(opened, digest({ nonce, nc: '00000005' }))).status).toBe(200);
    expect((await post(opened, digest({ nonce, nc: '00000005' }))).status).toBe(401);
    expect((await post(opened, digest({ nonce, nc: '00000004' }))).status).toBe(401);
    expect((await post(opened, digest({ nonce, nc: '0000000a' }))).status).toBe(200);
  });

  it.each([['username', 'other'], ['realm', 'x'], ['uri', '/other'], ['response', '0'.repeat(64)], ['cnonce', ''], ['cnonce', 'abd']])('refuses a wrong %s ("%s")', async (name, value) => {
    const opened = await open('digest');
    const nonce = nonceOf((await post(opened)).headers['www-authenticate']);
    const refused = await post(opened, digest({ nonce, changes: { [name]: value } }));
    expect([refused.status, refused.headers['www-authenticate']]).toEqual([401, expect.not.stringContaining('stale')]);
  });

  it('says stale for a right answer to a nonce it has forgotten, and only then', async () => {
    const opened = await open('digest', { nonces: 2 });
    const nonce = nonceOf((await post(opened)).headers['www-authenticate']);
    await post(opened);
    await post(opened);
    expect((await post(opened, digest({ nonce }))).headers['www-authenticate']).toContain('stale=true');
    expect((await post(opened, digest({ nonce: 'made up' }))).headers['www-authenticate']).toContain('stale=true');
    expect((await post(opened, digest({ nonce: 'made up', changes: { response: 'f' } }))).headers['www-authenticate']).not.toContain('stale');
  });

  it.each(['Digest', 'Digest a', 'Digest username="device', 'Digest username="device", username="device"', 'Basic eA=='])('refuses %s', async (authorization) => {
    expect((await post(await open('digest'), authorization)).status).toBe(401);
  });

  it.each([
    ['MD5', '8ca523f5e9506fed4657c9700eebdbec'], ['SHA-256', '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1'],
  ])('computes the example of RFC 7616 with %s', async (algorithm, expected) => {
    const nonce = '7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v';
    const server = createReferenceServer({
      config: { ...DEFAULT_SERVER_CONFIG, realm: 'http-auth@example.org' },
      // The example is a GET of a page; only who may see it is of interest here.
      parts: {
        ...DEFAULT_PARTS,
        useNonce: () => 'fresh',
        respond: async (context, args) => ({ status: context.parts.checkDigest(context, { ...args, credentials: { scheme: 'digest', user: 'Mufasa', password: 'Circle of Life' } }) === 'right' ? 200 : 401, headers: [], body: new Uint8Array() }),
      },
    });
    const answerTo = async (response: string): Promise<number> => (await server.respond({
      method: 'GET', target: '/dir/index.html', body: new Uint8Array(),
      headers: new Map([['authorization', `Digest username="Mufasa", realm="http-auth@example.org", uri="/dir/index.html", algorithm=${algorithm}, nonce="${nonce}", nc=00000001, cnonce="f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ", qop=auth, response="${response}", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"`]]),
    })).status;
    expect(await answerTo(expected)).toBe(200);
    expect(await answerTo(expected.replace(/^./, '0'))).toBe(401);
  });
});
