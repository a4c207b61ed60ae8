/** The table that `decode` prints for a folder: a line a file with what it is and what is wrong with it. */
import { tallyOf } from '../../protocol/describe/print.js';
import type { Remark } from '../../protocol/describe/reading.js';
import { visibleText } from '../../protocol/describe/visible.js';
import type { Paint, Palette } from '../../reports/terminal.js';

export interface FileSummary {
  readonly file: string;
  /** What it is; null for a file that is in no format of OMA DM. */
  readonly what: string | null;
  readonly bytes: number;
  readonly remarks: readonly Remark[];
}

const FILE_COLUMNS = 34;
const WHAT_COLUMNS = 38;
const HEAD = ['file', 'what', 'bytes', 'faults', 'warn', 'odd'] as const;
const NO_COUNTS = ['-', '-', '-'] as const;
/** The first two are words, the others numbers. */
const WORD_COLUMNS = 2;
const MAX_CODES = 6;

/** A heading, a line a file, below it what was found, and the sum. */
export function tableLines(files: readonly FileSummary[], palette: Palette): readonly string[] {
  const rows = files.map(cellsOf);
  const widths = HEAD.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string => cells.map((cell, column) => (column < WORD_COLUMNS ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ').trimEnd();
  return [
    palette.bold(line(HEAD)),
    ...files.flatMap((file, index) => [paintOf(file, palette)(line(rows[index] ?? [])), ...(file.what === null ? [] : codeLines(file.remarks)).map((text) => palette.dim(`  ${text}`))]),
    '',
    sumText(files),
  ];
}

function cellsOf({ file, what, bytes, remarks }: FileSummary): readonly string[] {
  const { faults, warnings, oddities } = tallyOf(remarks);
  const counts = what === null ? NO_COUNTS : [faults, warnings, oddities].map(String);
  return [cutStart(visibleText(file), FILE_COLUMNS), visibleText(what ?? 'not recognised').slice(0, WHAT_COLUMNS), `${bytes}`, ...counts];
}

function paintOf({ what, remarks }: FileSummary, { dim, red, magenta, yellow, green }: Palette): Paint {
  if (what === null) return dim;
  const { faults, warnings, oddities, limits } = tallyOf(remarks);
  return faults > 0 ? red : warnings + limits > 0 ? magenta : oddities > 0 ? yellow : green;
}

/** Each code once, with how often it came and where first. */
function codeLines(remarks: readonly Remark[]): readonly string[] {
  const groups = new Map<string, { readonly first: Remark; count: number }>();
  for (const remark of remarks) {
    const key = `${remark.severity} ${[remark.requirement, remark.code].filter((part) => part !== '').join(', ')}`;
    const group = groups.get(key);
    const count = 1 + (remark.more ?? 0);
    if (group === undefined) groups.set(key, { first: remark, count });
    else group.count += count;
  }
  const lines = [...groups].map(([key, { first, count }]) => `${key}${count === 1 ? '' : ` × ${count}`}: found ${visibleText(first.found)}`).map((text) => (text.length > 96 ? `${text.slice(0, 95)}…` : text));
  return lines.length > MAX_CODES ? [...lines.slice(0, MAX_CODES), `… and ${lines.length - MAX_CODES} more of other kinds`] : lines;
}

function sumText(files: readonly FileSummary[]): string {
  const known = files.filter(({ what }) => what !== null);
  const withFaults = known.filter(({ remarks }) => tallyOf(remarks).faults > 0).length;
  const limited = known.filter(({ remarks }) => tallyOf(remarks).limits > 0).length;
  const others = files.length - known.length;
  return `${known.length} file${known.length === 1 ? '' : 's'} decoded, ${withFaults} with faults${limited === 0 ? '' : `, ${limited} not to the end`}${others === 0 ? '' : `; ${others} not recognised`}`;
}

/** The end of a path says more than its start. */
function cutStart(text: string, most: number): string {
  return text.length <= most ? text : `…${text.slice(text.length - most + 1)}`;
}
