/** The row type of the code tables of DM 1.x, apart so that each codec can hold its own rows. */

import type { ErrorCodeEntry } from '../error-codes.js';

export interface Dm1ErrorCodeEntry extends ErrorCodeEntry {
  /** Id of the catalogue of DM 1.x, '' where only a base document speaks of it; a raiser may name a narrower one. */
  readonly requirement: string;
  /**
   * `violation`: the clause forbids it; how much that counts is said by the requirement alone. `oddity`: legal, or harmless in
   * the field, but worth a word. `limit`: of our reader, which stops there; nothing is said about the sender.
   */
  readonly severity: 'violation' | 'oddity' | 'limit';
}
