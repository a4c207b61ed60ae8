/** Splits `name=value, name="value"` as the integrity header has it (DMSEC 5.1.4.3): a `mac` is no token of HTTP, for it ends with "=". */

import { quoteText } from '../../quote.js';

export interface HeaderAttribute {
  /** In lower case; '' where there is none. */
  readonly name: string;
  readonly value: string;
  readonly quotes: 'none' | 'double';
  readonly index: number;
  /** Where the value starts, its quote not counted. */
  readonly valueIndex: number;
  readonly fault: { readonly index: number; readonly found: string } | undefined;
}

/** The attributes in order, those with a fault as well. White space around names and values does not count. */
export function splitAttributes(value: string): readonly HeaderAttribute[] {
  const attributes: HeaderAttribute[] = [];
  for (let at = 0; at <= value.length; ) {
    const start = skipSpace(value, at);
    const { attribute, next } = readAttribute(value, start);
    attributes.push(attribute);
    at = next + 1;
  }
  return attributes;
}

interface Step {
  readonly attribute: HeaderAttribute;
  /** Index of the comma behind, or of the end. */
  readonly next: number;
}

function readAttribute(text: string, index: number): Step {
  const end = endOf(text, { index, character: ',' });
  const equals = text.slice(index, end).indexOf('=');
  if (equals < 0) {
    const piece = text.slice(index, end).trimEnd();
    const found = piece === '' ? 'nothing between commas' : quoteText(piece, 40);
    return { attribute: { name: '', value: piece, quotes: 'none', index, valueIndex: index, fault: { index, found } }, next: end };
  }
  const name = text.slice(index, index + equals).trim().toLowerCase();
  const valueIndex = skipSpace(text, index + equals + 1);
  const fault = /^[a-z0-9-]+$/.test(name) ? undefined : { index, found: `the name ${quoteText(name, 40)}` };
  if (text[valueIndex] === '"') return readQuoted(text, { name, index, valueIndex: valueIndex + 1, fault });
  return { attribute: { name, value: text.slice(valueIndex, Math.max(valueIndex, end)).trimEnd(), quotes: 'none', index, valueIndex, fault }, next: end };
}

function readQuoted(text: string, head: Pick<HeaderAttribute, 'name' | 'index' | 'valueIndex' | 'fault'>): Step {
  const { valueIndex } = head;
  let value = '';
  let at = valueIndex;
  for (; at < text.length && text[at] !== '"'; at += 1) {
    if (text[at] === '\\' && at + 1 < text.length) at += 1;
    value += text.charAt(at);
  }
  const closed = at < text.length;
  const next = endOf(text, { index: Math.min(at + 1, text.length), character: ',' });
  const rest = text.slice(at + 1, next).trim();
  const trailing = rest === '' ? undefined : { index: at + 1, found: `${quoteText(rest, 40)} behind a quoted value` };
  const fault = head.fault ?? (closed ? trailing : { index: text.length, found: 'the end of the header inside quotes' });
  return { attribute: { ...head, value, quotes: 'double', fault }, next };
}

function endOf(text: string, { index, character }: { readonly index: number; readonly character: string }): number {
  const found = text.indexOf(character, index);
  return found < 0 ? text.length : found;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (text[at] === ' ' || text[at] === '\t') at += 1;
  return at;
}
