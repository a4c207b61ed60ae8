/**
 * The string table of a WBXML document (WAP-192-WBXML, ~5.7): strings by their offset, an offset into the middle of a
 * string included. The last string may lack its terminator: products of the field write it so.
 */

import type { Charset, DecodedText } from './charsets.js';

export interface StringTable {
  readonly bytes: Uint8Array;
  /** Where the table starts in the document. */
  readonly start: number;
  readonly charset: Charset;
}

export interface TableEntry {
  /** Offset in the table. */
  readonly index: number;
  readonly text: string;
}

/** The string at an offset, or undefined where the offset is behind the table. */
export function tableString(table: StringTable, index: number): DecodedText | undefined {
  if (index >= table.bytes.length) return undefined;
  return table.charset.decode(table.bytes.subarray(index, terminatorAt(table, index)));
}

/** Does a terminator follow the string at an offset? */
export function isTerminated(table: StringTable, index: number): boolean {
  return terminatorAt(table, index) < table.bytes.length;
}

/** All strings of the table in order, for people. */
export function tableEntries(table: StringTable): readonly TableEntry[] {
  const entries: TableEntry[] = [];
  for (let index = 0; index < table.bytes.length; ) {
    const end = terminatorAt(table, index);
    entries.push({ index, text: table.charset.decode(table.bytes.subarray(index, end)).text });
    index = end + table.charset.terminatorBytes;
  }
  return entries;
}

/** Where the string at `index` ends: its terminator or the end of the table. */
function terminatorAt(table: StringTable, index: number): number {
  return findTerminator({ bytes: table.bytes, from: index, end: table.bytes.length, width: table.charset.terminatorBytes });
}

export interface TerminatorSearch {
  readonly bytes: Uint8Array;
  readonly from: number;
  readonly end: number;
  readonly width: 1 | 2;
}

/** Offset of the zero (or, for sets of two bytes, the aligned pair of zeros) that ends a string; `end` if there is none. */
export function findTerminator(search: TerminatorSearch): number {
  const { bytes, from, end, width } = search;
  if (width === 1) {
    const found = bytes.indexOf(0, from);
    return found === -1 || found > end ? end : found;
  }
  for (let at = from; at + 1 < end; at += 2) if (bytes[at] === 0 && bytes[at + 1] === 0) return at;
  return end;
}
