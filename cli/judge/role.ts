/** The word of `--role`. */
import type { Role } from '../../harness/judge/requirement.js';
import { knownWord } from '../usage-error.js';

const ROLES: readonly Role[] = ['client', 'server'];

/** The role, undefined where none is named. Throws a UsageError for any other word. */
export function roleOf(word: string | undefined): Role | undefined {
  return word === undefined ? undefined : knownWord({ option: '--role', word, known: ROLES });
}
