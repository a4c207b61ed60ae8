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

/** What is held against the limit: the value, the ratio, or the value as slower machines may have it. */
export type Target = ({ readonly of: 'value' | 'ratio' } | PacedTarget) & ({ readonly atMost: number } | { readonly atLeast: number });

/** The limit holds where an empty node takes `EMPTY_NODE_MS`; it grows with what one takes here at the time of the measurement. */
interface PacedTarget {
  readonly of: 'value at pace';
  /** An empty node here, milliseconds. */
  readonly emptyNodeMs: number;
}

/** An empty node on the machine that the targets of the design were set on: a cold test of 0.25 s is six of them (section 10). */
export const EMPTY_NODE_MS = 250 / 6;

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
  const held = target.of === 'ratio' ? ratio : value;
  return 'atMost' in target ? held <= limitHere(target) : held >= limitHere(target);
}

/** The limit of a target on this machine; a faster one than that of the targets is held to the same. */
export function limitHere(target: Target): number {
  const pace = target.of === 'value at pace' ? Math.max(1, target.emptyNodeMs / EMPTY_NODE_MS) : 1;
  return 'atMost' in target ? target.atMost * pace : target.atLeast / pace;
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
