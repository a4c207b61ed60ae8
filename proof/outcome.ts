/** One alteration of the reference, run and judged: the unit of work of `prove`, the same in this thread and in a worker. */
import type { Suite } from '../harness/campaign/suite.js';
import type { Registry } from './registry.js';
import type { Baseline } from './reach.js';
import type { Mutant, Variant } from './defect.js';
import { judgeMutant, judgeVariant, runAltered, type MutantOutcome, type ProofNetwork, type VariantOutcome } from './prove.js';
import { runAlteredServer } from './prove-server.js';
import type { AlteredRun } from './run-plan.js';

/** The references as they are; they must pass like variants. */
export const REFERENCE_IDS = { client: 'reference', server: 'reference-server' } as const;

export type Outcome =
  | { readonly kind: 'mutant'; readonly outcome: MutantOutcome }
  | { readonly kind: 'variant'; readonly outcome: VariantOutcome };

export interface OutcomeInput {
  readonly id: string;
  /** Results of the reference client, from `measureBaseline`; asked for when the first altered client is run. */
  readonly baseline: () => Promise<Baseline>;
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
    const { results } = await runEither(mutant, input);
    return { kind: 'mutant', outcome: judgeMutant(mutant, results) };
  }
  const variant = registry.variants.find((candidate) => candidate.id === id);
  if (id === REFERENCE_IDS.server) return { kind: 'variant', outcome: judgeVariant(id, (await runAlteredServer({ ...input, altered: null })).results) };
  if (variant === undefined && id !== REFERENCE_IDS.client) throw new RangeError(`there is no mutant and no variant '${id}'`);
  const { results } = await runEither(variant ?? null, input);
  return { kind: 'variant', outcome: judgeVariant(id, results) };
}

async function runEither(altered: Mutant | Variant | null, { baseline, ...input }: Omit<OutcomeInput, 'id' | 'registry'>): Promise<AlteredRun> {
  return altered?.role === 'server' ? runAlteredServer({ ...input, altered }) : runAltered({ ...input, altered, baseline: await baseline() });
}

/** Makes a value when it is first asked for, once. */
export function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}
