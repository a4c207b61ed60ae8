/** What the user can mend: one line that says what is wrong, where, and what to do. Ends the command with exit code 2. */
import { nearestName } from '../harness/iut/nearest-name.js';

export class UsageError extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'UsageError';
  }
}

/** `, did you mean 'x'?`, or nothing when no known name is near. */
export function didYouMean(name: string, known: readonly string[]): string {
  const nearest = nearestName(name, known);
  return nearest === null ? '' : `, did you mean '${nearest}'?`;
}

/** `word` as one of the words that an option or argument takes. Throws a UsageError that lists them, and names the nearest. */
export function knownWord<Word extends string>({ option, word, known }: { readonly option: string; readonly word: string; readonly known: readonly Word[] }): Word {
  const found = known.find((name) => name === word);
  if (found === undefined) throw new UsageError(`${option} '${word}': known are ${known.join(', ')}${didYouMean(word, known) || '; give one of these'}`);
  return found;
}

/** What was done with a file when it went wrong; the remedies differ. */
export type FileAct = 'read' | 'write';

/** What is wrong with a file and what a person can do about it; null for faults that are none of the file system. */
export function fileFault(error: unknown, act: FileAct): string | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return FILE_FAULTS[code]?.[act] ?? null;
}

const ANOTHER_PLACE = 'choose another place';
const DENIED = 'permission denied; check its owner and mode';

const FILE_FAULTS: Readonly<Record<string, Readonly<Record<FileAct, string>>>> = {
  ENOENT: { read: 'there is no such file or folder; check the path', write: `nothing can be made there; ${ANOTHER_PLACE}` },
  EISDIR: both('is a folder, not a file; name a file'),
  ENOTDIR: both('a part of the path is a file, not a folder; check the path'),
  EACCES: { read: DENIED, write: `${DENIED}, or ${ANOTHER_PLACE}` },
  EPERM: { read: DENIED, write: `${DENIED}, or ${ANOTHER_PLACE}` },
  EROFS: both(`the file system is read-only; ${ANOTHER_PLACE}`),
  ENOSPC: both(`no space is left on the device; free some, or ${ANOTHER_PLACE}`),
  EDQUOT: both(`the disk quota is used up; free some space, or ${ANOTHER_PLACE}`),
  ENAMETOOLONG: both('the name is too long; choose a shorter one'),
  ELOOP: both('symbolic links lead in a circle; mend them'),
  EMFILE: both('too many open files; raise the limit (ulimit -n)'),
  EIO: { read: 'the device gives an error instead of data; check the path', write: `the device takes no data; ${ANOTHER_PLACE}` },
  ENXIO: { read: 'is no file that can be read; check the path', write: `is no file that can be written; ${ANOTHER_PLACE}` },
  EBUSY: both('is in use by the system; choose another path'),
};

function both(words: string): Readonly<Record<FileAct, string>> {
  return { read: words, write: words };
}
