/**
 * What the suite's test of itself says (design, section 8): each mutant must be caught for the requirement it violates,
 * each variant must pass, each test must kill something. Pure: running is prove-client.ts and prove-server.ts, printing
 * and threads are the caller's.
 */
import type { CampaignResults } from '../harness/campaign/results.js';
import type { Suite } from '../harness/campaign/suite.js';
import type { Role } from '../harness/judge/requirement.js';
import type { Mutant } from './defect.js';

/** What tests and rules say. */
export type Verdicts = Pick<CampaignResults, 'tests' | 'rules'>;

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

/** What the results say about a mutant. Rules stand before tests in a report, tests in the order of the plan. */
export function judgeMutant(mutant: Mutant, results: Verdicts): MutantOutcome {
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

function redsOf(results: Verdicts): readonly Red[] {
  const rules = results.rules.filter((rule) => rule.outcome === 'violated' && rule.severity === 'fail').map((rule) => ({ by: `rule:${rule.requirement}`, names: [rule.requirement] }));
  const tests = results.tests
    .filter((test) => test.verdict === 'fail' || test.verdict === 'error')
    .map((test) => ({ by: test.id, names: test.findings.filter((finding) => finding.severity === 'fail').map((finding) => finding.requirement) }));
  return [...rules, ...tests];
}

/** What the results say about a variant, or about the reference itself: everything but pass and not-applicable is a failure. */
export function judgeVariant(id: string, results: Verdicts): VariantOutcome {
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
  // Tests of pairs are proved by pairs.test.ts: they name what two products fail to do together, no requirement of either.
  const judges = [...suite.testCases.filter(({ role }) => role !== 'pair').map((test) => test.id), ...new Set(suite.rules.map((rule) => `rule:${rule.requirement}`))];
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
  const claimed = new Set([...suite.testCases.filter(({ role }) => role !== 'pair').flatMap((test) => test.requirements), ...suite.rules.map((rule) => rule.requirement)]);
  const violated = new Set(mutants.map((mutant) => mutant.violates));
  return [...claimed].filter((id) => !violated.has(id)).map((id) => `no mutant violates ${id}, which a test or a rule claims`);
}
