import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DecodeError } from '../../decode-error.js';
import { hexOf, octetsOf } from '../../octets.js';
import { SPECIAL_NONCE, SPECIAL_NONCE_TEXT } from '../credentials/nonce.js';
import { DM1_ERROR_CODES } from '../error-codes.js';
import { decodePackage0 } from './decode.js';
import { checkPackage0, package0Digest } from './digest.js';
import { encodeIllegalPackage0, encodePackage0 } from './encode.js';
import { NOTIFICATION_ERROR_CODES } from './error-codes.js';
import { INITIATORS, PACKAGE0_FIELDS, sessionIdText, UI_MODES, type Package0Content } from './package0.js';
import { fromHex, LEGAL_FIELDS, NOTIFICATION_FAULTS, outcomeOf } from './testing/fault-samples.js';
import { decodeTrigger13, encodeTrigger13 } from './trigger13.js';
import { readWapPush, writeWapPush, writeWspPush } from './wap-push.js';

/** The worked example of the fact tables, section 10. */
const CONTENT: Package0Content = { uiMode: 'background', initiator: 'client', sessionId: 0x1234, serverId: 'com.mgmtsrv.manage', vendorData: new Uint8Array() };
const PASSWORD = 'srvpwd';
const NONCE = octetsOf('Nonce');
const TRIGGER = fromHex('02D0000000123412636F6D2E6D676D747372762E6D616E616765');
const PAYLOAD = fromHex('10369e83e3fc7103a4a21acce6e242ae02d0000000123412636f6d2e6d676d747372762e6d616e616765');

describe('the worked example', () => {
  it('is written octet by octet', () => {
    expect(encodePackage0(CONTENT, { password: PASSWORD, nonce: NONCE })).toEqual(PAYLOAD);
  });

  it('is read without a finding, and its parts cover it', () => {
    const { notification, findings, spans } = decodePackage0(PAYLOAD);
    expect(findings).toEqual([]);
    expect(notification).toMatchObject({ ...CONTENT, version: 11, reserved: 0, identifierLength: 18 });
    expect(sessionIdText(notification.sessionId)).toBe('1234');
    expect(spans.reduce((bit, span) => (span.bit === bit ? bit + span.bits : Number.NaN), 0)).toBe(PAYLOAD.length * 8);
    expect(spans.map(({ name, byte, length, meaning }) => `${byte}+${length} ${name}: ${meaning}`)).toEqual([
      '0+16 digest: MD5', '16+2 version: 1.1', '17+1 ui-mode: background', '17+1 initiator: client', '17+4 reserved: zero',
      '21+2 session-id: SessionID 1234', '23+1 length-identifier: 18 octets', '24+18 server-identifier: "com.mgmtsrv.manage"',
    ]);
  });

  it.each([
    ['the nonce "Nonce"', NONCE, '10369e83e3fc7103a4a21acce6e242ae', 'stored'],
    ['the special nonce as octets', SPECIAL_NONCE, 'e37fdc0f8e9070fc31b0967910b921af', 'special-octets'],
    ['the special nonce as text', octetsOf(SPECIAL_NONCE_TEXT), '633b4d8fedca624711b33e36de5aaafb', 'special-text'],
  ] as const)('has its digest with %s, and the check says so', (_name, nonce, digest, kind) => {
    expect(hexOf(package0Digest({ name: 'com.mgmtsrv.manage', password: PASSWORD, nonce, trigger: TRIGGER }))).toBe(digest);
    const octets = fromHex(digest + hexOf(TRIGGER));
    expect(checkPackage0(octets, { serverId: 'com.mgmtsrv.manage', password: PASSWORD, nonce: NONCE })).toEqual({ outcome: 'valid', nonce: kind, name: 'server-identifier' });
  });

  it('over the user name in place of the identifier verifies with that reading only', () => {
    const octets = encodePackage0(CONTENT, { password: PASSWORD, nonce: NONCE, userName: 'mgr' });
    const credentials = { serverId: CONTENT.serverId, password: PASSWORD, nonce: NONCE };
    expect(checkPackage0(octets, credentials)).toEqual({ outcome: 'invalid' });
    expect(checkPackage0(octets, { ...credentials, userName: 'mgr' })).toEqual({ outcome: 'valid', nonce: 'stored', name: 'user-name' });
  });

  it.each([
    ['02c0000000', 'not-specified', 'client'], ['02d0000000', 'background', 'client'], ['02d8000000', 'background', 'server'],
    ['02e8000000', 'informative', 'server'], ['02f8000000', 'user-interaction', 'server'],
  ] as const)('has the octets %s for %s and %s', (octets, uiMode, initiator) => {
    expect(hexOf(encodePackage0({ ...CONTENT, uiMode, initiator }, { password: PASSWORD, nonce: NONCE }).subarray(16, 21))).toBe(octets);
  });
});

const contents: fc.Arbitrary<Package0Content> = fc.record({
  uiMode: fc.constantFrom(...UI_MODES),
  initiator: fc.constantFrom(...INITIATORS),
  sessionId: fc.integer({ min: 1, max: 0xffff }),
  serverId: fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' }).filter((text) => octetsOf(text).length < 256 && !text.endsWith('\0')),
  vendorData: fc.uint8Array({ maxLength: 40 }).filter((data) => data.length !== 1),
});

describe('a notification', () => {
  it('is read as it was written, and its digest verifies', () => {
    fc.assert(fc.property(contents, fc.string(), fc.uint8Array(), (content, password, nonce) => {
      const octets = encodePackage0(content, { password, nonce });
      const { notification, findings } = decodePackage0(octets);
      expect(findings).toEqual([]);
      expect(notification).toMatchObject(content);
      expect(checkPackage0(octets, { serverId: content.serverId, password, nonce })).toMatchObject({ outcome: 'valid' });
    }));
  });

  it('of raw fields keeps every bit of every field', () => {
    const raw = fc.record({
      version: fc.nat({ max: 1023 }), uiMode: fc.nat({ max: 3 }), initiator: fc.nat({ max: 1 }), reserved: fc.nat({ max: 2 ** 27 - 1 }), sessionId: fc.nat({ max: 0xffff }),
      identifierLength: fc.nat({ max: 255 }), identifier: fc.uint8Array({ maxLength: 20 }), digest: fc.uint8Array({ minLength: 16, maxLength: 16 }), vendorData: fc.constant(new Uint8Array()),
    });
    fc.assert(fc.property(raw, (fields) => {
      const { version, reserved, sessionId, identifierLength, digest } = fields;
      const { notification } = decodePackage0(encodeIllegalPackage0(fields));
      expect(notification).toMatchObject({ version, reserved, sessionId, identifierLength, digest, uiMode: UI_MODES[fields.uiMode], initiator: INITIATORS[fields.initiator] });
    }));
  });

  it('changed in any octet no longer verifies', () => {
    for (let at = 0; at < PAYLOAD.length; at += 1) {
      const changed = Uint8Array.from(PAYLOAD, (octet, index) => (index === at ? octet ^ 0x80 : octet));
      expect(checkPackage0(changed, { serverId: CONTENT.serverId, password: PASSWORD, nonce: NONCE })).toEqual({ outcome: 'invalid' });
    }
  });

  it('cut at any octet is refused or reported', () => {
    for (let length = 0; length < PAYLOAD.length; length += 1) {
      const cut = PAYLOAD.slice(0, length);
      if (length < 24) expect(() => decodePackage0(cut)).toThrow(/dm1-p0\/truncated, DMNOTI 6\.2\.1/);
      else expect(decodePackage0(cut).findings).toMatchObject([{ code: 'dm1-p0/identifier-length', requirement: 'DM1-PKG0-S-016', where: { byte: 23, length: 1 } }]);
    }
  });

  it('of random octets is read or refused with a code of the table', () => {
    const readers = [decodePackage0, decodeTrigger13, (octets: Uint8Array) => readWapPush(octets, 'user-data-header'), (octets: Uint8Array) => readWapPush(octets, 'wsp')];
    fc.assert(fc.property(fc.uint8Array({ maxLength: 80 }), fc.constantFrom(...readers), (octets, read) => {
      try {
        for (const { where } of read(octets).findings) if (where.kind === 'wbxml') expect(where.byte + where.length).toBeLessThanOrEqual(octets.length);
      } catch (error) {
        expect(error).toBeInstanceOf(DecodeError);
        if (error instanceof DecodeError) expect(Object.keys(DM1_ERROR_CODES)).toContain(error.fault.code);
      }
    }), { numRuns: 1000 });
  });

  it('has fields that leave no gap in the first 24 octets', () => {
    expect(PACKAGE0_FIELDS.reduce((bit, field) => (field.bit === bit ? bit + field.bits : Number.NaN), 0)).toBe(24 * 8);
  });
});

describe('a fault of a notification', () => {
  it.each(NOTIFICATION_FAULTS)('is $expected: $name', ({ make, expected }) => {
    expect(outcomeOf(make)).toBe(expected);
  });

  it('has a sample for each code', () => {
    const sampled = new Set(NOTIFICATION_FAULTS.flatMap(({ expected }) => expected.split(', ').map((one) => one.split(' ')[0])));
    expect([...sampled].sort()).toEqual(Object.keys(NOTIFICATION_ERROR_CODES).sort());
  });

  it('is refused by the raw writer only where the bits cannot hold it', () => {
    expect(() => encodeIllegalPackage0({ ...LEGAL_FIELDS, version: 1024 })).toThrow(/version.*found 1024, expected a whole number from 0 to 1023/);
    expect(() => encodeIllegalPackage0({ ...LEGAL_FIELDS, digest: new Uint8Array(3) })).toThrow(/digest.*found 3 octets/);
  });
});

describe('a push over short messages', () => {
  it('is that of the example of the text', () => {
    expect(hexOf(writeWapPush(PAYLOAD, { transactionId: 1, sourcePort: 0xc002 }))).toBe(`0605040b84c002010603c4af87${hexOf(PAYLOAD)}`);
  });

  it('is read from the user data header or from its WSP part', () => {
    const whole = writeWapPush(PAYLOAD, { transactionId: 1, sourcePort: 0xc002 });
    expect(readWapPush(whole, 'user-data-header')).toMatchObject({ destinationPort: 2948, transactionId: 1, body: PAYLOAD, bodyByte: 13, findings: [] });
    expect(() => writeWspPush(PAYLOAD, { transactionId: 1, headers: new Uint8Array(128) })).toThrow(/dm1-p0\/value/);
    expect(readWapPush(whole.slice(7), 'wsp')).toMatchObject({ destinationPort: undefined, body: PAYLOAD, findings: [] });
  });
});

describe('a notification of DM 1.3', () => {
  it('is read under the assumed layout as it was written, and says that it is assumed', () => {
    const option = fc.record({ number: fc.nat({ max: 15 }), value: fc.uint8Array({ maxLength: 30 }) });
    fc.assert(fc.property(fc.array(option, { maxLength: 8 }), fc.nat({ max: 15 }), fc.uint8Array({ minLength: 16, maxLength: 16 }), (options, version, digest) => {
      const reading = decodeTrigger13(encodeTrigger13({ version, options, digest }));
      expect(reading.options.map(({ number, value }) => ({ number, value }))).toEqual(options);
      expect(reading).toMatchObject({ version, digest, count: options.length });
      expect(reading.findings[0]?.code).toBe('dm1-p013/assumed');
    }));
  });

  it('has no violation, whatever it holds', () => {
    expect(Object.entries(NOTIFICATION_ERROR_CODES).filter(([code, { severity }]) => code.startsWith('dm1-p013/') && severity === 'violation')).toEqual([]);
  });
});
