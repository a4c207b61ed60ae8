/**
 * XML and WBXML of DM 1.x as readings: the tree, what the document is, its facts, and every finding of reader and content
 * model. Documents inside (opaque WBXML, a tree in Data) become parts. Leaves out rules of whole messages: they are judged
 * on floor 3.
 */

import { DecodeError } from '../decode-error.js';
import { rowsOfElement } from '../dm1/describe/element-rows.js';
import { decodeWbxml, type NestedDocument, type WbxmlDocument } from '../dm1/wbxml/decode.js';
import { readXml, type XmlFacts } from '../dm1/xml/read.js';
import { quoteText } from '../quote.js';
import { documentOf, type DocumentContext } from './documents.js';
import { embeddedParts, pathOfOctets, type ReadPart } from './embedded.js';
import { NO_SUBJECT, type Fact, type Part, type Reading, type Remark, type Subject } from './reading.js';
import { inOrder, remarkOfFault, remarkOfFinding } from './remarks.js';
import { plainTiles, wbxmlTiles, xmlTiles } from './tiles.js';

export interface ElementsContext extends DocumentContext {
  readonly readPart: ReadPart;
}

/** Reads XML. Never throws. */
export function readXmlDocument(bytes: Uint8Array, { readPart, promised }: ElementsContext): Reading {
  const { root, facts, findings } = readXml(bytes);
  const remarks = findings.map(remarkOfFinding);
  const form = facts === undefined ? 'XML' : `XML, ${facts.encoding.toUpperCase()}`;
  if (root === undefined || root.name === '') return { ...unreadable({ bytes, form, remarks }), subject: XML_DOCUMENT };
  const document = documentOf(root, { promised });
  return {
    what: document.what, form, bytes,
    facts: [...document.facts, ...(facts === undefined ? [] : xmlFacts(facts))],
    rows: document.rows ?? rowsOfElement(root),
    remarks: inOrder([...remarks, ...document.remarks]),
    state: document.kind === 'foreign' ? 'foreign' : 'read',
    tiles: () => xmlTiles(root, bytes),
    parts: embeddedParts(root, { bytes, readPart }),
    subject: document.kind === 'judged' ? XML_DOCUMENT : NO_SUBJECT,
  };
}
const XML_DOCUMENT: Subject = Object.freeze({ kind: 'dm1-document', encoding: 'xml' });
const WBXML_DOCUMENT: Subject = Object.freeze({ kind: 'dm1-document', encoding: 'wbxml' });

/** Reads WBXML. Never throws. */
export function readWbxmlDocument(bytes: Uint8Array, context: ElementsContext): Reading {
  try {
    return wbxmlReading({ bytes, document: decodeWbxml(bytes), context });
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    return { ...unreadable({ bytes, form: 'WBXML', remarks: [remarkOfFault(error.fault)] }), subject: WBXML_DOCUMENT, tiles: () => wbxmlTiles(bytes) };
  }
}

interface WbxmlInput {
  readonly bytes: Uint8Array;
  readonly document: WbxmlDocument;
  readonly context: ElementsContext;
}

function wbxmlReading({ bytes, document, context }: WbxmlInput): Reading {
  const { readPart } = context;
  const { root, header, findings, nested } = document;
  // A public identifier of DM promises a document of DM.
  const meaning = documentOf(root, { promised: header.type === undefined ? context.promised : 'dm' });
  return {
    what: meaning.what, form: `WBXML ${header.version}`, bytes,
    facts: [...meaning.facts, ...wbxmlFacts(document)],
    rows: meaning.rows ?? rowsOfElement(root),
    remarks: inOrder([...findings.map(remarkOfFinding), ...meaning.remarks]),
    state: meaning.kind === 'foreign' ? 'foreign' : 'read',
    tiles: () => wbxmlTiles(bytes),
    parts: [...nested.map((inner) => nestedPart({ bytes, inner, context, path: pathOfOctets(root, inner.byte) })), ...embeddedParts(root, { bytes, readPart })],
    subject: meaning.kind === 'judged' ? WBXML_DOCUMENT : NO_SUBJECT,
  };
}

interface NestedInput {
  readonly bytes: Uint8Array;
  readonly inner: NestedDocument;
  readonly context: ElementsContext;
  readonly path: string | undefined;
}

/** Places of nested documents count from the start of the outermost one. */
function nestedPart({ bytes, inner, context, path }: NestedInput): Part {
  const { byte, length, document } = inner;
  const reading = wbxmlReading({ bytes: bytes.subarray(byte, byte + length), document, context });
  return { where: `opaque data at byte ${byte}`, path, placesFrom: 'whole', reading: { ...reading, subject: NO_SUBJECT } };
}

interface Unreadable {
  readonly bytes: Uint8Array;
  readonly form: string;
  readonly remarks: readonly Remark[];
}

/** Bytes of which nothing could be understood. */
export function unreadable({ bytes, form, remarks }: Unreadable): Reading {
  return { what: 'Unreadable', form, bytes, facts: [], rows: [], remarks, state: 'unreadable', tiles: () => plainTiles(bytes), parts: [], subject: NO_SUBJECT };
}

function xmlFacts(facts: XmlFacts): readonly Fact[] {
  const { declaredEncoding, byteOrderMark, declaration, doctype, comments, processingInstructions, cdataSections, prefixes } = facts;
  const parts = [
    declaration === 'present' ? `XML declaration${declaredEncoding === undefined ? '' : ` (encoding ${quoteText(declaredEncoding, 40)})`}` : 'no XML declaration',
    ...(byteOrderMark === 'present' ? ['byte order mark'] : []),
    ...(doctype === undefined ? [] : ['DOCTYPE']),
    ...(prefixes.length === 0 ? [] : [`prefixes ${prefixes.map((prefix) => quoteText(prefix, 20)).join(', ')}`]),
    ...countOf(cdataSections, 'CDATA section'), ...countOf(comments, 'comment'), ...countOf(processingInstructions, 'processing instruction'),
  ];
  return [['written', parts.join('; ')]];
}

function countOf(count: number, noun: string): readonly string[] {
  return count === 0 ? [] : [`${count} ${noun}${count === 1 ? '' : 's'}`];
}

function wbxmlFacts({ header, isComplete }: WbxmlDocument): readonly Fact[] {
  const { publicId, charset, stringTable, type } = header;
  const id = publicId.form === 'number' ? `0x${publicId.number.toString(16)}` : `${quoteText(publicId.text, 60)} in the string table`;
  const known = type === undefined ? ', which is none of DM' : ` (${type.name})`;
  const table = stringTable.bytes.length === 0 ? 'no string table' : `a string table of ${stringTable.bytes.length} bytes`;
  return [['written', `public identifier ${id}${known}; ${charset.name}; ${table}${isComplete ? '' : '; not complete'}`]];
}
