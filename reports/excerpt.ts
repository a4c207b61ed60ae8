/**
 * A piece of a message as numbered lines with a line of carets under the marked element, for a screen of fixed pitch.
 * Long lines are cut round the element; characters that a terminal shows two columns wide keep the carets in place.
 */
import type { MarkedText } from './secrets.js';
import { visible, visibleLine } from './visible.js';

const CONTEXT_LINES = 2;
const MAX_WHOLE_LINES = 8;
/** Columns of a quoted line; with labels and line numbers it fits a terminal of 120. */
const MAX_COLUMNS = 100;
/** How much of a cut line stands before the element. */
const SHARE_BEFORE = 0.4;

/** Lines `12 | text`, and `   | ^^^` under the element; without a mark the first lines of the text. A line takes `columns` without its number. */
export function excerptLines({ text, start, end }: MarkedText, columns = MAX_COLUMNS): readonly string[] {
  const shortened = (line: string): string => shortenedTo(line, columns);
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const number = countLines(text, lineStart);
  if (start === end) return numbered(text.slice(0, MAX_WHOLE_LINES * 2000).split('\n').slice(0, MAX_WHOLE_LINES).map(shortened), 1);
  const lineEnd = endOfLine(text, start);
  const before = text.slice(Math.max(0, lineStart - 2000), Math.max(0, lineStart - 1)).split('\n').slice(-CONTEXT_LINES);
  const after = text.slice(lineEnd + 1, lineEnd + 2000).split('\n').slice(0, CONTEXT_LINES);
  const above = lineStart === 0 ? [] : before;
  const below = lineEnd >= text.length - 1 ? [] : after;
  const { line, carets } = marked({ before: text.slice(lineStart, start), element: text.slice(start, end), after: text.slice(Math.min(end, lineEnd), lineEnd), columns });
  const quoted = numbered([...above.map(shortened), line, ...below.map(shortened)], number - above.length);
  const gutter = (quoted[above.length] ?? '').indexOf('|');
  return quoted.toSpliced(above.length + 1, 0, `${' '.repeat(gutter)}| ${carets}`);
}

/** Columns that a terminal gives to a text: two for wide characters, none for combining ones. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += WIDE.test(character) ? 2 : ZERO.test(character) ? 0 : 1;
  return columns;
}

const WIDE = /\p{Emoji_Presentation}|\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|[\uff01-\uff60]/u;
const ZERO = /\p{Mn}|\p{Me}/u;

function marked(pieces: { readonly before: string; readonly element: string; readonly after: string; readonly columns: number }): { readonly line: string; readonly carets: string } {
  const before = lastColumns(visibleLine(pieces.before.slice(-2000)), Math.floor(pieces.columns * SHARE_BEFORE));
  const [firstLine = '', ...more] = pieces.element.slice(0, 2000).split('\n');
  const room = pieces.columns - columnsOf(before);
  const element = firstColumns(visibleLine(firstLine), room);
  const after = more.length > 0 ? '' : firstColumns(visibleLine(pieces.after.slice(0, 2000)), Math.max(1, room - columnsOf(element)));
  return { line: before + element + after, carets: ' '.repeat(columnsOf(before)) + '^'.repeat(Math.max(1, columnsOf(element))) + (more.length > 0 ? '…' : '') };
}

function firstColumns(text: string, columns: number): string {
  const kept: string[] = [];
  let used = 0;
  for (const character of text) {
    used += columnsOf(character);
    if (used > columns) return `${kept.join('')}…`;
    kept.push(character);
  }
  return text;
}

function lastColumns(text: string, columns: number): string {
  const kept: string[] = [];
  let used = 0;
  for (const character of Array.from(text).reverse()) {
    used += columnsOf(character);
    if (used > columns) return `…${kept.reverse().join('')}`;
    kept.push(character);
  }
  return text;
}

function shortenedTo(line: string, columns: number): string {
  return firstColumns(visible(line.slice(0, 2000)).replaceAll('\t', '⇥'), columns);
}

function numbered(lines: readonly string[], first: number): readonly string[] {
  const width = String(first + lines.length - 1).length;
  return lines.map((line, index) => `${String(first + index).padStart(width)} | ${line}`);
}

function endOfLine(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  return end < 0 ? text.length : end;
}

/** Number of the line that starts at `lineStart`, from 1. */
function countLines(text: string, lineStart: number): number {
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < lineStart; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
}
