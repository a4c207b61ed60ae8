import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from './finding.js';
import { severityOf } from './requirement.js';
import { requirement } from './testing.js';
import { outcomeOf, settle, worse } from './verdict.js';

const must = requirement();
const finding = (outcome: Finding['outcome'], id = must.id): Finding => ({ requirement: id, outcome, message: `it is ${outcome}` });

describe('verdict of a test', () => {
  it('passes only when every claimed requirement was exercised and satisfied', () => {
    expect(settle({ claimed: [must], findings: [finding('satisfied')], strictness: 'normal' })).toEqual({ verdict: 'pass', warnings: 0, reason: null });
  });

  it('is inconclusive, never a pass, when nothing was observed', () => {
    expect(settle({ claimed: [must], findings: [], strictness: 'normal' })).toEqual({ verdict: 'inconclusive', warnings: 0, reason: 'DM2-SEQ-C-001 was not exercised' });
  });

  it('fails on a violated MUST and gives its message as the reason', () => {
    const judgement = settle({ claimed: [must], findings: [finding('inconclusive'), finding('violated'), finding('satisfied')], strictness: 'normal' });
    expect(judgement).toEqual({ verdict: 'fail', warnings: 0, reason: 'it is violated' });
  });

  it('counts a violated SHOULD as a warning, and as a failure when strict', () => {
    const should = requirement({ level: 'SHOULD' });
    expect(settle({ claimed: [should], findings: [finding('violated')], strictness: 'normal' })).toMatchObject({ verdict: 'pass', warnings: 1 });
    expect(settle({ claimed: [should], findings: [finding('violated')], strictness: 'strict' })).toMatchObject({ verdict: 'fail', warnings: 0 });
  });

  it('ignores findings about requirements that the test does not claim', () => {
    expect(settle({ claimed: [must], findings: [finding('satisfied'), finding('violated', 'DM2-SEQ-C-999')], strictness: 'normal' }).verdict).toBe('pass');
  });
});

describe('severity', () => {
  it.each([
    ['a MUST whose text was read', requirement(), 'fail'],
    ['a MUST NOT whose text was read', requirement({ level: 'MUST NOT' }), 'fail'],
    ['a recalled MUST', requirement({ basis: 'recalled' }), 'warning'],
    ['an inferred MUST', requirement({ source: ['D1', 'I'] }), 'warning'],
    ['a SHOULD', requirement({ level: 'SHOULD' }), 'warning'],
    ['a MAY', requirement({ level: 'MAY' }), 'warning'],
  ] as const)('%s counts as %3$s', (_, subject, severity) => {
    expect(severityOf(subject, 'normal')).toBe(severity);
  });

  it('makes everything but a MAY fail when strict', () => {
    expect(severityOf(requirement({ basis: 'recalled' }), 'strict')).toBe('fail');
    expect(severityOf(requirement({ level: 'SHOULD' }), 'strict')).toBe('fail');
    expect(severityOf(requirement({ level: 'MAY' }), 'strict')).toBe('warning');
  });
});

describe('the lattice', () => {
  const verdict = fc.constantFrom('pass', 'inconclusive', 'fail', 'error' as const);

  it('is commutative, associative, idempotent, and pass is its bottom', () => {
    fc.assert(
      fc.property(verdict, verdict, verdict, (a, b, c) => {
        expect(worse(a, b)).toBe(worse(b, a));
        expect(worse(worse(a, b), c)).toBe(worse(a, worse(b, c)));
        expect(worse(a, a)).toBe(a);
        expect(worse(a, 'pass')).toBe(a);
      }),
    );
  });

  it('gives a requirement without findings no outcome', () => {
    expect(outcomeOf([])).toBeNull();
    expect(outcomeOf([finding('inconclusive')])).toBe('inconclusive');
    expect(outcomeOf([finding('inconclusive'), finding('satisfied')])).toBe('inconclusive');
    expect(outcomeOf([finding('satisfied'), finding('violated')])).toBe('violated');
  });
});
