/**
 * User interaction alerts 1100 to 1104 as one message shows them (DMPRO 2.5.2, 2.5.3). Left out: what a device shows and
 * what the user answers.
 */
import type { MessageRule } from '../../../harness/judge/dm1/message-rule.js';
import type { MessageView } from '../../../harness/judge/dm1/message-view.js';
import type { Alert, Data } from '../../../protocol/dm1/model/message.js';
import { messageRule } from '../../define.js';
import { absentIn, alertsWith, dataText, shown } from './support.js';

const TEXT_ALERTS = ['1100', '1101', '1102'];
const CHOICE_ALERTS = ['1103', '1104'];
const ALERTS = [...TEXT_ALERTS, ...CHOICE_ALERTS];
const LEAST_ITEMS = 2;
/** Parameters, title, one option. */
const LEAST_CHOICE_ITEMS = 3;
const TIMES = ['MINDT', 'MAXDT'];
/** A name and a value of URL-encoding; the value may be empty. */
const PAIR = /^[^=&\s]+=(?:[^=&%\s]|%[0-9A-Fa-f]{2})*$/;

export const INTERACTION_RULES: readonly MessageRule[] = [
  messageRule({
    requirement: 'DM1-UI-S-004',
    title: 'A user interaction alert has two Items or more, the first for parameters',
    judge(view, check) {
      for (const { items, where } of alertsWith(view, ALERTS)) check.holds(
        items.length >= LEAST_ITEMS,
        () => absentIn(where, `an Item for parameters and one for the text (there ${items.length === 1 ? 'is 1 Item' : 'are no Items'})`),
      );
    },
  }),
  messageRule({
    requirement: 'DM1-UI-S-010',
    title: 'The second Item of an alert 1100, 1101 or 1102 has the text in Data',
    judge(view, check) {
      for (const { items } of alertsWith(view, TEXT_ALERTS)) {
        const text = items[1];
        if (text !== undefined) check.holds(text.data !== undefined, () => absentIn(text.where, 'Data with the text to show'));
      }
    },
  }),
  messageRule({
    requirement: 'DM1-UI-S-013',
    title: 'A choice alert has parameters, a title and an Item with Data for each option',
    judge(view, check) {
      for (const { items, where } of alertsWith(view, CHOICE_ALERTS)) {
        check.holds(items.length >= LEAST_CHOICE_ITEMS, () => absentIn(where, `parameters, a title and one Item an option (there are ${items.length})`));
        for (const item of items.slice(1)) check.holds(item.data !== undefined, () => absentIn(item.where, 'Data with the title or the option'));
      }
    },
  }),
  messageRule({
    requirement: 'DM1-UI-S-019',
    title: 'Parameters are name=value pairs joined by "&" and URL-encoded',
    judge(view, check) {
      for (const { data, text } of parametersOf(view)) check.holds(
        text.split('&').every((pair) => PAIR.test(pair)),
        () => ({ where: data.where, found: shown(text), expected: 'name=value pairs joined by "&", URL-encoded, or nothing' }),
      );
    },
  }),
  messageRule({
    requirement: 'DM1-UI-S-021',
    title: 'MINDT and MAXDT are positive numbers of seconds',
    judge(view, check) {
      for (const { data, text } of parametersOf(view)) {
        for (const [name = '', value = ''] of text.split('&').map((pair) => pair.split('='))) {
          if (TIMES.includes(name)) check.holds(
            /^0*[1-9][0-9]*$/.test(value),
            () => ({ where: data.where, found: shown(`${name}=${value}`), expected: `${name} with a positive number of seconds` }),
          );
        }
      }
    },
  }),
];

interface ParameterText {
  readonly data: Data;
  readonly text: string;
}

/** The parameters of each alert that has some: the Data of its first Item. */
function parametersOf(view: MessageView): readonly ParameterText[] {
  return alertsWith(view, ALERTS).flatMap(({ items }: Alert) => {
    const data = items.length >= LEAST_ITEMS ? items[0]?.data : undefined;
    const text = data === undefined ? '' : dataText(data).trim();
    return data === undefined || text === '' ? [] : [{ data, text }];
  });
}
