/** What every command is given. */
import type { Suite } from '../harness/campaign/suite.js';
import type { Io } from './io.js';
import type { Output } from './output.js';

export interface Context {
  readonly io: Io;
  readonly output: Output;
}

/**
 * The suite as campaigns need it, checked. Loaded on demand, because `decode` and `--help` need nothing of it.
 * DM_CONFORMANCE_DRAFT=1 lets requirements stand that nothing tests yet: for authors of test cases.
 */
export async function loadCampaignSuite(context: Context): Promise<Suite> {
  const { loadSuite } = await import('../testcases/suite.js');
  return loadSuite(coverageOf(context));
}

/** The suite with the rules for single messages of DM 1.x. */
export async function loadWholeSuite(context: Context): Promise<Suite> {
  const [{ loadSuite }, { MESSAGE_RULES }] = await Promise.all([import('../testcases/suite.js'), import('../testcases/rules/dm1/rules.js')]);
  return loadSuite(coverageOf(context), MESSAGE_RULES);
}

const coverageOf = ({ io }: Context): 'partial' | 'whole' => (io.env['DM_CONFORMANCE_DRAFT'] === '1' ? 'partial' : 'whole');
