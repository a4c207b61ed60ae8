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

/** What a person can do about a fault of the file system; null for faults that are none. */
export function fileFault(error: unknown): string | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return FILE_FAULTS[code] ?? null;
}

const FILE_FAULTS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EISDIR: 'is a folder, not a file',
  ENOTDIR: 'a part of the path is a file, not a folder',
  EACCES: 'permission denied; check its owner and mode, or choose another place',
  EPERM: 'permission denied; check its owner and mode, or choose another place',
  EROFS: 'the file system is read-only; choose another place',
  ENOSPC: 'no space is left on the device; free some, or choose another place',
  EDQUOT: 'the disk quota is used up; free some space, or choose another place',
  ENAMETOOLONG: 'the name is too long; choose a shorter one',
  ELOOP: 'symbolic links lead in a circle',
  EMFILE: 'too many open files; raise the limit (ulimit -n)',
};
