/**
 * The suite tests itself (design, section 8): each mutant must be caught for the requirement it violates, each variant
 * must pass, each test must kill something. Pure orchestration; printing and threads are the caller's.
 */
import { planCampaign } from '../harness/campaign/plan.js';
import type { CampaignResults } from '../harness/campaign/results.js';
import { createMemoryNetwork } from '../harness/binding/memory-network.js';
import type { FinishedTest } from '../harness/campaign/run.js';
import { memoryCourier } from '../harness/tester/notification/courier.js';
import type { Suite } from '../harness/campaign/suite.js';
import type { TestCase } from '../harness/campaign/test-case.js';
import { createEmbeddedClientControl } from '../harness/iut/embedded-client.js';
import { EMBEDDED_CLIENT } from '../harness/iut/embedded-iut.js';
import { DEFAULT_PARTS } from '../reference/dm2-client/default-parts.js';
import type { ClientParts } from '../reference/dm2-client/parts.js';
import type { Role } from '../harness/judge/requirement.js';
import { alteredParts, type ClientMutant, type ClientVariant, type Mutant } from './defect.js';
import { recallFrom, unaffectedTests, watchParts, type Baseline } from './reach.js';
import { runPlan, type AlteredRun } from './run-plan.js';

export interface MutantOutcome {
  readonly id: string;
  readonly protocol: 'dm-2.0';
  readonly role: Role;
  readonly violates: string;
  /** Test cases, and `rule:<requirement>`, that name the violated requirement. */
  readonly caughtBy: readonly string[];
  /** The first violation that the report shows is of the violated requirement. */
  readonly namedFirst: boolean;
  /** Reds that do not name it. */
  readonly collateral: readonly string[];
}

export interface VariantOutcome {
  readonly id: string;
  /** Tests and rules that do not pass, with the reason. */
  readonly failures: readonly string[];
}

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
  const unaffected = altered === null || baseline === undefined ? new Set<string>() : unaffectedTests(altered, DEFAULT_PARTS, baseline);
  const known = [...unaffected].flatMap((id) => baseline?.finished.get(id) ?? []);
  return runReference({ ...input, parts: () => parts, known });
}

/** Runs the suite against the reference and notes which parts each test reaches. */
export async function measureBaseline(input: Pick<AlteredInput, 'suite' | 'now' | 'network'>): Promise<Baseline> {
  const reach = new Map<string, Set<string>>();
  const parts = (test: string): ClientParts => {
    const reached = reach.get(test) ?? new Set<string>();
    reach.set(test, reached);
    return watchParts(DEFAULT_PARTS, reached);
  };
  const { finished, transcripts } = await runReference({ ...input, altered: null, parts, known: [], keepTranscripts: () => true });
  return { finished: new Map(finished.map((entry) => [entry.result.id, entry])), reach, transcripts };
}

interface ReferenceInput extends AlteredInput {
  readonly parts: (test: string) => ClientParts;
  readonly known: readonly FinishedTest[];
}

async function runReference(input: ReferenceInput): Promise<AlteredRun> {
  const { suite, altered, parts, known } = input;
  const network = (altered?.network ?? input.network) === 'sockets' ? null : createMemoryNetwork();
  const control = createEmbeddedClientControl({ parts, ...(network === null ? {} : { network }), ...(altered?.config === undefined ? {} : { config: altered.config }) });
  const iut = { ...EMBEDDED_CLIENT, deadlines: DEADLINES, supports: { ...EMBEDDED_CLIENT.supports, ...altered?.supports }, values: { ...EMBEDDED_CLIENT.values, ...altered?.values } };
  const plan = planCampaign({ suite, iut, abilities: control, selected: input.selected ?? (() => true) });
  const recall = input.baseline === undefined || altered?.supports !== undefined || altered?.values !== undefined ? undefined : recallFrom(input.baseline);
  return runPlan({ ...input, id: altered?.id ?? 'reference', plan, control, known, ...(network === null ? {} : { listen: network.listen, timers: network.timers, courier: memoryCourier(network), clock: network.clock }), ...(recall === undefined ? {} : { recall }) });
}

/** What the results say about a mutant. Rules stand before tests in a report, tests in the order of the plan. */
export function judgeMutant(mutant: Mutant, results: CampaignResults): MutantOutcome {
  const reds = redsOf(results);
  return {
    id: mutant.id,
    protocol: 'dm-2.0',
    role: mutant.role ?? 'client',
    violates: mutant.violates,
    caughtBy: reds.filter((red) => red.names.includes(mutant.violates)).map((red) => red.by),
    namedFirst: reds[0]?.names[0] === mutant.violates,
    collateral: reds.filter((red) => !red.names.includes(mutant.violates)).map((red) => red.by),
  };
}

interface Red {
  readonly by: string;
  /** Violated requirements in the order the report names them. */
  readonly names: readonly string[];
}

function redsOf(results: CampaignResults): readonly Red[] {
  const rules = results.rules.filter((rule) => rule.outcome === 'violated' && rule.severity === 'fail').map((rule) => ({ by: `rule:${rule.requirement}`, names: [rule.requirement] }));
  const tests = results.tests
    .filter((test) => test.verdict === 'fail' || test.verdict === 'error')
    .map((test) => ({ by: test.id, names: test.findings.filter((finding) => finding.severity === 'fail').map((finding) => finding.requirement) }));
  return [...rules, ...tests];
}

/** What the results say about a variant, or about the reference itself: everything but pass and not-applicable is a failure. */
export function judgeVariant(id: string, results: CampaignResults): VariantOutcome {
  const rules = results.rules.filter((rule) => rule.outcome === 'violated').map((rule) => `rule:${rule.requirement}: ${rule.message}`);
  const tests = results.tests.filter((test) => test.verdict !== 'pass' && test.verdict !== 'not-applicable').map((test) => `${test.id}: ${test.verdict}: ${test.reason ?? ''}`);
  return { id, failures: [...rules, ...tests] };
}

export interface Proof {
  readonly mutants: readonly MutantOutcome[];
  readonly variants: readonly VariantOutcome[];
  readonly tests: readonly { readonly id: string; readonly kills: readonly string[] }[];
  readonly totals: { readonly mutants: number; readonly caught: number; readonly namedFirst: number; readonly variants: number; readonly variantsPassed: number; readonly tests: number; readonly testsThatKill: number };
  /** Everything that keeps the proof from being complete, one sentence each; empty when it holds. */
  readonly faults: readonly string[];
}

/** Adds outcomes up. With `scope: 'part'` (a pattern was given) the demands on the whole suite are not made. */
export function addUpProof(input: { readonly suite: Suite; readonly mutants: readonly MutantOutcome[]; readonly variants: readonly VariantOutcome[]; readonly scope: 'whole' | 'part' }): Proof {
  const { suite, mutants, variants, scope } = input;
  const judges = [...suite.testCases.map((test) => test.id), ...new Set(suite.rules.map((rule) => `rule:${rule.requirement}`))];
  const tests = judges.map((id) => ({ id, kills: mutants.filter((mutant) => mutant.caughtBy.includes(id)).map((mutant) => mutant.id) }));
  const faults = [
    ...mutants.filter((mutant) => mutant.caughtBy.length === 0).map((mutant) => `mutant ${mutant.id} survives: nothing names ${mutant.violates}`),
    ...mutants.filter((mutant) => mutant.caughtBy.length > 0 && !mutant.namedFirst).map((mutant) => `mutant ${mutant.id} is caught, but ${mutant.violates} is not the first requirement named`),
    ...variants.flatMap((variant) => variant.failures.map((failure) => `variant ${variant.id} is not passed: ${failure}`)),
    ...(scope === 'whole' ? [...tests.filter((test) => test.kills.length === 0).map((test) => `${test.id} kills no mutant`), ...unprovenRequirements(suite, mutants)] : []),
  ];
  return {
    mutants,
    variants,
    tests,
    totals: {
      mutants: mutants.length,
      caught: mutants.filter((mutant) => mutant.caughtBy.length > 0).length,
      namedFirst: mutants.filter((mutant) => mutant.namedFirst).length,
      variants: variants.length,
      variantsPassed: variants.filter((variant) => variant.failures.length === 0).length,
      tests: tests.length,
      testsThatKill: tests.filter((test) => test.kills.length > 0).length,
    },
    faults,
  };
}

function unprovenRequirements(suite: Suite, mutants: readonly MutantOutcome[]): readonly string[] {
  const claimed = new Set([...suite.testCases.flatMap((test) => test.requirements), ...suite.rules.map((rule) => rule.requirement)]);
  const violated = new Set(mutants.map((mutant) => mutant.violates));
  return [...claimed].filter((id) => !violated.has(id)).map((id) => `no mutant violates ${id}, which a test or a rule claims`);
}
