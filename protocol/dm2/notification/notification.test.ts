import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { equalOctets, hexOf, joinOctets, octetsOf } from '../../octets.js';
import { decodeNotification, decodeNotificationStrictly } from './decode.js';
import { checkNotification, isFresh, notificationDigest } from './digest.js';
import { encodeNotification, encodeRawNotification, type NotificationFacts } from './encode.js';
import { describeNotificationFinding } from './finding.js';
import { LENGTH_CODINGS, MAX_OPTION_BYTES, type LengthCoding } from './options.js';
import { bytesOf } from './testing/fault-samples.js';

/** The worked example of the fact tables, section 5.2. */
const SECRET = octetsOf('notify-secret-01');
const DATA = octetsOf('auth-data-A1');
const ZEROS = '00'.repeat(32);
const EXAMPLE: NotificationFacts = { serverId: 'srv1', connectionType: 'cellular', notificationId: 0x1234, timestamp: { seconds: 1_454_976_000 }, credentials: { secret: SECRET }, requestMos: 'yes' };
const EXAMPLES: readonly (readonly [coding: LengthCoding, zeroed: string, withoutData: string, withData: string])[] = [
  ['L12', `1300 1004 73727631 1001 01 1002 1234 1020 ${ZEROS} 1004 56b92c00 1000`, '0e12301561dc17bc6dd7d823cf4d710c559ef35fc6683d9e09f30724d52c2920', '831d85a7b24feb8fc522cb6253e644893a63e6db5394f7932fa1d45e9b73d84d'],
  ['CD', `1300 14 73727631 11 01 12 1234 1f11 ${ZEROS} 14 56b92c00 10`, '4c89b1e34bb00d520944bcdcfbaa62e1579259ea7a77ece6e93127450551d3c8', '11d4e676fc52a193dfee1002e8f8c91179ac6644dd62919e0c2c74562125d1d0'],
  ['RFC', `1300 14 73727631 11 01 12 1234 1d13 ${ZEROS} 14 56b92c00 10`, 'f64e98f3a645c3e61b86a075edd1e0037ab59ba8fc412cfefd93d04a1e63528e', 'ce62a65303bccc9fb1ed5424c71ee52d2b38f6dc8810016a23c147e3c56548d6'],
];

describe('the worked example', () => {
  it.each(EXAMPLES)('in coding %s has its bytes and both digests', (coding, zeroed, withoutData, withData) => {
    expect(hexOf(notificationDigest(bytesOf(zeroed), { secret: SECRET }))).toBe(withoutData);
    expect(hexOf(notificationDigest(bytesOf(zeroed), { secret: SECRET, data: DATA }))).toBe(withData);
    expect(encodeNotification(EXAMPLE, { coding })).toEqual(bytesOf(zeroed.replace(ZEROS, withoutData)));
    expect(encodeNotification({ ...EXAMPLE, credentials: { secret: SECRET, data: DATA } }, { coding })).toEqual(bytesOf(zeroed.replace(ZEROS, withData)));
  });

  it.each(EXAMPLES)('in coding %s is read without being told the coding, and fits no other', (coding, zeroed, withoutData) => {
    const bytes = bytesOf(zeroed.replace(ZEROS, withoutData));
    const { notification, coding: used, fitting, findings } = decodeNotification(bytes);
    expect({ used, fitting, findings }).toEqual({ used: coding, fitting: [coding], findings: [] });
    expect(notification).toMatchObject({ version: 1, optionCount: 6, reserved: 0 });
    expect(notification.options.map((option) => ('value' in option ? [option.kind, option.value] : [option.kind]))).toEqual([
      ['server-id', 'srv1'], ['preferred-con-type', 'cellular'], ['notification-id', 0x1234], ['digest', bytesOf(withoutData)], ['timestamp', 1_454_976_000n], ['req-mos'],
    ]);
    expect(checkNotification(bytes, { notification, credentials: { secret: SECRET } })).toBe('without-data');
    expect(checkNotification(bytes, { notification, credentials: { secret: SECRET, data: DATA } })).toBe('without-data');
    expect(checkNotification(bytes, { notification, credentials: { secret: DATA } })).toBe('invalid');
  });

  it('with data in the digest verifies with data', () => {
    const credentials = { secret: SECRET, data: DATA };
    const bytes = encodeNotification({ ...EXAMPLE, credentials });
    expect(checkNotification(bytes, { notification: decodeNotification(bytes).notification, credentials })).toBe('with-data');
  });

  it.each([['L12', '1100100473727631 5000'], ['CD', '1100 14 73727631 50'], ['RFC', '1100 14 73727631 50']] as const)('of two options in coding %s has its bytes', (coding, hex) => {
    expect(encodeNotification({ serverId: 'srv1', requestMos: 'yes' }, { coding })).toEqual(bytesOf(hex));
    expect(decodeNotification(bytesOf(hex))).toMatchObject({ fitting: coding === 'L12' ? ['L12'] : ['CD', 'RFC'], findings: [] });
  });

  it.each([['L12', '1180100f646d732e6578616d706c652e6e65741001024000'], ['CD', '11801f00646d732e6578616d706c652e6e6574110240'], ['RFC', '11801d02646d732e6578616d706c652e6e6574110240']] as const)(
    'of three options in coding %s has its bytes',
    (coding, hex) => {
      expect(encodeNotification({ serverId: 'dms.example.net', connectionType: 'wlan', requestMos: 'yes' }, { coding })).toEqual(bytesOf(hex));
      expect(decodeNotification(bytesOf(hex))).toMatchObject({ coding, fitting: [coding], findings: [] });
    },
  );
});

const facts: fc.Arbitrary<NotificationFacts> = fc
  .record({
    serverId: fc.string({ minLength: 1, maxLength: 60 }),
    connectionType: fc.constantFrom('any', 'cellular', 'wlan', 'wireline', undefined),
    notificationId: fc.option(fc.nat({ max: 0xffff }), { nil: undefined }),
    timestamp: fc.option(fc.record({ seconds: fc.nat({ max: 0xffff_ffff }), bytes: fc.constantFrom<4 | 8>(4, 8) }), { nil: undefined }),
    credentials: fc.option(fc.record({ secret: fc.uint8Array(), data: fc.uint8Array() }), { nil: undefined }),
    requestMos: fc.constantFrom<'yes' | 'no'>('yes', 'no'),
  })
  .map(({ serverId, requestMos, connectionType, notificationId, timestamp, credentials }) => ({
    serverId, requestMos,
    ...(connectionType === undefined ? {} : { connectionType }),
    ...(notificationId === undefined ? {} : { notificationId }),
    ...(timestamp === undefined ? {} : { timestamp }),
    ...(credentials === undefined ? {} : { credentials }),
  }));
const codings = fc.constantFrom(...LENGTH_CODINGS);

describe('a notification', () => {
  it('is read as it was written, in every coding, and its digest verifies', () => {
    fc.assert(fc.property(facts, codings, (wanted, coding) => {
      const bytes = encodeNotification(wanted, { coding });
      const { notification, findings, fitting } = decodeNotification(bytes, { coding });
      expect(findings).toEqual([]);
      expect(fitting).toContain(coding);
      const values = new Map<string, unknown>(notification.options.map((option) => [option.kind, 'value' in option ? option.value : 'there']));
      expect(values.get('server-id')).toBe(wanted.serverId);
      expect(values.get('preferred-con-type')).toBe(wanted.connectionType);
      expect(values.get('notification-id')).toBe(wanted.notificationId);
      expect(values.get('timestamp')).toBe(wanted.timestamp === undefined ? undefined : BigInt(wanted.timestamp.seconds));
      expect(values.get('req-mos')).toBe(wanted.requestMos === 'yes' ? 'there' : undefined);
      const check = wanted.credentials === undefined ? 'absent' : checkNotification(bytes, { notification, credentials: wanted.credentials });
      expect(check).toBe(wanted.credentials === undefined ? 'absent' : (wanted.credentials.data?.length ?? 0) > 0 ? 'with-data' : 'without-data');
    }));
  });

  it('of raw options comes back with every length that the coding has', () => {
    for (const coding of LENGTH_CODINGS) {
      for (const length of [0, 1, 12, 13, 14, 15, 255, 268, 269, 270, 271, 4095, 4096, 65_000, 65_804].filter((value) => value <= Math.min(MAX_OPTION_BYTES[coding], 65_000))) {
        const value = new Uint8Array(length).fill(0x41);
        const bytes = encodeRawNotification({ version: 1, reserved: 0, coding, options: [{ number: 1, value }] });
        const [option] = decodeNotification(bytes, { coding }).notification.options;
        expect(option?.where).toEqual({ kind: 'bytes', byte: 2, length: bytes.length - 2 });
        expect(equalOctets(option?.bytes ?? new Uint8Array(1), value)).toBe(true);
      }
      const value = new Uint8Array(MAX_OPTION_BYTES[coding] + 1);
      expect(() => encodeRawNotification({ version: 1, reserved: 0, coding, options: [{ number: 1, value }] })).toThrow(/dm2\/p0-value/);
    }
  });

  it('with options out of order is not written, for no delta goes back', () => {
    const options = [{ number: 6, value: new Uint8Array() }, { number: 1, value: octetsOf('s') }];
    expect(() => encodeRawNotification({ version: 1, reserved: 0, coding: 'CD', options })).toThrow(/found -5, expected a whole number from 0 to 15 \[dm2\/p0-value/);
  });

  it('with an option twice is read to its end, the second one reported', () => {
    const { notification, findings } = decodeNotification(bytesOf('1180 14 73727631 04 73727632 50'), { coding: 'CD' });
    expect(notification.options.map(({ number }) => number)).toEqual([1, 1, 6]);
    expect(findings.map(describeNotificationFinding)).toEqual([
      'byte 7, 1 bytes (option[2] SERVER-ID): found option 1 a second time, expected a number above the one before [dm2/p0-order, DM2-PKG0-S-007, OMA-TS-DM_Protocol-V2_0, ~7.1.1.2]',
    ]);
  });

  it('with a number that nobody knows is read on behind it', () => {
    const bytes = encodeRawNotification({ version: 1, reserved: 0, coding: 'L12', options: [{ number: 1, value: octetsOf('srv1') }, { number: 9, value: octetsOf('x') }, { number: 20, value: new Uint8Array() }] });
    const { notification, findings } = decodeNotification(bytes, { coding: 'L12' });
    expect(notification.options.map(({ kind }) => kind)).toEqual(['server-id', 'other', 'other']);
    expect(findings.map(({ code, severity }) => [code, severity])).toEqual([['dm2/p0-unknown-option', 'oddity'], ['dm2/p0-unknown-option', 'oddity']]);
  });

  it('cut at any byte is refused or reported under every coding', () => {
    fc.assert(fc.property(facts, codings, (wanted, coding) => {
      const bytes = encodeNotification(wanted, { coding });
      for (let length = 0; length < bytes.length; length += 1) {
        const cut = bytes.slice(0, length);
        if (length < 2) expect(() => decodeNotification(cut, { coding })).toThrow(/dm2\/p0-header/);
        else expect(decodeNotification(cut, { coding }).findings.at(-1)?.code).toMatch(/^dm2\/p0-(truncated|count)$/);
      }
    }), { numRuns: 30 });
  });

  it('changed in any byte no longer verifies', () => {
    const bytes = encodeNotification(EXAMPLE);
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Uint8Array.from(bytes, (byte, index) => (index === at ? byte ^ 0x01 : byte));
      const { notification } = decodeNotification(changed, { coding: 'CD' });
      expect(checkNotification(changed, { notification, credentials: { secret: SECRET } })).toMatch(/^(invalid|absent)$/);
    }
  });

  it('of random bytes is read, with places inside it, or refused with the typed error', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 120 }), fc.constantFrom<LengthCoding | 'any'>('any', ...LENGTH_CODINGS), (bytes, coding) => {
      if (bytes.length < 2) return;
      const { findings, notification } = decodeNotification(bytes, { coding });
      for (const { where } of [...findings, ...notification.options]) expect(where.byte + where.length).toBeLessThanOrEqual(bytes.length);
      if (findings.length > 0) expect(() => decodeNotificationStrictly(bytes, { coding })).toThrow(findings[0]?.code ?? '');
      else expect(encodeRawNotification({ ...notification, coding: decodeNotification(bytes, { coding }).coding, options: notification.options.map(({ number, bytes: value }) => ({ number, value })) })).toEqual(bytes);
    }), { numRuns: 1000 });
  });

  it('has a digest that openssl agrees with', (ctx) => {
    if (spawnSync('openssl', ['version']).status !== 0) ctx.skip('openssl is not installed (Debian: openssl)');
    const zeroed = bytesOf(EXAMPLES[1]?.[1] ?? '');
    const theirs = spawnSync('openssl', ['dgst', '-sha256', '-binary'], { input: joinOctets(SECRET, zeroed, DATA) }).stdout;
    expect(Buffer.from(notificationDigest(zeroed, { secret: SECRET, data: DATA }))).toEqual(theirs);
  });
});

describe('a TIMESTAMP', () => {
  it('is fresh within the tolerance, early or late', () => {
    const fresh = (seconds: bigint): boolean => isFresh({ timestampSeconds: seconds, nowSeconds: 1000n, toleranceSeconds: 60n });
    expect([939n, 940n, 1000n, 1060n, 1061n].map(fresh)).toEqual([false, true, true, true, false]);
  });

  it('of eight bytes is written big endian', () => {
    const bytes = encodeNotification({ serverId: 's', timestamp: { seconds: 2 ** 40 + 1, bytes: 8 }, requestMos: 'no' });
    expect(hexOf(bytes)).toBe(`11001173480000010000000001`);
  });
});
