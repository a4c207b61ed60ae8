/** What the engine is handed as data: test cases, rules, and the catalogue they are traced to. */
import type { MessageRule } from '../judge/dm1/message-rule.js';
import type { Protocol, Requirement } from '../judge/requirement.js';
import type { ParameterValue } from '../transcript/event.js';
import type { Rule, TestCase } from './test-case.js';

export interface Suite {
  readonly testCases: readonly TestCase[];
  readonly rules: readonly Rule[];
  /** Judgements of the tester's own messages: a violation is our error. */
  readonly testerRules: readonly Rule[];
  /** Judgements of one message of DM 1.x, for captures of it. */
  readonly messageRules: readonly MessageRule[];
  readonly requirements: ReadonlyMap<string, Requirement>;
  /** ICS defaults by feature. */
  readonly featureDefaults: Readonly<Record<string, boolean>>;
  /** The protocol versions that a feature is of. */
  readonly featureVersions: Readonly<Record<string, readonly Protocol[]>>;
  /** IXIT defaults by value, and default readings by parameter. */
  readonly valueDefaults: Readonly<Record<string, ParameterValue>>;
  readonly readings: readonly { readonly id: string; readonly question: string; readonly reading: string; readonly parameter: string | null; readonly value: ParameterValue | null }[];
}
