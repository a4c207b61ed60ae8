/** The same order for the same seed: sorting by random keys of the generator mulberry32, whose whole state is one number. */

/** A shuffled copy. */
export function shuffled<T>(items: readonly T[], seed: number): readonly T[] {
  const random = mulberry32(seed);
  const order = items.map((item) => ({ item, key: 0 }));
  for (const entry of order) entry.key = random();
  return order.toSorted((a, b) => a.key - b.key).map(({ item }) => item);
}

function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
