/** The files of `tls`: what is wrong with them is said with the key of the IUT file, and an authority of the vendor's issues certificates that its clients trust. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAuthority } from '../binding/tls-certificates.js';
import type { TlsFiles } from './iut.js';
import { readTlsFiles } from './tls-files.js';
import { openTlsMaterial } from './tls-material.js';

const NONE: TlsFiles = { ca: null, cert: null, key: null, psk: null, endpoint: null, demanding: null, authority: null };

let folder: string;
const at = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tls-files-'));
  const { cert, key } = await (await openAuthority({ now: Date.now })).issue({ kind: 'right', keys: 'ecdsa', usage: 'client', name: 'device' });
  const other = generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey.export({ format: 'pem', type: 'pkcs8' });
  await Promise.all([writeFile(at('cert.pem'), cert), writeFile(at('cert.key'), key), writeFile(at('other.key'), other), writeFile(at('text'), 'no PEM')]);
});

afterAll(() => rm(folder, { recursive: true }));

describe('the files of tls', () => {
  it('are read where they fit', async () => {
    const { certificate, ca } = await readTlsFiles({ name: 'Acme', tls: { ...NONE, ca: at('cert.pem'), cert: at('cert.pem'), key: at('cert.key') } });
    expect(certificate?.cert).toContain('BEGIN CERTIFICATE');
    expect(ca).toBe(certificate?.cert);
  });

  it.each([
    ['is missing', { ca: 'gone.pem' }, /^Acme: tls\.ca: .*gone\.pem cannot be read: ENOENT.*correct the path/],
    ['is no certificate', { ca: 'text' }, /^Acme: tls\.ca: .*text holds no certificate in PEM/],
    ['is no key', { cert: 'cert.pem', key: 'text' }, /^Acme: tls\.key: .*text holds no private key in PEM/],
    ['is the key of something else', { cert: 'cert.pem', key: 'other.key' }, /^Acme: tls\.key: .*other\.key is not the key of the certificate .*cert\.pem/],
  ])('are refused where one %s', async (_what, files, words) => {
    const paths = Object.fromEntries(Object.entries(files).map(([name, file]) => [name, at(file)]));
    await expect(readTlsFiles({ name: 'Acme', tls: { ...NONE, ...paths } })).rejects.toThrow(words);
  });
});

describe('an authority of the IUT file', () => {
  it.each(['ec', 'rsa'] as const)('with a key of the kind %s issues what its clients trust', async (kind) => {
    const given = await selfMade(kind);
    await Promise.all([writeFile(at(`${kind}.pem`), given.cert), writeFile(at(`${kind}.key`), given.key)]);
    const { authority } = await openTlsMaterial({ iut: { name: 'Acme', tls: { ...NONE, authority: { cert: at(`${kind}.pem`), key: at(`${kind}.key`) } } } });
    const { cert } = await authority.issue({ kind: 'right', keys: 'ecdsa', usage: 'server', name: '127.0.0.1' });
    const former = await authority.issue({ kind: 'replaced-authority', keys: 'ecdsa', usage: 'server', name: '127.0.0.1' });
    const own = new X509Certificate(given.cert);
    expect(new X509Certificate(cert).verify(own.publicKey)).toBe(true);
    expect(new X509Certificate(former.cert).issuer).toBe(own.subject);
    expect(new X509Certificate(former.cert).verify(own.publicKey)).toBe(false);
  });
});

/** A certificate that is signed by its own key stands for an authority here. */
async function selfMade(kind: 'ec' | 'rsa'): Promise<{ readonly cert: string; readonly key: string }> {
  const maker = await openAuthority({ now: Date.now });
  return maker.issue({ kind: 'self-signed', keys: kind === 'ec' ? 'ecdsa' : 'rsa', usage: 'client', name: 'an authority of the vendor' });
}
