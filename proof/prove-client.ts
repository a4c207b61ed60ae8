/** The suite against the reference client with single parts replaced, and the reference's own run that spares most of that. */
import { planCampaign } from '../harness/campaign/plan.js';
import { createMemoryNetwork } from '../harness/binding/memory-network.js';
import { memoryCourier } from '../harness/tester/notification/courier.js';
import type { FinishedTest } from '../harness/campaign/run.js';
import type { Suite } from '../harness/campaign/suite.js';
import { isOverTls, type TestCase } from '../harness/campaign/test-case.js';
import { createEmbeddedClientControl } from '../harness/iut/embedded-client.js';
import { EMBEDDED_CLIENT } from '../harness/iut/embedded-iut.js';
import { DEFAULT_PARTS } from '../reference/dm2-client/default-parts.js';
import type { ClientParts } from '../reference/dm2-client/parts.js';
import { alteredParts, type Altered, type ClientMutant, type ClientVariant } from './defect.js';
import { CLIENT_QUESTIONS } from './questions.js';
import { createWatch, knownFrom, recallFrom, type Baseline } from './reach.js';
import { runPlan, type AlteredRun } from './run-plan.js';

/**
 * Deadlines for altered references. They pass at once where nothing can happen any more (quiet-time.ts); over sockets an
 * answer takes milliseconds, the margin is for a busy machine, and only what falls silent pays for it.
 */
const DEADLINES = { startMs: 2_000, replyMs: 1_500, observeMs: 25 };

/** `memory`: within the process, with time that passes at once (default). `sockets`: over loopback, as products are tested. */
export type ProofNetwork = 'memory' | 'sockets';

export interface AlteredInput {
  readonly suite: Suite;
  /** Null: the reference as it is. */
  readonly altered: ClientMutant | ClientVariant | null;
  /** Monotonic clock, milliseconds. */
  readonly now: () => number;
  /** Results of the reference; with it, tests that reach no replaced part are not run again. */
  readonly baseline?: Baseline;
  readonly network?: ProofNetwork;
  readonly keepTranscripts?: (finished: FinishedTest) => boolean;
  readonly selected?: (test: TestCase) => boolean;
  /** Tests in flight at once. */
  readonly jobs?: number;
}

/** Runs the suite against one altered reference, strictly: SHOULD and recalled requirements must be caught as well. */
export async function runAltered(input: AlteredInput): Promise<AlteredRun> {
  const { altered, baseline } = input;
  const parts = altered === null ? DEFAULT_PARTS : alteredParts(altered, DEFAULT_PARTS);
  const known = altered === null || baseline === undefined ? [] : knownFrom(baseline, altered, DEFAULT_PARTS);
  return runReference({ ...input, parts: () => parts, known });
}

export interface BaselineInput extends Pick<AlteredInput, 'suite' | 'now' | 'network'> {
  /** Altered references whose answers are compared with the reference's on the way (infection.ts). */
  readonly suspects?: readonly Altered[];
}

/** Runs the suite against the reference and notes which parts each test reaches, and which suspects answer differently in it. */
export async function measureBaseline({ suspects = [], ...input }: BaselineInput): Promise<Baseline> {
  const watch = createWatch({ standard: DEFAULT_PARTS, questions: CLIENT_QUESTIONS, suspects });
  const { finished, transcripts } = await runReference({ ...input, altered: null, parts: watch.parts, known: [], keepTranscripts: () => true });
  return watch.baseline(finished, transcripts);
}

interface ReferenceInput extends AlteredInput {
  readonly parts: (test: string) => ClientParts;
  readonly known: readonly FinishedTest[];
}

async function runReference(input: ReferenceInput): Promise<AlteredRun> {
  const { suite, altered, parts, known } = input;
  const wanted = altered?.network ?? input.network;
  const network = wanted === 'sockets' || wanted === 'tls' ? null : createMemoryNetwork();
  const control = createEmbeddedClientControl({ parts, ...(network === null ? {} : { network }), ...(altered?.config === undefined ? {} : { config: altered.config }) });
  const iut = { ...EMBEDDED_CLIENT, deadlines: DEADLINES, supports: { ...EMBEDDED_CLIENT.supports, ...altered?.supports }, values: { ...EMBEDDED_CLIENT.values, ...altered?.values } };
  const plan = planCampaign({ suite, iut, abilities: control, selected: (test) => (altered?.network !== 'tls' || isOverTls(test)) && input.selected?.(test) !== false });
  const recall = input.baseline === undefined || altered?.supports !== undefined || altered?.values !== undefined ? undefined : recallFrom(input.baseline);
  return runPlan({ ...input, id: altered?.id ?? 'reference', plan, control, known, ...(network === null ? {} : { listen: network.listen, timers: network.timers, courier: memoryCourier(network), clock: network.clock }), ...(recall === undefined ? {} : { recall }) });
}
