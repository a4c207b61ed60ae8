import { describe, expect, it } from 'vitest';
import type { CampaignResults, TestResult } from '../harness/campaign/results.js';
import { leftTo } from '../harness/judge/left-to.js';
import { reasonsOf } from './reasons.js';
import { SAMPLE_RESULTS } from './testing/sample.js';

const TEST = firstOf(SAMPLE_RESULTS.tests);
const REQUIREMENT = firstOf(SAMPLE_RESULTS.requirements);

function firstOf<T>([first]: readonly T[]): T {
  if (first === undefined) throw new TypeError('the sample has none');
  return first;
}

const waiting = (command: string, outcome: string, iut = 'A'): TestResult => ({ ...TEST, iut, verdict: 'inconclusive', reason: leftTo(command, `no ${command} takes effect (${outcome})`) });

/** Tests that wait for a command, and the requirements of the IUT `A` that are violated. */
function results(tests: readonly TestResult[], violated: readonly string[] = []): CampaignResults {
  return { ...SAMPLE_RESULTS, tests, requirements: violated.map((id) => ({ ...REQUIREMENT, iut: 'A', id, outcome: 'violated' })) };
}

describe('tests that wait for a command', () => {
  it('share one reason, which names the violated requirement to repair first', () => {
    const tests = [waiting('HPUT', 'status 200'), waiting('DELETE', 'status 200'), waiting('HPUT', 'status 200, 404')];
    expect(reasonsOf(results(tests, ['DM2-CMD-HGET-C-002', 'DM2-CMD-HPUT-C-002', 'DM2-CMD-HPUT-C-003', 'DM2-CMD-DELETE-C-001']), ['inconclusive'])).toEqual([
      ['HPUT took no effect; DM2-CMD-HPUT-C-002 and the other requirements on HPUT judge that: repair it first', 2],
      ['DELETE took no effect; DM2-CMD-DELETE-C-001 and the other requirements on DELETE judge that: repair it first', 1],
    ]);
  });

  it.each([
    ['none of its requirements is violated', results([waiting('HPUT', 'status 501')], ['DM2-CMD-HGET-C-002'])],
    ['only another IUT violates them', results([waiting('HPUT', 'status 501', 'B')], ['DM2-CMD-HPUT-C-002'])],
  ])('say how to find the requirement where %s', (_where, given) => {
    expect(reasonsOf(given, ['inconclusive'])).toEqual([["HPUT took no effect; the requirements on HPUT judge that: run them with --requirement 'DM2-CMD-HPUT-*' and repair it first", 1]]);
  });

  it('keep every other reason apart', () => {
    const tests = ['status of HPUT, a means of this test, is 501', 'the client refused HPUT with 501'].map((reason): TestResult => ({ ...TEST, verdict: 'inconclusive', reason }));
    expect(reasonsOf(results(tests), ['inconclusive']).map(([reason]) => reason)).toEqual(tests.map(({ reason }) => reason));
    expect(reasonsOf(results(tests), ['out-of-time'])).toEqual([]);
  });
});
