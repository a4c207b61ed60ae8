/** The whole campaign as plain text, as a pipe would have seen it. */
import type { ReportInput } from './input.js';
import { PLAIN_COLUMNS } from './plain-columns.js';
import { failureLines, progressLine, summaryLines, warningLines, type Palette } from './terminal.js';

/** A palette that changes nothing. */
export const PLAIN: Palette = { bold: String, dim: String, red: String, green: String, yellow: String, magenta: String, cyan: String };

/** A line per test, the failures, the summary; ends in a line feed. */
export function renderText(input: ReportInput): string {
  const iuts = input.results.iuts.length > 1 ? 'several' : 'one';
  const layout = { palette: PLAIN, columns: PLAIN_COLUMNS };
  const progress = input.results.tests.map((test) => progressLine(test, { palette: PLAIN, iuts }));
  return `${[...progress, ...failureLines(input, layout), ...warningLines(input, layout), ...summaryLines(input, { ...layout, links: { report: null } })].join('\n')}\n`;
}
