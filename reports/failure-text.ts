/**
 * THE text of a failure, for terminals, JUnit and golden files: what design section 4 orders, plain, without colour codes,
 * at most about 30 lines. Everything that came from an IUT is made visible and cut before it gets here or here.
 */
import { excerptLines } from './excerpt.js';
import { factsOf, type Failure, type FailureFacts } from './failure.js';
import type { ReportInput } from './input.js';
import { cut, visibleLine } from './visible.js';

const LABEL_COLUMNS = 13;
const TEXT_COLUMNS = 100;
const MAX_TEXT_LINES = 5;
const MAX_ALSO = 4;
const MAX_VALUE_CHARACTERS = 400;

/** The text of one failure: requirement, sent, expected, came, message, repeat. Ends without a line feed. */
export function failureText(input: ReportInput, failure: Failure): string {
  const facts = factsOf(input, failure);
  return [
    headingOf(input, failure),
    ...requirementLines(facts),
    ...labelled('Sent', facts.sent),
    ...(facts.expected === null ? [] : labelled('Expected', wrapped(value(facts.expected)))),
    ...labelled('Came', wrapped(value(facts.came))),
    ...messageLines(facts),
    ...alsoLines(failure, facts),
    ...labelled('Repeat', [facts.repeat]),
  ].join('\n');
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

function requirementLines({ requirement, leniency }: FailureFacts): readonly string[] {
  if (requirement === null) return labelled('Requirement', ['none: the reason concerns the test, not the IUT']);
  const { id, level, clause, text } = requirement;
  const lines = wrapped(visibleLine(text));
  const shown = lines.length > MAX_TEXT_LINES ? [...lines.slice(0, MAX_TEXT_LINES - 1), `${lines[MAX_TEXT_LINES - 1] ?? ''} …`] : lines;
  return [...labelled('Requirement', [visibleLine(`${id}, ${level}, clause ${clause}`), ...shown]), ...(leniency === null ? [] : labelled('Counts as', [visibleLine(`a warning: ${leniency}`)]))];
}

function messageLines({ quote }: FailureFacts): readonly string[] {
  if (typeof quote === 'string') return labelled('Message', [visibleLine(quote)]);
  return labelled('Message', [...wrapped(visibleLine(quote.where)), ...excerptLines(quote.text)]);
}

function alsoLines(failure: Failure, { also }: FailureFacts): readonly string[] {
  if (also.length === 0) return [];
  const shown = also.slice(0, MAX_ALSO).map((line) => cut(visibleLine(line), TEXT_COLUMNS));
  const rest = also.length > MAX_ALSO ? [`… and ${also.length - MAX_ALSO} more`] : [];
  return labelled(failure.kind === 'test' ? 'Besides' : 'Also at', [...shown, ...rest]);
}

function value(text: string): string {
  return visibleLine(cut(text, MAX_VALUE_CHARACTERS));
}

function labelled(label: string, lines: readonly string[]): readonly string[] {
  return lines.map((line, index) => `${(index === 0 ? label : '').padEnd(LABEL_COLUMNS)}${line}`.trimEnd());
}

/** Breaks a text at spaces into lines of at most 100 characters; a longer word stands alone. */
function wrapped(text: string): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > TEXT_COLUMNS) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
