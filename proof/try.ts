/** A short loop for authors: runs test cases of one area against the reference and its mutants and says what is not as it should be. */
import { readdirSync } from 'node:fs';
import { buildSuite, checkSuite, loadSuite } from '../testcases/suite.js';
import { catalogue } from '../testcases/catalogue.js';
import { CLIENT_TESTS } from '../testcases/generated/client-tests.js';
import { CLIENT_RULES } from '../testcases/rules/dm2/client/index.js';
import { TESTER_RULES } from '../testcases/rules/dm2/tester.js';
import { addUpProof, judgeMutant, judgeVariant, measureBaseline, runAltered, type MutantOutcome } from './prove.js';
import type { ClientMutant } from './defect.js';

const now = (): number => performance.now();
const [area = ''] = process.argv.slice(2);
const parts = { catalogue: catalogue(), testCases: CLIENT_TESTS, rules: CLIENT_RULES, testerRules: TESTER_RULES };
const partial = process.env['DM_PARTIAL'] === '1';
if (partial) for (const fault of checkSuite(parts).filter((text) => !text.includes('has no test case'))) process.stdout.write(`suite: ${fault}\n`);
const suite = partial ? buildSuite({ ...parts, coverage: 'partial' }) : loadSuite();
const folder = new URL('./mutants/dm2-client/', import.meta.url);
const mutants: ClientMutant[] = [];
for (const name of readdirSync(folder).filter((file) => file.endsWith('.js'))) {
  if (area !== '' && !name.startsWith(area)) continue;
  const loaded = (await import(new URL(name, folder).href)) as { readonly mutants: readonly ClientMutant[] };
  mutants.push(...loaded.mutants);
}
const started = now();
const { results } = await runAltered({ suite, altered: null, now });
process.stdout.write(`reference: ${JSON.stringify(results.totals)} in ${Math.round(now() - started)} ms\n`);
for (const failure of judgeVariant('reference', results).failures) process.stdout.write(`  ${failure}\n`);
const outcomes: MutantOutcome[] = [];
const baseline = await measureBaseline({ suite, now });
for (const mutant of mutants) {
  const begun = now();
  const run = await runAltered({ suite, altered: mutant, now, baseline });
  const outcome = judgeMutant(mutant, run.results);
  outcomes.push(outcome);
  const mark = outcome.caughtBy.length === 0 ? 'SURVIVES' : outcome.namedFirst ? 'caught' : 'NOT FIRST';
  process.stdout.write(`${mark} ${mutant.id} (${mutant.violates}) by ${outcome.caughtBy.join(', ') || '-'}; collateral: ${outcome.collateral.join(', ') || 'none'}; ${Math.round(now() - begun)} ms\n`);
}
const proof = addUpProof({ suite, mutants: outcomes, variants: [], scope: area === '' ? 'whole' : 'part' });
for (const fault of proof.faults) process.stdout.write(`fault: ${fault}\n`);
process.stdout.write(`${JSON.stringify(proof.totals)}\n`);
