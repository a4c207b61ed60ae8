/**
 * Package#0 octet by octet (clauses ~7.1.1.1 and ~7.1.1.2), in each of the three codings of lengths that fit the text. What
 * is expected was worked out by hand and with Python's hashlib, not by the codecs of this suite.
 */
import type { ServerTestCase } from '../../../../harness/campaign/test-case.js';
import type { NotificationOrder } from '../../../../harness/iut/upper-tester.js';
import { hexOf } from '../../../../protocol/octets.js';
import { serverTest } from '../../../define.js';
import { codingOf, notificationAt, optionAt, orderOf, readingAt, SECRET } from '../support/notification.js';

interface Form {
  readonly slug: string;
  readonly serverId: string;
  readonly order: Omit<NotificationOrder, 'to' | 'coding'>;
  readonly says: string;
  /** Of the options, in order. */
  readonly values: readonly string[];
  readonly octets: Readonly<Record<'CD' | 'L12' | 'RFC', string>>;
}

const PLAIN = { digest: 'no', timestamp: 'no' } as const;

/** With VER 1, which is not compared. */
const FORMS: readonly Form[] = [
  { slug: 'two-options', serverId: 'srv1', order: { ...PLAIN, requestMos: 'yes' }, says: 'SERVER-ID "srv1" and REQ-MOS', values: ['73727631', ''], octets: { CD: '1100147372763150', L12: '11001004737276315000', RFC: '1100147372763150' } },
  {
    slug: 'three-options', serverId: 'dms.example.net', order: { ...PLAIN, connection: 'wlan', requestMos: 'yes' }, says: 'SERVER-ID "dms.example.net", PREFERRED-CON-TYPE WLAN and REQ-MOS',
    values: ['646d732e6578616d706c652e6e6574', '02', ''],
    octets: { CD: '11801f00646d732e6578616d706c652e6e6574110240', L12: '1180100f646d732e6578616d706c652e6e65741001024000', RFC: '11801d02646d732e6578616d706c652e6e6574110240' },
  },
  {
    slug: 'four-options', serverId: 'srv1', order: { ...PLAIN, connection: 'cellular', id: 0x1234, requestMos: 'yes' }, says: 'SERVER-ID "srv1", PREFERRED-CON-TYPE cellular, NOTIFICATION-ID 0x1234 and REQ-MOS',
    values: ['73727631', '01', '1234', ''],
    octets: { CD: '12001473727631110112123430', L12: '1200100473727631100101100212343000', RFC: '12001473727631110112123430' },
  },
];

/** SERVER-ID of a length, and what stands before it: delta 1 and the length in each coding. */
const LENGTHS = [
  { id: 'dms.example.net', heads: { CD: '1f00', L12: '100f', RFC: '1d02' } },
  { id: 'dms1.example.net', heads: { CD: '1f01', L12: '1010', RFC: '1d03' } },
  { id: 'a-long-identifier-of-a-server-of-dm-with-64-bytes.dms.example.net'.slice(1), heads: { CD: '1f31', L12: '1040', RFC: '1d33' } },
] as const;

export const testCases: readonly ServerTestCase[] = [
  serverTest({
    id: 'dm2/server/pkg0/long-values',
    title: 'Values of 15, 16 and 64 bytes are written in the agreed coding of lengths',
    requirements: ['DM2-PKG0-B-010'],
    purpose: 'Four bits do not hold such lengths; both sides must agree how they are written, or the device reads nonsense.',
    procedure: ['Have the server notify devices whose accounts have a SrvID of 15, 16 and 64 bytes.', 'Expect delta 1 and the length in the coding of P0_CODING behind the header, then the identifier.'],
    needs: { upperTester: true },
    async drive(tester) {
      for (const { id } of LENGTHS) await (await tester.device({ serverId: id })).notification({ ...PLAIN, requestMos: 'no', coding: codingOf(tester) });
    },
    judge(view, judge) {
      for (const [index, { id, heads }] of LENGTHS.entries()) {
        const { octets, at } = notificationAt(view, index + 1);
        judge.require(hexOf(octets).includes(Buffer.from(id).toString('hex')), 'SERVER-ID is another than that of the account, which DM2-PKG0-S-012 judges', at);
        const head = heads[codingOf(view)];
        const wanted = `${head}${Buffer.from(id).toString('hex')}`;
        const found = hexOf(octets).slice(4, 4 + wanted.length);
        judge.check('DM2-PKG0-B-010').holds(found === wanted, { expected: `${head} and ${id.length} bytes of SERVER-ID behind the header`, found: `${found.slice(0, 4)} and ${octets.length - 4} bytes`, at, stimulus: orderOf(view, index + 1) });
      }
    },
  }),
  ...FORMS.map(written),
  serverTest({
    id: 'dm2/server/pkg0/digest',
    title: 'The digest is made with the secret over the notification with zeros in its place',
    requirements: ['DM2-PKG0-S-019', 'DM2-PKG0-S-020'],
    purpose: 'A device that gets another digest drops the notification, and the server never reaches it.',
    procedure: ['Have the server notify a device whose account has a secret and no data, with digest and without time.', 'Expect option 4 with the SHA-256 of the secret and the notification.'],
    needs: { upperTester: true },
    async drive(tester) {
      const device = await tester.device({ serverId: 'srv1', notification: { secret: SECRET, data: null } });
      await device.notification({ connection: 'cellular', id: 0x1234, digest: 'yes', timestamp: 'no', requestMos: 'yes', coding: codingOf(tester) });
    },
    judge(view, judge) {
      const digest = optionAt(view, 4);
      judge.check('DM2-PKG0-S-019').holds(digest.value?.length === 64, { expected: 'option 4 with 32 bytes', found: digest.value === undefined ? 'no option 4' : `${digest.value.length / 2} bytes`, at: digest.at, ...(digest.stimulus === undefined ? {} : { stimulus: digest.stimulus }) });
      const { octets, at } = notificationAt(view);
      const coding = codingOf(view);
      const zeroed = digest.value === undefined ? hexOf(octets) : hexOf(octets).replace(digest.value, '00'.repeat(32));
      judge.require(zeroed === DIGESTS[coding].zeroed, 'the notification holds other options than those that were asked for, so its digest cannot be compared', at);
      judge.check('DM2-PKG0-S-020').oneOf({ ...digest, what: 'the digest' }, DIGESTS[coding].digests);
    },
  }),
  serverTest({
    id: 'dm2/server/pkg0/digest-with-data',
    title: 'Authentication data may enter the digest behind the notification',
    requirements: ['DM2-PKG0-S-020'],
    purpose: 'One sentence of the text appends the data of the account (A-04); both readings are legal, nothing else is.',
    procedure: ['Have the server notify a device whose account has secret and data, with digest and without time.', 'Expect the SHA-256 of the secret and the notification, with or without the data behind it.'],
    needs: { upperTester: true },
    async drive(tester) {
      const device = await tester.device({ serverId: 'srv1', notification: { secret: SECRET, data: 'YXV0aC1kYXRhLUEx' } });
      await device.notification({ connection: 'cellular', id: 0x1234, digest: 'yes', timestamp: 'no', requestMos: 'yes', coding: codingOf(tester) });
    },
    judge(view, judge) {
      const digest = optionAt(view, 4);
      const { octets, at } = notificationAt(view);
      const coding = codingOf(view);
      const zeroed = digest.value === undefined ? hexOf(octets) : hexOf(octets).replace(digest.value, '00'.repeat(32));
      judge.require(zeroed === DIGESTS[coding].zeroed, 'the notification holds other options than those that were asked for, so its digest cannot be compared', at);
      judge.check('DM2-PKG0-S-020').oneOf({ ...digest, what: 'the digest' }, [...DIGESTS[coding].digests, ...DIGESTS[coding].withData]);
    },
  }),
];

/**
 * The notification of these tests with zeros for the digest; SHA-256 of secret and notification, the secret decoded or as its
 * base64 text; the same with `auth-data-A1` behind.
 */
const DIGESTS = {
  CD: {
    zeroed: `1280147372763111011212341f11${'00'.repeat(32)}20`,
    digests: ['6b3cd23c72a200d3b99252921a2fa0e165dffc92e6525362fdf1116dd1934239', 'b6bbda501339f076e2a3f74f35c3e8e22a0a5d9f8cd80ea3649d3305f5a2f166'],
    withData: ['007eac407dc43d40fd4ce247b946fa6727f32190034c4dd649be3b15a50e3c85', '856b12718dda391cf5cf36ae59c5c830d783e8c1737d3523400b52e10d0ef117'],
  },
  L12: {
    zeroed: `1280100473727631100101100212341020${'00'.repeat(32)}2000`,
    digests: ['b99632475be2c45763215b9115d9fb2198fbd815203e1f7b124ca5cbc6628d17', 'a52ffa0d740be6b5fd9ddfd1cfa0e3a433990d0812d996587b504e0c707224b5'],
    withData: ['b20bcd5bf409d37343c9199058778da8ccdfd10e0a37808a0d1b5aa1490525fb', 'ca9a09a466b75972f3158020a2c7a0e235f9e53962c26d7e503cd22cc53891ca'],
  },
  RFC: {
    zeroed: `1280147372763111011212341d13${'00'.repeat(32)}20`,
    digests: ['302efaea0a2957af4c7e598354af486c0ba60e7caad141686bf51a86b02cabf6', 'bef7bb581785fd4e4378ab20ee1b88d20445b1a6719ac6afde80b69b20f95fa9'],
    withData: ['4ec5bca3c87678faf1d072bfe4051de00ba6ef40d7a6cf200478e298c69905e4', '09a782975d409fff60facfc8bfa83f44895759411f98862bcae7b49306ba185b'],
  },
} as const;

function written({ slug, serverId, order, says, values, octets }: Form): ServerTestCase {
  return serverTest({
    id: `dm2/server/pkg0/writes-${slug}`,
    title: `A notification of ${says} is written octet by octet as it has to be`,
    requirements: ['DM2-PKG0-S-003', 'DM2-PKG0-S-005', 'DM2-PKG0-S-008'],
    purpose: 'Header, count, delta and length leave no choice once the options are known.',
    procedure: [`Have the server send ${says}, with neither digest nor time.`, 'Expect these octets and no others.'],
    needs: { upperTester: true },
    async drive(tester) {
      const device = await tester.device({ serverId });
      await device.notification({ ...order, coding: codingOf(tester) });
    },
    judge(view, judge) {
      const { octets: came, at } = notificationAt(view);
      const wanted = octets[codingOf(view)];
      const found = hexOf(came);
      const stimulus = orderOf(view);
      // VER is the server's choice, and reserved bits are judged by a rule of their own.
      const [high = 0, low = 0] = came;
      const count = ((high & 0x0f) << 1) | (low >> 7);
      const asked = ((Number.parseInt(wanted.slice(0, 4), 16) & 0x0fff) >> 7);
      const { reading } = readingAt(view);
      const { options } = reading.notification;
      judge.require(options.map(({ bytes }) => hexOf(bytes)).join(' ') === values.join(' '), 'the options have other values than those that were asked for, which tests of their own judge', at);
      judge.check('DM2-PKG0-S-005').holds(count === asked, { expected: `OC ${asked}`, found: `OC ${count}`, at: { ...at, path: 'header' }, stimulus });
      judge.check('DM2-PKG0-S-003').holds(came.length === wanted.length / 2, { expected: `${wanted.length / 2} bytes: a header of two, and the options`, found: `${came.length} bytes`, at, stimulus });
      judge.check('DM2-PKG0-S-008').holds(found.slice(4) === wanted.slice(4), { expected: `${wanted.slice(4)} behind the header`, found: `${found.slice(4)}, in which options ${options.map(({ number }) => number).join(', ')} are read`, at, stimulus });
    },
  });
}
