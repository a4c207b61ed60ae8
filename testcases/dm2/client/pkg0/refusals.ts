/** Notifications that must not open a session: not genuine, replayed, repeated, broken (clauses ~5.2.1.2.3 to ~5.2.1.2.5, ~7.1). */
import { decodeNotification } from '../../../../protocol/dm2/notification/decode.js';
import { encodeRawNotification, type RawNotification } from '../../../../protocol/dm2/notification/encode.js';
import type { Notifications } from '../../../../harness/tester/dm2-server/driver.js';
import { clientTest } from '../../../define.js';
import { judgeSilence, requireOpened } from '../support/notified.js';

const DIGEST = 4;
const TIMESTAMP = 5;
const NOTIFICATION_ID = 3;

const FLIPPED = [[DIGEST, 'the digest'], [TIMESTAMP, 'the TIMESTAMP'], [NOTIFICATION_ID, 'the NOTIFICATION-ID']] as const;

/** A day: no clock in the field is so wrong, and no replay window so wide. */
const LONG_AGO_SECONDS = 86_400;

export const testCases = [
  clientTest({
    id: 'dm2/client/pkg0/wrong-digest',
    title: 'A notification whose digest does not fit is dropped',
    requirements: ['DM2-PKG0-C-022'],
    purpose: 'The digest protects the whole notification: a bit that changed on the way, in the digest or beside it, makes it worthless.',
    procedure: ['Send the right notification with one bit turned in the digest, in TIMESTAMP, in NOTIFICATION-ID; expect silence each time.', 'Send one that is right; it must open a session, or the silence shows nothing.'],
    needs: { notification: 'any', values: ['notification.secret'] },
    async drive(tester) {
      const { facts, write, coding } = tester.notifications;
      for (const [number, name] of FLIPPED) {
        const right = { timestamp: { seconds: 1_454_976_000 }, notificationId: 0x1234, ...facts() };
        await tester.notified(withFlippedBit({ octets: write(right), number, coding }), { expects: 'silence', illegal: `one bit of ${name} is turned` });
      }
      await tester.notified(write(facts()));
    },
    judge(view, judge) {
      requireOpened({ view, judge, number: FLIPPED.length + 1, what: 'the right notification' });
      for (const [index, [, name]] of FLIPPED.entries()) judgeSilence({ view, judge, number: index + 1, what: `a notification with one bit of ${name} turned`, requirement: 'DM2-PKG0-C-022' });
    },
  }),
  clientTest({
    id: 'dm2/client/pkg0/digest-without-credentials',
    title: 'A notification with a digest for an account without credentials is dropped',
    requirements: ['DM2-PKG0-C-023'],
    purpose: 'What cannot be checked must not be believed.',
    procedure: ['Notify in the name of the server whose account has no notification credentials, with a digest made with those of the other; expect silence.', 'Send the same without a digest; it must open a session, or the silence shows nothing.'],
    needs: { notification: 'any', accounts: 2, values: ['notification.bare', 'notification.secret'] },
    async drive(tester) {
      const { facts, write } = tester.notifications;
      const { credentials } = facts('a');
      const bare = tester.value('notification.bare') === facts('b').serverId ? 'b' : 'a';
      const given = credentials ?? facts('b').credentials;
      await tester.notified(write({ ...facts(bare), ...(given === undefined ? {} : { credentials: given }) }), { expects: 'silence', illegal: 'the account has no credentials for the digest' });
      await tester.notified(write(facts(bare)));
    },
    judge(view, judge) {
      requireOpened({ view, judge, number: 2, what: 'the same notification without a digest' });
      judgeSilence({ view, judge, number: 1, what: 'a notification with a digest for an account without credentials', requirement: 'DM2-PKG0-C-023' });
    },
  }),
  clientTest({
    id: 'dm2/client/pkg0/old-timestamp',
    title: 'A notification that was made long ago is taken for a replay',
    requirements: ['DM2-PKG0-C-025'],
    purpose: 'A notification that somebody recorded stays genuine for ever; only its time gives it away.',
    procedure: ['Send the right notification; it must open a session, or what follows shows nothing.', 'Send one that is genuine and a day old; expect silence.'],
    needs: { notification: 'any' },
    async drive(tester) {
      const { facts, write } = tester.notifications;
      await tester.notified(write(facts()));
      const { timestamp, ...rest } = facts();
      const old = { ...timestamp, seconds: (timestamp?.seconds ?? 0) - LONG_AGO_SECONDS };
      await tester.notified(write({ ...rest, timestamp: old }), { expects: 'silence', illegal: 'it is a day old' });
    },
    judge(view, judge) {
      requireOpened({ view, judge, number: 1, what: 'the right notification' });
      judgeSilence({ view, judge, number: 2, what: 'a notification that is a day old', requirement: 'DM2-PKG0-C-025' });
    },
  }),
  clientTest({
    id: 'dm2/client/pkg0/duplicate',
    title: 'A notification that comes twice opens one session',
    requirements: ['DM2-PKG0-C-018'],
    purpose: 'Networks repeat messages, and servers do; the NOTIFICATION-ID tells copies from new ones.',
    procedure: ['Send the right notification, and the same octets again; expect one session.', 'Send one with a new NOTIFICATION-ID; it must open a session, or the silence shows nothing.'],
    needs: { notification: 'any' },
    async drive(tester) {
      const { facts, write } = tester.notifications;
      const octets = write(facts());
      await tester.notified(octets);
      await tester.notified(octets, { expects: 'silence' });
      await tester.notified(write(facts()));
    },
    judge(view, judge) {
      requireOpened({ view, judge, number: 1, what: 'the first copy' });
      requireOpened({ view, judge, number: 3, what: 'a notification with a new NOTIFICATION-ID' });
      judgeSilence({ view, judge, number: 2, what: 'the second copy of a notification', requirement: 'DM2-PKG0-C-018' });
    },
  }),
  clientTest({
    id: 'dm2/client/pkg0/truncated',
    title: 'A notification that was cut off is dropped',
    requirements: ['DM2-PKG0-C-029'],
    purpose: 'A device must not act on half a message, and must take the next one.',
    procedure: ['Cut a notification at every byte and send each piece; expect silence.', 'Send the whole; it must open a session, or the silence shows nothing.'],
    needs: { notification: 'any' },
    async drive(tester) {
      const whole = (): Uint8Array => tester.notifications.write({ serverId: tester.notifications.facts().serverId, connectionType: 'any', timestamp: { seconds: tester.notifications.facts().timestamp?.seconds ?? 0 }, requestMos: 'yes' });
      const octets = whole();
      const pieces = Array.from({ length: octets.length - 1 }, (_, index) => octets.slice(0, index + 1));
      await tester.notified(pieces, { expects: 'silence', illegal: 'it is cut off' });
      await tester.notified(tester.notifications.write(tester.notifications.facts()));
    },
    judge(view, judge) {
      requireOpened({ view, judge, number: 2, what: 'the whole notification' });
      judgeSilence({ view, judge, number: 1, what: 'pieces of a notification', requirement: 'DM2-PKG0-C-029' });
    },
  }),
  clientTest({
    id: 'dm2/client/pkg0/malformed',
    title: 'A malformed notification is dropped',
    requirements: ['DM2-PKG0-C-029'],
    purpose: 'What does not hold together cannot be trusted, and must not keep the device from taking the next one.',
    procedure: ['Send notifications whose OC is too high or too low, with an option twice, with a NOTIFICATION-ID of one byte, without SERVER-ID; expect silence.', 'Send the right one; it must open a session, or the silence shows nothing.'],
    needs: { notification: 'any' },
    async drive(tester) {
      const { facts, write } = tester.notifications;
      await tester.notified(malformed(tester.notifications), { expects: 'silence', illegal: 'it is malformed' });
      await tester.notified(write(facts()));
    },
    judge(view, judge) {
      requireOpened({ view, judge, number: 2, what: 'the right notification' });
      judgeSilence({ view, judge, number: 1, what: 'malformed notifications', requirement: 'DM2-PKG0-C-029' });
    },
  }),
];

interface Flip {
  readonly octets: Uint8Array;
  readonly number: number;
  readonly coding: Notifications['coding'];
}

/** One bit of the value of an option turned: in TIMESTAMP the last, so that the time stays fresh, else the first, so that no identifier in use comes of it. */
function withFlippedBit({ octets, number, coding }: Flip): Uint8Array {
  const option = decodeNotification(octets, { coding }).notification.options.find((each) => each.number === number);
  if (option === undefined) throw new TypeError(`the notification has no option ${number} to turn a bit in`);
  const [at, bit] = number === TIMESTAMP ? [option.valueByte + option.bytes.length - 1, 0x01] : [option.valueByte, 0x80];
  return octets.map((octet, index) => (index === at ? octet ^ bit : octet));
}

function malformed({ facts, coding }: Notifications): readonly Uint8Array[] {
  const serverId = { number: 1, value: new TextEncoder().encode(facts().serverId) };
  const requestMos = { number: 6, value: new Uint8Array() };
  const raw = (changes: Partial<RawNotification>): Uint8Array => encodeRawNotification({ version: 1, reserved: 0, coding, options: [serverId, requestMos], ...changes });
  return [
    raw({ optionCount: 3 }),
    raw({ optionCount: 1 }),
    raw({ options: [serverId, serverId] }),
    raw({ options: [serverId, { number: 3, value: Uint8Array.of(5) }] }),
    raw({ options: [requestMos] }),
  ];
}
