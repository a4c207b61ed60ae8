/** Exit codes of the command (design, section 6). The list is closed: scripts rely on it. */
import type { CampaignResults } from '../harness/campaign/results.js';

export const EXIT = {
  ok: 0,
  /** A nonconformance, or a baseline that no longer holds. */
  nonconformance: 1,
  /** Usage or input: the user can mend it. */
  usage: 2,
  /** Nothing failed, but something was not decided; also a run that was stopped, because what is left was not decided. */
  inconclusive: 3,
  /** Our own error. */
  internal: 4,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The exit code of a campaign: our own errors first, then violations, then whatever was left undecided. */
export function exitCodeOf(results: CampaignResults): ExitCode {
  const { totals, rules, run } = results;
  const brokenRules = rules.some(({ outcome, severity }) => outcome === 'violated' && severity === 'fail');
  if (totals.error > 0) return EXIT.internal;
  if (totals.fail > 0 || brokenRules) return EXIT.nonconformance;
  const isDecided = run.complete && totals.pass > 0 && totals.inconclusive + totals.outOfTime === 0;
  return isDecided ? EXIT.ok : EXIT.inconclusive;
}
