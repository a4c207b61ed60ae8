/**
 * Writing WBXML 1.1 to 1.3 of DM 1.x (WAP-192-WBXML): the neutral tree to bytes, by the tables that the reader uses, with every legal
 * choice as an option. Leaves out whether the tree is a legal message (`model/`).
 */

import { opaque, type Element, type Opaque } from '../model/element.js';
import { createByteWriter } from './byte-writer.js';
import { writableCharset } from './charsets.js';
import { documentType, DOCUMENT_TYPES, type DocumentType } from './document-types.js';
import { writeElement } from './encode-body.js';
import { WbxmlEncodeError } from './encode-error.js';
import { DEFAULT_WBXML_OPTIONS, type WbxmlOptions } from './encode-options.js';
import { tableIndex } from './encode-text.js';
import { createTable, type Writing } from './writing.js';

/** Writes a document. Throws a WbxmlEncodeError for a name without token or namespace, and for text that no string can hold. */
export function encodeWbxml(root: Element, choices: Partial<WbxmlOptions> = {}): Uint8Array {
  const options = { ...DEFAULT_WBXML_OPTIONS, ...choices };
  const type = options.type === 'by-root' ? typeOfRoot(root) : documentType(options.type);
  const writing = startWriting({ root, options, type });
  const publicText = options.publicId === 'number' && type.publicId !== undefined ? undefined : type.publicText;
  const textIndex = publicText !== undefined && options.publicId !== 'unterminated-text' ? tableIndex(writing, publicText) : undefined;
  writeElement(writing, { element: root, parent: undefined });
  return assemble(writing, { publicText, textIndex });
}

/** A document as the opaque data of another. */
export function nestedWbxml(root: Element, choices: Partial<WbxmlOptions> = {}): Opaque {
  return opaque(encodeWbxml(root, choices));
}

/** Root elements by name, for trees without namespaces. */
const ROOTS: readonly (readonly [name: string, type: DocumentType])[] = Object.freeze([
  ['SyncML', documentType('syncml-1.2')],
  ['MetInf', documentType('metinf-1.2')],
  ['DevInf', documentType('devinf-1.2')],
  ['MgmtTree', documentType('dmddf-1.2')],
  ['wap-provisioningdoc', documentType('prov-1.0')],
]);

function typeOfRoot(root: Element): DocumentType {
  const byUri = DOCUMENT_TYPES.find((type) => {
    const page = type.pages[0];
    return root.uri !== '' && page?.uri === root.uri && page.tagTokens.has(root.name);
  });
  const byName = ROOTS.find(([name]) => name === root.name)?.[1];
  const type = byUri ?? byName;
  if (type !== undefined) return type;
  const expected = `one of ${ROOTS.map(([name]) => name).join(', ')}, or the option \`type\``;
  throw new WbxmlEncodeError({ code: 'wbxml-encode/document-type', path: root.name, found: `the root element ${root.name}`, expected });
}

function startWriting(facts: { readonly root: Element; readonly options: WbxmlOptions; readonly type: DocumentType }): Writing {
  const { root, options, type } = facts;
  const charset = writableCharset(options.charset);
  const repeated = options.strings === 'repeated-in-table' ? repeatedTexts(root) : new Set<string>();
  const out = createByteWriter(options.integers);
  return { out, table: createTable(charset), options, type, charset, repeated, path: [], tagPage: 0, attributePage: 0, strings: 0 };
}

/** Texts of more than three characters (a reference takes two bytes or more) that stand at least twice. */
function repeatedTexts(root: Element): ReadonlySet<string> {
  const once = new Set<string>();
  const repeated = new Set<string>();
  const pending: Element[] = [root];
  for (let element = pending.pop(); element !== undefined; element = pending.pop()) {
    for (const child of element.children) {
      if (child.kind === 'element') pending.push(child);
      else if (child.kind === 'text' && child.text.length > 3) (once.has(child.text) ? repeated : once).add(child.text);
    }
  }
  return repeated;
}

interface PublicText {
  readonly publicText: string | undefined;
  /** Undefined where the text goes to the end of the table, without terminator. */
  readonly textIndex: number | undefined;
}

/** The head is written last: only the body fills the string table. */
function assemble(writing: Writing, facts: PublicText): Uint8Array {
  const { options, type, table, charset } = writing;
  const head = createByteWriter(options.integers);
  head.byte(Number(options.version.slice(2)));
  const tail = facts.publicText !== undefined && facts.textIndex === undefined ? charset.encode(facts.publicText) : undefined;
  if (facts.publicText === undefined) head.integer(type.publicId ?? 0);
  else {
    head.byte(0);
    head.integer(facts.textIndex ?? table.length());
  }
  head.integer(charset.mib);
  head.integer(table.length() + (tail?.length ?? 0));
  for (const piece of table.pieces) head.bytes(piece);
  if (tail !== undefined) head.bytes(tail);
  head.bytes(writing.out.finish());
  return head.finish();
}
