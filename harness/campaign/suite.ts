/** What the engine is handed as data: test cases, rules, and the catalogue they are traced to. */
import type { Requirement } from '../judge/requirement.js';
import type { ParameterValue } from '../transcript/event.js';
import type { Rule, TestCase } from './test-case.js';

export interface Suite {
  readonly testCases: readonly TestCase[];
  readonly rules: readonly Rule[];
  /** Judgements of the tester's own messages: a violation is our error. */
  readonly testerRules: readonly Rule[];
  readonly requirements: ReadonlyMap<string, Requirement>;
  /** ICS defaults by feature. */
  readonly featureDefaults: Readonly<Record<string, boolean>>;
  /** IXIT defaults by value, and default readings by parameter. */
  readonly valueDefaults: Readonly<Record<string, ParameterValue>>;
  readonly readings: readonly { readonly id: string; readonly question: string; readonly reading: string; readonly parameter: string | null; readonly value: ParameterValue | null }[];
}
