/** A second opinion on pushes made here: the WSP and WBXML dissectors of Wireshark read a provisioning push and a Package 0. */

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { octetsOf } from '../../octets.js';
import { encodePackage0 } from '../notification/encode.js';
import { TRIGGER_HEADERS, writeWspPush } from '../notification/wap-push.js';
import { writeWspContentType } from './content-type.js';
import { decodeProvisioning } from './decode.js';
import { characteristicsOf, type Characteristic } from './document.js';
import { cpMac, cpMacText, imsiOctets, type CpKey } from './security.js';
import { SMALL_DOCUMENT, W7_XML } from './testing/documents.js';
import { writeProvisioningWbxml } from './write.js';

const TIMEOUT_MS = 60_000;
const isInstalled = ['tshark', 'text2pcap'].every((command) => spawnSync('sh', ['-c', `command -v ${command}`]).status === 0);

beforeEach((context) => {
  if (!isInstalled) context.skip('tshark and text2pcap are not installed (Debian: tshark)');
});

/** What the dissectors make of a datagram to the push port. */
function dissect(push: Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'dm-push-tshark-'));
  try {
    writeFileSync(join(folder, 'm.txt'), `000000 ${Array.from(push, (octet) => octet.toString(16).padStart(2, '0')).join(' ')}\n`);
    spawnSync('text2pcap', ['-u', '9200,2948', 'm.txt', 'm.pcap'], { cwd: folder });
    return spawnSync('tshark', ['-r', 'm.pcap', '-V', '-O', 'wsp,wbxml'], { cwd: folder, encoding: 'utf8' }).stdout;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function valuesOf({ parms, characteristics }: Characteristic): readonly string[] {
  return [...parms.flatMap(({ value }) => (value === undefined ? [] : [value])), ...characteristics.flatMap(valuesOf)];
}

describe('Wireshark', () => {
  it.each<CpKey>([{ method: 'NETWPIN', networkSecret: imsiOctets('262011234567890') }, { method: 'USERPIN', pin: '1234' }, { method: 'USERNETWPIN', networkSecret: Uint8Array.of(1), pin: '99' }])(
    'reads method, MAC and document of a push with $method',
    { timeout: TIMEOUT_MS },
    (key) => {
      const document = decodeProvisioning(octetsOf(W7_XML)).document ?? SMALL_DOCUMENT;
      const body = writeProvisioningWbxml(document);
      const headers = writeWspContentType({ method: key.method, mac: cpMac(key, body) });
      const output = dissect(writeWspPush(body, { transactionId: 1, headers }));
      expect(output).toContain(`application/vnd.wap.connectivity-wbxml; SEC=${key.method}; MAC=${cpMacText(key, body)}`);
      expect(output).toContain('(Provisioning 1.0)');
      const values = characteristicsOf(document, 'APPLICATION').flatMap(valuesOf);
      expect(values.length).toBeGreaterThan(10);
      for (const value of values.filter((one) => one.includes('.'))) expect(output).toContain(`'${value}'`);
      for (const type of ['APPLICATION', 'APPADDR', 'APPAUTH', 'NAPDEF', 'PXLOGICAL', 'PXPHYSICAL']) expect(output).toContain(`type='${type}'`);
    },
  );

  it('reads a push with USERPINMAC, which has no MAC', { timeout: TIMEOUT_MS }, () => {
    const output = dissect(writeWspPush(writeProvisioningWbxml(SMALL_DOCUMENT), { transactionId: 1, headers: writeWspContentType({ method: 'USERPINMAC' }) }));
    expect(output).toMatch(/SEC=USERPINMAC\s/);
    expect(output).not.toContain('MAC:');
  });

  it('takes a Package 0 for a notification of SyncML', { timeout: TIMEOUT_MS }, () => {
    const octets = encodePackage0({ uiMode: 'background', initiator: 'server', sessionId: 1, serverId: 'srv', vendorData: new Uint8Array() }, { password: 'p', nonce: octetsOf('n') });
    const output = dissect(writeWspPush(octets, { transactionId: 1, headers: Uint8Array.from(TRIGGER_HEADERS) }));
    expect(output).toContain('Content-Type: application/vnd.syncml.notification');
    expect(output).toContain('X-Wap-Application-Id: x-wap-application:syncml.dm');
  });
});
