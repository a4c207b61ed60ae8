/** What the connections of the tester to a server check. */
import type { PeerCertificate } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { EMBEDDED_SERVER } from '../iut/embedded-server-iut.js';
import type { TlsFiles } from '../iut/iut.js';
import { readTls } from './server-stage.js';

const NO_FILES: TlsFiles = { ca: null, cert: null, key: null, psk: null, endpoint: null, demanding: null, authority: null };
const PSK = { identity: 'dev1', keyHex: '00112233' };
const OF_ANOTHER = { subject: { CN: 'other.example' }, subjectaltname: 'DNS:other.example' } satisfies Partial<PeerCertificate>;

describe('TLS with a key that both know', () => {
  it('checks the name of a certificate that comes all the same, and needs none', async () => {
    const { checkServerIdentity: check } = await readTls({ ...EMBEDDED_SERVER, tls: { ...NO_FILES, psk: PSK } });
    expect(check?.('dm.example', Object.assign(Object.create(null), OF_ANOTHER))?.message).toMatch(/does not match/);
    expect(check?.('other.example', Object.assign(Object.create(null), OF_ANOTHER))).toBeUndefined();
    expect(check?.('dm.example', Object.create(null))).toBeUndefined();
  });
});
