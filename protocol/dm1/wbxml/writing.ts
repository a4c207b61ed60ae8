/** What the parts of the WBXML writer share while one document is written, and the string table that grows with it. */

import type { ByteWriter } from './byte-writer.js';
import type { Charset } from './charsets.js';
import type { DocumentType } from './document-types.js';
import { WbxmlEncodeError, type EncodeFault } from './encode-error.js';
import type { WbxmlOptions } from './encode-options.js';
import { TOKEN } from './globals.js';
import type { CodePage } from './pages/code-page.js';

export interface Writing {
  readonly out: ByteWriter;
  readonly table: TableBuilder;
  readonly options: WbxmlOptions;
  readonly type: DocumentType;
  readonly charset: Charset;
  /** Texts that stand more than once in the tree; empty unless the options ask for them. */
  readonly repeated: ReadonlySet<string>;
  /** Names from the root, for faults. */
  readonly path: string[];
  tagPage: number;
  attributePage: number;
  /** Strings written, by which the forms of text take turns. */
  strings: number;
}

export interface TableBuilder {
  /** Offset of a string, which is added unless it is there; the text must be encodable. */
  readonly indexOf: (text: string, bytes: Uint8Array) => number;
  readonly pieces: readonly Uint8Array[];
  readonly length: () => number;
}

/** An empty string table. */
export function createTable(charset: Charset): TableBuilder {
  const indexes = new Map<string, number>();
  const pieces: Uint8Array[] = [];
  let length = 0;
  const indexOf = (text: string, bytes: Uint8Array): number => {
    const known = indexes.get(text);
    if (known !== undefined) return known;
    const index = length;
    indexes.set(text, index);
    pieces.push(bytes, new Uint8Array(charset.terminatorBytes));
    length += bytes.length + charset.terminatorBytes;
    return index;
  };
  return { indexOf, pieces, length: () => length };
}

/** Makes a page of tags or attributes the current one. */
export function writeSwitch(writing: Writing, target: { readonly space: 'tag' | 'attribute'; readonly page: CodePage }): void {
  const { space, page } = target;
  const current = space === 'tag' ? writing.tagPage : writing.attributePage;
  if (current === page.number && writing.options.pageSwitches === 'needed') return;
  writing.out.byte(TOKEN.SWITCH_PAGE);
  writing.out.byte(page.number);
  if (space === 'tag') writing.tagPage = page.number;
  else writing.attributePage = page.number;
}

/** The error for a fault of the tree at the element that is being written. */
export function encodeError(writing: Pick<Writing, 'path'>, fault: Omit<EncodeFault, 'path'>): WbxmlEncodeError {
  return new WbxmlEncodeError({ ...fault, path: writing.path.join('/') });
}
