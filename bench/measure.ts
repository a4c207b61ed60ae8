/** Measuring: repetitions, medians, and a measurement as a ratio to a baseline that was measured in the same run. */

export interface Measurement {
  readonly name: string;
  readonly value: number;
  readonly unit: 'ms' | 's' | 'per s' | 'MB/s' | 'ratio';
  /** What it is compared with, and the value of that in the same unit. */
  readonly baseline: string;
  readonly baselineValue: number;
  /** `value / baselineValue`. */
  readonly ratio: number;
  /** Target of the design, section 10; null where there is none. */
  readonly target: Target | null;
}

/** What is held against the limit: the value, or the ratio. */
export type Target = { readonly of: 'value' | 'ratio' } & ({ readonly atMost: number } | { readonly atLeast: number });

export interface Bench {
  readonly name: string;
  measure(repetitions: number): Promise<readonly Measurement[]>;
}

/** A measurement; a missing target means that the design names none. */
export function measurement(given: Omit<Measurement, 'ratio' | 'target'> & { readonly target?: Target }): Measurement {
  return { ...given, ratio: given.value / given.baselineValue, target: given.target ?? null };
}

/** True when the target is met; null where there is none. */
export function meetsTarget({ value, ratio, target }: Measurement): boolean | null {
  if (target === null) return null;
  const held = target.of === 'value' ? value : ratio;
  return 'atMost' in target ? held <= target.atMost : held >= target.atLeast;
}

/** The middle value; the mean of the two in the middle for an even count. NaN for none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return Number.isInteger(middle) ? ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2 : (sorted[Math.floor(middle)] ?? NaN);
}

/** Milliseconds that `work` takes. */
export async function timed(work: () => unknown): Promise<number> {
  const startedMs = performance.now();
  await work();
  return performance.now() - startedMs;
}

/** Median milliseconds over repetitions, taken in turn with the others, so that a slow moment of the machine hits all of them. */
export async function interleaved<Name extends string>(works: Readonly<Record<Name, () => unknown>>, repetitions: number): Promise<Readonly<Record<Name, number>>> {
  const names = Object.keys(works) as Name[];
  const times = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let turn = 0; turn < repetitions; turn += 1) {
    for (const name of names) times.get(name)?.push(await timed(works[name]));
  }
  return Object.fromEntries(names.map((name) => [name, median(times.get(name) ?? [])])) as Record<Name, number>;
}
