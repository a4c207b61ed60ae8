/**
 * Which parts of the reference each test reaches. Parts are the only way to the reference's behaviour and are always
 * called through the record, so a test that reaches none of the parts that a mutant replaces would leave the same
 * transcript: its result is taken from the reference's own run. This keeps the kill matrix whole at a third of the cost.
 */
import type { FinishedTest } from '../harness/campaign/run.js';
import type { ClientParts } from '../reference/dm2-client/parts.js';
import type { Altered } from './defect.js';

export interface Baseline {
  /** Results of the reference, by test id. */
  readonly finished: ReadonlyMap<string, FinishedTest>;
  /** Names of the parts each test reached. */
  readonly reach: ReadonlyMap<string, ReadonlySet<string>>;
}

/** A record that behaves like `parts` and notes each part that is looked up. */
export function watchParts(parts: ClientParts, reached: Set<string>): ClientParts {
  return new Proxy(parts, {
    get(target, name, receiver) {
      if (typeof name === 'string') reached.add(name);
      return Reflect.get(target, name, receiver) as unknown;
    },
  });
}

/** Tests whose result cannot differ from the baseline's; none when the device or its ICS differs as well. */
export function unaffectedTests(altered: Altered, standard: ClientParts, baseline: Baseline): ReadonlySet<string> {
  if (altered.parts === undefined || altered.config !== undefined || altered.supports !== undefined) return new Set();
  const replaced = Object.keys(altered.parts(standard));
  return new Set([...baseline.reach].filter(([test, reached]) => baseline.finished.has(test) && !replaced.some((name) => reached.has(name))).map(([test]) => test));
}
