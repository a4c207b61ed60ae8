/** `results.json`, schema dm-conformance/results/1: the one source of every report. Types only; the JSON Schema stands beside. */
import type { Level, Protocol, Requirement, Role, Severity } from '../judge/requirement.js';
import type { Verdict } from '../judge/verdict.js';
import type { ParameterValue } from '../transcript/event.js';

export const RESULTS_SCHEMA = 'dm-conformance/results/1';

export interface ReportedPlace {
  readonly event: number;
  readonly path?: string;
}

export interface ReportedFinding {
  readonly requirement: string;
  readonly level: Level;
  readonly outcome: 'satisfied' | 'violated' | 'inconclusive';
  /** `fail` or `warning` for a violation; absent otherwise. */
  readonly severity?: Severity;
  /** Why a violation is only a warning: its level, or that its text is recalled or inferred. */
  readonly leniency?: string;
  readonly message: string;
  readonly clause: string;
  readonly expected?: string;
  readonly found?: string;
  readonly at?: ReportedPlace;
  readonly stimulus?: ReportedPlace;
}

export interface TestResult {
  readonly iut: string;
  readonly id: string;
  readonly title: string;
  readonly verdict: Verdict;
  /** One sentence: why it is not a pass; null on a pass. For not-applicable: the predicate and the answer. */
  readonly reason: string | null;
  readonly durationMs: number;
  readonly requirements: readonly string[];
  readonly warnings: number;
  readonly findings: readonly ReportedFinding[];
  /** Path of the transcript relative to the results folder; null when the test was not run. */
  readonly transcript: string | null;
}

export interface RuleResult {
  readonly iut: string;
  readonly requirement: string;
  readonly level: Level;
  readonly title: string;
  readonly outcome: 'satisfied' | 'violated' | 'inconclusive' | 'not-tested';
  readonly severity?: Severity;
  readonly leniency?: string;
  readonly message: string;
  readonly clause: string;
  readonly expected?: string;
  readonly found?: string;
  /** All the places where it was broken, at most 100. */
  readonly at: readonly { readonly test: string; readonly event: number; readonly path?: string }[];
  /** Messages judged. */
  readonly judged: number;
}

export type RequirementOutcome = 'satisfied' | 'violated' | 'not-tested' | 'not-applicable' | 'inconclusive';

export interface RequirementResult extends Pick<Requirement, 'id' | 'level' | 'area' | 'clause' | 'text' | 'basis' | 'ambiguity'> {
  readonly iut: string;
  readonly outcome: RequirementOutcome;
  /** True where the violation is a warning only. */
  readonly warning: boolean;
  /** Ids of the test cases that claim it; `rule` where a rule does. */
  readonly tests: readonly string[];
  /** Why it is not-tested or not-applicable. */
  readonly reason: string | null;
}

export interface IutIdentity {
  readonly name: string;
  readonly vendor: string;
  readonly version: string;
  readonly role: Role;
  readonly protocol: Protocol;
  readonly profile: string;
}

/** Two products that were run against each other; `client` and `server` are names of `iuts`. */
export interface PairIdentity {
  readonly name: string;
  readonly client: string;
  readonly server: string;
}

export interface Totals {
  readonly pass: number;
  readonly fail: number;
  readonly inconclusive: number;
  readonly notApplicable: number;
  readonly outOfTime: number;
  readonly error: number;
}

export interface AmbiguityReading {
  readonly id: string;
  readonly question: string;
  readonly reading: string;
  readonly parameter: string | null;
  readonly value: ParameterValue | null;
}

export interface CampaignResults {
  readonly schema: typeof RESULTS_SCHEMA;
  readonly tool: { readonly name: string; readonly version: string };
  readonly run: {
    readonly id: string;
    /** ISO 8601, UTC. */
    readonly startedAt: string;
    readonly durationMs: number;
    readonly seed: number;
    readonly arguments: readonly string[];
    readonly strict: boolean;
    /** False when the run was stopped before every planned test had a verdict. */
    readonly complete: boolean;
  };
  readonly iuts: readonly IutIdentity[];
  /** Pairs of `iuts`; absent where each was tested alone. Interoperability tests and what they expect go by the name of the pair, rules by that of a product. */
  readonly pairs?: readonly PairIdentity[];
  readonly totals: Totals;
  readonly tests: readonly TestResult[];
  readonly rules: readonly RuleResult[];
  readonly requirements: readonly RequirementResult[];
  readonly readings: readonly AmbiguityReading[];
  /** Things a reader must know: requests that reached no test, values that were missing, transcripts that were cut. */
  readonly notes: readonly string[];
}
