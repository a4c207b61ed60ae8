/** What our tests leave for reporters beside vitest's own states: the verdict as the engine gave it. */
import type { Verdict } from '../harness/judge/verdict.js';

export interface ConformanceMeta {
  /** Id of the test case, or `rule:<requirement>`. */
  readonly id: string;
  readonly verdict: Verdict;
  readonly reason: string | null;
  readonly requirements: readonly string[];
  readonly features: readonly string[];
  readonly severity: 'critical' | 'normal';
}

declare module 'vitest' {
  interface TaskMeta {
    conformance?: ConformanceMeta;
  }
}
