/**
 * Several campaigns as one: shards of a run, or runs of several IUTs. The IUTs stand beside each other; where a test of an IUT
 * was run twice, the newer result counts. Rules and requirements are added up again from what the runs say of them. Pure.
 */
import { countVerdicts } from '../harness/campaign/assemble.js';
import type { CampaignResults, RequirementOutcome, RequirementResult, RuleResult, TestResult } from '../harness/campaign/results.js';

export interface StoredRun {
  readonly folder: string;
  readonly results: CampaignResults;
}

export interface MergedResults {
  readonly results: CampaignResults;
  /** From a transcript's path in the merged results to its folder and its path there. */
  readonly folderOf: (path: string) => { readonly folder: string; readonly path: string };
}

/** Merges runs; a single one stays as it is. */
export function mergeResults(runs: readonly StoredRun[]): MergedResults {
  const [first] = runs;
  if (first === undefined) throw new RangeError('there is nothing to merge');
  if (runs.length === 1) return { results: first.results, folderOf: (path) => ({ folder: first.folder, path }) };
  const newestFirst = runs.map((run, index) => ({ ...run, prefix: `${index}:` })).toSorted((a, b) => Date.parse(b.results.run.startedAt) - Date.parse(a.results.run.startedAt));
  const all = newestFirst.flatMap(({ results, prefix }) => results.tests.map((test): TestResult => ({ ...test, transcript: test.transcript === null ? null : `${prefix}${test.transcript}` })));
  const tests = inOrder(uniqueBy(all, ({ iut, id }) => JSON.stringify([iut, id])), runs);
  const replaced = all.length - tests.length;
  const newest = newestFirst[0]?.results ?? first.results;
  const pairs = uniqueBy(runs.flatMap((run) => run.results.pairs ?? []), ({ name }) => name);
  const results: CampaignResults = {
    ...newest,
    run: {
      ...newest.run,
      startedAt: newestFirst.at(-1)?.results.run.startedAt ?? newest.run.startedAt,
      durationMs: runs.reduce((sum, run) => sum + run.results.run.durationMs, 0),
      strict: runs.some((run) => run.results.run.strict),
      complete: runs.every((run) => run.results.run.complete),
    },
    iuts: uniqueBy(runs.flatMap((run) => run.results.iuts), ({ name }) => name),
    ...(pairs.length === 0 ? {} : { pairs }),
    totals: countVerdicts(tests.map(({ verdict }) => verdict)),
    tests,
    rules: mergeRules(newestFirst.flatMap((run) => run.results.rules)),
    requirements: mergeRequirements(newestFirst.flatMap((run) => run.results.requirements)),
    notes: [`merged from ${runs.map(({ folder }) => folder).join(', ')}`, ...(replaced === 0 ? [] : [`${replaced} tests were run more than once; the newest result counts`]), ...new Set(runs.flatMap((run) => run.results.notes))],
  };
  return { results, folderOf: (path) => locate(path, runs) };
}

function locate(path: string, runs: readonly StoredRun[]): { readonly folder: string; readonly path: string } {
  const [, index = '', inside = path] = /^(\d+):(.*)$/s.exec(path) ?? [];
  return { folder: runs[Number(index)]?.folder ?? '', path: inside };
}

/** The first of each key stays. */
function uniqueBy<T>(items: readonly T[], key: (item: T) => string): readonly T[] {
  const kept = new Map<string, T>();
  for (const item of items) if (!kept.has(key(item))) kept.set(key(item), item);
  return [...kept.values()];
}

/** IUTs in the order of the command line; within one, tests in the order in which its runs have them. */
function inOrder(tests: readonly TestResult[], runs: readonly StoredRun[]): readonly TestResult[] {
  const place = new Map<string, number>();
  for (const { results } of runs) for (const { iut, id } of results.tests) place.set(JSON.stringify([iut, id]), place.get(JSON.stringify([iut, id])) ?? place.size);
  const iuts = [...new Set(runs.flatMap(({ results }) => results.iuts.map(({ name }) => name)))];
  const rank = ({ iut, id }: TestResult): number => place.get(JSON.stringify([iut, id])) ?? 0;
  return tests.toSorted((a, b) => iuts.indexOf(a.iut) - iuts.indexOf(b.iut) || rank(a) - rank(b));
}

const RULE_RANK: Readonly<Record<RuleResult['outcome'], number>> = { violated: 3, inconclusive: 2, satisfied: 1, 'not-tested': 0 };

function mergeRules(rules: readonly RuleResult[]): readonly RuleResult[] {
  const merged = new Map<string, RuleResult>();
  for (const rule of rules) {
    const key = JSON.stringify([rule.iut, rule.requirement, rule.title]);
    const other = merged.get(key);
    merged.set(key, other === undefined ? rule : joinRules(other, rule));
  }
  return [...merged.values()];
}

function joinRules(a: RuleResult, b: RuleResult): RuleResult {
  const [worse, other] = RULE_RANK[a.outcome] >= RULE_RANK[b.outcome] ? [a, b] : [b, a];
  const judged = a.judged + b.judged;
  return { ...worse, judged, at: [...worse.at, ...other.at], message: worse.outcome === 'satisfied' ? `held ${judged} times` : worse.message };
}

const OUTCOME_RANK: Readonly<Record<RequirementOutcome, number>> = { violated: 4, satisfied: 3, inconclusive: 2, 'not-tested': 1, 'not-applicable': 0 };

function mergeRequirements(requirements: readonly RequirementResult[]): readonly RequirementResult[] {
  const merged = new Map<string, RequirementResult>();
  for (const requirement of requirements) {
    const key = JSON.stringify([requirement.iut, requirement.id]);
    const other = merged.get(key);
    if (other === undefined || OUTCOME_RANK[requirement.outcome] > OUTCOME_RANK[other.outcome]) merged.set(key, requirement);
  }
  return [...merged.values()];
}
