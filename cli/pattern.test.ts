/** The pattern language, one for all commands. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matcherOf, matcherOfAll, suggestPattern } from './pattern.js';

describe('matcherOf', () => {
  it.each([
    ['dm2/client/hget/stores-data', 'dm2/client/hget/stores-data', true],
    ['dm2/client/hget/stores', 'dm2/client/hget/stores-data', false],
    ['dm2/client/*/stores-data', 'dm2/client/hget/stores-data', true],
    ['dm2/client/*', 'dm2/client/hget/stores-data', false],
    ['dm2/**', 'dm2/client/hget/stores-data', true],
    ['**', '', true],
    ['**/stores-*', 'dm2/client/hget/stores-data', true],
    ['DM2-CMD-*-C-*', 'DM2-CMD-HGET-C-002', true],
    ['rule:*', 'rule:DM2-PKG3-C-004', true],
    ['a.c', 'abc', false],
    ['a+(b)[c]{1}|^$\\', 'a+(b)[c]{1}|^$\\', true],
    ['a*', 'a\nb', true],
  ])('%s on %s is %s', (pattern, id, expected) => {
    expect(matcherOf(pattern)(id)).toBe(expected);
  });

  it('takes every id literally', () => {
    fc.assert(
      fc.property(fc.string().filter((id) => !id.includes('*')), (id) => {
        expect(matcherOf(id)(id)).toBe(true);
        expect(matcherOf(`${id}**`)(id)).toBe(true);
      }),
    );
  });

  it('answers in time for a pattern full of stars', () => {
    const started = performance.now();
    expect(matcherOf(`${'*a'.repeat(200)}b`)('a'.repeat(1_000))).toBe(false);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe('matcherOfAll', () => {
  it('takes every id when no pattern is given', () => {
    expect(matcherOfAll([])('x')).toBe(true);
    expect(matcherOfAll(['a', 'b*'])('bc')).toBe(true);
    expect(matcherOfAll(['a', 'b*'])('c')).toBe(false);
  });
});

describe('suggestPattern', () => {
  const known = ['dm2/client/hget/stores-data', 'dm2/client/get/reads'];
  it.each([
    ['dm2/client/hget', ", did you mean 'dm2/client/hget/**'?"],
    ['dm2/client/hget/', ", did you mean 'dm2/client/hget/**'?"],
    ['dm2/client/hgett/*', ", did you mean 'dm2/client/hget/*'?"],
    ['dm2/client/get/read', ", did you mean 'dm2/client/get/reads'?"],
    ['entirely-other', ''],
  ])('for %s suggests%s', (pattern, expected) => {
    expect(suggestPattern(pattern, known)).toBe(expected);
  });
});
