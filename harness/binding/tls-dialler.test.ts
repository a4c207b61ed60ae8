/** The tester as a client over TLS, against the command openssl. */
import { createServer } from 'node:net';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WALL_TIMERS } from '../clock/timers.js';
import { NO_OPENSSL, startOpensslServer, type OpensslServer } from './testing/openssl.js';
import { openAuthority, type Authority, type CertificateKind } from './tls-certificates.js';
import { dialTls, offerSsl3 } from './tls-dialler.js';
import { openSslSuites, whyNotOffered } from './tls-suites.js';

let authority: Authority;
let folder: string;
let server: OpensslServer | undefined;

beforeAll(async () => {
  authority = await openAuthority({ now: Date.now });
  folder = await mkdtemp(join(tmpdir(), 'tls-dialler-'));
});

afterEach(() => server?.close());

afterAll(() => rm(folder, { recursive: true }));

async function start(kind: CertificateKind, ...more: readonly string[]): Promise<number> {
  const { cert, key } = await authority.issue({ kind, keys: 'ecdsa', usage: 'server', name: '127.0.0.1' });
  await writeFile(join(folder, 'cert.pem'), cert);
  await writeFile(join(folder, 'key.pem'), key);
  server = await startOpensslServer(['-cert', join(folder, 'cert.pem'), '-key', join(folder, 'key.pem'), ...more]);
  return server.port;
}

const place = (port: number): Parameters<typeof offerSsl3>[0] => ({ host: '127.0.0.1', port, timeoutMs: 3000, timers: WALL_TIMERS });

describe.skipIf(NO_OPENSSL !== null)(`openssl s_server${NO_OPENSSL === null ? '' : `: ${NO_OPENSSL}`}`, () => {
  it.each<readonly [CertificateKind, string | null]>([['right', null], ['expired', 'CERT_HAS_EXPIRED'], ['other-name', "Hostname/IP does not match certificate's altnames: IP: 127.0.0.1 is not in the cert's list: "]])('with the certificate %s is recorded with %s', async (kind, fault) => {
    const { facts, socket } = await dialTls({ ...place(await start(kind)), tls: { ca: authority.cert, rejectUnauthorized: false, checkServerIdentity: () => undefined } });
    socket?.destroy();
    expect(facts).toMatchObject({ outcome: 'secured', version: 'TLSv1.3' });
    expect(facts.fault).toBe(fault);
  });

  it('speaks a suite of pre-shared keys', async () => {
    const port = await start('right', '-psk', '00112233', '-psk_identity', 'dev1', '-tls1_2', '-cipher', 'PSK-AES128-GCM-SHA256');
    const suites = openSslSuites(['TLS_PSK_WITH_AES_128_GCM_SHA256']);
    const { facts, socket } = await dialTls({ ...place(port), tls: { ciphers: suites, maxVersion: 'TLSv1.2', checkServerIdentity: () => undefined, pskCallback: () => ({ identity: 'dev1', psk: Buffer.from('00112233', 'hex') }) } });
    socket?.destroy();
    expect(facts).toMatchObject({ outcome: 'secured', suite: 'TLS_PSK_WITH_AES_128_GCM_SHA256', peer: null, fault: null });
  });

  it('refuses SSL 3.0', async () => {
    expect(await offerSsl3(place(await start('right')))).toMatchObject({ outcome: 'refused', fault: expect.stringMatching(/^the server alert (?:40|70)$/) as string });
  });
});

describe('a server that takes SSL 3.0', () => {
  it('is recorded as accepting it', async () => {
    const old = createServer((socket) => void socket.once('data', () => void socket.write(Buffer.from([0x16, 3, 0, 0, 6, 2, 0, 0, 2, 3, 0])))).listen(0, '127.0.0.1');
    await new Promise((resolve) => old.once('listening', resolve));
    const address = old.address();
    expect(await offerSsl3(place(typeof address === 'object' && address !== null ? address.port : 0))).toMatchObject({ outcome: 'accepted', version: 'SSLv3' });
    old.close();
  });
});

describe('the platform', () => {
  it('is said to lack what OpenSSL refuses, and only that', () => {
    expect(whyNotOffered({ suites: ['TLS_PSK_WITH_AES_128_GCM_SHA256'] })).toBeNull();
    expect(() => openSslSuites(['TLS_NO_SUCH_SUITE'])).toThrow('the cipher suite TLS_NO_SUCH_SUITE is not in the table');
  });
});
