/**
 * THE text of a failure, for terminals, JUnit and golden files: what design section 4 orders, plain, without colour codes,
 * at most about 30 lines; a warning says the same in fewer. Text of the suite is wrapped and never cut; everything that
 * came from an IUT is made visible and cut before it gets here or here.
 */
import { excerptLines } from './excerpt.js';
import { factsOf, type Failure, type FailureFacts } from './failure.js';
import type { ReportInput } from './input.js';
import { PLAIN_COLUMNS } from './plain-columns.js';
import { cut, visibleLine } from './visible.js';
import { wrapped } from './wrap.js';

const LABEL_COLUMNS = 13;
/** Room for `123 | ` before a quoted line. */
const NUMBER_COLUMNS = 6;
/** Wider text is hard to read, narrower text is no text. */
const MAX_TEXT_COLUMNS = 100;
const MIN_TEXT_COLUMNS = 40;
const MAX_ALSO = 4;
const INDENT = '  ';
const MAX_VALUE_CHARACTERS = 400;

/** A failure and the width of the screen it is told on, in columns. */
export interface ToldFailure {
  readonly input: ReportInput;
  readonly failure: Failure;
  readonly columns: number;
}

/** The text of one failure for plain files: requirement, sent, expected, came, message, repeat. Ends without a line feed. */
export function failureText(input: ReportInput, failure: Failure): string {
  return failureTextFor({ input, failure, columns: PLAIN_COLUMNS });
}

/** The same for a screen. */
export function failureTextFor({ input, failure, columns }: ToldFailure): string {
  const facts = factsOf(input, failure);
  const room = roomIn(columns);
  return [
    headingOf(input, failure),
    ...requirementLines(facts, room),
    ...labelled('Sent', facts.sent),
    ...(facts.expected === null ? [] : labelled('Expected', wrapped(value(facts.expected), room))),
    ...labelled('Came', wrapped(value(facts.came), room)),
    ...messageLines(facts, { room, columns }),
    ...alsoLines(failure, facts, room),
    ...labelled('Repeat', [facts.repeat]),
  ].join('\n');
}

/** A warning in short: requirement, why it only warns, expected, came, where. `elsewhere` are the tests that warn of the same. */
export function warningText({ input, failure, columns, elsewhere }: ToldFailure & { readonly elsewhere: readonly string[] }): string {
  const facts = factsOf(input, failure);
  const room = roomIn(columns);
  const where = typeof facts.quote === 'string' ? [] : wrapped(visibleLine(facts.quote.where), room);
  return [
    headingOf(input, failure),
    ...requirementLines(facts, room),
    ...(facts.expected === null ? [] : labelled('Expected', wrapped(value(facts.expected), room))),
    ...labelled('Came', wrapped(value(facts.came), room)),
    ...labelled('At', where),
    ...labelled('Also at', listed(failure.kind === 'rule' ? facts.also : elsewhere, room)),
  ].join('\n');
}

function roomIn(columns: number): number {
  return Math.min(MAX_TEXT_COLUMNS, Math.max(MIN_TEXT_COLUMNS, columns - LABEL_COLUMNS));
}

/** First line: verdict, id, title; the IUT where there are several. */
function headingOf(input: ReportInput, failure: Failure): string {
  const several = input.results.iuts.length > 1;
  if (failure.kind === 'test') {
    const { verdict, id, title, iut } = failure.test;
    const shown = failure.finding?.severity === 'warning' ? 'WARNING' : verdict.toUpperCase();
    return visibleLine(`${shown} ${id}: ${title}${several ? ` [${iut}]` : ''}`);
  }
  const { requirement, title, severity, at, iut } = failure.rule;
  const places = at.length === 1 ? 'in 1 place' : `in ${at.length} places`;
  return visibleLine(`${severity === 'warning' ? 'WARNING' : 'FAIL'} rule ${requirement}: ${title}, broken ${places}${several ? ` [${iut}]` : ''}`);
}

function requirementLines({ requirement, leniency }: FailureFacts, room: number): readonly string[] {
  if (requirement === null) return labelled('Requirement', ['none: the reason concerns the test, not the IUT']);
  const { id, level, clause, text } = requirement;
  const lines = [visibleLine(`${id}, ${level}, clause ${clause}`), ...wrapped(visibleLine(text), room)];
  return [...labelled('Requirement', lines), ...(leniency === null ? [] : labelled('Counts as', wrapped(visibleLine(`a warning: ${leniency}`), room)))];
}

function messageLines({ quote }: FailureFacts, { room, columns }: { readonly room: number; readonly columns: number }): readonly string[] {
  if (typeof quote === 'string') return labelled('Message', wrapped(visibleLine(quote), room));
  const quoted = Math.min(MAX_TEXT_COLUMNS, Math.max(MIN_TEXT_COLUMNS, columns - LABEL_COLUMNS - NUMBER_COLUMNS));
  return labelled('Message', [...wrapped(visibleLine(quote.where), room), ...excerptLines(quote.text, quoted)]);
}

function alsoLines(failure: Failure, { also }: FailureFacts, room: number): readonly string[] {
  return labelled(failure.kind === 'test' ? 'Besides' : 'Also at', listed(also, room));
}

/** Long ones are wrapped and not cut, because what was found stands at their end. */
function listed(lines: readonly string[], room: number): readonly string[] {
  const shown = lines.slice(0, MAX_ALSO).flatMap((line) => wrapped(value(line), room - INDENT.length).map((piece, index) => (index === 0 ? piece : `${INDENT}${piece}`)));
  return lines.length > MAX_ALSO ? [...shown, `… and ${lines.length - MAX_ALSO} more`] : shown;
}

function value(text: string): string {
  return visibleLine(cut(text, MAX_VALUE_CHARACTERS));
}

function labelled(label: string, lines: readonly string[]): readonly string[] {
  return lines.map((line, index) => `${(index === 0 ? label : '').padEnd(LABEL_COLUMNS)}${line}`.trimEnd());
}
