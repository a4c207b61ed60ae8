/** The verdict of a whole campaign in one sentence, and what a reader should do about it. Shared by terminal and HTML. */
import type { CampaignResults } from '../harness/campaign/results.js';
import type { Verdict } from '../harness/judge/verdict.js';

export interface Summary {
  /** The verdict that the campaign as a whole resembles; decides the colour. */
  readonly colour: Verdict;
  readonly sentence: string;
  /** What else a reader must know at once: that the suite failed somewhere, that the run was stopped. */
  readonly remarks: readonly string[];
  /** Of a pair: what the rules found in the messages of each product. */
  readonly sides: readonly { readonly sentence: string; readonly isBroken: boolean }[];
  readonly next: string | null;
}

/** Worst first: violations, our own errors, nothing run, undecided tests, all well. */
export function summaryOf(results: CampaignResults): Summary {
  const { totals, run } = results;
  const violated = results.requirements.filter(({ outcome, warning }) => outcome === 'violated' && !warning).length;
  const broken = results.rules.filter(({ outcome, severity }) => outcome === 'violated' && severity !== 'warning').length;
  const warned = results.requirements.filter(({ outcome, warning }) => outcome === 'violated' && warning).length;
  const undecided = totals.inconclusive + totals.outOfTime;
  const remarks = [
    ...(totals.error === 0 ? [] : [`The suite itself failed in ${count(totals.error, 'test')}, which does not count against the implementation.`]),
    ...(run.complete ? [] : ['The run was stopped before it was done.']),
  ];
  if ((results.pairs ?? []).length > 0) return summaryOfPairs(results, remarks);
  const say = (colour: Verdict, sentence: string, next: string | null = null): Summary => ({ colour, sentence, remarks, sides: [], next });
  if (totals.fail > 0 || broken > 0) return say('fail', `Not conformant: ${count(Math.max(violated, 1), 'requirement')} violated, ${count(totals.fail, 'test')} failed.`, 'Repeat one failure with the command under it.');
  if (totals.error > 0) return say('error', 'No verdict.', 'Please report the errors with the results folder.');
  if (totals.pass + undecided === 0) return say('inconclusive', 'Nothing was tested.', 'See why under the tests that are not applicable.');
  if (undecided > 0) return say('inconclusive', `No violation found, but ${count(undecided, 'test')} could not be decided.`, 'Remove the reasons above and run again.');
  if (warned > 0) return say('pass', `All ${count(totals.pass, 'test')} passed, with warnings on ${count(warned, 'requirement')}.`);
  return say('pass', `All ${count(totals.pass, 'test')} passed.`);
}

/** The verdict of the pair, and apart from it what rules found in the messages of each product. */
function summaryOfPairs({ totals, pairs = [], rules }: CampaignResults, remarks: readonly string[]): Summary {
  const products = pairs.flatMap(({ client, server }) => [client, server]);
  const brokenBy = (name: string): number => new Set(rules.filter(({ iut, outcome, severity }) => iut === name && outcome === 'violated' && severity !== 'warning').map(({ requirement }) => requirement)).size;
  const judgedOf = (name: string): number => rules.reduce((sum, { iut, judged }) => (iut === name ? sum + judged : sum), 0);
  const sides = products.map((name) => {
    const broken = brokenBy(name);
    const nothing = judgedOf(name) === 0 ? 'none of its messages could be judged by the rules' : 'no violation in its messages';
    return { sentence: `${name} by itself: ${broken > 0 ? `${count(broken, 'requirement')} violated in its messages` : nothing}.`, isBroken: broken > 0 };
  });
  const names = pairs.map(({ name }) => name).join(', ');
  const undecided = totals.inconclusive + totals.outOfTime;
  const say = (colour: Verdict, sentence: string, next: string | null = null): Summary => ({ colour, sentence, remarks, sides, next });
  if (totals.fail > 0) return say('fail', `${names}: no interoperability in ${count(totals.fail, 'test')}.`, 'Repeat one failure with the command under it.');
  if (totals.error > 0) return say('error', 'No verdict.', 'Please report the errors with the results folder.');
  if (totals.pass + undecided === 0) return say('inconclusive', 'Nothing was tested.', 'See why under the tests that are not applicable.');
  if (undecided > 0) return say('inconclusive', `${names}: no fault between them was found, but ${count(undecided, 'test')} could not be decided.`, 'Remove the reasons above and run again.');
  if (sides.some(({ isBroken }) => isBroken)) return say('fail', `${names}: they interoperate in all ${count(totals.pass, 'test')}, but not all of their messages conform.`);
  return say('pass', `${names}: they interoperate in all ${count(totals.pass, 'test')}.`);
}

/** Values whose absence kept tests from running, as the reasons of the plan name them; sorted. */
export function missingValues(results: CampaignResults): readonly string[] {
  const names = new Set<string>();
  for (const { verdict, reason } of results.tests) {
    if (verdict === 'pass' || verdict === 'fail' || reason === null) continue;
    const list = /gives no value ((?:'[^']+'(?:, )?)+)/.exec(reason)?.[1] ?? '';
    for (const [, name = ''] of list.matchAll(/'([^']+)'/g)) names.add(name);
  }
  return [...names].toSorted();
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
