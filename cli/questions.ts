/** Questions and answers, line by line: at a terminal wrong answers are asked again, in a pipe they end the command. */
import { createInterface, type Interface } from 'node:readline';
import type { Context } from './context.js';
import { UsageError } from './usage-error.js';

export interface Question<T> {
  readonly text: string;
  readonly fallback: T;
  /** The fallback as it is shown. */
  readonly shown: string;
  /** The answer, or what was expected instead. */
  readonly read: (answer: string) => { readonly value: T } | { readonly expected: string };
}

export interface Questioner {
  ask<T>(question: Question<T>): Promise<T>;
  close(): void;
}

/** Takes every fallback. */
export const silentQuestioner: Questioner = { ask: async ({ fallback }) => fallback, close: () => undefined };

/**
 * Asks on standard error, reads standard input. An empty line takes the fallback. In a pipe, so does every question after the
 * last line; a person who ends the input, and a pipe without a single line, want no file. Throws a UsageError then.
 */
export function createQuestioner({ io, output }: Context): Questioner {
  const reader: Interface = createInterface({ input: io.stdin, terminal: false });
  const lines = reader[Symbol.asyncIterator]();
  let asked = 0;
  return {
    async ask(question) {
      for (;;) {
        asked += 1;
        output.note(`${question.text}${question.shown === '' ? '' : ` [${question.shown}]`}`);
        const line = await lines.next();
        if (line.done === true && (io.isTty.stdin || asked === 1)) throw endOfInput(io.isTty.stdin ? 'terminal' : 'pipe', question.text);
        const answer = line.done === true ? '' : line.value.trim();
        if (answer === '') return question.fallback;
        const read = question.read(answer);
        if ('value' in read) return read.value;
        if (!io.isTty.stdin) throw new UsageError(`answer ${asked} to '${question.text}': expected ${read.expected}, found '${answer.slice(0, 80)}'`);
        output.note(`Please answer with ${read.expected}.`);
      }
    },
    close: () => reader.close(),
  };
}

function endOfInput(of: 'terminal' | 'pipe', question: string): UsageError {
  if (of === 'terminal') return new UsageError(`the input ended at '${question}'; nothing is written`);
  return new UsageError('standard input holds no answers, and nothing is written: answer at a terminal, pipe an answer a line, or take every default with --yes');
}

const YES = /^(?:y|yes|true)$/i;
const NO = /^(?:n|no|false)$/i;

/** A question for yes or no. */
export function yesOrNo(text: string, fallback: 'yes' | 'no'): Question<boolean> {
  return { text, fallback: fallback === 'yes', shown: fallback, read: (answer) => (YES.test(answer) || NO.test(answer) ? { value: YES.test(answer) } : { expected: 'yes or no' }) };
}

/** A question for a text; `''` when it is left open. */
export function freeText(text: string, fallback: string): Question<string> {
  return { text, fallback, shown: fallback, read: (value) => ({ value }) };
}

/** A question for a text that is checked; `read` gives the value or what was expected. */
export function checkedText<T>({ text, fallback, read }: { readonly text: string; readonly fallback: T; readonly read: Question<T>['read'] }): Question<T> {
  return { text, fallback, shown: String(fallback), read };
}

/** A question with a few answers. */
export function choice<T extends string>({ text, known, fallback }: { readonly text: string; readonly known: readonly T[]; readonly fallback: T }): Question<T> {
  return {
    text: `${text} (${known.join(', ')})`,
    fallback,
    shown: fallback,
    read(answer) {
      const value = known.find((name) => name === answer.toLowerCase());
      return value === undefined ? { expected: known.join(' or ') } : { value };
    },
  };
}
