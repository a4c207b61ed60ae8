/**
 * The body of a WBXML document (WAP-192-WBXML, ~5.3 and ~5.8): `*pi element *pi` into the neutral tree. After a fault that leaves
 * no way on (an end in the middle), the elements read so far are closed and the fault is a finding; faults of the limits,
 * and those before there is a root, are thrown.
 */

import { DecodeError } from '../../decode-error.js';
import type { Attribute, Element, Node } from '../model/element.js';
import { readAttributes, skipInstruction } from './attributes.js';
import { hex, readByte, readInteger, readSpan, wbxmlError } from './cursor.js';
import { FIRST_TAG, HAS_ATTRIBUTES, HAS_CONTENT, isExtension, TAG_MASK, TOKEN } from './globals.js';
import { literalName, resolveLiteral, type ElementName } from './literals.js';
import { countElement, switchPage, type Reading } from './reading.js';
import { isText, readText, reportLongInteger, skipExtension } from './texts.js';

/** An element whose END has not come yet. */
export interface OpenElement extends ElementName {
  attributes: readonly Attribute[];
  readonly children: Node[];
  readonly byte: number;
}

/** The elements around the place of reading; the findings ask it for the path. */
export interface Stack {
  readonly open: OpenElement[];
}

export interface OpaqueSpan {
  readonly start: number;
  readonly end: number;
}

export interface Body {
  readonly root: Element;
  /** False where the document stopped before its root ended. */
  readonly isComplete: boolean;
  /** Where the octets of each OPAQUE in content stand. */
  readonly opaques: readonly OpaqueSpan[];
}

interface Building {
  readonly reading: Reading;
  readonly stack: Stack;
  readonly opaques: OpaqueSpan[];
  root: Element | undefined;
  /** The run of text that is being joined, and where it started; -1 when there is none. */
  run: string;
  runStart: number;
  runEnd: number;
}

/** Reads to the end of the document. */
export function readBody(reading: Reading, stack: Stack): Body {
  const building: Building = { reading, stack, opaques: [], root: undefined, run: '', runStart: -1, runEnd: -1 };
  const isComplete = readDocument(building);
  const { root, opaques } = building;
  if (root === undefined) throw noRoot({ byte: reading.cursor.at, found: 'nothing' });
  return { root, isComplete, opaques };
}

function readDocument(building: Building): boolean {
  const { reading, stack } = building;
  try {
    while (building.root === undefined) readToken(building);
    readBehindRoot(reading);
    return true;
  } catch (error) {
    const hasBegun = building.root !== undefined || stack.open.length > 0;
    if (!(error instanceof DecodeError) || !hasBegun || !STOPPING.has(error.fault.code)) throw error;
    reportStop(reading, error);
    reading.cursor.at = reading.cursor.end;
    while (stack.open.length > 0) closeElement(building);
    return false;
  }
}

/** Faults that end the reading without making what was read worthless. */
const STOPPING: ReadonlySet<string> = new Set(['dm1-wbxml/truncated', 'dm1-wbxml/integer']);

function reportStop(reading: Reading, error: DecodeError): void {
  const { code, found, expected, position } = error.fault;
  const { byte } = position;
  const length = reading.cursor.end - byte;
  reading.findings.addLast({ code: code === 'dm1-wbxml/integer' ? code : 'dm1-wbxml/truncated', byte, length, found, expected });
}

function readToken(building: Building): void {
  const { reading, stack } = building;
  const token = readByte(reading.cursor, 'the next token');
  const low = token & TAG_MASK;
  if (low >= FIRST_TAG) openTag(building, token);
  else if (token === TOKEN.SWITCH_PAGE) switchPage(reading, 'tag');
  else if (low === TOKEN.LITERAL) openLiteral(building, token);
  else if (token === TOKEN.PI) skipInstruction(reading);
  else if (stack.open.length === 0) throw noRoot({ byte: reading.cursor.at - 1, found: `the token ${hex(token)}` });
  else if (isText(token)) addText(building, token);
  else if (token === TOKEN.END) endElement(building);
  else if (token === TOKEN.OPAQUE) addOpaque(building);
  else if (isExtension(token)) skipExtension(reading, token);
}

function openTag(building: Building, token: number): void {
  const { reading } = building;
  const tag = token & TAG_MASK;
  const page = reading.tagPage;
  const name = page?.tagNames[tag];
  const byte = reading.cursor.at - 1;
  if (page === undefined || name === undefined) {
    reportUnknownTag(reading, { tag, byte });
    const made = `unknown-tag-${reading.tagPageNumber}-${tag.toString(16)}`;
    openElement(building, { token, byte, name: { namespace: 'other', uri: '', name: made } });
    return;
  }
  openElement(building, { token, byte, name: { namespace: page.namespace, uri: page.uri, name } });
}

function openLiteral(building: Building, token: number): void {
  const { reading, stack } = building;
  const byte = reading.cursor.at - 1;
  const search = { pages: reading.pages, name: literalName(reading, 'tag'), parent: stack.open.at(-1) };
  const name = resolveLiteral(search);
  const length = reading.cursor.at - byte;
  const isKnown = reading.pages.some((page) => page.tagTokens.has(search.name));
  const code = isKnown ? 'dm1-wbxml/literal-tag' : 'dm1-wbxml/unknown-literal';
  const expected = isKnown ? 'its token' : 'a name that the document type defines';
  reading.findings.add({ code, byte, length, found: `<${search.name}> written out`, expected });
  openElement(building, { token, byte, name });
}

interface Opening {
  readonly token: number;
  readonly byte: number;
  readonly name: ElementName;
}

/** No spread here: this is the hottest place of the reader. */
function openElement(building: Building, opening: Opening): void {
  const { reading, stack } = building;
  const { token, byte } = opening;
  const { namespace, uri, name } = opening.name;
  countElement(reading);
  endRun(building);
  if (stack.open.length >= reading.limits.maxDepth) throw tooDeep(reading, byte);
  if ((token & TAG_MASK) >= FIRST_TAG) reading.trace?.({ kind: 'element', byte, length: 1, meaning: `<${name}>` });
  const open: OpenElement = { namespace, uri, name, attributes: NO_ATTRIBUTES, children: [], byte };
  stack.open.push(open);
  if ((token & HAS_ATTRIBUTES) !== 0) open.attributes = readAttributes(reading);
  if ((token & HAS_CONTENT) === 0) closeElement(building);
}
const NO_ATTRIBUTES: readonly Attribute[] = Object.freeze([]);

function endElement(building: Building): void {
  const { reading, stack } = building;
  reading.trace?.({ kind: 'end', byte: reading.cursor.at - 1, length: 1, meaning: `</${stack.open.at(-1)?.name ?? ''}>` });
  closeElement(building);
}

function closeElement(building: Building): void {
  const { reading, stack } = building;
  endRun(building);
  const open = stack.open.pop();
  if (open === undefined) return;
  const { namespace, uri, name, attributes, children, byte } = open;
  const where = { kind: 'wbxml', byte, length: reading.cursor.at - byte } as const;
  const element: Element = { kind: 'element', namespace, uri, name, attributes, children, where };
  const parent = stack.open[stack.open.length - 1];
  if (parent === undefined) building.root = element;
  else parent.children.push(element);
}

function addText(building: Building, token: number): void {
  const { reading } = building;
  const byte = reading.cursor.at - 1;
  const text = readText(reading, token);
  if (building.runStart === -1) {
    building.runStart = byte;
    building.run = text;
  } else building.run += text;
  building.runEnd = reading.cursor.at;
}

/** Puts the joined run into the tree; an empty string is no node, as it is none in XML. */
function endRun(building: Building): void {
  const { run, runStart, runEnd, stack } = building;
  if (runStart === -1) return;
  building.runStart = -1;
  if (run === '') return;
  stack.open[stack.open.length - 1]?.children.push({ kind: 'text', text: run, where: { kind: 'wbxml', byte: runStart, length: runEnd - runStart } });
}

function addOpaque(building: Building): void {
  const { reading, opaques, stack } = building;
  const { cursor } = reading;
  endRun(building);
  const byte = cursor.at - 1;
  const size = readInteger(cursor, 'the length of opaque data');
  reportLongInteger(reading, byte + 1);
  const bytes = readSpan(cursor, { length: size, wanted: 'opaque data' });
  const end = cursor.at;
  opaques.push({ start: end - size, end });
  reading.trace?.({ kind: 'opaque', byte, length: end - byte, meaning: `OPAQUE of ${size} bytes` });
  stack.open[stack.open.length - 1]?.children.push({ kind: 'opaque', bytes, where: { kind: 'wbxml', byte, length: end - byte } });
}

function readBehindRoot(reading: Reading): void {
  const { cursor, findings } = reading;
  while (cursor.at < cursor.end && cursor.bytes[cursor.at] === TOKEN.PI) {
    cursor.at += 1;
    skipInstruction(reading);
  }
  const length = cursor.end - cursor.at;
  if (length === 0) return;
  findings.add({ code: 'dm1-wbxml/trailing', byte: cursor.at, length, found: `${length} more bytes`, expected: 'the end of the document' });
  reading.trace?.({ kind: 'trailing', byte: cursor.at, length, meaning: 'behind the root element' });
  cursor.at = cursor.end;
}

function reportUnknownTag(reading: Reading, facts: { readonly tag: number; readonly byte: number }): void {
  const page = reading.tagPageNumber;
  const requirement = PAGE_REQUIREMENTS[page] ?? '';
  const found = `the tag token ${hex(facts.tag)} of page ${page}`;
  reading.findings.add({ code: 'dm1-wbxml/unknown-tag', byte: facts.byte, length: 1, found, expected: 'a tag that the page defines', requirement });
}
/** Which requirement speaks of the tokens of a code page. */
const PAGE_REQUIREMENTS: readonly string[] = Object.freeze(['DM1-WBXML-B-003', 'DM1-WBXML-B-004', 'DM1-WBXML-B-008']);

function noRoot(facts: { readonly byte: number; readonly found: string }): DecodeError {
  return wbxmlError({ code: 'dm1-wbxml/root', ...facts, expected: 'the root element' });
}

function tooDeep(reading: Reading, byte: number): DecodeError {
  const expected = `at most ${reading.limits.maxDepth} elements inside each other, the limit of this reader`;
  return wbxmlError({ code: 'dm1-wbxml/depth', byte, found: 'one more', expected });
}
