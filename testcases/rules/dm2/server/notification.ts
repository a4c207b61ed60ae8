/** What holds for every Package#0 of a server (clauses ~5.2.1 and ~7.1.1), read in the agreed coding of lengths. */
import type { Rule } from '../../../../harness/campaign/test-case.js';
import type { NotificationView } from '../../../../harness/judge/notification-view.js';
import type { ServerView } from '../../../../harness/judge/dm2-server/view.js';
import type { Notification2ErrorCode } from '../../../../protocol/dm2/notification/error-codes.js';
import type { Finding2, NotificationReading } from '../../../../protocol/dm2/notification/notification.js';
import { serverRule } from '../../../define.js';

interface FormRule {
  readonly requirement: string;
  readonly title: string;
  readonly codes: readonly Notification2ErrorCode[];
  /** Whether a notification shows anything about it; default: all do. */
  readonly shows?: (reading: NotificationReading) => boolean;
  readonly expected: string;
}

const has = (number: number) => ({ notification }: NotificationReading): boolean => notification.options.some((option) => option.number === number);

const isWhole = ({ findings }: NotificationReading): boolean => !findings.some(({ code }) => code === 'dm2/p0-truncated' || code === 'dm2/p0-count' || code === 'dm2/p0-length' || code === 'dm2/p0-trailing');

const FORM: readonly FormRule[] = [
  { requirement: 'DM2-PKG0-S-008', title: 'Each option is delta, length and value', codes: ['dm2/p0-truncated', 'dm2/p0-length'], expected: 'options of delta, length and value in the agreed coding' },
  { requirement: 'DM2-PKG0-S-005', title: 'OC is the number of options', codes: ['dm2/p0-count'], expected: 'as many options as OC says' },
  { requirement: 'DM2-PKG0-S-006', title: 'The reserved bits are zero', codes: ['dm2/p0-reserved'], expected: 'seven zero bits' },
  { requirement: 'DM2-PKG0-S-007', title: 'Numbers of options increase', codes: ['dm2/p0-order'], shows: isWhole, expected: 'each number above the one before' },
  { requirement: 'DM2-PKG0-S-011', title: 'SERVER-ID is UTF-8 in Net-Unicode form', codes: ['dm2/p0-text'], shows: has(1), expected: 'UTF-8 in the form NFC, without control characters' },
  { requirement: 'DM2-PKG0-B-015', title: 'PREFERRED-CON-TYPE is one of its codes', codes: ['dm2/p0-connection'], shows: has(2), expected: '00, 01, 02 or 03' },
  { requirement: 'DM2-PKG0-S-017', title: 'NOTIFICATION-ID has two bytes', codes: ['dm2/p0-notification-id'], shows: has(3), expected: 'two bytes' },
  { requirement: 'DM2-PKG0-S-019', title: 'SHA256-DIGEST has 32 bytes', codes: ['dm2/p0-digest'], shows: has(4), expected: '32 bytes' },
  { requirement: 'DM2-PKG0-S-026', title: 'REQ-MOS has no value', codes: ['dm2/p0-req-mos'], shows: has(6), expected: 'no value' },
];

export const NOTIFICATION_RULES: readonly Rule[] = [
  ...FORM.map(formRule),
  serverRule({
    requirement: 'DM2-PKG0-S-003',
    title: 'Package#0 is a header of two bytes and options, and nothing else',
    judge(view, judge) {
      const check = judge.check('DM2-PKG0-S-003');
      for (const notification of view.notifications) {
        if (notification.octets === undefined) continue;
        const trailing = notification.reading?.findings.find(({ code }) => code === 'dm2/p0-trailing');
        const found = notification.fault ?? (trailing === undefined ? 'a header and its options' : describe(trailing));
        check.holds(notification.reading !== undefined && trailing === undefined, { expected: 'a header of two bytes, the options it counts, and nothing behind', found, at: placeOf(notification, trailing) });
      }
    },
  }),
  serverRule({
    requirement: 'DM2-PKG0-S-004',
    title: 'VER is the same in all notifications',
    judge(view, judge) {
      // Which value it has, no text at hand says; that it tells the format makes it the same for one format.
      const readings = view.notifications.flatMap(({ reading, at }) => (reading === undefined ? [] : [{ version: reading.notification.version, at }]));
      const [first, ...others] = readings;
      if (first === undefined) return;
      for (const { version, at } of others) judge.check('DM2-PKG0-S-004').is({ value: version, at: { ...at, path: 'header' }, what: 'VER' }, first.version);
    },
  }),
];

function formRule({ requirement, title, codes, shows = () => true, expected }: FormRule): Rule {
  return serverRule({
    requirement,
    title,
    judge(view: ServerView, judge) {
      const check = judge.check(requirement);
      for (const notification of view.notifications) {
        const { reading } = notification;
        if (reading === undefined || !shows(reading)) continue;
        const fault = reading.findings.find(({ code }) => codes.includes(code));
        check.holds(fault === undefined, { expected, found: fault === undefined ? 'that' : describe(fault), at: placeOf(notification, fault) });
      }
    },
  });
}

const describe = ({ path, found }: Finding2): string => (path === '' ? found : `${path}: ${found}`);

const placeOf = ({ at }: NotificationView, fault: Finding2 | undefined): NotificationView['at'] => (fault === undefined || fault.path === '' ? at : { ...at, path: fault.path });
