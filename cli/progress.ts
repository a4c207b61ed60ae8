/** What is printed while a campaign runs: in a pipe a line per test; on a terminal one updating line, and a line for each test that did not pass. */
import type { FinishedTest } from '../harness/campaign/run.js';
import { progressLine } from '../reports/terminal.js';
import type { Output } from './output.js';

export interface Progress {
  onTest(finished: FinishedTest): void;
}

/** @param total planned tests that have no result yet */
export function createProgress(output: Output, { total, iuts }: { readonly total: number; readonly iuts: 'one' | 'several' }): Progress {
  let done = 0;
  let red = 0;
  return {
    onTest({ result }) {
      done += 1;
      const isQuiet = result.verdict === 'pass' || result.verdict === 'not-applicable';
      if (result.verdict === 'fail' || result.verdict === 'error') red += 1;
      if (!output.updates || !isQuiet) output.line(progressLine(result, { palette: output.palette, iuts }));
      output.progress(`${done}/${total}${red === 0 ? '' : `, ${red} red`}  ${result.id}`);
    },
  };
}
