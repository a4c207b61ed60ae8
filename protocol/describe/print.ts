/** A reading as lines for people: title, facts, tree or hexadecimal view, remarks, and the parts inside it. */

import { span, type Line } from './line.js';
import { labelled, remarkLines } from './print-remarks.js';
import { rowLines } from './print-rows.js';
import { tileLines } from './print-tiles.js';
import type { Fact, Part, Reading, Remark } from './reading.js';

export interface PrintOptions {
  /** Columns of the output. */
  readonly width: number;
  /** `tree`: names and values. `hex`: every byte and what it is. */
  readonly view: 'tree' | 'hex';
  /** `whole`: no value is cut. */
  readonly values: 'short' | 'whole';
  /** What a requirement asks, by id; undefined where the catalogue does not have it. */
  readonly requirementText: (id: string) => string | undefined;
}

/** All lines; `label` is the name of the file or of the part. */
export function readingLines(reading: Reading, { label, options }: { readonly label: string; readonly options: PrintOptions }): readonly Line[] {
  const counter = { next: 1 };
  return [...linesOf({ reading, label, options, counter }), [], verdictLine(reading)];
}

interface Job {
  readonly reading: Reading;
  readonly label: string;
  readonly options: PrintOptions;
  /** Remarks are numbered through all parts. */
  readonly counter: { next: number };
  /** The bytes that places count in, where they are not those of the reading. */
  readonly whole?: Uint8Array;
}

function linesOf({ reading, label, options, counter, whole }: Job): readonly Line[] {
  const { remarks, rows, facts } = reading;
  const firstNumber = counter.next;
  counter.next += remarks.length;
  const { width, values, requirementText } = options;
  const body = options.view === 'hex' ? hexLines(reading, options) : rowLines({ rows, remarks, firstNumber, width, values });
  return [
    titleOf(reading, label),
    ...facts.flatMap(([name, text]) => labelled({ label: name, text, role: 'plain', width })),
    ...(body.length === 0 ? [] : [[], ...body]),
    ...remarkLines({ remarks, firstNumber, bytes: whole ?? reading.bytes, width, requirementText }),
    ...reading.parts.flatMap((part) => [[], ...partLines(part, { options, counter, whole: whole ?? reading.bytes })]),
  ];
}

/** A part that is made of elements of the message has no bytes of its own. */
function hexLines({ tiles }: Reading, { width, values }: PrintOptions): readonly Line[] {
  const view = tiles();
  return view.bytes.length === 0 ? [] : tileLines({ view, width, values });
}

function titleOf({ what, form, bytes, length = bytes.length }: Reading, label: string): Line {
  const place = label === '' ? [] : [span('heading', `${label}: `)];
  // The JSON reader has the form in its title already.
  const inForm = form === 'JSON' || what === form || what.startsWith('HTTP') ? '' : `, ${form}`;
  return [...place, span('heading', what), span('plain', `${inForm}, ${length} bytes`)];
}

function partLines({ where, path, placesFrom, reading }: Part, { options, counter, whole }: Pick<Job, 'options' | 'counter'> & { readonly whole: Uint8Array }): readonly Line[] {
  // Of what stands in an element it is not plain what its places count from.
  const facts: readonly Fact[] = placesFrom === 'part' && path !== undefined ? [['places', 'count from the start of the Data'], ...reading.facts] : reading.facts;
  const job = { reading: { ...reading, facts }, label: where, options, counter };
  return linesOf(placesFrom === 'whole' ? { ...job, whole } : job);
}

export interface Tally {
  readonly faults: number;
  readonly warnings: number;
  readonly oddities: number;
  readonly limits: number;
}

/** Remarks of a reading and of all its parts. */
export function allRemarks(reading: Reading): readonly Remark[] {
  return [...reading.remarks, ...reading.parts.flatMap((part) => allRemarks(part.reading))];
}

/** Counts remarks, those that are not listed as well. */
export function tallyOf(remarks: readonly Remark[]): Tally {
  const count = (wanted: Remark['severity']): number => remarks.reduce((sum, { severity, more = 0 }) => (severity === wanted ? sum + 1 + more : sum), 0);
  return { faults: count('fault'), warnings: count('warning'), oddities: count('oddity'), limits: count('limit') };
}

/** `2 faults, 1 oddity`; `no faults` says it aloud. */
export function tallyText({ faults, warnings, oddities, limits }: Tally): string {
  const parts = [faults === 0 ? 'no faults' : counted(faults, 'fault'), ...(warnings === 0 ? [] : [counted(warnings, 'warning')]), ...(oddities === 0 ? [] : [oddities === 1 ? '1 oddity' : `${oddities} oddities`])];
  return limits === 0 ? parts.join(', ') : `${parts.join(', ')}; not all of it was read, because a limit of this reader was met`;
}

function verdictLine(reading: Reading): Line {
  const tally = tallyOf(allRemarks(reading));
  const isGood = tally.limits === 0 && reading.state === 'read';
  return [span(tally.faults > 0 ? 'fault' : tally.warnings > 0 || !isGood ? 'warning' : 'good', verdictText(reading, tally))];
}

/** Of what could not be read nobody can say that it has no faults. */
function verdictText({ state }: Reading, tally: Tally): string {
  if (state === 'read') return tallyText(tally);
  const words = state === 'foreign' ? 'no document of OMA DM' : 'could not be read';
  return tally.faults === 0 ? words : `${words}; ${tallyText({ ...tally, limits: 0 })}`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
