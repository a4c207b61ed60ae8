/**
 * The head of a WBXML document (WAP-192-WBXML, ~5.3 to ~5.7): version, public identifier, character set, string table.
 * Reads the forms of the field: identifier by number, by text of the string table, and by text that nothing terminates.
 */

import { quoteText } from '../../quote.js';
import type { DocumentType } from './document-types.js';
import { documentTypeOfNumber, documentTypeOfText } from './document-types.js';
import { charsetOf, UTF8_MIB, type Charset } from './charsets.js';
import { hex, isLongInteger, readByte, readInteger, readSpan, wbxmlError, type Cursor } from './cursor.js';
import type { Findings } from './findings.js';
import type { WbxmlLimits } from './limits.js';
import { isTerminated, tableEntries, tableString, type StringTable } from './string-table.js';
import type { TraceToken } from './trace.js';

/** Of a text, so much is shown to people. */
const SHOWN_CHARACTERS = 60;

export type PublicId =
  | { readonly form: 'number'; readonly number: number }
  | { readonly form: 'text'; readonly index: number; readonly text: string; readonly isTerminated: boolean };

export interface WbxmlHeader {
  /** The version byte: 01, 02, 03 are 1.1, 1.2, 1.3. */
  readonly versionByte: number;
  /** `1.2` */
  readonly version: string;
  readonly publicId: PublicId;
  /** What the public identifier means; undefined where nobody here knows it. */
  readonly type: DocumentType | undefined;
  readonly charset: Charset;
  readonly stringTable: StringTable;
  /** Bytes of the head, string table included. */
  readonly length: number;
}

export interface HeaderInput {
  readonly cursor: Cursor;
  readonly limits: WbxmlLimits;
  readonly findings: Findings;
  readonly trace: TraceToken | undefined;
}

/** Reads the head. Throws a DecodeError where nothing behind it could be read. */
export function readHeader(input: HeaderInput): WbxmlHeader {
  const { cursor } = input;
  const start = cursor.at;
  const versionByte = readVersion(input);
  input.trace?.({ kind: 'version', byte: start, length: 1, meaning: `WBXML ${versionName(versionByte)}` });
  const idAt = cursor.at;
  const id = readIntegerReporting(input, 'the public identifier');
  const index = id === 0 ? readIntegerReporting(input, 'the index of the public identifier in the string table') : 0;
  const idLength = cursor.at - idAt;
  input.trace?.({ kind: 'public-id', byte: idAt, length: idLength, meaning: id === 0 ? `public identifier at ${index} of the string table` : `public identifier ${hex(id)}` });
  const charset = readCharset(input);
  const stringTable = readStringTable(input, charset);
  const publicId = resolvePublicId({ id, index, stringTable });
  const type = publicId.form === 'number' ? documentTypeOfNumber(publicId.number) : documentTypeOfText(publicId.text);
  reportPublicId(input, { publicId, type, byte: idAt, length: idLength });
  return { versionByte, version: versionName(versionByte), publicId, type, charset, stringTable, length: cursor.at - start };
}

/** `1.3` of 03. */
export function versionName(versionByte: number): string {
  return `${(versionByte >> 4) + 1}.${versionByte & 0x0f}`;
}

function readVersion(input: HeaderInput): number {
  const { cursor } = input;
  const byte = cursor.at;
  const version = readByte(cursor, 'the version of WBXML');
  if (version >= 1 && version <= 3) return version;
  const expected = 'the version of WBXML 1.1, 1.2 or 1.3 (0x01, 0x02 or 0x03)';
  if (version === 0 || version > 0x0f) throw wbxmlError({ code: 'dm1-wbxml/version', byte, found: describeByte(version), expected });
  input.findings.add({ code: 'dm1-wbxml/version', byte, length: 1, found: describeByte(version), expected });
  return version;
}

function describeByte(byte: number): string {
  const isPrintable = byte > 0x20 && byte < 0x7f;
  return isPrintable ? `${hex(byte)} ("${String.fromCharCode(byte)}")` : hex(byte);
}

function readIntegerReporting(input: HeaderInput, wanted: string): number {
  const { cursor, findings } = input;
  const byte = cursor.at;
  const value = readInteger(cursor, wanted);
  if (isLongInteger(cursor, byte)) {
    const expected = `${wanted} in as few bytes as it needs`;
    findings.add({ code: 'dm1-wbxml/long-integer', byte, length: cursor.at - byte, found: `${value} with leading bytes 0x80`, expected });
  }
  return value;
}

function readCharset(input: HeaderInput): Charset {
  const { cursor, findings } = input;
  const byte = cursor.at;
  const mib = readIntegerReporting(input, 'the character set');
  const charset = charsetOf(mib);
  const expected = 'UTF-8 (MIBenum 106, 0x6a)';
  if (charset === undefined) throw wbxmlError({ code: 'dm1-wbxml/charset', byte, found: `MIBenum ${mib}`, expected });
  if (mib !== UTF8_MIB) {
    findings.add({ code: 'dm1-wbxml/charset-other', byte, length: cursor.at - byte, found: `MIBenum ${mib}, ${charset.name}`, expected });
  }
  input.trace?.({ kind: 'charset', byte, length: cursor.at - byte, meaning: charset.name });
  return charset;
}

function readStringTable(input: HeaderInput, charset: Charset): StringTable {
  const { cursor, limits } = input;
  const byte = cursor.at;
  const length = readIntegerReporting(input, 'the length of the string table');
  const left = cursor.end - cursor.at;
  const most = Math.min(left, limits.maxStringTableBytes);
  if (length > most) {
    const expected = length > left ? `at most the ${left} bytes that are left` : `at most ${most} bytes, the limit of this reader`;
    const code = length > left ? 'dm1-wbxml/string-table' : 'dm1-wbxml/size';
    throw wbxmlError({ code, byte, found: `a string table of ${length} bytes`, expected });
  }
  const start = cursor.at;
  const table = { bytes: readSpan(cursor, { length, wanted: 'the string table' }), start, charset };
  const strings = input.trace === undefined ? '' : tableEntries(table).map(({ index, text }) => `${index} ${quoteText(text, SHOWN_CHARACTERS)}`).join(', ');
  input.trace?.({ kind: 'string-table', byte, length: cursor.at - byte, meaning: `string table of ${length} bytes: ${strings}` });
  return table;
}

function resolvePublicId(facts: { id: number; index: number; stringTable: StringTable }): PublicId {
  const { id, index, stringTable } = facts;
  if (id !== 0) return { form: 'number', number: id };
  const text = tableString(stringTable, index)?.text ?? '';
  return { form: 'text', index, text, isTerminated: isTerminated(stringTable, index) };
}

interface PublicIdFacts {
  readonly publicId: PublicId;
  readonly type: DocumentType | undefined;
  readonly byte: number;
  readonly length: number;
}

function reportPublicId(input: HeaderInput, facts: PublicIdFacts): void {
  const { findings } = input;
  const { publicId, type, byte, length } = facts;
  const isOld = type?.name === 'syncml-1.0' || type?.name === 'syncml-1.1';
  const isOpen = publicId.form === 'text' && !publicId.isTerminated && publicId.text !== '';
  if (type !== undefined && !isOld && !isOpen) return;
  const found = publicId.form === 'number' ? hex(publicId.number) : `${quoteText(publicId.text, SHOWN_CHARACTERS)} at ${publicId.index} of the string table`;
  const expected = '0x1201 or "-//SYNCML//DTD SyncML 1.2//EN"';
  if (type === undefined) findings.add({ code: 'dm1-wbxml/public-id', byte, length, found, expected: `${expected}, or that of another document type of DM` });
  if (isOld) findings.add({ code: 'dm1-wbxml/syncml-version', byte, length, found, expected });
  if (isOpen) findings.add({ code: 'dm1-wbxml/unterminated', byte, length, found: `${found} without a terminator`, expected: 'a zero after the last string' });
}
