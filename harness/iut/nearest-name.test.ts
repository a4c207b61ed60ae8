import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editDistance, nearestName } from './nearest-name.js';

describe('nearest name', () => {
  it.each([
    ['suports', ['name', 'supports'], 'supports'],
    ['prot', ['host', 'port', 'path'], 'port'],
    ['NAME', ['name'], 'name'],
    ['zzz', ['name'], null],
    ['', ['name'], null],
    ['x', [], null],
  ])('of %j among %j is %j', (name, known, nearest) => {
    expect(nearestName(name, known)).toBe(nearest);
  });
});

describe('edit distance', () => {
  it.each([['', '', 0], ['a', '', 1], ['kitten', 'sitting', 3], ['ab', 'ba', 1], ['abcd', 'acbd', 1], ['abc', 'abc', 0]])('of %j and %j is %i', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
  });

  it('is the same both ways, zero only for equals, and never more than the longer name', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 });
    fc.assert(fc.property(word, word, (a, b) => {
      const distance = editDistance(a, b);
      expect(distance).toBe(editDistance(b, a));
      expect(distance === 0).toBe(a === b);
      expect(distance).toBeLessThanOrEqual(Math.max(a.length, b.length));
    }));
  });
});
