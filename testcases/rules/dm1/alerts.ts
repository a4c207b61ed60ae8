/**
 * Alerts as one message shows them (DMPRO 2.3.7; DMREPPRO 4.1.6.2, 4.2). Left out: user interaction
 * (`interaction.ts`), and the answers.
 */
import type { MessageRule } from '../../../harness/judge/dm1/message-rule.js';
import type { MessageView } from '../../../harness/judge/dm1/message-view.js';
import type { Alert, Item } from '../../../protocol/dm1/model/message.js';
import { messageRule } from '../../define.js';
import { absentIn, alertsOf, alertsWith, codeOf, leafEvidence } from './support.js';

const GENERIC = ['1226'];
const CLIENT_EVENT = ['1224'];
const CODES = ['1100', '1101', '1102', '1103', '1104', '1200', '1201', '1222', '1223', '1224', '1225', '1226'];
/** Neither defined nor reserved by any table; nothing is said about it. */
const UNSETTLED = '1221';
const MARKS = ['fatal', 'critical', 'minor', 'warning', 'informational', 'harmless', 'indeterminate'];
/** The clause of FUMO lists its types without the prefix that the clause of Generic Alerts wants; both are taken. */
const FUMO_TYPE = /^org\.openmobilealliance\.dm\.firmwareupdate\./i;
const PREFIXED = /^(Content-Type|Reversed-Domain-Name):[ \t]*(\S.*)$/is;
const REVERSED_DOMAIN = /^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+(?:\/[A-Za-z0-9]+)*$/;

type Check = Parameters<MessageRule['judge']>[1];

export const ALERT_RULES: readonly MessageRule[] = [
  messageRule({
    requirement: 'DM1-CMD-B-041',
    title: 'An Alert states its type in Data',
    judge(view, check) {
      for (const { data, where } of alertsOf(view)) check.holds(
        data !== undefined && data.value.trim() !== '',
        () => absentIn(data?.where ?? where, 'Data with the code of the alert'),
      );
    },
  }),
  messageRule({
    requirement: 'DM1-ALERT-B-001',
    title: 'The code of an Alert is one of those of DM',
    judge(view, check) {
      for (const alert of alertsOf(view)) if (alert.data !== undefined && codeOf(alert) !== '' && codeOf(alert) !== UNSETTLED) judgeCode(check, alert.data);
    },
  }),
  messageRule({
    requirement: 'DM1-ALERT-B-002',
    title: 'A server sends no Generic Alert',
    role: 'server',
    judge(view, check) {
      for (const alert of alertsOf(view)) check.holds(
        !GENERIC.includes(codeOf(alert)),
        () => ({ where: alert.where, found: 'a Generic Alert from the server', expected: 'Generic Alerts from the client only' }),
      );
    },
  }),
  messageRule({
    requirement: 'DM1-ALERT-C-009',
    title: 'A Generic Alert has an Item',
    judge(view, check) {
      for (const { items, where } of alertsWith(view, GENERIC)) check.holds(items.length > 0, () => absentIn(where, 'an Item for each event'));
    },
  }),
  messageRule({
    requirement: 'DM1-ALERT-C-011',
    title: 'Each Item of a Generic Alert has Type and Format',
    judge: (view, check) => eachItem(view, { codes: GENERIC, judgeOne: (item) => judgeMeta(check, item) }),
  }),
  messageRule({
    requirement: 'DM1-ALERT-C-012',
    title: 'The Type of a Generic Alert starts with Content-Type: or Reversed-Domain-Name:',
    judge: (view, check) =>
      eachItem(view, {
        codes: GENERIC,
        judgeOne({ meta }) {
          const type = meta?.type;
          if (type !== undefined) check.holds(
            PREFIXED.test(type.value.trim()) || FUMO_TYPE.test(type.value.trim()),
            () => leafEvidence(type, '"Content-Type: " or "Reversed-Domain-Name: " and the type'),
          );
        },
      }),
  }),
  messageRule({
    requirement: 'DM1-ALERT-C-013',
    title: 'A reversed domain name is made of labels, and of alphanumeric segments behind slashes',
    judge: (view, check) =>
      eachItem(view, {
        codes: GENERIC,
        judgeOne({ meta }) {
          const [, prefix, name = ''] = PREFIXED.exec(meta?.type?.value.trim() ?? '') ?? [];
          const type = meta?.type;
          if (type !== undefined && prefix?.toLowerCase() === 'reversed-domain-name') check.holds(
            REVERSED_DOMAIN.test(name),
            () => leafEvidence(type, 'a reversed domain name such as com.example.alert, with alphanumeric segments behind "/" if any'),
          );
        },
      }),
  }),
  messageRule({
    requirement: 'DM1-ALERT-C-014',
    title: 'Mark is one of the seven words',
    judge: (view, check) =>
      eachItem(view, {
        codes: GENERIC,
        judgeOne({ meta }) {
          const mark = meta?.mark;
          if (mark !== undefined) check.holds(MARKS.includes(mark.value.trim()), () => leafEvidence(mark, `one of ${MARKS.join(', ')}`));
        },
      }),
  }),
  messageRule({
    requirement: 'DM1-ALERT-C-015',
    title: 'Each Item of a Generic Alert has Data',
    judge: (view, check) => eachItem(
      view,
      { codes: GENERIC, judgeOne: ({ data, where }) => void check.holds(data !== undefined, () => absentIn(where, 'Data in the Item of the alert')) },
    ),
  }),
  messageRule({
    requirement: 'DM1-ALERT-C-018',
    title: 'Each event of a client event has Data, Type and Format',
    judge: (view, check) =>
      eachItem(view, {
        codes: CLIENT_EVENT,
        judgeOne(item) {
          judgeMeta(check, item);
          check.holds(item.data !== undefined, () => absentIn(item.where, 'Data in the Item of the event'));
        },
      }),
  }),
];

function judgeCode(check: Check, data: NonNullable<Alert['data']>): void {
  check.holds(CODES.includes(data.value.trim()), () => leafEvidence(data, `an alert code of DM: ${CODES.join(', ')}`));
}

function eachItem(view: MessageView, { codes, judgeOne }: { readonly codes: readonly string[]; readonly judgeOne: (item: Item) => void }): void {
  for (const { items } of alertsWith(view, codes)) for (const item of items) judgeOne(item);
}

function judgeMeta(check: Check, { meta, where }: Item): void {
  for (const [name, leaf] of [['Type', meta?.type], ['Format', meta?.format]] as const) {
    check.holds(
      leaf !== undefined && leaf.value.trim() !== '',
      () => (leaf === undefined ? absentIn(meta?.where ?? where, `${name} in the Meta of the Item`) : leafEvidence(leaf, `a value in ${name}`)),
    );
  }
}
