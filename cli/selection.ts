/**
 * Which test cases a person asked for: `--test`, `--requirement`, `--feature`, `--protocol`, `--role`. Options of one kind add
 * up, kinds narrow each other. A value that names nothing is an error with the nearest known id, never an empty run.
 */
import { featuresIn, parsePredicate } from '../harness/campaign/predicate.js';
import type { Suite } from '../harness/campaign/suite.js';
import { predicatesOf, type TestCase } from '../harness/campaign/test-case.js';
import type { Protocol, Requirement } from '../harness/judge/requirement.js';
import { roleOf } from './judge/role.js';
import { matcherOf, matcherOfAll, suggestPattern } from './pattern.js';
import { knownWord, UsageError } from './usage-error.js';

export interface SelectionOptions {
  readonly test?: readonly string[];
  readonly requirement?: readonly string[];
  readonly feature?: readonly string[];
  readonly protocol?: string;
  readonly role?: string;
}

export interface Selection {
  /** True when the options name anything at all. */
  readonly narrows: boolean;
  readonly test: (test: TestCase) => boolean;
  readonly requirement: (requirement: Requirement) => boolean;
  /** What a reader should know about the choice. */
  readonly notes: readonly string[];
}

const PROTOCOLS: readonly Protocol[] = ['dm-2.0', 'dm-1.3', 'dm-1.2'];

/** Compiles the options. Throws a UsageError for a value that names nothing in the suite. */
export function selectionOf(options: SelectionOptions, suite: Suite): Selection {
  const { test: tests = [], requirement: requirements = [], feature: features = [] } = options;
  const { protocol, role } = options;
  if (protocol !== undefined) knownWord({ option: '--protocol', word: protocol, known: PROTOCOLS });
  roleOf(role);
  demandMatches('--test', tests, suite.testCases.map(({ id }) => id));
  demandMatches('--requirement', requirements, [...suite.requirements.keys()]);
  demandMatches('--feature', features, Object.keys(suite.featureDefaults));
  const matches = { test: matcherOfAll(tests), requirement: matcherOfAll(requirements), feature: matcherOfAll(features) };
  const byRule = onlyByRule(requirements, suite);
  const claims = (test: TestCase): boolean => requirements.length === 0 || byRule.length > 0 || test.requirements.some(matches.requirement);
  return {
    narrows: tests.length + requirements.length + features.length > 0 || protocol !== undefined || role !== undefined,
    notes: byRule.length === 0 ? [] : [`${byRule.join(', ')}: judged by a rule over every transcript, so every test runs`],
    test: (test) =>
      matches.test(test.id) && claims(test) && (features.length === 0 || featuresOf(test, suite).some(matches.feature)) && (protocol === undefined || test.protocol === protocol) && (role === undefined || test.role === role),
    requirement: (requirement) =>
      // What pairs are expected to achieve stands in no specification.
      requirement.role !== 'pair' &&
      matches.requirement(requirement.id) &&
      (features.length === 0 || (requirement.feature !== null && featuresIn(parsePredicate(requirement.feature)).some(matches.feature))) &&
      (protocol === undefined || requirement.versions.some((version) => version === protocol)) &&
      (role === undefined || requirement.role === role || requirement.role === 'both') &&
      (tests.length === 0 || suite.testCases.some((test) => matches.test(test.id) && test.requirements.includes(requirement.id))),
  };
}

/** Throws a UsageError when the options together leave nothing, though each of them names something. */
export function demandSelected<T>(selected: readonly T[], what: string): readonly T[] {
  if (selected.length === 0) throw new UsageError(`the selection leaves no ${what}: each option names something, but nothing fits all of them; leave one out`);
  return selected;
}

/** Throws a UsageError when an id or a pattern names nothing. */
export function demandMatches(option: string, patterns: readonly string[], known: readonly string[]): void {
  for (const pattern of patterns) {
    if (!known.some(matcherOf(pattern))) throw new UsageError(`${option} '${pattern}' matches nothing${suggestPattern(pattern, known)}`);
  }
}

/** Requirements asked for that no test case claims but a rule does; an asked-for requirement that nothing tests is an error. */
function onlyByRule(patterns: readonly string[], suite: Suite): readonly string[] {
  if (patterns.length === 0) return [];
  const wanted = [...suite.requirements.values()].filter(({ id }) => matcherOfAll(patterns)(id));
  const isClaimed = ({ id }: Requirement): boolean => suite.testCases.some((test) => test.requirements.includes(id));
  const isRuled = ({ id }: Requirement): boolean => suite.rules.some((rule) => rule.requirement === id);
  const ruled = wanted.filter((requirement) => !isClaimed(requirement) && isRuled(requirement)).map(({ id }) => id);
  const [first] = wanted;
  if (ruled.length === 0 && !wanted.some(isClaimed) && first !== undefined) {
    throw new UsageError(`--requirement '${patterns.join("', '")}' has no test case: ${first.id}: ${first.untested ?? reasonOf(first)}`);
  }
  return ruled;
}

/** Rules for messages of DM 1.x need no campaign. */
function reasonOf({ versions }: Requirement): string {
  return versions.every((version) => version !== 'dm-2.0') ? 'it is judged on captured messages, by dm-conformance judge' : 'no reason is given';
}

function featuresOf(test: TestCase, suite: Suite): readonly string[] {
  const predicates = [...predicatesOf(test), ...test.requirements.map((id) => suite.requirements.get(id)?.feature)];
  return predicates.flatMap((predicate) => (predicate == null ? [] : featuresIn(parsePredicate(predicate))));
}
