/** Text in lines for a screen of fixed pitch. Nothing is ever cut: a word that is longer than a line stands alone. */
import { columnsOf } from './excerpt.js';

/** Breaks a text at spaces into lines of at most `columns`. */
export function wrapped(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const word of text.split(' ')) {
    const needed = columnsOf(word);
    if (line !== '' && used + 1 + needed > columns) {
      lines.push(line);
      line = word;
      used = needed;
    } else {
      used = line === '' ? needed : used + 1 + needed;
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}
