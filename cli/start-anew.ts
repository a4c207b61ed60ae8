/** How to start a stopped run anew, for a message: what it was called with, and a folder that is not taken. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { JournalHeader } from '../harness/campaign/journal.js';
import { quoted } from '../reports/repeat-command.js';

/** `start anew with: npx dm-conformance run …`; says where when the run was started in another folder. `taken` is the folder of its results. */
export function startAnew(header: JournalHeader, taken: string): string {
  const isHere = header.folder === resolve('.');
  const words = [...withoutOut(header.arguments), '--out', freeFolder(isHere ? taken : resolve(taken))];
  return `start anew${isHere ? '' : ` in ${header.folder}`} with: ${['npx dm-conformance run', ...words.map(quoted)].join(' ')}`;
}

function withoutOut(words: readonly string[]): readonly string[] {
  return words.filter((word, index) => word !== '--out' && words[index - 1] !== '--out' && !word.startsWith('--out='));
}

/** `results-2`, or the next number that is free. */
function freeFolder(taken: string): string {
  const stem = taken.replace(/(?<=.)[/\\]+$/, '');
  let number = 2;
  while (existsSync(`${stem}-${number}`)) number += 1;
  return `${stem}-${number}`;
}
