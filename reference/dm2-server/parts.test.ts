/** The server is made of its parts: each one is called through the record, so that replacing it changes the server. */
import { once } from 'node:events';
import { connect } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { DEFAULT_PARTS } from './default-parts.js';
import { createReferenceServer } from './server.js';
import { DEV_ID, openKit, PROBE, type Kit } from './testing/server-kit.js';

const NAMES = Object.keys(DEFAULT_PARTS) as readonly (keyof typeof DEFAULT_PARTS)[];
const RUN = `${PROBE}/p1/Run`;

describe('every part', () => {
  it('is called through the record', async () => {
    const called = new Set<string>();
    const watched = NAMES.map((name) => [name, (...given: readonly unknown[]): unknown => {
      called.add(name);
      return (DEFAULT_PARTS[name] as (...args: readonly unknown[]) => unknown)(...given);
    }]);
    const kit = await openKit({ parts: Object.fromEntries(watched), outbound: { udp: async () => undefined, http: async () => ({ status: 200, body: Buffer.from('<MgmtTree xmlns="syncml:dmddf1.2"/>') }) } });
    await useAll(kit);
    await shakeHands(Object.fromEntries(watched));
    await kit.close();
    expect(NAMES.filter((name) => !called.has(name))).toEqual([]);
  });
});

/** TLS by a key that both know. */
async function shakeHands(parts: Partial<typeof DEFAULT_PARTS>): Promise<void> {
  const server = createReferenceServer({ parts: { ...DEFAULT_PARTS, ...parts } });
  const psk = Buffer.from('00112233445566778899aabbccddeeff', 'hex');
  const { origin } = await server.listen({ host: '127.0.0.1', port: 0, tls: { cert: [], key: [], psk: new Map([['device', psk]]) } });
  const socket = connect({ host: '127.0.0.1', port: Number(new URL(origin).port), ciphers: 'PSK-AES128-GCM-SHA256', maxVersion: 'TLSv1.2', pskCallback: () => ({ identity: 'device', psk }), checkServerIdentity: () => undefined });
  await once(socket, 'secureConnect');
  socket.destroy();
  await server.close();
}

/** Everything that a device and an operator can make the server do. */
async function useAll(kit: Kit): Promise<void> {
  const { enrol, order, send, origin, operate } = kit;
  for (const scheme of ['basic', 'digest']) {
    await enrol({ credentials: { scheme, user: 'u', password: 'p' } });
    await send({});
    const answer = `Digest username="u", realm="dm", nonce="x", uri="/dm", qop=auth, nc=00000001, cnonce="c", algorithm=MD5, response="${RESPONSE}"`;
    await fetch(`${origin}/dm`, { method: 'POST', body: '{}', headers: { 'OMADM-DevID': DEV_ID, 'Content-Type': 'application/vnd.oma.dm.initiation+json', Authorization: answer } });
  }
  const { repository } = await enrol();
  await send({ Status: [] });
  await send({}, { devId: 'IMEI:2' });
  await order([[{ command: 'GET', client: [`${PROBE}/p1/`] }, { command: 'EXEC', client: [RUN] }, { command: 'SHOW' }], [{ command: 'GET', client: [`${PROBE}/p1/`] }, { command: 'CONT' }]]);
  await send({ MOS: [{ DDF: 'http://localhost/x', MOID: PROBE, MIID: ['p1'] }] });
  await send({ Status: [{ sc: 200, MO: [{ ClientURI: `${PROBE}/p1/`, CV: 'v', MOData: { P: {} } }] }, { sc: 202 }] });
  await send({ Status: [{ sc: 304 }, { sc: 200 }], Alert: [{ AlertType: 'x', SourceURI: RUN }] }, { url: `${origin}/dm2` });
  for (const type of ['application/dmmo+json', 'text/plain']) await fetch(`${repository}/up`, { method: 'PUT', body: '[]', headers: { 'Content-Type': type } });
  await operate('PUT', '/repository/a', {});
  await fetch(`${origin}/content/a`);
  await fetch(`${origin}/page?ui=1`);
  await fetch(`${origin}/bootstrap`, { headers: { 'OMADM-DevID': DEV_ID } });
  await operate('POST', `/devices/${encodeURIComponent(DEV_ID)}/notification`, { to: { carrier: 'http', url: 'http://x/' } });
  await operate('POST', `/devices/${encodeURIComponent(DEV_ID)}/bootstrap`, { to: 'http://x/' });
}

/** The right response of user u with password p to the nonce x, computed with Python hashlib. */
const RESPONSE = '1de49cb01ed1b8f0a09241e1a89abc35';
