import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createReferenceClient, type ReferenceClient } from './client.js';
import { defaultDevice } from './devices/probe-device.js';
import type { BootstrapArrival } from './parts-security.js';
import { startScriptedServer, type ScriptedServer } from './testing/scripted-server.js';

let server: ScriptedServer;
let client: ReferenceClient;
let folder: string;

beforeEach(async () => {
  server = await startScriptedServer();
  client = createReferenceClient({ config: defaultDevice({ accounts: [{ id: 'a', srvId: 'srv-a', srvUri: `${server.url}/dm` }] }) });
  folder = mkdtempSync(join(tmpdir(), 'bootstrap-'));
});
afterEach(async () => {
  await client.close();
  await server.close();
  rmSync(folder, { recursive: true });
});

const MOID = 'urn:oma:mo:oma-dm-dmacc:1.2';

const accountText = (changes: object = {}): string =>
  JSON.stringify([{ ClientURI: `${MOID}/x/`, MOData: { DMAcc: { SrvID: 'srv-new', SrvURI: `${server.url}/dm`, Name: 'New', Perm: { p1: { MOID } }, ...changes } } }]);

const pushed = (body: string, contentType = 'application/dmmo+json'): BootstrapArrival => ({ source: { kind: 'server', contentType, body: Buffer.from(body) }, authority: 'authorised', consent: 'granted' });

interface Opening {
  readonly MOS: readonly { readonly MOID: string; readonly MIID: readonly string[] }[];
  readonly Alert: readonly { readonly AlertType: string }[];
}

const openings = (): readonly Opening[] => server.seen.filter(({ method }) => method === 'POST').map(({ body }) => JSON.parse(body.toString('utf8')) as Opening);

describe('a bootstrap', () => {
  it('makes an account with the MOIDs it names, and is reported by a session of its own', async () => {
    await client.bootstrap(pushed(accountText()));
    await client.idle();
    expect(openings().map(({ MOS, Alert }) => [MOS.map((entry) => [entry.MOID, entry.MIID.length]), Alert])).toEqual([[[[MOID, 2]], [{ AlertType: 'urn:oma:at:dm:2.0:BootstrapComplete' }]]]);
  });

  it('brings a known account up to date and makes no other', async () => {
    for (const Name of ['One', 'Two']) await client.bootstrap(pushed(accountText({ Name })));
    await client.idle();
    expect(openings().map(({ MOS }) => MOS[0]?.MIID.length)).toEqual([2, 2]);
  });

  it('is read from the file of a card, and from an envelope of OTA-HTTP', async () => {
    const file = join(folder, 'card');
    writeFileSync(file, accountText());
    await client.bootstrap({ source: { kind: 'smartcard', file }, authority: 'authorised', consent: 'granted' });
    const text = accountText();
    await client.bootstrap(pushed(`HTTP/1.1 200 OK\r\nContent-Type: application/dmmo+json\r\nContent-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`, 'application/http'));
    await client.idle();
    expect(openings()).toHaveLength(2);
  });

  it('is fetched from the bootstrap server with the name of the device', async () => {
    server.resources.set('/boot', { headers: { 'content-type': 'application/dmmo+json' }, body: accountText() });
    await client.bootstrap({ source: { kind: 'client', url: `${server.url}/boot` }, authority: 'authorised', consent: 'granted' });
    await client.idle();
    expect(server.seen[0]).toMatchObject({ method: 'GET', target: '/boot', headers: { 'omadm-devid': 'urn:uuid:00000000-0000-4000-8000-000000000001' } });
    expect(openings()).toHaveLength(1);
  });

  it.each<[string, (right: string) => BootstrapArrival, string]>([
    ['from anybody', (right) => ({ ...pushed(right), authority: 'none' }), 'does not come from an authorised bootstrap server'],
    ['that the user refuses', (right) => ({ ...pushed(right), consent: 'refused' }), 'the user refuses'],
    ['that is cut off', (right) => pushed(right.slice(0, -5)), 'cannot be read'],
    ['without an account', () => pushed('[]'), 'without an account'],
    ['without SrvURI', (right) => pushed(right.replace('SrvURI', 'Uri')), 'an account without SrvURI'],
    ['with a node that no account has', (right) => pushed(right.replace('"Name"', '"Colour"')), 'does not fit its definition'],
    ['in an empty envelope', () => pushed('HTTP/1.1 200 OK\r\n\r\n', 'application/http'), 'an envelope without a document'],
  ])('%s changes nothing', async (_name, arrival, reason) => {
    await expect(client.bootstrap(arrival(accountText()))).rejects.toThrow(reason);
    await client.runSession();
    expect(openings().map(({ MOS, Alert }) => [MOS.find((entry) => entry.MOID === MOID)?.MIID, Alert])).toEqual([[['a1'], [{ AlertType: 'urn:oma:at:dm:2.0:ClientInitiatedMgmt' }]]]);
  });
});
