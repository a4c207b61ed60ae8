import { describe, expect, it } from 'vitest';
import type { Totals } from '../harness/campaign/results.js';
import { missingValues, summaryOf } from './summary.js';
import { SAMPLE_RESULTS } from './testing/sample.js';

const NONE: Totals = { pass: 0, fail: 0, inconclusive: 0, notApplicable: 0, outOfTime: 0, error: 0 };

function summary(totals: Partial<Totals>): ReturnType<typeof summaryOf> {
  return summaryOf({ ...SAMPLE_RESULTS, totals: { ...NONE, ...totals }, rules: [], requirements: [] });
}

describe('summaryOf', () => {
  it.each([
    [{ pass: 3 }, 'pass', 'All 3 tests passed.'],
    [{ pass: 3, inconclusive: 1 }, 'inconclusive', 'No violation found, but 1 test could not be decided.'],
    [{ pass: 3, fail: 1, inconclusive: 1 }, 'fail', 'Not conformant: 1 requirement violated, 1 test failed.'],
    [{ notApplicable: 4 }, 'inconclusive', 'Nothing was tested.'],
    [{ pass: 1, error: 1 }, 'error', 'No verdict.'],
  ])('says of %j', (totals, colour, sentence) => {
    expect(summary(totals)).toMatchObject({ colour, sentence });
  });

  it('calls a broken rule a violation even where every test passed', () => {
    expect(summaryOf({ ...SAMPLE_RESULTS, totals: { ...NONE, pass: 2 } }).colour).toBe('fail');
  });

  it('says that errors do not count against the implementation', () => {
    expect(summary({ fail: 1, error: 2 }).remarks).toEqual(['The suite itself failed in 2 tests, which does not count against the implementation.']);
  });
});

describe('missingValues', () => {
  it('lists every value that the plan names, once, sorted', () => {
    expect(missingValues(SAMPLE_RESULTS)).toEqual(['acl.node', 'acl.server']);
  });
});
