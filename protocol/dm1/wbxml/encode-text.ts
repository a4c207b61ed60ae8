/**
 * Text in the form that the options ask for (WAP-192-WBXML, ~5.8.4.1, ~5.8.4.3, ~5.8.4.6): inline, by the string table, as entities,
 * as opaque data, split into pieces. No form can carry U+0000 or half a surrogate pair; both are faults of the tree.
 */

import { TOKEN } from './globals.js';
import { encodeError, type Writing } from './writing.js';

type StringForm = 'inline' | 'table' | 'opaque';

/** Writes text; the empty text is no token at all. `place` is `attribute` where opaque data is not understood as text. */
export function writeText(writing: Writing, content: { readonly text: string; readonly place: 'content' | 'attribute' }): void {
  const { text, place } = content;
  const { options, charset } = writing;
  if (text === '') return;
  if (UNWRITABLE.test(text)) throw unwritable(writing, text);
  const isPlain = options.entities === 'needed' && charset.mib === 106;
  if (isPlain && text.length <= options.maxPieceCharacters) writeString(writing, { text, place });
  else for (const piece of pieces(writing, text)) writePiece(writing, { piece, place });
}
/** U+0000 ends a string; half a pair is no character of any set. */
// eslint-disable-next-line no-control-regex -- the zero is what is looked for
const UNWRITABLE = /[\u0000\p{Surrogate}]/u;

/** The index of a text in the string table, or undefined where the character set has not all of it. */
export function tableIndex(writing: Writing, text: string): number | undefined {
  const bytes = writing.charset.encode(text);
  return bytes === undefined ? undefined : writing.table.indexOf(text, bytes);
}

/** A run of characters to write as a string, or one character to write as an entity. */
type Piece = { readonly kind: 'string'; readonly text: string } | { readonly kind: 'entity'; readonly code: number };

function pieces(writing: Writing, text: string): readonly Piece[] {
  const { maxPieceCharacters } = writing.options;
  const found: Piece[] = [];
  let run: string[] = [];
  const endRun = (): void => {
    if (run.length > 0) found.push({ kind: 'string', text: run.join('') });
    run = [];
  };
  for (const character of text) {
    if (isEntity(writing, character)) {
      endRun();
      found.push({ kind: 'entity', code: character.codePointAt(0) ?? 0 });
      continue;
    }
    if (run.length >= maxPieceCharacters) endRun();
    run.push(character);
  }
  endRun();
  return found;
}

function isEntity(writing: Writing, character: string): boolean {
  switch (writing.options.entities) {
    case 'all':
      return true;
    case 'beyond-ascii':
      return character > '\u007f';
    case 'needed':
      return writing.charset.encode(character) === undefined;
  }
}

function writePiece(writing: Writing, facts: { readonly piece: Piece; readonly place: 'content' | 'attribute' }): void {
  const { piece, place } = facts;
  if (piece.kind === 'string') {
    writeString(writing, { text: piece.text, place });
    return;
  }
  writing.out.byte(TOKEN.ENTITY);
  writing.out.integer(piece.code);
}

function writeString(writing: Writing, content: { readonly text: string; readonly place: 'content' | 'attribute' }): void {
  const { text } = content;
  const form = formOf(writing, text);
  writing.strings += 1;
  const index = form === 'table' ? tableIndex(writing, text) : undefined;
  if (form === 'opaque' && content.place === 'content') writeOpaque(writing, UTF8.encode(text));
  else if (index === undefined) writeInline(writing, text);
  else writeReference(writing, index);
}
const UTF8 = new TextEncoder();

function writeReference(writing: Writing, index: number): void {
  writing.out.byte(TOKEN.STR_T);
  writing.out.integer(index);
}

function writeInline(writing: Writing, text: string): void {
  const { out, charset } = writing;
  out.byte(TOKEN.STR_I);
  if (charset.mib === 106) out.utf8(text);
  else out.bytes(charset.encode(text) ?? new Uint8Array());
  for (let count = 0; count < charset.terminatorBytes; count += 1) out.byte(0);
}

/** Octets as they are. */
export function writeOpaque(writing: Writing, bytes: Uint8Array): void {
  writing.out.byte(TOKEN.OPAQUE);
  writing.out.integer(bytes.length);
  writing.out.bytes(bytes);
}

const TURNS: readonly StringForm[] = Object.freeze(['inline', 'table', 'opaque']);

function formOf(writing: Writing, text: string): StringForm {
  switch (writing.options.strings) {
    case 'repeated-in-table':
      return writing.repeated.has(text) ? 'table' : 'inline';
    case 'mixed':
      return TURNS[writing.strings % TURNS.length] ?? 'inline';
    case 'inline':
    case 'table':
    case 'opaque':
      return writing.options.strings;
  }
}

function unwritable(writing: Writing, text: string): Error {
  const found = text.includes('\0') ? 'U+0000 in a text' : 'half a surrogate pair in a text';
  return encodeError(writing, { code: 'wbxml-encode/character', found, expected: 'characters of XML; put octets into opaque data' });
}
