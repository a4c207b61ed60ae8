/**
 * The bare server gets the verdicts that are committed beside it, and its report tells what it does not support from what it does
 * wrong. UPDATE_GOLDEN=1 writes the verdicts anew.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { campaignOf, HAS_PYTHON, startPython } from '../testing/python-programs.js';

const EXPECTED = new URL('./expected.json', import.meta.url);
const TIMEOUT_MS = 120_000;

describe.skipIf(!HAS_PYTHON)('the bare server', () => {
  it('gets the verdicts that are committed beside it, and a report that its author can use', { timeout: TIMEOUT_MS }, async () => {
    const server = await startPython(new URL('./server.py', import.meta.url), '0');
    const { outcome, results, printed } = await campaignOf(new URL('./iut.yaml', import.meta.url), { 'http://127.0.0.1:8765/dm': server.address }).finally(() => server.stop());
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(EXPECTED, `${JSON.stringify(outcome, null, 2)}\n`);
    expect(outcome).toEqual(JSON.parse(readFileSync(EXPECTED, 'utf8')));
    // What it lacks fails nothing and says why; what it does wrong is no more than what its README says.
    const notRun = results.tests.filter(({ verdict }) => verdict === 'not-applicable');
    expect(notRun.filter(({ reason }) => !/^no upper tester: |^the IUT file gives no |^TLS is not set up for it: |applies if|the test needs /.test(reason ?? ''))).toEqual([]);
    expect(results.totals.inconclusive + results.totals.error).toBe(0);
    const ofIt = new RegExp(`Not applicable, because:\\n(?:.*\\n)*?  ${notRun.filter(({ reason }) => reason?.startsWith('no upper tester') === true).length} × no upper tester`);
    expect(printed).toMatch(ofIt);
  });
});
