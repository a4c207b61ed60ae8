/** The tester as a server over TLS, against the command openssl and the platform's own client. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect as connectTcp } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { NO_OPENSSL, openssl } from './testing/openssl.js';
import { openAuthority, type Authority, type CertificateKind, type Identity } from './tls-certificates.js';
import { listenTls, type ServedHandshake, type ServerOffer, type TlsListener } from './tls-listener.js';

let authority: Authority;
let folder: string;
let listener: TlsListener | undefined;

beforeAll(async () => {
  authority = await openAuthority({ now: Date.now });
  folder = await mkdtemp(join(tmpdir(), 'tls-listener-'));
  await writeFile(join(folder, 'ca.pem'), authority.cert);
});

afterEach(async () => listener?.close());

afterAll(() => rm(folder, { recursive: true }));

const issue = (kind: CertificateKind = 'right'): Promise<Identity> => authority.issue({ kind, keys: 'ecdsa', usage: 'server', name: '127.0.0.1' });

async function open(offer: Partial<ServerOffer & { readonly kind: 'tls' }>['options'] | 'ssl3', kind?: CertificateKind): Promise<{ readonly port: number; readonly seen: Promise<ServedHandshake> }> {
  const identity = await issue(kind);
  let tell: (handshake: ServedHandshake) => void = () => undefined;
  const seen = new Promise<ServedHandshake>((resolve) => (tell = resolve));
  listener = await listenTls({
    host: '127.0.0.1', port: 0, maxBodyBytes: 1000,
    offer: offer === 'ssl3' ? { kind: 'ssl3', name: 'ssl3', cert: identity.cert } : { kind: 'tls', name: 'offer', options: { ...identity, ca: authority.cert, ...offer } },
    onHandshake: tell,
    onMalformed: () => undefined,
    onRequest: () => ({ reply: { status: 204, headers: [['Connection', 'close']], body: new Uint8Array() } }),
  });
  return { port: listener.port, seen };
}

const client = (port: number, ...more: readonly string[]): ReturnType<typeof openssl> =>
  openssl(['s_client', '-connect', `127.0.0.1:${port}`, '-CAfile', join(folder, 'ca.pem'), '-verify_ip', '127.0.0.1', ...more], 'GET / HTTP/1.0\r\n\r\n');

describe.skipIf(NO_OPENSSL !== null)(`openssl s_client${NO_OPENSSL === null ? '' : `: ${NO_OPENSSL}`}`, () => {
  it('speaks the version and the suite that are recorded, and its offer is read', async () => {
    const { port, seen } = await open({ maxVersion: 'TLSv1.2' });
    const { text } = await client(port, '-cipher', 'ECDHE-ECDSA-AES128-GCM-SHA256', '-tls1_2', '-alpn', 'http/1.1');
    expect(text).toContain('Cipher is ECDHE-ECDSA-AES128-GCM-SHA256');
    expect(await seen).toMatchObject({
      outcome: 'secured', version: 'TLSv1.2', suite: 'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256', alpn: 'http/1.1', peer: null, fault: null,
      hello: { versions: ['TLSv1.2'], suites: ['TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256', '0x00FF'], alpn: ['http/1.1'], serverName: null },
    });
  });

  it.each<readonly [CertificateKind, string]>([
    ['right', 'Verify return code: 0 (ok)'],
    ['with-intermediate', 'Verify return code: 0 (ok)'],
    ['expired', 'certificate has expired'],
    ['not-yet-valid', 'certificate is not yet valid'],
    ['other-name', 'IP address mismatch'],
    ['untrusted', 'unable to verify the first certificate'],
    ['self-signed', 'self-signed certificate'],
    ['replaced-authority', 'certificate signature failure'],
  ])('says of the certificate %s: %s', async (kind, says) => {
    const { port } = await open({ maxVersion: 'TLSv1.2' }, kind);
    expect((await client(port)).text).toContain(says);
  });

  it('is refused with the reason where nothing is in common', async () => {
    const { port, seen } = await open({ ciphers: 'ECDHE-ECDSA-AES128-GCM-SHA256', maxVersion: 'TLSv1.2' });
    await client(port, '-cipher', 'AES128-SHA256', '-tls1_2');
    expect(await seen).toMatchObject({ outcome: 'refused', fault: 'no shared cipher', suite: null });
  });
});

describe('a connection', () => {
  it('that begins without TLS is recorded as such and closed', async () => {
    const { port, seen } = await open({});
    const socket = connectTcp(port, '127.0.0.1', () => void socket.write('POST /dm HTTP/1.1\r\n\r\n'));
    await new Promise((resolve) => socket.once('close', resolve));
    expect(await seen).toMatchObject({ outcome: 'plain', fault: 'the first bytes are no TLS: "POST /dm HTTP/1.1"' });
  });

  it('that meets SSL 3.0 is ended by the platform, with an alert', async () => {
    const { port, seen } = await open('ssl3');
    const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false });
    await new Promise((resolve) => socket.once('error', resolve));
    expect(await seen).toMatchObject({ outcome: 'refused', fault: 'the client alert 70' });
  });

  it('that goes on with SSL 3.0 is recorded as accepted', async () => {
    const { port, seen } = await open('ssl3');
    const socket = connectTcp(port, '127.0.0.1', () => void socket.write(Buffer.from([0x16, 3, 0, 0, 4, 1, 0, 0, 0])));
    socket.once('data', () => void socket.write(Buffer.from([0x16, 3, 0, 0, 4, 16, 0, 0, 0])));
    expect(await seen).toMatchObject({ outcome: 'accepted', version: 'SSLv3' });
  });
});
