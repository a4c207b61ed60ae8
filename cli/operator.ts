/** Puts the questions of `control.operator` to the person at the terminal, one at a time. */
import { createInterface, type Interface } from 'node:readline';
import type { Ask } from '../harness/iut/operator-control.js';
import type { Context } from './context.js';

/** Asks on standard error and reads lines of standard input; input that has ended answers `no input`. */
export function createAsk({ io, output }: Context): Ask {
  let reader: Interface | undefined;
  let hasEnded = false;
  const lines: string[] = [];
  const waiting: ((line: string) => void)[] = [];
  const open = (): void => {
    reader ??= createInterface({ input: io.stdin, terminal: false })
      .on('line', (line) => {
        const next = waiting.shift();
        if (next === undefined) lines.push(line);
        else next(line);
      })
      .on('close', () => {
        hasEnded = true;
        for (const next of waiting.splice(0)) next('no input');
      });
  };
  return (question, timeoutMs) => {
    open();
    output.note(`${question} [Y/n, within ${Math.round(timeoutMs / 1000)} s]`);
    const ready = lines.shift();
    if (ready !== undefined) return Promise.resolve(ready);
    if (hasEnded) return Promise.resolve('no input');
    return new Promise((resolve) => waiting.push(resolve));
  };
}
