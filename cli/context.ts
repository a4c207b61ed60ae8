/** What every command is given. */
import type { Suite } from '../harness/campaign/suite.js';
import type { Io } from './io.js';
import type { Output } from './output.js';

export interface Context {
  readonly io: Io;
  readonly output: Output;
}

/**
 * The suite, checked. Loaded on demand, because `check`, `decode` and `--help` need little of it or nothing.
 * DM_CONFORMANCE_DRAFT=1 lets requirements stand that nothing tests yet: for authors of test cases.
 */
export async function loadWholeSuite({ io }: Context): Promise<Suite> {
  const { loadSuite } = await import('../testcases/suite.js');
  return loadSuite(io.env['DM_CONFORMANCE_DRAFT'] === '1' ? 'partial' : 'whole');
}
