/** Options of a notification: gaps, long values, codes, wishes, unknown numbers (clauses ~5.2.1.2 and ~7.1.1.2). */
import type { ClientView } from '../../../../harness/judge/dm2-client/view.js';
import { show, type Judge } from '../../../../harness/judge/judge.js';
import { decodeNotification } from '../../../../protocol/dm2/notification/decode.js';
import { encodeRawNotification } from '../../../../protocol/dm2/notification/encode.js';
import { clientTest } from '../../../define.js';
import type { Notifications } from '../../../../harness/tester/dm2-server/driver.js';
import { judgeOpened, openedBy, requireOpened } from '../support/notified.js';
import { member } from '../support/packages.js';

const CODES = ['any', 'cellular', 'wlan', 'wireline'] as const;

export const testCases = [
  clientTest({
    id: 'dm2/client/pkg0/gap-in-numbers',
    title: 'A notification of SERVER-ID and REQ-MOS alone is understood',
    requirements: ['DM2-PKG0-C-009'],
    purpose: 'Numbers of options are written as the distance to the one before: from 1 to 6 it is 5.',
    procedure: ['Send a notification with the options 1 and 6 only.', 'Expect a session whose Package#1 has MOS.', 'Send one with more options; it must do the same, or nothing is shown.'],
    needs: { notification: 'any' },
    async drive(tester) {
      const { facts, write } = tester.notifications;
      await tester.notified(write({ serverId: facts().serverId, requestMos: 'yes' }));
      await tester.notified(write({ ...withoutDigest(facts()), connectionType: 'any', requestMos: 'yes' }));
    },
    judge(view, judge) {
      requireMos({ view, judge, number: 2, what: 'a notification with more options' });
      judgeMos({ view, judge, number: 1, what: 'a notification with the options 1 and 6 only', requirement: 'DM2-PKG0-C-009' });
    },
  }),
  clientTest({
    id: 'dm2/client/pkg0/long-value',
    title: 'A value longer than four bits can say is understood, and what stands behind it as well',
    requirements: ['DM2-PKG0-B-010'],
    purpose: 'The digest has 32 bytes; REQ-MOS behind it shows that the client read on at the right place.',
    procedure: ['Send a notification with a right digest and REQ-MOS.', 'Expect a session whose Package#1 has MOS.', 'Send one without a digest; it must do the same, or nothing is shown.'],
    applies: 'C_PKG0&C_NOTIF_DIGEST',
    needs: { notification: 'any', values: ['notification.secret'] },
    async drive(tester) {
      const { facts, write } = tester.notifications;
      await tester.notified(write({ ...facts(), requestMos: 'yes' }));
      await tester.notified(write({ ...withoutDigest(facts()), requestMos: 'yes' }));
    },
    judge(view, judge) {
      requireMos({ view, judge, number: 2, what: 'a notification without a digest' });
      judgeMos({ view, judge, number: 1, what: 'a notification with a digest and REQ-MOS', requirement: 'DM2-PKG0-B-010' });
    },
  }),
  clientTest({
    id: 'dm2/client/pkg0/connection-types',
    title: 'Each code of PREFERRED-CON-TYPE is accepted',
    requirements: ['DM2-PKG0-B-015'],
    purpose: 'The option is mandatory for both sides; what it names is a wish (A-03), so a session follows in any case.',
    applies: 'C_PKG0',
    procedure: ['Send a notification with each of the codes 0x00 (any), 0x01 (cellular), 0x02 (WLAN), 0x03 (wireline).', 'Expect a session after each.', 'Send one without the option; it must open a session, or nothing is shown.'],
    needs: { notification: 'any' },
    async drive(tester) {
      const { facts, write } = tester.notifications;
      for (const connectionType of CODES) await tester.notified(write({ ...facts(), connectionType }));
      await tester.notified(write(facts()));
    },
    judge(view, judge) {
      requireOpened({ view, judge, number: 5, what: 'a notification without the option' });
      for (const [index, code] of CODES.entries()) judgeOpened({ view, judge, number: index + 1, what: `a notification with PREFERRED-CON-TYPE 0x0${index} (${code})`, requirement: 'DM2-PKG0-B-015' });
    },
  }),
  clientTest({
    id: 'dm2/client/pkg0/asks-for-mos',
    title: 'REQ-MOS brings the list of management objects',
    requirements: ['DM2-PKG0-C-027', 'DM2-PKG1-C-004'],
    purpose: 'Without the option the list may be left out (A-07); with it a server learns what the device has.',
    procedure: ['Send a notification with REQ-MOS.', 'Expect the member MOS in Package#1, and the supported MOs in it.'],
    needs: { notification: 'any' },
    async drive(tester) {
      const { facts, write } = tester.notifications;
      await tester.notified(write({ ...facts(), requestMos: 'yes' }));
    },
    judge(view, judge) {
      const opened = requireOpened({ view, judge, number: 1, what: 'a notification with REQ-MOS' });
      judgeMos({ view, judge, number: 1, what: 'a notification with REQ-MOS', requirement: 'DM2-PKG0-C-027' });
      const list = opened === undefined ? undefined : member(opened, 'MOS');
      // A device has at least DevInfo and the DM Account.
      judge.check('DM2-PKG1-C-004').holds(Array.isArray(list) && list.length > 0, { expected: 'MOS with the MOs that the device supports', found: Array.isArray(list) ? 'an empty MOS' : 'no MOS', at: { event: opened?.request.event.n ?? view.end.event, path: 'MOS' } });
    },
  }),
  clientTest({
    id: 'dm2/client/pkg0/unknown-option',
    title: 'An option with an unknown number is passed over',
    requirements: ['DM2-PKG0-C-028'],
    purpose: 'Later versions and vendors may add options; a device takes what it knows.',
    procedure: ['Send a notification with an option 9 of three bytes behind the others.', 'Expect a session.', 'Send it without that option; it must open a session, or nothing is shown.'],
    needs: { notification: 'any' },
    async drive(tester) {
      const { facts, write, coding } = tester.notifications;
      await tester.notified(withUnknownOption(write(withoutDigest(facts())), coding));
      await tester.notified(write(withoutDigest(facts())));
    },
    judge(view, judge) {
      requireOpened({ view, judge, number: 2, what: 'the same notification without option 9' });
      judgeOpened({ view, judge, number: 1, what: 'a notification with option 9 of three bytes', requirement: 'DM2-PKG0-C-028' });
    },
  }),
];

type Facts = ReturnType<Notifications['facts']>;

/** A digest would have to cover the option as well. */
function withoutDigest({ credentials: _left, ...rest }: Facts): Facts {
  return rest;
}

function withUnknownOption(octets: Uint8Array, coding: Notifications['coding']): Uint8Array {
  const { notification: { version, reserved, options } } = decodeNotification(octets, { coding });
  return encodeRawNotification({ version, reserved, coding, options: [...options.map(({ number, bytes }) => ({ number, value: bytes })), { number: 9, value: Uint8Array.of(0x01, 0x02, 0x03) }] });
}

interface MosAsked {
  readonly view: ClientView;
  readonly judge: Judge;
  readonly number: number;
  readonly what: string;
  readonly requirement: string;
}

/** Where even the ordinary way to ask brings no list, nothing can be said of an unusual one; DM2-PKG0-C-027 judges that. */
function requireMos(asked: Omit<MosAsked, 'requirement'>): void {
  const opened = requireOpened(asked);
  asked.judge.require(opened !== undefined && Array.isArray(member(opened, 'MOS')), `Package#1 after ${asked.what} and REQ-MOS has no MOS, which DM2-PKG0-C-027 judges`, opened?.request.at);
}

/** The notification opens a session whose Package#1 lists management objects. */
function judgeMos({ view, judge, number, what, requirement }: MosAsked): void {
  const opened = openedBy(view, number);
  if (opened === undefined) {
    judgeOpened({ view, judge, number, what, requirement });
    return;
  }
  const list = member(opened, 'MOS');
  judge.check(requirement).holds(Array.isArray(list), { expected: `the member MOS in Package#1 after ${what}`, found: list === undefined ? 'no MOS' : `MOS ${show(list)}`, at: { event: opened.request.event.n, path: 'MOS' } });
}
