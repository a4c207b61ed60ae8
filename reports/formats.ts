/** The formats that `dm-conformance report --format` knows. Each is a pure function of the report input; the CLI only picks a row. */
import type { ReportInput } from './input.js';

export interface ReportFormat {
  /** For `--help`. */
  readonly description: string;
  /** Name of the file in the results folder. */
  readonly fileName: string;
  /** Loads the renderer when it is asked for: a run of one test must not pay for formats it does not write. */
  readonly load: () => Promise<(input: ReportInput) => string>;
}

export const FORMATS = {
  json: {
    description: 'results.json: everything, the source of the other formats',
    fileName: 'results.json',
    load: async () => (input) => `${JSON.stringify(input.results, null, 2)}\n`,
  },
  junit: {
    description: 'JUnit XML for CI systems',
    fileName: 'junit.xml',
    load: async () => (await import('./junit.js')).renderJunit,
  },
  html: {
    description: 'one HTML file for people, without any request to the network',
    fileName: 'report.html',
    load: async () => (await import('./html.js')).renderHtml,
  },
  text: {
    description: 'what a run prints: a line per test, the failures, the summary',
    fileName: 'report.txt',
    load: async () => (await import('./text.js')).renderText,
  },
} as const satisfies Readonly<Record<string, ReportFormat>>;

export type FormatName = keyof typeof FORMATS;

/** True for the names of `FORMATS`. */
export function isFormatName(name: string): name is FormatName {
  return Object.hasOwn(FORMATS, name);
}
