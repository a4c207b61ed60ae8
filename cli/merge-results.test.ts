/** Merging: IUTs beside each other, newest result of a test, shards add up. */
import { describe, expect, it } from 'vitest';
import type { CampaignResults } from '../harness/campaign/results.js';
import { mergeResults } from './merge-results.js';

interface Given {
  readonly iut?: string;
  readonly startedAt?: string;
  readonly tests: Readonly<Record<string, string>>;
  readonly rule?: 'violated' | 'satisfied' | 'not-tested';
  readonly requirement?: 'violated' | 'satisfied' | 'not-tested';
}

function run({ iut = 'a', startedAt = '2026-01-01T00:00:00Z', tests, rule = 'satisfied', requirement = 'satisfied' }: Given): CampaignResults {
  return {
    schema: 'dm-conformance/results/1',
    tool: { name: 'dm-conformance', version: '0' },
    run: { id: startedAt, startedAt, durationMs: 10, seed: 0, arguments: [], strict: false, complete: true },
    iuts: [{ name: iut, vendor: '', version: '', role: 'client', protocol: 'dm-2.0', profile: 'oma' }],
    totals: { pass: 0, fail: 0, inconclusive: 0, notApplicable: 0, outOfTime: 0, error: 0 },
    tests: Object.entries(tests).map(([id, verdict]) => ({ iut, id, title: '', verdict, reason: null, durationMs: 1, requirements: [], warnings: 0, findings: [], transcript: `transcripts/${id}.json` })),
    rules: [{ iut, requirement: 'R', level: 'MUST', title: 't', outcome: rule, message: 'm', clause: '1', at: [], judged: 3 }],
    requirements: [{ iut, id: 'R', level: 'MUST', area: '', clause: '', text: '', basis: 'text', ambiguity: null, outcome: requirement, warning: false, tests: [], reason: null }],
    readings: [],
    notes: [],
  } as unknown as CampaignResults;
}

describe('mergeResults', () => {
  it('leaves a single run as it is', () => {
    const results = run({ tests: { x: 'pass' } });
    const merged = mergeResults([{ folder: 'one', results }]);
    expect(merged.results).toBe(results);
    expect(merged.folderOf('transcripts/x.json')).toEqual({ folder: 'one', path: 'transcripts/x.json' });
  });

  it('adds shards up: tests in order, totals, rules, requirements', () => {
    const { results } = mergeResults([
      { folder: 'one', results: run({ tests: { x: 'pass' }, rule: 'violated', requirement: 'not-tested' }) },
      { folder: 'two', results: run({ tests: { y: 'fail' }, startedAt: '2026-01-02T00:00:00Z', requirement: 'violated' }) },
    ]);
    expect(results.tests.map(({ id }) => id)).toEqual(['x', 'y']);
    expect(results.totals).toMatchObject({ pass: 1, fail: 1 });
    expect(results.rules).toMatchObject([{ outcome: 'violated', judged: 6 }]);
    expect(results.requirements).toMatchObject([{ id: 'R', outcome: 'violated' }]);
    expect(results.iuts).toHaveLength(1);
    expect(results.run).toMatchObject({ startedAt: '2026-01-01T00:00:00Z', durationMs: 20 });
  });

  it('takes the newest result of a test that was run twice, whatever the order, and says so', () => {
    const { results, folderOf } = mergeResults([
      { folder: 'new', results: run({ tests: { x: 'fail' }, startedAt: '2026-01-02T00:00:00Z' }) },
      { folder: 'old', results: run({ tests: { x: 'pass', y: 'pass' } }) },
    ]);
    expect(results.tests.map(({ id, verdict }) => `${id} ${verdict}`)).toEqual(['x fail', 'y pass']);
    expect(folderOf(results.tests[0]?.transcript ?? '')).toEqual({ folder: 'new', path: 'transcripts/x.json' });
    expect(folderOf(results.tests[1]?.transcript ?? '')).toEqual({ folder: 'old', path: 'transcripts/y.json' });
    expect(results.notes).toEqual(['merged from new, old', '1 tests were run more than once; the newest result counts']);
  });

  it('keeps the same test of two IUTs apart', () => {
    const { results } = mergeResults([
      { folder: 'one', results: run({ tests: { x: 'pass' } }) },
      { folder: 'two', results: run({ iut: 'b', tests: { x: 'fail' } }) },
    ]);
    expect(results.tests.map(({ iut, verdict }) => `${iut} ${verdict}`)).toEqual(['a pass', 'b fail']);
    expect(results.iuts.map(({ name }) => name)).toEqual(['a', 'b']);
  });
});
