/**
 * Known verdicts of a product, so that a campaign is red only when something changes: a file of lines `<pattern> <verdict>`, or
 * results.json of an earlier run. Rules have the ids `rule:<requirement>`. What the file does not name is expected to pass
 * or not to apply; where several lines fit, the last one counts.
 */
import type { CampaignResults, RuleResult } from '../harness/campaign/results.js';
import type { Suite } from '../harness/campaign/suite.js';
import { VERDICTS, type Verdict } from '../harness/judge/verdict.js';
import { readBytes } from './files.js';
import { matcherOf, suggestPattern, type Matcher } from './pattern.js';
import { readResults } from './stored-results.js';
import { didYouMean, UsageError } from './usage-error.js';

export interface Baseline {
  readonly path: string;
  readonly entries: readonly BaselineEntry[];
}

interface BaselineEntry {
  /** Null where the entry holds for every IUT. */
  readonly iut: string | null;
  readonly matches: Matcher;
  readonly verdict: Verdict;
}

export interface Difference {
  readonly iut: string;
  readonly id: string;
  readonly expected: readonly Verdict[];
  readonly found: Verdict;
}

/** Reads a baseline. Throws a UsageError that names the line; an entry that names no test and no rule of the suite is one too. */
export async function readBaseline(path: string, suite: Suite): Promise<Baseline> {
  const text = new TextDecoder().decode(readBytes({ option: '--baseline', path }));
  if (text.trimStart().startsWith('{')) return { path, entries: entriesOf(await readResults(path)) };
  const known = [...suite.testCases.map(({ id }) => id), ...suite.rules.map(({ requirement }) => `rule:${requirement}`)];
  const lines = text.split('\n').map((line, index) => ({ text: line.replace(/#.*$/, '').trim(), where: `${path}:${index + 1}` }));
  return { path, entries: lines.filter((line) => line.text !== '').map((line) => entryOf(line, known)) };
}

/** Where the results are not as the baseline says, better or worse. */
export function compareWithBaseline(results: CampaignResults, baseline: Baseline): readonly Difference[] {
  return verdictsOf(results).flatMap(({ iut, id, verdict }) => {
    const entry = baseline.entries.findLast((candidate) => (candidate.iut === null || candidate.iut === iut) && candidate.matches(id));
    const expected: readonly Verdict[] = entry === undefined ? ['pass', 'not-applicable'] : [entry.verdict];
    return expected.includes(verdict) ? [] : [{ iut, id, expected, found: verdict }];
  });
}

function entryOf({ text, where }: { readonly text: string; readonly where: string }, known: readonly string[]): BaselineEntry {
  const [pattern = '', word = '', ...more] = text.split(/\s+/);
  const verdict = VERDICTS.find((name) => name === word);
  if (verdict === undefined || more.length > 0) {
    const hint = word === '' ? '' : didYouMean(word, VERDICTS);
    throw new UsageError(`${where}: expected a pattern and a verdict (${VERDICTS.join(', ')}), for example: dm2/client/hget/* fail; found '${text.slice(0, 100)}'${hint}`);
  }
  const matches = matcherOf(pattern);
  if (!known.some(matches)) throw new UsageError(`${where}: '${pattern}' names no test case and no rule${suggestPattern(pattern, known)}`);
  return { iut: null, matches, verdict };
}

function entriesOf(results: CampaignResults): readonly BaselineEntry[] {
  return verdictsOf(results).map(({ iut, id, verdict }) => ({ iut, matches: (other) => other === id, verdict }));
}

interface Decided {
  readonly iut: string;
  readonly id: string;
  readonly verdict: Verdict;
}

function verdictsOf(results: CampaignResults): readonly Decided[] {
  const rules = new Map<string, Decided>();
  for (const rule of results.rules) {
    const decided = { iut: rule.iut, id: `rule:${rule.requirement}`, verdict: verdictOfRule(rule) };
    const key = JSON.stringify([decided.iut, decided.id]);
    if (rules.get(key)?.verdict !== 'fail') rules.set(key, decided);
  }
  return [...results.tests.map(({ iut, id, verdict }) => ({ iut, id, verdict })), ...rules.values()];
}

function verdictOfRule({ outcome, severity }: RuleResult): Verdict {
  if (outcome === 'violated') return severity === 'fail' ? 'fail' : 'pass';
  return outcome === 'satisfied' ? 'pass' : 'not-applicable';
}
