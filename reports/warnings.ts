/** What only warned, gathered by requirement: a recommendation that a product ignores everywhere is one warning, not one for each test. */
import type { CampaignResults, ReportedFinding, TestResult } from '../harness/campaign/results.js';
import type { Failure } from './failure.js';

export interface Warning {
  /** The first place. */
  readonly failure: Failure;
  /** Ids of further tests that warn of the same requirement; empty for a rule, which knows its places itself. */
  readonly elsewhere: readonly string[];
}

interface Found {
  readonly test: TestResult;
  readonly finding: ReportedFinding;
}

/** Warnings of tests in their order, then those of rules. */
export function warningsOf({ tests, rules }: CampaignResults): readonly Warning[] {
  const groups = new Map<string, Found[]>();
  for (const test of tests) {
    for (const finding of test.findings) {
      if (finding.outcome !== 'violated' || finding.severity !== 'warning') continue;
      const key = JSON.stringify([test.iut, finding.requirement]);
      groups.set(key, [...(groups.get(key) ?? []), { test, finding }]);
    }
  }
  const ofTests = [...groups.values()].flatMap(([first, ...others]): readonly Warning[] => {
    if (first === undefined) return [];
    const ids = new Set(others.map(({ test }) => test.id).filter((id) => id !== first.test.id));
    return [{ failure: { kind: 'test', ...first }, elsewhere: [...ids] }];
  });
  const ofRules = rules.filter(({ outcome, severity }) => outcome === 'violated' && severity === 'warning').map((rule): Warning => ({ failure: { kind: 'rule', rule }, elsewhere: [] }));
  return [...ofTests, ...ofRules];
}
