import { describe, expect, it } from 'vitest';
import type { Observation } from './finding.js';
import { collectFindings, NotExercised, show } from './judge.js';

const ID = 'DM2-SEQ-C-001';
const status = (value: number): Observation<number> => ({ value, at: { event: 3, path: 'Status[0].sc' }, what: 'status of HGET', stimulus: { event: 2 } });

describe('the verdict builder', () => {
  it('writes pass and fail from one comparison, with what was expected, what was found and where', () => {
    const [pass, fail] = [200, 404].map((code) => collectFindings([ID], (judge) => void judge.check(ID).is(status(code), 200))[0]);
    expect(pass).toMatchObject({ outcome: 'satisfied', expected: 'status of HGET 200', found: 'status of HGET 200' });
    expect(fail).toEqual({
      requirement: ID,
      outcome: 'violated',
      message: 'expected status of HGET 200, found status of HGET 404',
      expected: 'status of HGET 200',
      found: 'status of HGET 404',
      at: { event: 3, path: 'Status[0].sc' },
      stimulus: { event: 2 },
    });
  });

  it.each([
    [404, 'satisfied'],
    [400, 'satisfied'],
    [503, 'inconclusive'],
    [200, 'violated'],
    [304, 'violated'],
  ])('calls a refusal with %i %s', (code, outcome) => {
    const [finding] = collectFindings([ID], (judge) => void judge.check(ID).refused(status(code), [404, 400]));
    expect(finding?.outcome).toBe(outcome);
  });

  it.each([
    [199, 'violated'],
    [200, 'satisfied'],
    [299, 'satisfied'],
    [300, 'violated'],
  ])('calls the status %i, where success is wanted, %s', (code, outcome) => {
    expect(collectFindings([ID], (judge) => void judge.check(ID).succeeded(status(code)))[0]?.outcome).toBe(outcome);
  });

  it('points at the surplus thing when there are too many, at the stimulus when there are too few', () => {
    const things = [{ at: { event: 4 } }, { at: { event: 6 } }];
    const [tooMany] = collectFindings([ID], (judge) => void judge.check(ID).count(things, 1, { what: 'GET', at: { event: 2 } }));
    const [tooFew] = collectFindings([ID], (judge) => void judge.check(ID).count(things, 3, { what: 'GET', at: { event: 2 } }));
    expect(tooMany).toMatchObject({ outcome: 'violated', found: '2 × GET', at: { event: 6 } });
    expect(tooFew).toMatchObject({ outcome: 'violated', at: { event: 2 } });
  });

  it('makes what is not violated inconclusive when a prerequisite is missing: the step that decides may be missing', () => {
    const findings = collectFindings([ID, 'DM2-SEQ-C-002', 'DM2-SEQ-C-003'], (judge) => {
      judge.check(ID).is(status(200), 200);
      judge.check('DM2-SEQ-C-003').is(status(200), 404);
      judge.require(false, 'HPUT, a means of this test, is 501', { event: 5 });
    });
    expect(findings).toMatchObject([
      { requirement: ID, outcome: 'satisfied' },
      { requirement: 'DM2-SEQ-C-003', outcome: 'violated' },
      { requirement: ID, outcome: 'inconclusive', message: 'HPUT, a means of this test, is 501', at: { event: 5 } },
      { requirement: 'DM2-SEQ-C-002', outcome: 'inconclusive', message: 'HPUT, a means of this test, is 501', at: { event: 5 } },
    ]);
  });

  it('lets a fault of the judgement itself through: it is ours, not the product’s', () => {
    expect(() => collectFindings([ID], () => { throw new TypeError('undefined is not a function'); })).toThrow(TypeError);
    expect(() => collectFindings([], () => { throw new NotExercised('no session'); })).not.toThrow();
  });

  it('shows long values cut, with their length', () => {
    expect(show('x'.repeat(500))).toBe(`"${'x'.repeat(199)}… (502 characters)`);
    expect(show(undefined)).toBe('nothing');
  });
});
