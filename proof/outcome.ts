/** One alteration of the reference, run and judged: the unit of work of `prove`, the same in this thread and in a worker. */
import type { Suite } from '../harness/campaign/suite.js';
import type { Registry } from './registry.js';
import type { Baselines } from './baselines.js';
import type { AlteredServer, ClientMutant, ClientVariant, Mutant, Variant } from './defect.js';
import { judgeMutant, judgeVariant, type MutantOutcome, type VariantOutcome } from './prove.js';
import { runAltered, type ProofNetwork } from './prove-client.js';
import { runAlteredServer } from './prove-server.js';
import type { AlteredRun } from './run-plan.js';

/** The references as they are; they must pass like variants. */
export const REFERENCE_IDS = { client: 'reference', server: 'reference-server' } as const;

export type Outcome =
  | { readonly kind: 'mutant'; readonly outcome: MutantOutcome }
  | { readonly kind: 'variant'; readonly outcome: VariantOutcome };

export interface OutcomeInput {
  readonly id: string;
  readonly baselines: Baselines;
  readonly suite: Suite;
  readonly registry: Registry;
  /** Monotonic clock, milliseconds. */
  readonly now: () => number;
  readonly network?: ProofNetwork;
}

/** Runs the suite against the mutant, the variant or the reference with this id. Throws a RangeError for an unknown id. */
export async function outcomeOf({ id, registry, ...input }: OutcomeInput): Promise<Outcome> {
  const mutant = registry.mutants.find((candidate) => candidate.id === id);
  if (mutant !== undefined) return { kind: 'mutant', outcome: judgeMutant(mutant, (await runEither(mutant, input)).verdicts) };
  if (id === REFERENCE_IDS.server) return { kind: 'variant', outcome: judgeVariant(id, (await runServer(null, input)).verdicts) };
  if (id === REFERENCE_IDS.client) return { kind: 'variant', outcome: judgeVariant(id, (await runClient(null, input)).verdicts) };
  const variant = registry.variants.find((candidate) => candidate.id === id);
  if (variant === undefined) throw new RangeError(`there is no mutant and no variant '${id}'`);
  return { kind: 'variant', outcome: judgeVariant(id, (await runEither(variant, input)).verdicts) };
}

type RunInput = Omit<OutcomeInput, 'id' | 'registry'>;

function runEither(altered: Mutant | Variant, input: RunInput): Promise<AlteredRun> {
  return altered.role === 'server' ? runServer(altered, input) : runClient(altered, input);
}

function runClient(altered: ClientMutant | ClientVariant | null, { baselines: { client }, ...input }: RunInput): Promise<AlteredRun> {
  return runAltered({ ...input, altered, ...(client === undefined ? {} : { baseline: client }) });
}

function runServer(altered: AlteredServer | null, { baselines: { server }, suite, now }: RunInput): Promise<AlteredRun> {
  return runAlteredServer({ suite, now, altered, ...(server === undefined ? {} : { baseline: server }) });
}
