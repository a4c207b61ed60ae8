import { describe, expect, it } from 'vitest';
import type { Failure } from './failure.js';
import { failureText } from './failure-text.js';
import { expectGolden } from './testing/golden.js';
import { SAMPLE_RESULTS, sampleInput } from './testing/sample.js';

function failures(): readonly Failure[] {
  const { tests, rules } = SAMPLE_RESULTS;
  return [
    ...tests.filter(({ verdict }) => verdict === 'fail' || verdict === 'error' || verdict === 'inconclusive').map((test): Failure => ({ kind: 'test', test })),
    ...tests.flatMap((test) => test.findings.slice(test.verdict === 'fail' ? 1 : 0).map((finding): Failure => ({ kind: 'test', test, finding }))),
    ...rules.filter(({ outcome }) => outcome === 'violated').map((rule): Failure => ({ kind: 'rule', rule })),
  ];
}

describe('failureText', () => {
  it('renders every kind of failure as the golden file says', () => {
    const text = failures().map((failure) => failureText(sampleInput(), failure));
    expectGolden(`${text.join('\n\n')}\n`, new URL('testdata/failure-text.golden', import.meta.url));
  });

  it('keeps to thirty lines of at most 130 columns', () => {
    for (const failure of failures()) {
      const lines = failureText(sampleInput(), failure).split('\n');
      expect(lines.length).toBeLessThanOrEqual(30);
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(180);
    }
  });

  it('names the order of design section 4', () => {
    const [failure] = failures();
    const text = failure === undefined ? '' : failureText(sampleInput(), failure);
    const order = ['Requirement', 'Sent', 'Expected', 'Came', 'Message', 'Repeat'].map((label) => text.indexOf(`\n${label}`));
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(order).not.toContain(-1);
  });

  it('shows no control character and no secret', () => {
    const text = failures().map((failure) => failureText(sampleInput(), failure)).join('\n');
    // eslint-disable-next-line no-control-regex -- what must not be there
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e\u2028]/);
    expect(text).not.toContain('s3cret');
  });

  it('shows secrets where a person asked for them', () => {
    const finding = SAMPLE_RESULTS.tests[0]?.findings[0];
    const test = SAMPLE_RESULTS.tests[0];
    if (test === undefined || finding === undefined) throw new TypeError('the sample has lost its first finding');
    const wanted = { ...finding, at: { event: 3, path: 'Status[1].MO[0].MOData.AAuthSecret' } };
    expect(failureText({ ...sampleInput(), reveal: 'revealed' }, { kind: 'test', test, finding: wanted })).toContain('s3cret');
    expect(failureText(sampleInput(), { kind: 'test', test, finding: wanted })).toContain('"AAuthSecret":"••••"');
  });

  it('does without a transcript', () => {
    const [failure] = failures();
    if (failure === undefined) throw new TypeError('the sample has no failure');
    expect(failureText({ ...sampleInput(), transcripts: () => undefined }, failure)).toContain('is not at hand');
  });
});
