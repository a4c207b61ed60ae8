/** What Allure is told: ids that last, labels, and verdicts that it has no word for. */
import { describe, expect, it } from 'vitest';
import { completeResult } from './allure-reporter.js';
import type { ConformanceMeta } from './meta.js';

const META: ConformanceMeta = { id: 'dm2/client/hget/stores-data', verdict: 'pass', reason: null, requirements: ['DM2-CMD-HGET-C-003'], features: ['C_GET'], severity: 'critical' };

function completed(meta: Partial<ConformanceMeta>): Readonly<Record<string, unknown>> {
  const result = { labels: [], status: 'skipped', statusDetails: {} };
  completeResult(result, { ...META, ...meta });
  return result;
}

describe('completeResult', () => {
  it('sets the ids to that of the test case, and labels for what it traces to', () => {
    expect(completed({})).toMatchObject({
      testCaseId: META.id,
      historyId: META.id,
      labels: [{ name: 'requirement', value: 'DM2-CMD-HGET-C-003' }, { name: 'feature', value: 'C_GET' }, { name: 'severity', value: 'critical' }, { name: 'verdict', value: 'pass' }],
    });
  });

  it.each([
    ['inconclusive', 'unknown'],
    ['out-of-time', 'unknown'],
    ['not-applicable', 'skipped'],
    ['error', 'broken'],
  ] as const)('tells %s as %s, with the reason', (verdict, status) => {
    expect(completed({ verdict, reason: 'because' })).toMatchObject({ status, statusDetails: { message: `${verdict}: because` } });
  });

  it('describes why there is no verdict, where the page shows it, and lets no peer write Markdown', () => {
    expect(completed({ verdict: 'inconclusive', reason: 'found "~~~\n<b>x</b>"' })['description']).toBe('~~~text\ninconclusive: found "~ ~ ~\n<b>x</b>"\n~~~');
    expect(completed({ verdict: 'pass' })['description']).toBeUndefined();
  });

  it('tells a failure as the product\'s, and leaves its text', () => {
    const result = { labels: [], status: 'broken', statusDetails: { message: 'FAIL dm2/client/hget/stores-data' } };
    completeResult(result, { ...META, verdict: 'fail', reason: 'because' });
    expect(result).toMatchObject({ status: 'failed', statusDetails: { message: 'FAIL dm2/client/hget/stores-data' } });
  });

  it('leaves a pass as vitest says it', () => {
    expect(completed({ verdict: 'pass' })).toMatchObject({ status: 'skipped', statusDetails: {} });
  });
});
