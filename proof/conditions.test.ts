import { describe, expect, it } from 'vitest';
import { afterwards, conditionOf, onlyWhen } from './conditions.js';

const context = {};
const double = (_context: object, value: number): number => value * 2;
const fetch = async (_context: object, value: number): Promise<number> => value * 2;

describe('a replacement with a condition', () => {
  it('is the standard part where the condition does not hold', () => {
    const part = onlyWhen(double, (_context, value) => value > 10, () => -1);
    expect([part(context, 4), part(context, 40)]).toEqual([8, -1]);
  });

  it('goes on after the standard part where the condition holds for the result', async () => {
    const part = afterwards(fetch, (_context, { result }) => result > 10, async (_context, { result }) => -result);
    expect([await part(context, 4), await part(context, 40)]).toEqual([8, -80]);
  });

  it('tells its condition, which a part without one does not have', () => {
    expect(conditionOf(onlyWhen(double, (_context, value) => value > 10, () => -1))?.holds(context, 11, undefined)).toBe(true);
    expect(conditionOf(afterwards(fetch, (_context, { result }) => result > 10, (_context, { result }) => fetch(context, result)))?.holds(context, 1, 2)).toBe(false);
    expect(conditionOf(double)).toBeUndefined();
    expect(conditionOf(undefined)).toBeUndefined();
  });
});
