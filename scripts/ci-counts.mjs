// Adds up what CI ran and prints the closing line `N passed, N failed, N skipped`: unit tests (vitest's JSON), the campaign
// of the packed tarball (results.json), mutants and variants (prove --json). Exit 1 when anything failed or nothing ran.
import { readFileSync } from 'node:fs';

const [vitest, results, proof] = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, 'utf8')));
const survivors = proof.mutants.filter((mutant) => mutant.caughtBy.length === 0 || !mutant.namedFirst).length;
const brokenVariants = proof.variants.filter((variant) => variant.failures.length > 0).length;
const totals = results.totals;

const parts = {
  'unit tests': { passed: vitest.numPassedTests, failed: vitest.numFailedTests, skipped: vitest.numPendingTests + vitest.numTodoTests },
  'test cases of the packed suite': { passed: totals.pass, failed: totals.fail + totals.error + totals.inconclusive + totals.outOfTime, skipped: totals.notApplicable },
  mutants: { passed: proof.mutants.length - survivors, failed: survivors, skipped: 0 },
  variants: { passed: proof.variants.length - brokenVariants, failed: brokenVariants, skipped: 0 },
};
const sum = { passed: 0, failed: 0, skipped: 0 };
for (const [name, counts] of Object.entries(parts)) {
  for (const key of Object.keys(sum)) sum[key] += counts[key];
  process.stdout.write(`${name}: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`);
}
process.stdout.write(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped\n`);
process.exitCode = sum.failed > 0 || sum.passed === 0 ? 1 : 0;
