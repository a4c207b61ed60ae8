/** What tests a requirement, in the shape of `list requirements --json` (design, section 6). */
import type { Suite } from '../harness/campaign/suite.js';
import type { Level, Protocol, Requirement } from '../harness/judge/requirement.js';

export interface ListedRequirement {
  readonly id: string;
  readonly level: Level;
  readonly role: Requirement['role'];
  readonly protocol: Protocol;
  readonly area: string;
  readonly text: string;
  readonly feature: string | null;
  /** Ids of test cases, and `rule:<requirement>` where a rule judges it. */
  readonly tests: readonly string[];
  /** Why nothing tests it; only where `tests` is empty. */
  readonly reason?: string;
}

/** The requirement with its tests; of several protocol versions the first is named. */
export function listedRequirement(requirement: Requirement, suite: Suite): ListedRequirement {
  const { id, level, role, area, text, feature } = requirement;
  const tests = judgesOf(id, suite);
  const base = { id, level, role, protocol: requirement.versions[0] ?? 'dm-2.0', area, text, feature, tests };
  return tests.length > 0 ? base : { ...base, reason: requirement.untested ?? 'no test case and no rule claims it yet' };
}

/** Test cases that claim the requirement, then `rule:<id>` where a rule does. */
export function judgesOf(requirement: string, suite: Suite): readonly string[] {
  const tests = suite.testCases.filter((test) => test.requirements.includes(requirement)).map(({ id }) => id);
  return [...suite.rules, ...suite.messageRules].some((rule) => rule.requirement === requirement) ? [...tests, `rule:${requirement}`] : tests;
}
