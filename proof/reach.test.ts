import { describe, expect, it } from 'vitest';
import type { PlannedTest } from '../harness/campaign/plan.js';
import type { FinishedTest } from '../harness/campaign/run.js';
import { DEFAULT_PARTS } from '../reference/dm2-client/default-parts.js';
import { onlyWhen } from './conditions.js';
import type { Altered } from './defect.js';
import { unaffectedTests, watchParts, type Baseline } from './reach.js';

const finished = { result: {}, rules: [] } as unknown as FinishedTest;
const planned = ['uses-subscribe', 'uses-upload', 'has-no-result'].map((id) => ({ test: { id }, claimed: [], notApplicable: null }) as unknown as PlannedTest);
const baseline: Baseline = {
  finished: new Map([['uses-subscribe', finished], ['uses-upload', finished]]),
  courses: new Map(),
  planned: new Map(planned.map((entry) => [entry.test.id, entry])),
  asked: new Set(),
  questions: new Set(),
  infected: new Map(),
  exposed: new Map(),
  reach: new Map([['uses-subscribe', new Set(['subscribe', 'runCommand'])], ['uses-upload', new Set(['upload', 'runCommand'])], ['has-no-result', new Set<string>()]]),
};
const unaffected = (facts: Omit<Altered, 'id' | 'does'>, known: Partial<Baseline> = {}, plan = planned): readonly string[] => [
  ...unaffectedTests({ baseline: { ...baseline, ...known }, altered: { id: 'a', does: 'something else', ...facts }, standard: DEFAULT_PARTS, planned: plan }),
];

describe('what a mutant can change', () => {
  it('leaves alone the tests that reach none of the parts it replaces', () => {
    expect(unaffected({ parts: () => ({ subscribe: () => undefined }) })).toEqual(['uses-upload']);
    expect(unaffected({ parts: (standard) => ({ runCommand: standard.runCommand }) })).toEqual([]);
  });

  it('may be anything when the device or its ICS differs and nobody watched', () => {
    expect(unaffected({ parts: () => ({}), supports: { C_GET: false } })).toEqual([]);
    expect(unaffected({ parts: () => ({}), config: (standard) => standard })).toEqual([]);
    expect(unaffected({})).toEqual([]);
  });

  it('is what was seen to differ, when it was watched', () => {
    const asked = new Set(['a']);
    expect(unaffected({ supports: { C_GET: false } }, { asked })).toEqual(['uses-subscribe', 'uses-upload']);
    expect(unaffected({ supports: { C_GET: false } }, { asked, infected: new Map([['uses-upload', asked]]) })).toEqual(['uses-subscribe']);
    expect(unaffected({ parts: (standard) => ({ runCommand: standard.runCommand }) }, { asked })).toEqual([]);
    expect(unaffected({ parts: (standard) => ({ runCommand: onlyWhen(standard.runCommand, () => false, standard.runCommand) }) }, { asked })).toEqual(['uses-subscribe', 'uses-upload']);
    expect(unaffected({ parts: (standard) => ({ runCommand: standard.runCommand }) }, { asked, questions: new Set(['runCommand']) })).toEqual(['uses-subscribe', 'uses-upload']);
  });

  it('is open where a test is planned otherwise', () => {
    const other = planned.map((entry) => (entry.test.id === 'uses-upload' ? { ...entry, notApplicable: 'not for this one' } : entry));
    expect(unaffected({ parts: () => ({}) }, {}, other)).toEqual(['uses-subscribe']);
  });

  it('notes each part that is looked up and changes nothing', () => {
    const reached = new Set<string>();
    expect(watchParts(DEFAULT_PARTS, reached).subscribe).toBe(DEFAULT_PARTS.subscribe);
    expect([...reached]).toEqual(['subscribe']);
  });
});
