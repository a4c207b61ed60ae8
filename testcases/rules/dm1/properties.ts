/**
 * Properties of nodes as one message shows them: commands and Results whose address ends in `?prop=` (DMTND 8.3). Left
 * out: whether a device has the property, and what its value should be.
 */
import type { MessageRule } from '../../../harness/judge/dm1/message-rule.js';
import type { MessageView } from '../../../harness/judge/dm1/message-view.js';
import type { Data, Item } from '../../../protocol/dm1/model/message.js';
import { messageRule } from '../../define.js';
import { commandsOf, dataText, metasOf, oncePerMessage, shown } from './support.js';

/** The grammar of DMTND 8.3.7.1.5: entries joined by "&", identifiers by "+". */
const ACL_ENTRY = /^(?:Add|Delete|Exec|Get|Replace)=(?:\*|[^=&*+\s]+)(?:\+(?:\*|[^=&*+\s]+))*$/;
const MAX_VER_NO = 0xffff;
const MAX_SIZE_BYTES = 0xffff_ffff;

type Check = Parameters<MessageRule['judge']>[1];

export const PROPERTY_RULES: readonly MessageRule[] = [
  messageRule({
    requirement: 'DM1-TREE-B-021',
    title: 'Meta is not used with the value of a property',
    judge(view, check) {
      for (const { metas } of valuesOf(view)) {
        const [meta] = metas;
        check.holds(meta === undefined, () => ({ where: meta?.where ?? { kind: 'built' }, found: 'Meta with the value of a property', expected: 'no Meta: the value is text' }));
      }
    },
  }),
  messageRule({
    requirement: 'DM1-TREE-B-043',
    title: 'An ACL is made of command=identifiers entries',
    judge: (view, check) => eachEntry(view, (entry, data) => check.holds(ACL_ENTRY.test(entry) || isWithoutIdentifier(entry), () => aclEvidence(data, entry))),
  }),
  messageRule({
    requirement: 'DM1-TREE-B-030',
    title: 'No command of an ACL is without an identifier',
    judge: (view, check) => eachEntry(
      view,
      (entry, data) => check.holds(!isWithoutIdentifier(entry), () => ({ where: data.where, found: `the entry ${shown(entry)}`, expected: 'an identifier or "*" behind "="' })),
    ),
  }),
  messageRule({
    requirement: 'DM1-TREE-S-045',
    title: 'A server does not put "*" beside other identifiers',
    role: 'server',
    judge: (view, check) => eachEntry(
      view,
      (entry, data) => check.holds(!/\*\+|\+\*/.test(entry), () => ({ where: data.where, found: `the entry ${shown(entry)}`, expected: '"*" alone' })),
    ),
  }),
  messageRule({
    requirement: 'DM1-TREE-C-055',
    title: 'TStamp is a time of UTC in ISO 8601 basic format',
    role: 'client',
    judge: (view, check) => judgeValues(view, { check, property: 'TStamp', isRight: isTimestamp, expected: 'a time such as 20010711T163817Z' }),
  }),
  messageRule({
    requirement: 'DM1-TREE-C-061',
    title: 'VerNo is a decimal number of 16 bits',
    role: 'client',
    judge: (view, check) => judgeValues(view, { check, property: 'VerNo', isRight: (text) => isNumber(text, MAX_VER_NO), expected: `a decimal number from 0 to ${MAX_VER_NO}` }),
  }),
  messageRule({
    requirement: 'DM1-TREE-B-020',
    title: 'Size is a decimal number of 32 bits',
    judge: (view, check) => judgeValues(
      view,
      { check, property: 'Size', isRight: (text) => isNumber(text, MAX_SIZE_BYTES), expected: `a decimal number from 0 to ${MAX_SIZE_BYTES}` },
    ),
  }),
];

interface PropertyValue {
  readonly property: string;
  readonly data: Data;
  readonly metas: ReturnType<typeof metasOf>;
}

/** Values that Replace sets (Target) and Results brings (Source). */
const valuesOf = oncePerMessage((view): readonly PropertyValue[] =>
  commandsOf(view).flatMap((command) => {
    if (command.kind !== 'Replace' && command.kind !== 'Results') return [];
    return command.items.flatMap((item) => {
      const property = propertyOf(command.kind === 'Results' ? item.source : item.target);
      return property === undefined || item.data === undefined ? [] : [{ property, data: item.data, metas: metasOf(item.meta, command.meta) }];
    });
  }),
);

function propertyOf(address: Item['target']): string | undefined {
  return /\?prop=([A-Za-z]+)$/.exec(address?.locUri.value.trim() ?? '')?.[1];
}

/** An empty ACL has no entries: the node inherits. */
function eachEntry(view: MessageView, judgeOne: (entry: string, data: Data) => void): void {
  for (const { property, data } of valuesOf(view)) {
    const text = dataText(data).trim();
    if (property === 'ACL' && text !== '') for (const entry of text.split('&')) judgeOne(entry, data);
  }
}

function isWithoutIdentifier(entry: string): boolean {
  return /^[A-Za-z]+=?$/.test(entry);
}

function aclEvidence(data: Data, entry: string): ReturnType<Parameters<Check['holds']>[1]> {
  return { where: data.where, found: `the entry ${shown(entry)}`, expected: 'Add, Delete, Exec, Get or Replace, "=", and identifiers joined by "+"' };
}

interface ValueRule {
  readonly check: Check;
  readonly property: string;
  readonly isRight: (text: string) => boolean;
  readonly expected: string;
}

function judgeValues(view: MessageView, { check, property, isRight, expected }: ValueRule): void {
  for (const value of valuesOf(view)) {
    if (value.property !== property) continue;
    const text = dataText(value.data).trim();
    check.holds(isRight(text), () => ({ where: value.data.where, found: shown(text), expected }));
  }
}

function isNumber(text: string, most: number): boolean {
  return /^[0-9]+$/.test(text) && Number(text) <= most;
}

function isTimestamp(text: string): boolean {
  const [, month = 0, day = 0, hour = 0, minute = 0, second = 0] = (/^[0-9]{4}([0-9]{2})([0-9]{2})T([0-9]{2})([0-9]{2})([0-9]{2})Z$/.exec(text) ?? []).map(Number);
  return month >= 1 && month <= 12 && day >= 1 && day <= 31 && hour <= 23 && minute <= 59 && second <= 60;
}
