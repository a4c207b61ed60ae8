/** One alteration of the reference, run and judged: the unit of work of `prove`, the same in this thread and in a worker. */
import type { Suite } from '../harness/campaign/suite.js';
import type { Registry } from './registry.js';
import type { Baseline } from './reach.js';
import { judgeMutant, judgeVariant, runAltered, type MutantOutcome, type ProofNetwork, type VariantOutcome } from './prove.js';

/** The reference as it is; it must pass like a variant. */
export const REFERENCE_ID = 'reference';

export type Outcome =
  | { readonly kind: 'mutant'; readonly outcome: MutantOutcome }
  | { readonly kind: 'variant'; readonly outcome: VariantOutcome };

export interface OutcomeInput {
  readonly id: string;
  /** Results of the reference, from `measureBaseline`. */
  readonly baseline: Baseline;
  readonly suite: Suite;
  readonly registry: Registry;
  /** Monotonic clock, milliseconds. */
  readonly now: () => number;
  readonly network?: ProofNetwork;
}

/** Runs the suite against the mutant, the variant or the reference with this id. Throws a RangeError for an unknown id. */
export async function outcomeOf({ id, registry, ...input }: OutcomeInput): Promise<Outcome> {
  const mutant = registry.mutants.find((candidate) => candidate.id === id);
  if (mutant !== undefined) {
    const { results } = await runAltered({ ...input, altered: mutant });
    return { kind: 'mutant', outcome: judgeMutant(mutant, results) };
  }
  const variant = registry.variants.find((candidate) => candidate.id === id);
  if (variant === undefined && id !== REFERENCE_ID) throw new RangeError(`there is no mutant and no variant '${id}'`);
  const { results } = await runAltered({ ...input, altered: variant ?? null });
  return { kind: 'variant', outcome: judgeVariant(id, results) };
}
