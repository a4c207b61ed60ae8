/**
 * Rows of a reading as lines: place, tree, value, notes, and the number of each remark where it belongs. Values are quoted
 * and escaped; long ones are wrapped, and cut after a few lines unless all of them are wanted.
 */

import { quoteText } from '../quote.js';
import { indentOf, span, wrap, type Line, type Span } from './line.js';
import type { At, Remark, Row } from './reading.js';

export interface RowsView {
  readonly rows: readonly Row[];
  /** Marked by their position in this list, counted from `firstNumber`. */
  readonly remarks: readonly Remark[];
  readonly firstNumber: number;
  /** Columns of the output. */
  readonly width: number;
  /** `whole`: no value is cut. */
  readonly values: 'short' | 'whole';
}

const MAX_VALUE_LINES = 3;
const MAX_ROWS = 20_000;

/** Lines of the tree. */
export function rowLines(view: RowsView): readonly Line[] {
  const rows = view.rows.slice(0, MAX_ROWS);
  const marks = marksOf({ ...view, rows });
  const gutter = Math.max(...rows.map(({ at }) => placeText(at).length), 0);
  const lines = rows.flatMap((row, index) => linesOf(row, { view, gutter, marks: marks.get(index) ?? [] }));
  return view.rows.length > MAX_ROWS ? [...lines, [span('note', `… and ${view.rows.length - MAX_ROWS} rows more`)]] : lines;
}

/** `12:7` of a text, `0x002a` of bytes, '' where a row has no place. */
function placeText(at: At | undefined): string {
  if (at === undefined) return '';
  return at.line === undefined ? hexOffset(at.byte) : `${at.line}:${at.column ?? 1}`;
}

/** `0x002a` */
export function hexOffset(byte: number): string {
  return `0x${byte.toString(16).padStart(4, '0')}`;
}

/** For each row the remarks that belong to it: those of its path, or those behind its first byte and before that of the next row. */
function marksOf({ rows, remarks, firstNumber }: RowsView): ReadonlyMap<number, readonly Mark[]> {
  const marks = new Map<number, Mark[]>();
  const findRow = rowFinder(rows);
  remarks.forEach((remark, position) => {
    const index = findRow(remark);
    if (index < 0) return;
    const list = marks.get(index) ?? [];
    list.push({ number: firstNumber + position, severity: remark.severity });
    marks.set(index, list);
  });
  return marks;
}

interface Mark {
  readonly number: number;
  readonly severity: Remark['severity'];
}

/** Looks rows up by path, else by byte; rows stand in the order of the bytes. There can be tens of thousands of both. */
function rowFinder(rows: readonly Row[]): (remark: Remark) => number {
  const byPath = new Map(rows.map(({ path }, index) => [path, index] as const).toReversed());
  byPath.delete('');
  const starts = rows.flatMap(({ at }, index) => (at === undefined ? [] : [{ byte: at.byte, index }])).toSorted((left, right) => left.byte - right.byte || left.index - right.index);
  return ({ at, path }) => byPath.get(path) ?? (at === undefined ? -1 : (starts[lastAtMost(starts, at.byte)]?.index ?? -1));
}

function lastAtMost(starts: readonly { readonly byte: number }[], byte: number): number {
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle]?.byte ?? 0) <= byte) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

interface RowContext {
  readonly view: RowsView;
  readonly gutter: number;
  readonly marks: readonly Mark[];
}

function linesOf(row: Row, { view, gutter, marks }: RowContext): readonly Line[] {
  const indent = indentOf(row.depth);
  const head: readonly Span[] = [
    ...(gutter === 0 ? [] : [span('place', `${placeText(row.at).padStart(gutter)}  `)]),
    span('name', `${indent}${row.name}`),
    ...(row.attributes ?? []).flatMap(([name, value]) => [span('plain', ` ${name}=`), span('value', quoteText(value, MAX_ATTRIBUTE_CHARACTERS))]),
  ];
  const hanging = gutter === 0 ? indent.length + 2 : gutter + 2 + indent.length + 2;
  return flow({ head, tail: tailOf(row, marks), hanging, view });
}
const MAX_ATTRIBUTE_CHARACTERS = 200;

/** Value, notes and marks, each with the role it is painted by. */
function tailOf(row: Row, marks: readonly Mark[]): readonly Span[] {
  const notes = row.notes.map((note) => span('note', `(${note})`));
  const numbers = marks.map(({ number, severity }) => span(severity, `← ${number}`));
  return [...valueOf(row), ...notes, ...numbers];
}

function valueOf({ value, octets, word }: Row): readonly Span[] {
  if (word !== undefined) return [span('value', word)];
  if (octets !== undefined) return [span('value', octetText(octets))];
  return value === undefined ? [] : [span('value', quoteText(value))];
}

/** `3 octets: 01 02 03` */
export function octetText(octets: Uint8Array): string {
  const hex = Array.from(octets, (octet) => octet.toString(16).padStart(2, '0')).join(' ');
  return `${octets.length} octet${octets.length === 1 ? '' : 's'}${octets.length === 0 ? '' : `: ${hex}`}`;
}

interface Flow {
  readonly head: readonly Span[];
  readonly tail: readonly Span[];
  readonly hanging: number;
  readonly view: RowsView;
}

/** Puts one span behind the other; what does not fit goes to lines below, indented. */
function flow({ head, tail, hanging, view }: Flow): readonly Line[] {
  const lines: Span[][] = [[...head]];
  let used = lengthOf(head);
  for (const { role, text } of tail) {
    const gap = used === 0 ? 0 : used <= hanging && lines.length > 1 ? 0 : 1;
    const isShort = lengthOf([span(role, text)]) + gap + used <= view.width;
    if (isShort) {
      lines.at(-1)?.push(span('plain', ' '.repeat(gap)), span(role, text));
      used += gap + Array.from(text).length;
      continue;
    }
    const pieces = piecesOf(text, { width: view.width - hanging, values: role === 'value' ? view.values : 'whole' });
    for (const piece of pieces) lines.push([span('plain', ' '.repeat(hanging)), span(role, piece)]);
    used = hanging + Array.from(pieces.at(-1) ?? '').length;
  }
  return lines;
}

function lengthOf(spans: readonly Span[]): number {
  return spans.reduce((sum, { text }) => sum + Array.from(text).length, 0);
}

/** All lines of a value, or the first few and how much is missing. Only what is shown is broken into lines. */
function piecesOf(text: string, { width, values }: Pick<RowsView, 'width' | 'values'>): readonly string[] {
  if (values === 'whole') return wrap(text, width);
  // A character takes at most two units of UTF-16.
  const pieces = wrap(text.slice(0, 2 * (MAX_VALUE_LINES + 1) * Math.max(width, MIN_VALUE_COLUMNS)), width);
  if (pieces.length <= MAX_VALUE_LINES) return pieces;
  const kept = pieces.slice(0, MAX_VALUE_LINES);
  return [...kept, `… ${text.length - kept.join('').length} characters more (--full shows them)`];
}
const MIN_VALUE_COLUMNS = 20;
