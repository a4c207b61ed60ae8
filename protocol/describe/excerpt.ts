/**
 * The bytes around a remark with a caret below the place: a line of text as it was written, or octets in hexadecimal. What
 * is shown is harmless to a terminal; columns are counted in code points.
 */

import { span, type Line } from './line.js';
import { hexOffset } from './print-rows.js';
import type { At } from './reading.js';
import { visibleText } from './visible.js';

export interface ExcerptView {
  readonly bytes: Uint8Array;
  readonly at: At;
  readonly width: number;
  readonly indent: number;
}

/** Two lines: what stands there, and the caret. None where there are no bytes. */
export function excerptLines(view: ExcerptView): readonly Line[] {
  if (view.bytes.length === 0) return [];
  return view.at.line === undefined ? octetLines(view) : textLines(view);
}

const OCTETS_BEFORE = 6;
const OCTETS_SHOWN = 16;
const MAX_CARETS = 60;

function octetLines({ bytes, at, indent }: ExcerptView): readonly Line[] {
  const start = Math.max(0, Math.min(at.byte, bytes.length) - OCTETS_BEFORE);
  const shown = bytes.subarray(start, start + OCTETS_SHOWN);
  const label = `${hexOffset(start)}  `;
  const hex = Array.from(shown, (octet) => octet.toString(16).padStart(2, '0')).join(' ');
  const text = Array.from(shown, (octet) => (octet >= 0x20 && octet < 0x7f ? String.fromCharCode(octet) : '.')).join('');
  const marked = Math.max(1, Math.min(at.length, shown.length - (at.byte - start)));
  const carets = '^'.repeat(marked * 3 - 1);
  const before = ' '.repeat(indent + label.length + (at.byte - start) * 3);
  return [
    [span('plain', ' '.repeat(indent)), span('place', label), span('plain', hex.padEnd(OCTETS_SHOWN * 3)), span('note', ` ${text}`)],
    [span('plain', before), span('fault', carets)],
  ];
}

/** Text before and behind the place, within the line that holds it. */
function textLines({ bytes, at, width, indent }: ExcerptView): readonly Line[] {
  if (isWide(bytes)) return [];
  const room = Math.max(20, width - indent);
  const before = Array.from(visibleText(lastLine(DECODER.decode(bytes.subarray(Math.max(0, at.byte - BYTES_AROUND), at.byte)))));
  const behind = Array.from(visibleText(firstLine(DECODER.decode(bytes.subarray(at.byte, at.byte + BYTES_AROUND)))));
  const kept = before.slice(-Math.floor(room / 2));
  const shown = [...kept, ...behind.slice(0, room - kept.length)].join('');
  const carets = '^'.repeat(Math.min(MAX_CARETS, markedLength(behind.join(''), at)));
  return [
    [span('plain', ' '.repeat(indent)), span('note', shown)],
    [span('plain', ' '.repeat(indent + columnsOf(kept))), span('fault', carets)],
  ];
}

/** Columns of a terminal: characters of East Asia and pictures take two. */
function columnsOf(characters: readonly string[]): number {
  return characters.reduce((columns, character) => columns + (WIDE.test(character) ? 2 : 1), 0);
}
const WIDE = /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|\p{Emoji_Presentation}|[\uff01-\uff60]/u;

const BYTES_AROUND = 240;
const DECODER = new TextDecoder('utf-8');

/** UTF-16 would need a decoder of its own; such messages are rare and their places are told in words. */
function isWide(bytes: Uint8Array): boolean {
  return bytes.includes(0) && (bytes[0] === 0 || bytes[1] === 0 || bytes[0] === 0xff || bytes[0] === 0xfe);
}

/** A tag is marked to its end, other text by one caret. */
function markedLength(behind: string, at: At): number {
  if (at.length > 0) return at.length;
  return /^<[^<>]*>/.exec(behind)?.[0].length ?? 1;
}

function lastLine(text: string): string {
  return text.slice(Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1);
}

function firstLine(text: string): string {
  return /^[^\r\n]*/.exec(text)?.[0] ?? '';
}
