/** Finished tests → results.json. Pure: totals, rules added up over all transcripts, and one outcome per requirement. */
import type { Requirement, Strictness } from '../judge/requirement.js';
import { severityOf } from '../judge/requirement.js';
import { outcomeOf } from '../judge/verdict.js';
import { evaluate, featuresIn, parsePredicate } from './predicate.js';
import type { Plan } from './plan.js';
import { RESULTS_SCHEMA, type CampaignResults, type ReportedFinding, type RequirementOutcome, type RequirementResult, type RuleResult, type Totals } from './results.js';
import type { FinishedTest } from './run.js';
import { reportFinding, type RuleVerdicts } from './run-test.js';
import type { Suite } from './suite.js';
import type { Rule } from './test-case.js';

export interface PlanOutcome {
  readonly plan: Plan;
  readonly finished: readonly FinishedTest[];
}

export interface Assembly {
  readonly suite: Suite;
  readonly outcomes: readonly PlanOutcome[];
  readonly strictness: Strictness;
  readonly tool: CampaignResults['tool'];
  readonly run: Omit<CampaignResults['run'], 'strict' | 'complete'>;
  readonly notes: readonly string[];
}

/** Builds the results of a campaign; tests stand in plan order whatever order they ended in. */
export function assembleResults(assembly: Assembly): CampaignResults {
  const { suite, outcomes, strictness } = assembly;
  const perIut = outcomes.map((outcome) => {
    const finished = inPlanOrder(outcome);
    return { outcome, finished, ...(outcome.plan.pair === undefined ? addUpProduct : addUpPair)({ suite, plan: outcome.plan, finished, strictness }) };
  });
  const pairs = outcomes.flatMap(({ plan: { iut, pair } }) => (pair === undefined ? [] : [{ name: iut.name, client: pair.client.iut.name, server: pair.server.iut.name }]));
  const tests = perIut.flatMap(({ finished }) => finished.map(({ result }) => result));
  return {
    schema: RESULTS_SCHEMA,
    tool: assembly.tool,
    run: { ...assembly.run, strict: strictness === 'strict', complete: perIut.every(({ outcome, finished }) => finished.length === outcome.plan.tests.length) },
    iuts: outcomes.flatMap(({ plan }) => (plan.pair === undefined ? [identityOf(plan)] : [identityOf(plan.pair.client), identityOf(plan.pair.server)])),
    ...(pairs.length === 0 ? {} : { pairs }),
    totals: countVerdicts(tests.map(({ verdict }) => verdict)),
    tests,
    rules: perIut.flatMap(({ rules }) => rules),
    requirements: perIut.flatMap(({ requirements }) => requirements),
    readings: readingsOf(suite, outcomes),
    notes: assembly.notes,
  };
}

/** What tests and rules say of one product, in plan order, without adding it up to requirements. */
export function verdictsOf({ suite, plan, finished, strictness }: PerIut): Pick<CampaignResults, 'tests' | 'rules'> {
  const ordered = inPlanOrder({ plan, finished });
  return { tests: ordered.map(({ result }) => result), rules: addUpRules({ suite, plan, finished: ordered, strictness }) };
}

function identityOf({ iut: { name, vendor, version, role, protocol, profile } }: Plan): CampaignResults['iuts'][number] {
  return { name, vendor, version, role, protocol, profile };
}

type AddedUp = Pick<CampaignResults, 'rules' | 'requirements'>;

function addUpProduct(input: PerIut): AddedUp {
  const rules = addUpRules(input);
  return { rules, requirements: settleRequirements({ ...input, rules }) };
}

/** What the two achieved goes by the name of the pair; what rules said of each side's messages by the name of the product. */
function addUpPair(input: PerIut): AddedUp {
  const { plan, finished, suite, strictness } = input;
  const findings = findingsByRequirement(finished);
  const expected = plan.tests.flatMap(({ claimed, test }) =>
    claimed.map((requirement) => settleRequirement(requirement, [test.id], { ...input, rules: [], findings: findings.get(requirement.id) ?? [] })));
  const sides = (['client', 'server'] as const).flatMap((side) => {
    const own = plan.pair?.[side];
    if (own === undefined) return [];
    const { rules, requirements } = addUpProduct({ suite, plan: own, strictness, finished: finished.map(({ result, rules: all }) => ({ result, rules: all.filter((rule) => rule.side === side) })) });
    // A pair run tests no product by itself: requirements that no rule judges are not listed.
    return [{ rules, requirements: requirements.filter(({ id }) => rules.some((rule) => rule.requirement === id)) }];
  });
  return { rules: sides.flatMap(({ rules }) => rules), requirements: [...expected, ...sides.flatMap(({ requirements }) => requirements)] };
}

function inPlanOrder({ plan, finished }: PlanOutcome): readonly FinishedTest[] {
  const byId = new Map(finished.map((entry) => [entry.result.id, entry]));
  return plan.tests.flatMap(({ test }) => byId.get(test.id) ?? []);
}

/** Counts verdicts for `totals`. */
export function countVerdicts(verdicts: readonly CampaignResults['tests'][number]['verdict'][]): Totals {
  const count = (wanted: (typeof verdicts)[number]): number => verdicts.filter((verdict) => verdict === wanted).length;
  return {
    pass: count('pass'),
    fail: count('fail'),
    inconclusive: count('inconclusive'),
    notApplicable: count('not-applicable'),
    outOfTime: count('out-of-time'),
    error: count('error'),
  };
}

export interface PerIut {
  readonly suite: Suite;
  readonly plan: Plan;
  readonly finished: readonly FinishedTest[];
  readonly strictness: Strictness;
}

const MAX_PLACES = 100;

function addUpRules(input: PerIut): readonly RuleResult[] {
  const { suite, plan } = input;
  const verdicts = verdictsByRule(input.finished);
  return suite.rules
    .filter((rule) => rule.role === plan.iut.role && rule.protocol === plan.iut.protocol)
    .flatMap((rule) => {
      const requirement = suite.requirements.get(rule.requirement);
      return requirement === undefined || !applies(requirement, plan) ? [] : [addUpRule({ ...input, rule, requirement, verdicts: verdicts.get(keyOf(rule)) ?? [] })];
    });
}

type TestVerdicts = RuleVerdicts & { readonly test: string };

const keyOf = ({ requirement, title }: Pick<Rule, 'requirement' | 'title'>): string => `${requirement}\n${title}`;

function verdictsByRule(finished: readonly FinishedTest[]): ReadonlyMap<string, readonly TestVerdicts[]> {
  const found = new Map<string, TestVerdicts[]>();
  for (const { result, rules } of finished) {
    for (const entry of rules) {
      if (entry.satisfied === 0 && entry.violations.length === 0) continue;
      const own = found.get(keyOf(entry)) ?? [];
      if (own.length === 0) found.set(keyOf(entry), own);
      own.push({ test: result.id, ...entry });
    }
  }
  return found;
}

function addUpRule({ rule, requirement, plan, verdicts, suite, strictness }: PerIut & { readonly rule: Rule; readonly requirement: Requirement; readonly verdicts: readonly TestVerdicts[] }): RuleResult {
  const violations = verdicts.flatMap(({ test, violations: found }) => found.map((finding) => ({ test, finding })));
  const satisfied = verdicts.reduce((sum, entry) => sum + entry.satisfied, 0);
  const base = { iut: plan.iut.name, requirement: requirement.id, level: requirement.level, title: rule.title, clause: requirement.clause, judged: satisfied + violations.length };
  const [first] = violations;
  if (first === undefined) return { ...base, outcome: satisfied > 0 ? 'satisfied' : 'not-tested', message: satisfied > 0 ? `held ${satisfied} times` : 'nothing to judge was seen', at: [] };
  const [reported] = reportFinding(first.finding, { requirements: suite.requirements, strictness });
  const { expected, found, severity, leniency } = reported ?? {};
  return {
    ...base,
    outcome: 'violated',
    message: first.finding.message,
    ...(severity === undefined ? {} : { severity }),
    ...(leniency === undefined ? {} : { leniency }),
    ...(expected === undefined ? {} : { expected }),
    ...(found === undefined ? {} : { found }),
    at: violations.slice(0, MAX_PLACES).map(({ test, finding }) => ({ test, event: finding.at?.event ?? 0, ...(finding.at?.path === undefined ? {} : { path: finding.at.path }) })),
  };
}

function applies(requirement: Requirement, plan: Plan): boolean {
  return requirement.feature === null || evaluate(parsePredicate(requirement.feature), plan.features);
}

function settleRequirements(input: PerIut & { readonly rules: readonly RuleResult[] }): readonly RequirementResult[] {
  const { suite, plan } = input;
  const claims = new Map<string, string[]>();
  const claim = (id: string, by: string): void => void claims.set(id, [...(claims.get(id) ?? []), by]);
  for (const test of suite.testCases) if (test.role === plan.iut.role && test.protocol === plan.iut.protocol) for (const id of test.requirements) claim(id, test.id);
  for (const rule of input.rules) if (!(claims.get(rule.requirement) ?? []).includes('rule')) claim(rule.requirement, 'rule');
  const findings = findingsByRequirement(input.finished);
  return [...suite.requirements.values()]
    .filter((requirement) => requirement.versions.includes(plan.iut.protocol) && (requirement.role === plan.iut.role || requirement.role === 'both'))
    .map((requirement) => settleRequirement(requirement, claims.get(requirement.id) ?? [], { ...input, findings: findings.get(requirement.id) ?? [] }));
}

/** Findings of each requirement, test by test. Looked up once: requirements × tests × findings would grow faster than the campaign. */
function findingsByRequirement(finished: readonly FinishedTest[]): ReadonlyMap<string, readonly (readonly ReportedFinding[])[]> {
  const found = new Map<string, ReportedFinding[][]>();
  for (const { result } of finished) {
    for (const requirement of new Set(result.findings.map((finding) => finding.requirement))) {
      const own = result.findings.filter((finding) => finding.requirement === requirement);
      found.set(requirement, [...(found.get(requirement) ?? []), own]);
    }
  }
  return found;
}

function settleRequirement(requirement: Requirement, tests: readonly string[], input: PerIut & { readonly rules: readonly RuleResult[]; readonly findings: readonly (readonly ReportedFinding[])[] }): RequirementResult {
  const { plan, rules, strictness } = input;
  const findings = input.findings.flat();
  const outcomes = input.findings.map(outcomeOf);
  const { id, level, area, clause, text, basis, ambiguity } = requirement;
  const base = { iut: plan.iut.name, id, level, area, clause, text, basis, ambiguity, tests };
  const ruled = rules.filter((rule) => rule.requirement === id);
  const has = (outcome: RequirementOutcome): boolean => outcomes.some((found) => found === outcome) || ruled.some((rule) => rule.outcome === outcome);
  const done = (outcome: RequirementOutcome, reason: string | null): RequirementResult => ({
    ...base,
    outcome,
    warning: outcome === 'violated' && severityOf(requirement, strictness) === 'warning',
    reason,
  });
  if (!applies(requirement, plan)) return done('not-applicable', describeAbsence(requirement.feature ?? '', plan));
  if (has('violated')) return done('violated', findings.find((finding) => finding.outcome === 'violated')?.message ?? ruled.find((rule) => rule.outcome === 'violated')?.message ?? null);
  if (has('satisfied')) return done('satisfied', null);
  if (has('inconclusive')) return done('inconclusive', findings.find((finding) => finding.outcome === 'inconclusive')?.message ?? null);
  return done('not-tested', requirement.untested ?? requirement.untestedAs?.[plan.iut.role] ?? whyNotTested(tests, input));
}

function describeAbsence(feature: string, plan: Plan): string {
  const answers = featuresIn(parsePredicate(feature)).map((name) => `${name} is ${String(plan.features[name] ?? false)}`);
  return `applies if ${feature}; ${answers.join(', ')}`;
}

function whyNotTested(tests: readonly string[], { finished, plan }: PerIut): string {
  const results = finished.filter(({ result }) => tests.includes(result.id));
  const selected = plan.tests.some(({ test }) => tests.includes(test.id)) || tests.includes('rule');
  if (!selected) return 'not selected for this run';
  return results.find(({ result }) => result.reason !== null)?.result.reason ?? 'nothing to judge was seen';
}

function readingsOf(suite: Suite, outcomes: readonly PlanOutcome[]): CampaignResults['readings'] {
  const [first] = outcomes;
  return suite.readings.map((reading) => ({ ...reading, value: (reading.parameter === null ? null : first?.plan.parameters[reading.parameter]) ?? reading.value }));
}
