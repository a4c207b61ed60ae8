import { describe, expect, it } from 'vitest';
import { afterwards, conditionsOf, noting, onlyWhen, whenRefused, within } from './conditions.js';

interface Context {
  readonly parts: { readonly double: (context: Context, value: number) => number; readonly treble: (context: Context, value: number) => number };
}

const double = (_context: Context, value: number): number => value * 2;
const treble = (_context: Context, value: number): number => value * 3;
const sextuple = ({ parts }: Context, value: number): number => parts.treble(context, parts.double(context, value));
const fetch = async (_context: Context, value: number): Promise<number> => value * 2;
const context: Context = { parts: { double, treble } };

const refuse = (_context: Context, value: number): number => {
  throw new RangeError(`not ${value}`);
};
const reject = (asked: Context, value: number): Promise<number> => Promise.resolve().then(() => refuse(asked, value));

describe('a replacement with a condition', () => {
  it('is the standard part where the condition does not hold', () => {
    const part = onlyWhen(double, (_context, value) => value > 10, () => -1);
    expect([part(context, 4), part(context, 40)]).toEqual([8, -1]);
  });

  it('goes on after the standard part where the condition holds for the result', async () => {
    const later = afterwards(fetch, (_context, { result }) => result > 10, async (_context, { result }) => -result);
    const atOnce = afterwards(double, (_context, { result }) => result > 10, (_context, { args }) => -args);
    expect([await later(context, 4), await later(context, 40), atOnce(context, 4), atOnce(context, 40)]).toEqual([8, -80, 8, -40]);
  });

  it('goes on after the refusal of the standard part where the condition holds for the fault', async () => {
    const is40 = (_context: Context, { fault }: { readonly fault: unknown }): boolean => fault instanceof RangeError && fault.message === 'not 40';
    expect(whenRefused(refuse, is40, (_context, { args }) => -args)(context, 40)).toBe(-40);
    expect(() => whenRefused(refuse, is40, () => 0)(context, 4)).toThrow('not 4');
    expect(await whenRefused(reject, is40, () => Promise.resolve(1))(context, 40)).toBe(1);
    await expect(whenRefused(reject, is40, () => Promise.resolve(1))(context, 4)).rejects.toThrow('not 4');
    expect(whenRefused(double, () => true, () => 0)(context, 4)).toBe(8);
  });

  it('is the standard part with other parts below it', () => {
    const part = within(sextuple, (value) => (value > 10 ? { double: () => 1 } : {}));
    expect([part(context, 4), part({ ...context, parts: { ...context.parts, double: () => 7 } }, 40)]).toEqual([24, 3]);
  });

  it('may be the standard part with notes', () => {
    const seen: number[] = [];
    expect(noting(double, (_context, value) => seen.push(value))(context, 4)).toBe(8);
    expect(seen).toEqual([4]);
  });

  it('tells its conditions, the outermost first, which a part without one does not have', () => {
    const part = onlyWhen(afterwards(double, () => true, () => 0), () => true, () => 1);
    expect(conditionsOf(part, double)?.map(({ known }) => known)).toEqual(['before', 'after']);
    expect(conditionsOf(whenRefused(double, () => true, () => 0), double)?.map(({ known }) => known)).toEqual(['refused']);
    expect(conditionsOf(within(sextuple, () => ({})), sextuple)?.map(({ known }) => known)).toEqual(['within']);
    expect(conditionsOf(double, double)).toBeUndefined();
    expect(conditionsOf(undefined, double)).toBeUndefined();
  });

  it('has none for whoever replaces another part by it', () => {
    expect(conditionsOf(onlyWhen(double, () => false, () => 1), sextuple)).toBeUndefined();
  });
});
