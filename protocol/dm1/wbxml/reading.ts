/**
 * What the parts of the WBXML reader share while one document is read: the cursor, the head, the two current code pages
 * (WAP-192-WBXML, ~5.8.1: tags and attributes switch apart), limits, findings, and an optional listener to every token.
 */

import type { CodePage } from './pages/code-page.js';
import { hex, readByte, wbxmlError, type Cursor } from './cursor.js';
import type { Findings } from './findings.js';
import type { WbxmlHeader } from './header.js';
import type { WbxmlLimits } from './limits.js';
import type { TraceToken } from './trace.js';

/** Shared by a document and the documents inside it, so that nesting multiplies nothing. */
export interface Budget {
  elements: number;
  characters: number;
}

export interface Reading {
  readonly cursor: Cursor;
  readonly header: WbxmlHeader;
  readonly pages: readonly CodePage[];
  readonly limits: WbxmlLimits;
  readonly findings: Findings;
  readonly budget: Budget;
  /** All bytes as one string, a character each: texts of ASCII are slices of it. Undefined where bytes are no characters. */
  readonly asciiView: string | undefined;
  /** The bytes once more, for texts of UTF-8 that need no closer look. Undefined for other sets. */
  readonly utf8View: Buffer | undefined;
  readonly trace: TraceToken | undefined;
  tagPageNumber: number;
  /** Undefined while an unknown page is current. */
  tagPage: CodePage | undefined;
  attributePageNumber: number;
  attributePage: CodePage | undefined;
}

export type CodeSpace = 'tag' | 'attribute';

/** Reads the operand of SWITCH_PAGE, which stood at `byte`. An unknown page is reported and then has no tokens. */
export function switchPage(reading: Reading, space: CodeSpace): void {
  const byte = reading.cursor.at - 1;
  const number = readByte(reading.cursor, 'the number of a code page');
  const page = pageOf(reading.pages, number);
  if (page === undefined) reportPage(reading, { number, byte });
  if (space === 'tag') {
    reading.tagPageNumber = number;
    reading.tagPage = page;
  } else {
    reading.attributePageNumber = number;
    reading.attributePage = page;
  }
  reading.trace?.({ kind: 'switch-page', byte, length: 2, meaning: `${space} page ${number}${page === undefined ? '' : ` (${page.namespace})`}` });
}

export function pageOf(pages: readonly CodePage[], number: number): CodePage | undefined {
  return pages.find((page) => page.number === number);
}

/** Counts an element or attribute against the limit. */
export function countElement(reading: Reading): void {
  const { budget, limits, cursor } = reading;
  budget.elements += 1;
  if (budget.elements <= limits.maxElements) return;
  const expected = `at most ${limits.maxElements} elements and attributes, the limit of this reader`;
  throw wbxmlError({ code: 'dm1-wbxml/elements', byte: cursor.at, found: 'one more', expected });
}

function reportPage(reading: Reading, facts: { readonly number: number; readonly byte: number }): void {
  const known = reading.pages.map((page) => `${page.number} (${page.namespace})`).join(', ');
  const { number, byte } = facts;
  reading.findings.add({ code: 'dm1-wbxml/code-page', byte, length: 2, found: `code page ${hex(number)}`, expected: `one of ${known}` });
}
