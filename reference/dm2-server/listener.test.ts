/** TLS of the reference server: certificate mode, PSK mode, client certificates, versions (~8.2). */
import { request as httpsRequest, type RequestOptions } from 'node:https';
import { TLSSocket } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { CERTIFICATE, PRIVATE_KEY } from '../dm2-client/testing/self-signed.js';
import type { TlsListening } from './listener.js';
import { createReferenceServer, type ReferenceServer } from './server.js';
import { RSA_CERTIFICATE, RSA_KEY } from './testing/rsa-certificate.js';

let server: ReferenceServer | undefined;

afterEach(async () => {
  await server?.close();
  server = undefined;
});

const open = async (tls: Partial<TlsListening> = {}): Promise<string> => {
  server = createReferenceServer();
  return (await server.listen({ host: '127.0.0.1', port: 0, tls: { cert: CERTIFICATE, key: PRIVATE_KEY, ...tls } })).origin;
};

/** The status of a request, and the suite and version it travelled by; rejects when there is no connection. */
const ask = (origin: string, options: RequestOptions & { readonly pskCallback?: unknown } = {}): Promise<readonly [number, string, string | null]> => new Promise((resolve, reject) => {
  const wire = httpsRequest(`${origin}/dm`, { method: 'POST', agent: false, ca: CERTIFICATE, ...options }, (response) => {
    const { socket } = response;
    if (socket instanceof TLSSocket) resolve([response.statusCode ?? 0, socket.getCipher().name, socket.getProtocol()]);
    else reject(new TypeError('the answer did not come by TLS'));
    response.resume();
  });
  wire.on('error', reject).end();
});

const KEY = Buffer.from('00112233445566778899aabbccddeeff', 'hex');

/** A client of PSK mode; there is no certificate whose name could be checked. */
const preShared = (identity: string, psk: Buffer, cipher: string): RequestOptions & { readonly pskCallback: unknown } => ({
  ciphers: cipher, maxVersion: 'TLSv1.2', checkServerIdentity: () => undefined, pskCallback: () => ({ identity, psk }),
});

describe('certificate mode', () => {
  it('serves https with the certificate it was given', async () => {
    const origin = await open();
    expect(origin).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
    expect((await ask(origin))[0]).toBe(415);
    await expect(ask(origin, { ca: [] })).rejects.toThrow(/self.signed/);
  });

  it.each(['ECDHE-ECDSA-AES128-GCM-SHA256', 'ECDHE-ECDSA-AES128-SHA256'])('speaks %s', async (suite) => {
    const origin = await open();
    expect(await ask(origin, { ciphers: suite, maxVersion: 'TLSv1.2' })).toEqual([415, suite, 'TLSv1.2']);
  });

  it.each(['DHE-RSA-AES128-GCM-SHA256', 'AES128-GCM-SHA256', 'DHE-RSA-AES128-SHA256', 'AES128-SHA256'])('speaks %s beside, with a second key', async (suite) => {
    const origin = await open({ cert: [CERTIFICATE, RSA_CERTIFICATE], key: [PRIVATE_KEY, RSA_KEY] });
    expect(await ask(origin, { ciphers: suite, maxVersion: 'TLSv1.2', ca: RSA_CERTIFICATE })).toEqual([415, suite, 'TLSv1.2']);
  });

  it('speaks nothing below its lowest version, and no suite but its own', async () => {
    const origin = await open();
    await expect(ask(origin, { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' })).rejects.toThrow();
    await expect(ask(origin, { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES256-GCM-SHA384' })).rejects.toThrow();
  });

  it('asks for client certificates where they are required', async () => {
    const origin = await open({ clientCertificates: 'required', ca: CERTIFICATE });
    await expect(ask(origin)).rejects.toThrow();
    expect((await ask(origin, { cert: CERTIFICATE, key: PRIVATE_KEY }))[0]).toBe(415);
  });
});

describe('PSK mode', () => {
  it.each(['PSK-AES128-GCM-SHA256', 'DHE-PSK-AES128-GCM-SHA256', 'PSK-AES128-CBC-SHA256', 'DHE-PSK-AES128-CBC-SHA256', 'ECDHE-PSK-AES128-CBC-SHA256'])('speaks %s with the key of the identity', async (suite) => {
    const origin = await open({ psk: new Map([['device-1', KEY]]) });
    expect(await ask(origin, preShared('device-1', KEY, suite))).toEqual([415, suite, 'TLSv1.2']);
  });

  it.each(['RSA-PSK-AES128-GCM-SHA256', 'RSA-PSK-AES128-CBC-SHA256'])('speaks %s with the key and an RSA certificate', async (suite) => {
    const origin = await open({ cert: RSA_CERTIFICATE, key: RSA_KEY, psk: new Map([['device-1', KEY]]) });
    expect(await ask(origin, { ...preShared('device-1', KEY, suite), ca: RSA_CERTIFICATE })).toEqual([415, suite, 'TLSv1.2']);
  });

  it('refuses another key and an identity it does not know', async () => {
    const origin = await open({ psk: new Map([['device-1', KEY]]) });
    await expect(ask(origin, preShared('device-1', Buffer.alloc(16), 'PSK-AES128-GCM-SHA256'))).rejects.toThrow();
    await expect(ask(origin, preShared('device-2', KEY, 'PSK-AES128-GCM-SHA256'))).rejects.toThrow();
  });
});

describe('an address', () => {
  it('that is taken is refused with the reason of the system', async () => {
    const origin = await open();
    await expect(server?.listen({ host: '127.0.0.1', port: Number(new URL(origin).port) })).rejects.toThrow(/EADDRINUSE/);
  });
});
