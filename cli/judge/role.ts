/** The word of `--role`. */
import type { Role } from '../../harness/judge/requirement.js';
import { didYouMean, UsageError } from '../usage-error.js';

const ROLES: readonly Role[] = ['client', 'server'];

/** The role, undefined where none is named. Throws a UsageError for any other word. */
export function roleOf(word: string | undefined): Role | undefined {
  const role = ROLES.find((name) => name === word);
  if (word !== undefined && role === undefined) throw new UsageError(`--role '${word}' is not known${didYouMean(word, ROLES)} Known are ${ROLES.join(', ')}.`);
  return role;
}
