import { describe, expect, it } from 'vitest';
import { evaluate, featuresIn, parsePredicate } from './predicate.js';

describe('ICS predicates', () => {
  it.each([
    ['A', { A: true }, true],
    ['A', {}, false],
    ['!A', {}, true],
    ['!!A', { A: true }, true],
    ['A|B', { B: true }, true],
    ['A&B', { B: true }, false],
    ['A & B | C', { C: true }, true],
    ['A & (B | C)', { C: true }, false],
    ['!A&B', { B: true }, true],
    ['!(A|B)', { B: true }, false],
  ])('%s with %o is %s', (text, features, holds) => {
    expect(evaluate(parsePredicate(text), features as Readonly<Record<string, boolean>>)).toBe(holds);
  });

  it('names every feature', () => {
    expect(featuresIn(parsePredicate('!A & (B | C_2)'))).toEqual(['A', 'B', 'C_2']);
  });

  it.each([
    ['', "predicate '', column 1: expected a feature"],
    ['A &', "predicate 'A &', column 4: expected a feature"],
    ['A B', "predicate 'A B', column 2: expected the end"],
    ['(A', "predicate '(A', column 3: expected ')'"],
    ['A)', "predicate 'A)', column 2: expected the end"],
    ['| A', "predicate '| A', column 1: expected a feature"],
  ])('refuses %j with the column', (text, message) => {
    expect(() => parsePredicate(text)).toThrow(message);
  });

  it('refuses characters that are no part of a predicate', () => {
    expect(() => parsePredicate('A $ B')).toThrow(SyntaxError);
  });
});
