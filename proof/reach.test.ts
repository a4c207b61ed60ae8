import { describe, expect, it } from 'vitest';
import type { FinishedTest } from '../harness/campaign/run.js';
import { DEFAULT_PARTS } from '../reference/dm2-client/default-parts.js';
import { unaffectedTests, watchParts, type Baseline } from './reach.js';

const finished = { result: {}, rules: [] } as unknown as FinishedTest;
const baseline: Baseline = {
  finished: new Map([['uses-subscribe', finished], ['uses-upload', finished]]),
  transcripts: new Map(),
  asked: new Set(),
  infected: new Map(),
  reach: new Map([['uses-subscribe', new Set(['subscribe', 'runCommand'])], ['uses-upload', new Set(['upload', 'runCommand'])], ['has-no-result', new Set<string>()]]),
};
const altered = { id: 'dm2/client/a/b', does: 'something else' };

describe('what a mutant can change', () => {
  it('leaves alone the tests that reach none of the parts it replaces', () => {
    expect([...unaffectedTests({ ...altered, parts: () => ({ subscribe: () => undefined }) }, DEFAULT_PARTS, baseline)]).toEqual(['uses-upload']);
    expect([...unaffectedTests({ ...altered, parts: (standard) => ({ runCommand: standard.runCommand }) }, DEFAULT_PARTS, baseline)]).toEqual([]);
  });

  it('may be anything when the device or its ICS differs', () => {
    expect(unaffectedTests({ ...altered, parts: () => ({}), supports: { C_GET: false } }, DEFAULT_PARTS, baseline).size).toBe(0);
    expect(unaffectedTests({ ...altered, parts: () => ({}), config: (standard) => standard }, DEFAULT_PARTS, baseline).size).toBe(0);
    expect(unaffectedTests(altered, DEFAULT_PARTS, baseline).size).toBe(0);
  });

  it('notes each part that is looked up and changes nothing', () => {
    const reached = new Set<string>();
    expect(watchParts(DEFAULT_PARTS, reached).subscribe).toBe(DEFAULT_PARTS.subscribe);
    expect([...reached]).toEqual(['subscribe']);
  });
});
