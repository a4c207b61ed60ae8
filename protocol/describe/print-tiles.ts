/** The hexadecimal view: offset, octets, and what they are, side by side; in the XML form each element with its line and column. */

import { indentOf, span, wrap, type Line } from './line.js';
import type { Tile, TileView } from './reading.js';
import { visibleText } from './visible.js';

const OCTETS_A_LINE = 8;
const OFFSET_DIGITS = 8;
const MIN_MEANING_COLUMNS = 24;
/** Of one long value so many lines of octets are shown; the rest is counted. */
const MAX_OCTET_LINES = 16;

export interface TilesView {
  readonly view: TileView;
  readonly width: number;
  readonly values: 'short' | 'whole';
}

/** A title and the tiles. */
export function tileLines({ view, width, values }: TilesView): readonly Line[] {
  const { title, bytes, tiles } = view;
  const besideWidth = Math.max(0, ...tiles.map(({ beside }) => beside?.length ?? 0));
  return [...wrap(visibleText(title), width).map((piece) => [span('heading', piece)]), ...tiles.flatMap((tile) => linesOf(tile, { bytes, width, values, besideWidth }))];
}

interface TileContext {
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly values: TilesView['values'];
  readonly besideWidth: number;
}

function linesOf(tile: Tile, { bytes, width, values, besideWidth }: TileContext): readonly Line[] {
  const octets = bytes.subarray(tile.byte, tile.byte + tile.length);
  const left = octetRows(octets, values);
  const indent = indentOf(tile.depth);
  const leftWidth = (besideWidth === 0 ? 0 : besideWidth + 2) + OFFSET_DIGITS + 2 + OCTETS_A_LINE * 3 + 1;
  const meaning = visibleText(tile.meaning === '' ? printable(octets) : tile.meaning);
  const lines = wrap(meaning, Math.max(MIN_MEANING_COLUMNS, width - leftWidth - indent.length));
  const right = values === 'whole' ? lines : lines.slice(0, MAX_OCTET_LINES);
  return Array.from({ length: Math.max(left.length, right.length) }, (_, row): Line => [
    span('place', `${besideWidth === 0 ? '' : `${(row === 0 ? (tile.beside ?? '') : '').padStart(besideWidth)}  `}${offsetText(tile, { row, rows: left.length })}  `),
    span('plain', (left[row] ?? '').padEnd(OCTETS_A_LINE * 3 + 1)),
    span(ROLES[tile.kind], right[row] === undefined ? '' : `${indent}${right[row]}`),
  ]);
}

const ROLES: Readonly<Record<Tile['kind'], 'note' | 'name' | 'value' | 'fault'>> = Object.freeze({ head: 'note', open: 'name', close: 'name', value: 'value', fault: 'fault' });

function offsetText({ byte }: Tile, { row, rows }: { readonly row: number; readonly rows: number }): string {
  return row < rows ? (byte + row * OCTETS_A_LINE).toString(16).padStart(OFFSET_DIGITS, '0') : ' '.repeat(OFFSET_DIGITS);
}

function octetRows(octets: Uint8Array, values: TilesView['values']): readonly string[] {
  const rows = Array.from({ length: Math.ceil(octets.length / OCTETS_A_LINE) }, (_, row) =>
    Array.from(octets.subarray(row * OCTETS_A_LINE, (row + 1) * OCTETS_A_LINE), (octet) => octet.toString(16).padStart(2, '0')).join(' '));
  if (values === 'whole' || rows.length <= MAX_OCTET_LINES) return rows;
  const kept = rows.slice(0, MAX_OCTET_LINES - 1);
  return [...kept, `… ${octets.length - kept.length * OCTETS_A_LINE} octets more`];
}

function printable(octets: Uint8Array): string {
  return Array.from(octets, (octet) => (octet >= 0x20 && octet < 0x7f ? String.fromCharCode(octet) : '.')).join('');
}
