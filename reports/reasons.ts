/** Why tests have no verdict, for a summary: reasons that differ only from test to test count as one. Each test keeps its own in results.json. */
import type { CampaignResults, TestResult } from '../harness/campaign/results.js';
import { commandLeftTo, requirementsOn } from '../harness/judge/left-to.js';
import type { Verdict } from '../harness/judge/verdict.js';

/** Why tests have one of these verdicts, with how often; the most frequent first. */
export function reasonsOf(results: CampaignResults, verdicts: readonly Verdict[]): readonly (readonly [reason: string, times: number])[] {
  const reasons = new Map<string, number>();
  for (const test of results.tests) {
    if (!verdicts.includes(test.verdict)) continue;
    const shared = sharedReason(test, results);
    reasons.set(shared, (reasons.get(shared) ?? 0) + 1);
  }
  return [...reasons].toSorted(([, a], [, b]) => b - a);
}

/** Each test has devices of its own, by whose ids, as they are or encoded for a URL, a reason would be another each time. */
const DEVICE_ID = /urn(?::|%3A)uuid(?::|%3A)[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;

function sharedReason({ iut, verdict, reason }: TestResult, results: CampaignResults): string {
  const command = reason === null ? null : commandLeftTo(reason);
  return command === null ? (reason ?? verdict).replaceAll(DEVICE_ID, 'DEVICE') : repairFirst(command, { iut, results });
}

/** What to repair before such a test can say anything: the first requirement on the command that is violated, or how to find it. */
function repairFirst(command: string, { iut, results }: { readonly iut: string; readonly results: CampaignResults }): string {
  const violated = results.requirements.find((requirement) => requirement.iut === iut && requirement.outcome === 'violated' && requirement.id.startsWith(requirementsOn(command)));
  if (violated === undefined) return `${command} took no effect; the requirements on ${command} judge that: run them with --requirement '${requirementsOn(command)}*' and repair it first`;
  return `${command} took no effect; ${violated.id} and the other requirements on ${command} judge that: repair it first`;
}
