/**
 * What a campaign prints: a line per test, the failures, the summary. Lines without line feeds; the caller prints them.
 * Colour comes from the palette that is handed in: one that changes nothing for a pipe.
 */
import type { RuleResult, TestResult } from '../harness/campaign/results.js';
import { VERDICTS, type Verdict } from '../harness/judge/verdict.js';
import { failureTextFor, warningText } from './failure-text.js';
import type { Failure } from './failure.js';
import type { ReportInput } from './input.js';
import { reasonsOf } from './reasons.js';
import { missingValues, summaryOf, type Summary } from './summary.js';
import { cut, visibleLine } from './visible.js';
import { warningsOf } from './warnings.js';
import { wrapped } from './wrap.js';

/** Puts a text in a colour, or leaves it. */
export type Paint = (text: string) => string;

/** The colours that are used; an object of picocolors fits. */
export type Palette = Readonly<Record<'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'magenta' | 'cyan', Paint>>;

/** How wide the screen is, in columns, and in which colours it shows. */
export interface Layout {
  readonly palette: Palette;
  readonly columns: number;
}

/** What the summary points at; paths as a person can type them. */
export interface SummaryLinks {
  /** Path of report.html, or null when none was written. */
  readonly report: string | null;
}

const LABELS: Readonly<Record<Verdict, string>> = { pass: 'PASS', fail: 'FAIL', inconclusive: 'INCONCLUSIVE', 'not-applicable': 'NOT-APPLICABLE', 'out-of-time': 'OUT-OF-TIME', error: 'ERROR' };
/** Of a reason in a line of its test; the summary has the whole. */
const REASON_CHARACTERS = 140;
/** Reasons quote what came, which may be long. */
const MAX_REASON_CHARACTERS = 600;

/** `PASS dm2/client/hget/stores-data 3.2 ms`, with the reason where it is no pass. `several` names the IUT in the line. */
export function progressLine(test: TestResult, { palette, iuts }: { readonly palette: Palette; readonly iuts: 'one' | 'several' }): string {
  const label = colourOf(test.verdict, palette)(LABELS[test.verdict]);
  const where = iuts === 'several' ? ` [${visibleLine(test.iut)}]` : '';
  const warnings = test.warnings === 0 ? '' : palette.yellow(` ${count(test.warnings, 'warning')}`);
  const time = test.transcript === null ? '' : palette.dim(` ${durationText(test.durationMs)}`);
  const reason = test.reason === null ? '' : `  ${cut(visibleLine(test.reason), REASON_CHARACTERS)}`;
  return `${label} ${test.id}${where}${time}${warnings}${reason}`;
}

/** Failed tests, errors and broken rules in full, an empty line before each. */
export function failureLines(input: ReportInput, { palette, columns }: Layout): readonly string[] {
  const { tests, rules } = input.results;
  const failures: readonly Failure[] = [
    ...tests.filter(({ verdict }) => verdict === 'fail' || verdict === 'error').map((test): Failure => ({ kind: 'test', test })),
    ...rules.filter(isBroken).map((rule): Failure => ({ kind: 'rule', rule })),
  ];
  return failures.flatMap((failure) => ['', ...paintedBlock(failureTextFor({ input, failure, columns }), palette, palette.red)]);
}

/** Violations that only warn, each requirement once and in short, an empty line before each. */
export function warningLines(input: ReportInput, { palette, columns }: Layout): readonly string[] {
  const warnings = warningsOf(input.results);
  const blocks = warnings.slice(0, MAX_LISTED).flatMap(({ failure, elsewhere }) => ['', ...paintedBlock(warningText({ input, failure, columns, elsewhere }), palette, palette.yellow)]);
  return warnings.length > MAX_LISTED ? [...blocks, '', `… and warnings on ${count(warnings.length - MAX_LISTED, 'requirement')} more, in the report`] : blocks;
}

/** Totals, violated requirements, what could not be decided and why, and what to do next. */
export function summaryLines(input: ReportInput, { links, ...layout }: Layout & { readonly links: SummaryLinks }): readonly string[] {
  const { palette } = layout;
  const { results } = input;
  const summary = summaryOf(results);
  const absences = reasonsOf(input.results, ['not-applicable']);
  const shared = absences.filter(([, times]) => times > 1);
  return [
    '',
    palette.bold(colourOf(summary.colour, palette)(summary.sentence)),
    ...summary.sides.map(({ sentence }) => sentence),
    ...summary.remarks,
    `${totalsText(input, palette)} in ${durationText(results.run.durationMs)}`,
    ...violatedLines(input, layout),
    ...reasonLines('Not decided, because:', reasonsOf(input.results, ['inconclusive', 'out-of-time']), { ...layout, paint: palette.yellow, most: MAX_LISTED, links }),
    ...reasonLines('Not applicable, because:', absences, { ...layout, paint: palette.dim, most: Math.min(MAX_ABSENCES, shared.length || MAX_ABSENCES), links }),
    ...results.notes.map((note) => `Note: ${visibleLine(note)}`),
    ...nextLines({ summary, input, links, palette }),
  ];
}

/** Milliseconds for people: `3.2 ms`, `1.8 s`, `2 min 5 s`. */
export function durationText(durationMs: number): string {
  if (durationMs < 1000) return `${durationMs.toFixed(durationMs < 100 ? 1 : 0)} ms`;
  if (durationMs < 60_000) return `${(durationMs / 1000).toFixed(1)} s`;
  const wholeSeconds = Math.round(durationMs / 1000);
  return `${Math.floor(wholeSeconds / 60)} min ${wholeSeconds % 60} s`;
}

function isBroken(rule: RuleResult): boolean {
  return rule.outcome === 'violated' && rule.severity !== 'warning';
}

function colourOf(verdict: Verdict, palette: Palette): Paint {
  switch (verdict) {
    case 'pass':
      return palette.green;
    case 'fail':
      return palette.red;
    case 'error':
      return palette.magenta;
    case 'inconclusive':
    case 'out-of-time':
      return palette.yellow;
    case 'not-applicable':
      return palette.dim;
  }
}

function paintedBlock(block: string, palette: Palette, heading: Paint): readonly string[] {
  return block.split('\n').map((line, index) => {
    if (index === 0) return palette.bold(heading(line));
    if (/^ {13,} *\| +\^+…?$/.test(line)) return palette.red(line);
    return line.replace(/^(?:Requirement|Counts as|Sent|Expected|Came|Message|At|Besides|Also at|Repeat)(?= )/, (label) => palette.cyan(label));
  });
}

function totalsText({ results }: ReportInput, palette: Palette): string {
  const { totals } = results;
  const counts: Readonly<Record<Verdict, number>> = { ...totals, 'not-applicable': totals.notApplicable, 'out-of-time': totals.outOfTime };
  const parts = VERDICTS.filter((verdict) => counts[verdict] > 0 || verdict === 'pass' || verdict === 'fail').map((verdict) => colourOf(verdict, palette)(`${counts[verdict]} ${verdict}`));
  return `${count(results.tests.length, 'test')}: ${parts.join(', ')}`;
}

const MAX_LISTED = 20;

function violatedLines({ results }: ReportInput, { palette, columns }: Layout): readonly string[] {
  const violated = results.requirements.filter(({ outcome }) => outcome === 'violated');
  if (violated.length === 0) return [];
  const warned = violated.filter(({ warning }) => warning).length;
  const lines = violated.slice(0, MAX_LISTED).flatMap(({ id, level, clause, warning, text }) => [
    `  ${(warning ? palette.yellow : palette.red)(id)} ${level}, clause ${clause}${warning ? ', warning only' : ''}:`,
    ...wrapped(visibleLine(text), columns - 4).map((line) => `    ${line}`),
  ]);
  return [`${count(violated.length, 'requirement')} violated${warned === 0 ? '' : `, ${warned} of them as a warning only`}:`, ...lines, ...(violated.length > MAX_LISTED ? [`  … and ${violated.length - MAX_LISTED} more`] : [])];
}

/** Of what was not run only the reasons that keep much from being tested are listed, the others counted; the report has them all. */
const MAX_ABSENCES = 4;

function reasonLines(title: string, listed: readonly (readonly [string, number])[], { columns, paint, most, links }: Layout & { readonly paint: Paint; readonly most: number; readonly links: SummaryLinks }): readonly string[] {
  if (listed.length === 0) return [];
  const lines = listed.slice(0, most).flatMap(([reason, times]) => {
    const lead = `${times} ×`;
    const [first = '', ...rest] = wrapped(cut(visibleLine(reason), MAX_REASON_CHARACTERS), columns - 3 - lead.length);
    return [`  ${paint(lead)} ${first}`, ...rest.map((line) => `${' '.repeat(3 + lead.length)}${line}`)];
  });
  return [title, ...lines, ...(listed.length > most ? [`  … and ${count(listed.length - most, 'more reason')}${links.report === null ? '' : ', in the report'}`] : [])];
}

function nextLines({ summary, input, links, palette }: { readonly summary: Summary; readonly input: ReportInput; readonly links: SummaryLinks; readonly palette: Palette }): readonly string[] {
  const missing = missingValues(input.results);
  const values = missing.length === 0 ? [] : [`More tests run when the IUT file gives ${missing.join(', ')} (under 'values'); 'dm-conformance init' asks for them.`];
  const report = links.report === null ? [] : [`Report: ${palette.cyan(links.report)}`];
  return [...values, ...report, ...(summary.next === null ? [] : [summary.next])];
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
