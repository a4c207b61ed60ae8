import { describe, expect, it } from 'vitest';
import { interleaved, measurement, median, meetsTarget } from './measure.js';
import { table } from './table.js';

const SAMPLE = { name: 'a cold test', value: 0.2, unit: 's', baseline: 'node -e 0', baselineValue: 0.04 } as const;

describe('a measurement', () => {
  it('has its ratio to the baseline', () => {
    expect(measurement(SAMPLE).ratio).toBeCloseTo(5);
  });

  it.each([
    [{ of: 'value', atMost: 0.25 } as const, true],
    [{ of: 'value', atMost: 0.1 } as const, false],
    [{ of: 'ratio', atMost: 4 } as const, false],
    [{ of: 'ratio', atLeast: 4 } as const, true],
    [{ of: 'value', atLeast: 1 } as const, false],
    [{ of: 'value at pace', emptyNodeMs: 100, atMost: 0.1 } as const, true],
    [{ of: 'value at pace', emptyNodeMs: 50, atMost: 0.1 } as const, false],
    [{ of: 'value at pace', emptyNodeMs: 20, atMost: 0.2 } as const, true],
    [{ of: 'value at pace', emptyNodeMs: 100, atLeast: 0.4 } as const, true],
  ])('is held against %j', (target, met) => {
    expect(meetsTarget(measurement({ ...SAMPLE, target }))).toBe(met);
  });

  it('without a target is neither met nor missed', () => {
    expect(meetsTarget(measurement(SAMPLE))).toBeNull();
  });

  it('stands in the table with its target and whether it is met', () => {
    const [, line = ''] = table([measurement({ ...SAMPLE, target: { of: 'value', atMost: 0.1 } })]);
    expect(line).toMatch(/a cold test +0\.200 s +5\.00 × node -e 0 \(0\.040 s\) +at most 0\.1 s +over/);
    const [, least = ''] = table([measurement({ ...SAMPLE, unit: 'per s', value: 30_000, target: { of: 'value', atLeast: 20_000 } })]);
    expect(least).toMatch(/at least 20,000 per s +PASS$/);
    const [, paced = ''] = table([measurement({ ...SAMPLE, target: { of: 'value at pace', emptyNodeMs: 75, atMost: 0.1 } })]);
    expect(paced).toMatch(/at most 0\.1 s, here 0\.180 s +over$/);
  });
});

describe('a median', () => {
  it('is the middle one, or the mean of the two in the middle', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
  });

  it('is taken over works in turn', async () => {
    const order: string[] = [];
    await interleaved({ a: () => order.push('a'), b: () => order.push('b') }, 2);
    expect(order).toEqual(['a', 'b', 'a', 'b']);
  });
});
