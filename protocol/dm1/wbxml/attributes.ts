/**
 * Attribute lists (WAP-192-WBXML, ~5.8.3): `*(attrStart *attrValue) END`. Of the documents of DM 1.x only Client Provisioning has
 * attributes; on the others they are read by literal names and left to the content model. Also reads over instructions.
 */

import { quoteText } from '../../quote.js';
import type { Attribute } from '../model/element.js';
import { hex, readByte, readInteger, readSpan } from './cursor.js';
import { FIRST_ATTRIBUTE_VALUE, isExtension, TOKEN } from './globals.js';
import { literalName } from './literals.js';
import { countElement, switchPage, type Reading } from './reading.js';
import { countCharacters, isText, readText, skipExtension } from './texts.js';

/** Of a text, so much is shown to people. */
const SHOWN_CHARACTERS = 60;

/** Reads to the END of an attribute list. */
export function readAttributes(reading: Reading): readonly Attribute[] {
  const list: AttributeList = { entries: [], names: new Set() };
  for (;;) {
    const token = readByte(reading.cursor, 'an attribute or the end of the attributes');
    if (token === TOKEN.END) break;
    readAttributeToken(reading, { token, list });
  }
  reading.trace?.({ kind: 'end', byte: reading.cursor.at - 1, length: 1, meaning: 'END of attributes' });
  return list.entries.map(({ name, value, byte, end }) => ({ name, uri: '', value, where: { kind: 'wbxml', byte, length: end - byte } }));
}

/** Reads over a processing instruction, whose PI token stood one byte before the cursor. */
export function skipInstruction(reading: Reading): void {
  const byte = reading.cursor.at - 1;
  reading.trace?.({ kind: 'instruction', byte, length: 1, meaning: 'PI' });
  readAttributes(reading);
}

interface OpenAttribute {
  readonly name: string;
  readonly byte: number;
  value: string;
  end: number;
}

interface AttributeList {
  readonly entries: OpenAttribute[];
  readonly names: Set<string>;
}

interface Step {
  readonly token: number;
  readonly list: AttributeList;
}

function readAttributeToken(reading: Reading, step: Step): void {
  const { token, list } = step;
  const byte = reading.cursor.at - 1;
  if (token === TOKEN.SWITCH_PAGE) switchPage(reading, 'attribute');
  else if (token === TOKEN.LITERAL) openAttribute(reading, { list, name: literalName(reading, 'attribute'), valueStart: '', byte });
  else if (isText(token)) appendValue(reading, { list, byte, value: readText(reading, token) });
  else if (token === TOKEN.OPAQUE) appendValue(reading, { list, byte, value: readOpaqueValue(reading) });
  else if (isExtension(token)) skipExtension(reading, token);
  else if (MISPLACED.has(token)) skipMisplaced(reading, token);
  else if (token < FIRST_ATTRIBUTE_VALUE) openKnown(reading, step);
  else appendKnownValue(reading, step);
}

/** Tokens of tags and instructions; the literals among them carry an index. */
const MISPLACED: ReadonlySet<number> = new Set<number>([TOKEN.PI, TOKEN.LITERAL_C, TOKEN.LITERAL_A, TOKEN.LITERAL_AC]);

function skipMisplaced(reading: Reading, token: number): void {
  const byte = reading.cursor.at - 1;
  if (token !== TOKEN.PI) readInteger(reading.cursor, 'the index of a literal name');
  const length = reading.cursor.at - byte;
  reading.findings.add({ code: 'dm1-wbxml/attribute-syntax', byte, length, found: `the token ${hex(token)}`, expected: 'an attribute or the end of the attributes' });
  reading.trace?.({ kind: 'fault', byte, length, meaning: `token ${hex(token)} inside attributes` });
}

interface Opening {
  readonly list: AttributeList;
  readonly name: string;
  readonly valueStart: string;
  readonly byte: number;
}

function openKnown(reading: Reading, step: Step): void {
  const { token, list } = step;
  const byte = reading.cursor.at - 1;
  const start = reading.attributePage?.startsByToken.get(token);
  const page = reading.attributePageNumber;
  if (start === undefined) {
    const found = `the attribute token ${hex(token)} of page ${page}`;
    reading.findings.add({ code: 'dm1-wbxml/unknown-attribute', byte, length: 1, found, expected: 'an attribute that the page defines' });
  }
  const name = start?.name ?? `unknown-attribute-${page}-${token.toString(16)}`;
  const valueStart = start?.valueStart ?? '';
  reading.trace?.({ kind: 'attribute', byte, length: 1, meaning: `${name}="${valueStart}` });
  openAttribute(reading, { list, name, valueStart, byte });
}

function openAttribute(reading: Reading, opening: Opening): void {
  const { list, name, valueStart, byte } = opening;
  countElement(reading);
  countCharacters(reading, { count: valueStart.length, byte });
  const end = reading.cursor.at;
  if (list.names.has(name)) {
    reading.findings.add({ code: 'dm1-wbxml/duplicate-attribute', byte, length: end - byte, found: `a second ${name}`, expected: 'each attribute once' });
  }
  list.names.add(name);
  list.entries.push({ name, byte, value: valueStart, end });
}

function appendKnownValue(reading: Reading, step: Step): void {
  const { token, list } = step;
  const byte = reading.cursor.at - 1;
  const value = reading.attributePage?.valuesByToken.get(token);
  if (value === undefined) {
    const found = `the value token ${hex(token)} of page ${reading.attributePageNumber}`;
    reading.findings.add({ code: 'dm1-wbxml/unknown-attribute', byte, length: 1, found, expected: 'a value that the page defines' });
  }
  reading.trace?.({ kind: 'attribute-value', byte, length: 1, meaning: quoteText(value ?? '') });
  countCharacters(reading, { count: value?.length ?? 0, byte });
  appendValue(reading, { list, byte, value: value ?? '' });
}

function appendValue(reading: Reading, piece: { readonly list: AttributeList; readonly byte: number; readonly value: string }): void {
  const open = piece.list.entries.at(-1);
  const end = reading.cursor.at;
  if (open !== undefined) {
    open.value += piece.value;
    open.end = end;
    return;
  }
  const { byte } = piece;
  reading.findings.add({ code: 'dm1-wbxml/attribute-syntax', byte, length: end - byte, found: 'a value without an attribute', expected: 'the start of an attribute' });
}

/** Octets in a value are characters of the document: an attribute has nothing but text. */
function readOpaqueValue(reading: Reading): string {
  const { cursor, header, findings } = reading;
  const byte = cursor.at - 1;
  const bytes = readSpan(cursor, { length: readInteger(cursor, 'the length of opaque data'), wanted: 'opaque data' });
  const { text, isSound } = header.charset.decode(bytes);
  const length = cursor.at - byte;
  if (!isSound) findings.add({ code: 'dm1-wbxml/characters', byte, length, found: 'bytes that are none', expected: `characters of ${header.charset.name}` });
  countCharacters(reading, { count: text.length, byte });
  reading.trace?.({ kind: 'opaque', byte, length, meaning: `OPAQUE ${quoteText(text, SHOWN_CHARACTERS)}` });
  return text;
}
