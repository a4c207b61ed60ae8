/**
 * Reading WBXML 1.1 to 1.3 of DM 1.x (WAP-192-WBXML; REPPRO 1.2, META 1.2, DMTND 8.6, PROVCONT 1.1): bytes to the neutral tree, with
 * every place in bytes, and documents inside opaque data read as well. Leaves out what the tree means (`model/`).
 */

import { DecodeError } from '../../decode-error.js';
import type { Element } from '../model/element.js';
import type { Finding1 } from '../model/finding.js';
import { readBody, type OpaqueSpan, type Stack } from './body.js';
import { wbxmlError, type Cursor } from './cursor.js';
import { documentType } from './document-types.js';
import { createFindings } from './findings.js';
import { readHeader, type WbxmlHeader } from './header.js';
import { DEFAULT_WBXML_LIMITS, type WbxmlLimits } from './limits.js';
import { pathOf } from './paths.js';
import { pageOf, type Budget, type Reading } from './reading.js';
import type { TraceToken } from './trace.js';

export interface WbxmlDocument {
  readonly header: WbxmlHeader;
  readonly root: Element;
  /** False where the bytes stopped before the root ended; the tree holds what came. */
  readonly isComplete: boolean;
  /** In the order of the bytes; those of nested documents are theirs. */
  readonly findings: readonly Finding1[];
  readonly nested: readonly NestedDocument[];
}

/** A document in the opaque data of another; its places count from the start of the outermost one. */
export interface NestedDocument {
  /** First byte of the document, and its length. */
  readonly byte: number;
  readonly length: number;
  readonly document: WbxmlDocument;
}

/**
 * Reads one document. Goes on after a fault where there is a way on. Throws a DecodeError (`dm1-wbxml/…`, position in bytes)
 * for a head that cannot be read, a body without a root element, and what exceeds a limit.
 */
export function decodeWbxml(bytes: Uint8Array, limits: Partial<WbxmlLimits> = {}): WbxmlDocument {
  return decodeTracing(bytes, { limits, trace: undefined });
}

export interface TracingOptions {
  readonly limits: Partial<WbxmlLimits>;
  readonly trace: TraceToken | undefined;
}

/** The same with a listener to every token of the outermost document. */
export function decodeTracing(bytes: Uint8Array, options: TracingOptions): WbxmlDocument {
  const limits = { ...DEFAULT_WBXML_LIMITS, ...options.limits };
  const { length } = bytes;
  if (length === 0) throw wbxmlError({ code: 'dm1-wbxml/empty', byte: 0, found: 'no bytes', expected: 'a WBXML document' });
  if (length > limits.maxBytes) {
    const expected = `at most ${limits.maxBytes} bytes, the limit of this reader`;
    throw wbxmlError({ code: 'dm1-wbxml/size', byte: limits.maxBytes, found: `${length} bytes`, expected });
  }
  const input = { bytes, view: LATIN.decode(bytes), budget: { elements: 0, characters: 0 } };
  return decodeSpan({ ...input, span: { start: 0, end: length }, limits, trace: options.trace });
}
/** One character a byte; only slices of bytes below 80 are ever used. */
const LATIN = new TextDecoder('latin1');

interface SpanInput {
  readonly bytes: Uint8Array;
  readonly view: string;
  readonly span: OpaqueSpan;
  readonly limits: WbxmlLimits;
  readonly budget: Budget;
  readonly trace: TraceToken | undefined;
}

function decodeSpan(input: SpanInput): WbxmlDocument {
  const { bytes, span, limits, trace } = input;
  const stack: Stack = { open: [] };
  const findings = createFindings({ maxFindings: limits.maxFindings, path: () => pathOf(stack.open) });
  const cursor: Cursor = { bytes, end: span.end, at: span.start };
  const header = readHeader({ cursor, limits, findings, trace });
  const { root, isComplete, opaques } = readBody(startReading(input, { cursor, header, findings }), stack);
  const nested = limits.maxNesting > 0 ? opaques.flatMap((opaque) => decodeNested(input, opaque)) : [];
  return { header, root, isComplete, findings: findings.list(), nested };
}

/** Documents of an unknown type are read with the pages of SyncML 1.2. */
function startReading(input: SpanInput, parts: Pick<Reading, 'cursor' | 'header' | 'findings'>): Reading {
  const { limits, budget, view, trace } = input;
  const { cursor, header, findings } = parts;
  const pages = header.type?.pages ?? FALLBACK_PAGES;
  const firstPage = pageOf(pages, 0);
  return {
    cursor,
    header,
    findings,
    pages,
    limits,
    budget,
    asciiView: header.charset.isAsciiBased ? view : undefined,
    utf8View: header.charset.isUtf8 ? Buffer.from(cursor.bytes.buffer, cursor.bytes.byteOffset, cursor.bytes.byteLength) : undefined,
    trace,
    tagPageNumber: 0,
    tagPage: firstPage,
    attributePageNumber: 0,
    attributePage: firstPage,
  };
}
const FALLBACK_PAGES = documentType('syncml-1.2').pages;

/** Opaque data is a document if it starts with a head of a known type and has a root. */
function decodeNested(input: SpanInput, span: OpaqueSpan): readonly NestedDocument[] {
  const version = input.bytes[span.start] ?? 0;
  if (version < 1 || version > 3 || span.end - span.start < SHORTEST_DOCUMENT_BYTES) return [];
  const limits = { ...input.limits, maxNesting: input.limits.maxNesting - 1 };
  try {
    const document = decodeSpan({ ...input, span, limits, trace: undefined });
    return document.header.type === undefined ? [] : [{ byte: span.start, length: span.end - span.start, document }];
  } catch (error) {
    if (error instanceof DecodeError && !LIMIT_CODES.has(error.fault.code)) return [];
    throw error;
  }
}
/** Version, public identifier, character set, no string table, an empty element. */
const SHORTEST_DOCUMENT_BYTES = 5;
const LIMIT_CODES: ReadonlySet<string> = new Set(['dm1-wbxml/depth', 'dm1-wbxml/elements', 'dm1-wbxml/expansion']);
