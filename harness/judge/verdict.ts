/** The verdict lattice: a verdict only ever gets worse within a test (pass < inconclusive < fail < error). */
import type { Finding } from './finding.js';
import type { Requirement, Strictness } from './requirement.js';
import { severityOf } from './requirement.js';

export type EarnedVerdict = 'pass' | 'inconclusive' | 'fail' | 'error';
export type Verdict = EarnedVerdict | 'not-applicable' | 'out-of-time';

export const VERDICTS: readonly Verdict[] = ['pass', 'fail', 'inconclusive', 'not-applicable', 'out-of-time', 'error'];

const RANK: Readonly<Record<EarnedVerdict, number>> = { pass: 0, inconclusive: 1, fail: 2, error: 3 };

/** The worse of two earned verdicts. */
export function worse(a: EarnedVerdict, b: EarnedVerdict): EarnedVerdict {
  return RANK[a] >= RANK[b] ? a : b;
}

export interface Judgement {
  readonly verdict: EarnedVerdict;
  readonly warnings: number;
  /** The first finding that made the verdict what it is. */
  readonly reason: string | null;
}

/**
 * Verdict of a test over the requirements it claims. A claimed requirement without a finding was not exercised:
 * nothing observed is never a pass.
 */
export function settle(input: {
  readonly claimed: readonly Requirement[];
  readonly findings: readonly Finding[];
  readonly strictness: Strictness;
}): Judgement {
  const levels = new Map(input.claimed.map((requirement) => [requirement.id, requirement]));
  let verdict: EarnedVerdict = 'pass';
  let warnings = 0;
  let reason: string | null = null;
  const worsen = (next: EarnedVerdict, message: string): void => {
    if (RANK[next] > RANK[verdict]) reason = message;
    verdict = worse(verdict, next);
  };
  for (const finding of input.findings) {
    const requirement = levels.get(finding.requirement);
    if (requirement === undefined || finding.outcome === 'satisfied') continue;
    if (finding.outcome === 'inconclusive') worsen('inconclusive', finding.message);
    else if (severityOf(requirement, input.strictness) === 'fail') worsen('fail', finding.message);
    else warnings += 1;
  }
  for (const requirement of input.claimed) {
    if (input.findings.some((finding) => finding.requirement === requirement.id)) continue;
    worsen('inconclusive', `${requirement.id} was not exercised`);
  }
  return { verdict, warnings, reason };
}

/** The outcome of one requirement over the findings of one test; violated beats inconclusive beats satisfied. */
export function outcomeOf(findings: readonly Pick<Finding, 'outcome'>[]): Finding['outcome'] | null {
  if (findings.some((finding) => finding.outcome === 'violated')) return 'violated';
  if (findings.some((finding) => finding.outcome === 'inconclusive')) return 'inconclusive';
  return findings.length === 0 ? null : 'satisfied';
}
