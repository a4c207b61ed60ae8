/** The options of Package#0, one by one (clauses ~5.2.1.2.1 to ~5.2.1.2.6). */
import type { ServerView } from '../../../../harness/judge/dm2-server/view.js';
import { NotExercised } from '../../../../harness/judge/judge.js';
import { serverTest } from '../../../define.js';
import { codingOf, optionAt, orderOf, SECRET } from '../support/notification.js';

const CODES = [['any', '00'], ['cellular', '01'], ['wlan', '02'], ['wireline', '03']] as const;

/** Clocks in a laboratory are set by hand; a wrong epoch or unit is off by years. */
const TOLERANCE_SECONDS = 600;

export const testCases = [
  serverTest({
    id: 'dm2/server/pkg0/server-id',
    title: 'SERVER-ID is the SrvID of the account',
    requirements: ['DM2-PKG0-S-012'],
    purpose: 'By this identifier the device finds the account, and with it whom to call.',
    procedure: ['Have the server notify two devices that know it as srv1 and as dms.example.net.', 'Expect these texts in option 1.'],
    needs: { upperTester: true },
    async drive(tester) {
      for (const serverId of ['srv1', 'dms.example.net']) await (await tester.device({ serverId })).notification({ coding: codingOf(tester) });
    },
    judge(view, judge) {
      const check = judge.check('DM2-PKG0-S-012');
      check.is(optionAt(view, 1, 1), '73727631');
      check.is(optionAt(view, 1, 2), '646d732e6578616d706c652e6e6574');
    },
  }),
  serverTest({
    id: 'dm2/server/pkg0/net-unicode',
    title: 'A SERVER-ID beyond ASCII is written in UTF-8, composed',
    requirements: ['DM2-PKG0-S-011'],
    purpose: 'Two spellings of one letter are two identifiers for a device that compares octets.',
    procedure: ['Have the server notify a device that knows it as Büro-1, with a composed ü.', 'Expect 42 c3 bc 72 6f 2d 31 in option 1.'],
    needs: { upperTester: true },
    async drive(tester) {
      await (await tester.device({ serverId: 'B\u00fcro-1' })).notification({ coding: codingOf(tester) });
    },
    judge(view, judge) {
      judge.check('DM2-PKG0-S-011').is(optionAt(view, 1), '42c3bc726f2d31');
    },
  }),
  serverTest({
    id: 'dm2/server/pkg0/connection-types',
    title: 'Each kind of connection has its code',
    requirements: ['DM2-PKG0-B-015'],
    purpose: 'A device that reads another code uses a connection that nobody asked for.',
    procedure: ['Have the server ask for any, cellular, WLAN and wireline connections.', 'Expect 00, 01, 02 and 03 in option 2.'],
    needs: { upperTester: true },
    async drive(tester) {
      const device = await tester.device();
      for (const [connection] of CODES) await device.notification({ connection, coding: codingOf(tester) });
    },
    judge(view, judge) {
      for (const [index, [, code]] of CODES.entries()) judge.check('DM2-PKG0-B-015').is(optionAt(view, 2, index + 1), code);
    },
  }),
  serverTest({
    id: 'dm2/server/pkg0/notification-id',
    title: 'NOTIFICATION-ID has two bytes, and a retransmission keeps it',
    requirements: ['DM2-PKG0-S-017'],
    purpose: 'A device tells copies by the identifier; one that changes, or one byte of it, makes copies look new.',
    procedure: ['Have the server send a notification with the NOTIFICATION-ID 5, and the same again.', 'Expect 00 05 in option 3 of both.'],
    needs: { upperTester: true },
    async drive(tester) {
      const device = await tester.device();
      for (let copy = 1; copy <= 2; copy += 1) await device.notification({ id: 5, coding: codingOf(tester) });
    },
    judge(view, judge) {
      for (const copy of [1, 2]) judge.check('DM2-PKG0-S-017').is(optionAt(view, 3, copy), '0005');
    },
  }),
  serverTest({
    id: 'dm2/server/pkg0/timestamp',
    title: 'TIMESTAMP is the time of sending in seconds since 1970',
    requirements: ['DM2-PKG0-S-024'],
    purpose: 'A device that holds it against its clock drops a notification from another time. Four bytes or eight, no text says (A-06).',
    procedure: ['Have the server send a notification with digest and time.', `Expect option 5 to lie within ${TOLERANCE_SECONDS} s of the tester's clock, which stands in Date of the order.`],
    needs: { upperTester: true },
    async drive(tester) {
      const device = await tester.device({ notification: { secret: SECRET, data: null } });
      await device.notification({ digest: 'yes', timestamp: 'yes', coding: codingOf(tester) });
    },
    judge(view, judge) {
      const time = optionAt(view, 5);
      const seconds = Number(`0x${time.value === undefined || time.value === '' ? '0' : time.value}`);
      const asked = orderedAtSeconds(view);
      judge.check('DM2-PKG0-S-024').holds(time.value !== undefined && Math.abs(seconds - asked) <= TOLERANCE_SECONDS, {
        expected: `option 5 with ${asked}, give or take ${TOLERANCE_SECONDS}`,
        found: time.value === undefined ? 'no option 5' : `${seconds} (${time.value})`,
        at: time.at,
        stimulus: orderOf(view),
      });
    },
  }),
  serverTest({
    id: 'dm2/server/pkg0/asks-for-mos',
    title: 'REQ-MOS is there without a value',
    requirements: ['DM2-PKG0-S-026'],
    purpose: 'The option asks by being there; a value behind it would be read as the next option.',
    procedure: ['Have the server ask for the list of management objects.', 'Expect option 6 with the length 0.'],
    needs: { upperTester: true },
    async drive(tester) {
      await (await tester.device()).notification({ requestMos: 'yes', coding: codingOf(tester) });
    },
    judge(view, judge) {
      const { value, at, stimulus } = optionAt(view, 6);
      const found = value === undefined ? 'no option 6' : value === '' ? 'option 6 without a value' : `option 6 with the octets ${value}`;
      judge.check('DM2-PKG0-S-026').holds(value === '', { expected: 'option 6 without a value', found, at, ...(stimulus === undefined ? {} : { stimulus }) });
    },
  }),
];

/** The tester's own clock when it asked for the notification. */
function orderedAtSeconds(view: ServerView): number {
  const event = view.transcript.events[orderOf(view).event];
  const date = event?.kind === 'request' ? event.headers.find(([name]) => name === 'Date')?.[1] : undefined;
  const ms = Date.parse(date ?? '');
  if (Number.isNaN(ms)) throw new NotExercised('the order of the notification has no Date', orderOf(view));
  return ms / 1000;
}
