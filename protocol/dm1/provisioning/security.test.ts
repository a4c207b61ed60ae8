import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hexOf, joinOctets, octetsOf } from '../../octets.js';
import { readContentType, readWspContentType, writeContentType, writeDmContentType, writeWspContentType } from './content-type.js';
import { checkCpMac, checkUserPinMac, CP_METHODS, cpMac, cpMacText, dmProfileMac, imsiOctets, userPinMac, type CpKey } from './security.js';
import { WORKED_DOCUMENT } from './testing/documents.js';

/** The worked example of the fact tables, section 12. */
const IMSI = '262011234567890';
const PIN = '1234';
const SECRET = imsiOctets(IMSI);
const MACS: readonly (readonly [key: CpKey, mac: string])[] = [
  [{ method: 'NETWPIN', networkSecret: SECRET }, '2C32EE1353AF41B768A82635455F7ED13F640316'],
  [{ method: 'USERPIN', pin: PIN }, '35586670B1C1E28AD5258EAE12EB7105C464978D'],
  [{ method: 'USERNETWPIN', networkSecret: SECRET, pin: PIN }, '36119D901AC007A4B5931A20A22E13332A16E232'],
];

describe('the worked example', () => {
  it('of the IMSI in semi-octets', () => {
    expect(hexOf(SECRET)).toBe('2926102143658709');
    expect(hexOf(imsiOctets('26201123456789'))).toBe('21261021436587f9');
  });

  it.each(MACS)('of $method gives its MAC', (key, mac) => {
    expect(cpMacText(key, WORKED_DOCUMENT)).toBe(mac);
    expect(checkCpMac(key, { mac, document: WORKED_DOCUMENT })).toBe('valid');
    expect(checkCpMac(key, { mac: mac.toLowerCase(), document: WORKED_DOCUMENT })).toBe('valid');
  });

  it('of USERPINMAC gives the whole PIN', () => {
    expect(userPinMac('12345', WORKED_DOCUMENT)).toBe('1234554354');
    expect(checkUserPinMac('1234554354', WORKED_DOCUMENT)).toBe('valid');
  });

  it('of the DM profile gives its MACs', () => {
    expect(hexOf(dmProfileMac({ method: 'NETWORKID', networkSecret: octetsOf(IMSI) }, WORKED_DOCUMENT)).toUpperCase()).toBe('7833BDED5D9B8EC9955D0A5783DFBF89DCF225D9');
    expect(hexOf(dmProfileMac({ method: 'USERPIN_NETWORKID', pin: PIN, networkSecret: octetsOf(IMSI) }, WORKED_DOCUMENT)).toUpperCase()).toBe('F93E1E26A816772E9086B52AA6D532A9F0C5DC46');
    expect(hexOf(dmProfileMac({ method: 'USERPIN', pin: PIN }, WORKED_DOCUMENT)).toUpperCase()).toBe(MACS[1]?.[1]);
  });
});

describe('a MAC', () => {
  it.each(MACS)('of $method does not fit a document with any octet changed, nor a text that is none', (key, mac) => {
    for (let at = 0; at < WORKED_DOCUMENT.length; at += 1) {
      const document = Uint8Array.from(WORKED_DOCUMENT, (octet, index) => (index === at ? octet ^ 1 : octet));
      expect(checkCpMac(key, { mac, document })).toBe('invalid');
    }
    for (const other of ['', mac.slice(2), `${mac}00`, mac.replace(/^./, 'x')]) expect(checkCpMac(key, { mac: other, document: WORKED_DOCUMENT })).toBe('invalid');
  });

  it('is what openssl makes of key and document', (ctx) => {
    if (spawnSync('openssl', ['version']).status !== 0) ctx.skip('openssl is not installed (Debian: openssl)');
    fc.assert(fc.property(fc.uint8Array({ minLength: 1, maxLength: 90 }), fc.stringMatching(/^[0-9]{1,12}$/), fc.uint8Array({ maxLength: 60 }), (networkSecret, pin, document) => {
      expect(hexOf(cpMac({ method: 'NETWPIN', networkSecret }, document))).toBe(openssl(networkSecret, document));
      expect(hexOf(cpMac({ method: 'USERNETWPIN', networkSecret, pin }, document))).toBe(openssl(joinOctets(networkSecret, pin), document));
      expect(hexOf(dmProfileMac({ method: 'USERPIN_NETWORKID', networkSecret, pin }, document))).toBe(openssl(joinOctets(pin, ':', networkSecret), document));
    }), { numRuns: 8 });
  });

  it('in a PIN of ten to forty digits verifies, and with any digit changed it does not', () => {
    fc.assert(fc.property(fc.stringMatching(/^[0-9]{5,20}$/), fc.uint8Array(), fc.nat(), (half, document, at) => {
      const pin = userPinMac(half, document);
      expect(pin).toHaveLength(half.length * 2);
      expect(checkUserPinMac(pin, document)).toBe('valid');
      const index = half.length + (at % half.length);
      const changed = pin.slice(0, index) + String((Number(pin.charAt(index)) + 1) % 10) + pin.slice(index + 1);
      expect(checkUserPinMac(changed, document)).toBe('invalid');
    }));
  });

  it.each(['', '123455435', '12345543541', '12345543x4', '1'.repeat(42)])('in the PIN %j is invalid', (pin) => {
    expect(checkUserPinMac(pin, WORKED_DOCUMENT)).toBe('invalid');
  });
});

describe('the content type of a bootstrap', () => {
  it('comes back from text and from WSP as it went', () => {
    fc.assert(fc.property(fc.constantFrom(...CP_METHODS), fc.uint8Array({ minLength: 20, maxLength: 20 }), (method, octets) => {
      const facts = method === 'USERPINMAC' ? { method } : { method, mac: octets };
      const expected = { profile: 'cp', method, mac: method === 'USERPINMAC' ? undefined : hexOf(octets).toUpperCase() };
      expect(readContentType(writeContentType(facts))).toMatchObject({ type: expected, findings: [] });
      const wsp = writeWspContentType(facts);
      expect(readWspContentType(wsp)).toMatchObject({ type: expected, findings: [], length: wsp.length });
    }));
  });

  it('of the DM profile names its method', () => {
    const mac = dmProfileMac({ method: 'USERPIN', pin: PIN }, WORKED_DOCUMENT);
    const value = writeDmContentType({ method: 'USERPIN', mac });
    expect(value).toBe('application/vnd.syncml.dm+wbxml; SEC=USERPIN; MAC=35586670B1C1E28AD5258EAE12EB7105C464978D');
    expect(readContentType(value)).toMatchObject({ type: { profile: 'dm', method: 'USERPIN' }, findings: [] });
    expect(readContentType(value.replace('USERPIN', 'NETWPIN')).findings).toMatchObject([{ code: 'dm1-prov/sec', requirement: 'DM1-BOOT-B-013', severity: 'violation' }]);
  });

  it('of random octets or text is read or reported', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), fc.string(), (octets, text) => {
      for (const { where } of readWspContentType(octets).findings) if (where.kind === 'wbxml') expect(where.byte + where.length).toBeLessThanOrEqual(octets.length);
      expect(readContentType(text).findings.length).toBeGreaterThan(0);
    }), { numRuns: 500 });
  });

  it('cut at any octet is reported', () => {
    const whole = writeWspContentType({ method: 'USERPIN', mac: cpMac({ method: 'USERPIN', pin: PIN }, WORKED_DOCUMENT) });
    for (let length = 0; length < whole.length; length += 1) expect(readWspContentType(whole.subarray(0, length)).findings).toMatchObject([{ code: 'dm1-prov/content-type' }]);
  });
});

function openssl(key: Uint8Array, input: Uint8Array): string {
  return spawnSync('openssl', ['dgst', '-sha1', '-mac', 'HMAC', '-macopt', `hexkey:${hexOf(key)}`, '-binary'], { input }).stdout.toString('hex');
}
