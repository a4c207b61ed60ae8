/** The suite against the reference client with single parts replaced, and the reference's own run that spares most of that. */
import { planCampaign, type Plan } from '../harness/campaign/plan.js';
import { createMemoryNetwork } from '../harness/binding/memory-network.js';
import { memoryCourier } from '../harness/tester/notification/courier.js';
import type { FinishedTest } from '../harness/campaign/run.js';
import type { Suite } from '../harness/campaign/suite.js';
import { isOverTls, type TestCase } from '../harness/campaign/test-case.js';
import { createEmbeddedClientControl } from '../harness/iut/embedded-client.js';
import type { ClientControl } from '../harness/iut/control.js';
import { EMBEDDED_CLIENT } from '../harness/iut/embedded-iut.js';
import { DEFAULT_PARTS } from '../reference/dm2-client/default-parts.js';
import type { DeviceConfig } from '../reference/dm2-client/device-config.js';
import type { ClientParts } from '../reference/dm2-client/parts.js';
import { alteredParts, type Altered, type ClientMutant, type ClientVariant } from './defect.js';
import { CLIENT_QUESTIONS } from './questions.js';
import { createWatch, knownFrom, recallFrom, type Baseline } from './reach.js';
import { runEachAlone, runPlan, type AlteredRun, type PlanRun, type Share } from './run-plan.js';

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
  const device = openReference({ altered, network: input.network, parts: () => parts });
  const plan = planFor({ ...input, control: device.control });
  if (altered === null || baseline === undefined) return runPlan({ ...input, ...device, id: altered?.id ?? 'reference', plan, known: [] });
  const comparison = { baseline, altered, standard: DEFAULT_PARTS, planned: plan.tests };
  return runPlan({ ...input, ...device, id: altered.id, plan, known: knownFrom(comparison), recall: recallFrom(comparison) });
}

export interface BaselineInput extends Pick<AlteredInput, 'suite' | 'now' | 'network'> {
  /** Altered references that are compared with the reference on the way (infection.ts). */
  readonly suspects?: readonly Altered[];
  /** The tests to run; default: all. */
  readonly share?: Share;
}

/** Devices at once while the baseline is measured: enough to overlap waits over sockets. */
const WIDTH = 8;

/** Runs each test against a reference of its own, so that it is known which parts the test reaches, and which suspects differ in it. */
export async function measureBaseline({ suspects = [], suite, now, network, share }: BaselineInput): Promise<Baseline> {
  const watch = createWatch({ standard: DEFAULT_PARTS, questions: CLIENT_QUESTIONS, suspects });
  const { control } = openReference({ altered: null, network, parts: watch.parts });
  const plan = planFor({ suite, altered: null, control });
  await control.close();
  const reference = (test: string): Omit<PlanRun, 'known'> => ({
    ...openReference({ altered: null, network, parts: watch.parts, config: (standard) => watch.config(test, standard) }),
    suite, now, id: 'reference', keepTranscripts: () => true, plan: watch.plan(test, plan),
  });
  return watch.baseline(await runEachAlone({ plan, share, width: WIDTH, run: reference }), plan);
}

interface ReferenceInput {
  readonly altered: AlteredInput['altered'];
  readonly network: ProofNetwork | undefined;
  readonly parts: (test: string) => ClientParts;
  /** Default: that of the alteration. */
  readonly config?: (standard: DeviceConfig) => DeviceConfig;
}

/** A reference client and the network between it and the tester. */
function openReference({ altered, network: asked, parts, config = altered?.config }: ReferenceInput): Pick<PlanRun, 'control' | 'listen' | 'timers' | 'courier' | 'clock'> & { readonly control: ClientControl } {
  const wanted = altered?.network ?? asked;
  const network = wanted === 'sockets' || wanted === 'tls' ? null : createMemoryNetwork();
  const control = createEmbeddedClientControl({ parts, ...(network === null ? {} : { network }), ...(config === undefined ? {} : { config }) });
  return { control, ...(network === null ? {} : { listen: network.listen, timers: network.timers, courier: memoryCourier(network), clock: network.clock }) };
}

/** All client tests that are selected, for the ICS and the values of the alteration. */
function planFor({ suite, altered, control, selected }: Pick<AlteredInput, 'suite' | 'altered' | 'selected'> & { readonly control: ClientControl }): Plan {
  const iut = { ...EMBEDDED_CLIENT, deadlines: DEADLINES, supports: { ...EMBEDDED_CLIENT.supports, ...altered?.supports }, values: { ...EMBEDDED_CLIENT.values, ...altered?.values } };
  return planCampaign({ suite, iut, abilities: control, selected: (test) => (altered?.network !== 'tls' || isOverTls(test)) && selected?.(test) !== false });
}
