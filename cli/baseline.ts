/**
 * Known verdicts of a product, so that a campaign is red only when something changes: a file of lines `<pattern> <verdict>`, or
 * results.json of an earlier run. Rules have the ids `rule:<requirement>`. What the file does not name is expected to pass,
 * or not to apply, or (a rule) to find nothing to judge; where several lines fit, the last one counts.
 */
import type { CampaignResults, RuleResult } from '../harness/campaign/results.js';
import type { Suite } from '../harness/campaign/suite.js';
import { VERDICTS, type Verdict } from '../harness/judge/verdict.js';
import { cut, visibleLine } from '../reports/visible.js';
import { ruleId, type Subject } from './baseline-scope.js';
import { readTextGiven } from './files.js';
import type { Io } from './io.js';
import { matcherOf, suggestPattern, type Matcher } from './pattern.js';
import { parseResults } from './stored-results.js';
import { didYouMean, UsageError } from './usage-error.js';

/** A verdict, or the word of results.json for a rule that saw nothing to judge. */
type Word = Verdict | 'not-tested';

const WORDS: readonly Word[] = [...VERDICTS, 'not-tested'];

export interface Baseline {
  readonly path: string;
  readonly entries: readonly BaselineEntry[];
  /** What was run when it was recorded; null for lines, which speak of the whole catalogue. */
  readonly recorded: { readonly iuts: CampaignResults['iuts']; readonly tests: readonly Pick<Decided, 'iut' | 'id'>[] } | null;
}

interface BaselineEntry {
  /** Null where the entry holds for every IUT. */
  readonly iut: string | null;
  /** As it stands in the file. */
  readonly names: string;
  readonly matches: Matcher;
  readonly word: Word;
}

export interface Difference {
  readonly iut: string;
  readonly id: string;
  readonly expected: readonly Word[];
  readonly found: Word;
}

/** Reads a baseline. Throws a UsageError that names the line; an entry that names no test and no rule of the suite is one too. */
export async function readBaseline(path: string, { suite, io }: { readonly suite: Suite; readonly io: Pick<Io, 'stdin'> }): Promise<Baseline> {
  const text = await readTextGiven({ option: '--baseline', path }, { io, remedy: 'name a file, or give - to have it read from standard input' });
  if (text.trimStart().startsWith('{')) return recordedBaseline(path, await parseResults(path, text));
  const known = [...suite.testCases.map(({ id }) => id), ...suite.rules.map(({ requirement }) => ruleId(requirement))];
  const lines = text.split('\n').map((line, index) => ({ text: line.replace(/#.*$/, '').trim(), where: `${path}:${index + 1}` }));
  return { path, entries: lines.filter((line) => line.text !== '').map((line) => entryOf(line, known)), recorded: null };
}

/**
 * Throws a UsageError when nothing in the baseline is about anything that there is to run: it would hold whatever came.
 * The selection does not matter, so that one baseline serves all the shards; a file without lines says that nothing is known to fail.
 */
export function demandAbout({ path, entries, recorded }: Baseline, subjects: readonly Subject[]): void {
  const isAbout = ({ iut, matches }: BaselineEntry): boolean => subjects.some(({ name, tests, rules }) => (iut === null || iut === name) && (tests.some(matches) || rules.some(matches)));
  if ((recorded === null && entries.length === 0) || entries.some(isAbout)) return;
  const run = shortList(subjects.map(nameOf));
  if (recorded !== null) throw new UsageError(`--baseline ${path}: is about ${shortList(recorded.iuts.map(nameOf))}, this run is about ${run}; give results.json of an earlier run of the same IUT, under the same name`);
  throw new UsageError(`--baseline ${path}: is about ${shortList(entries.map(({ names }) => names))}, this run is about ${run}; give what is known of that, or leave out --baseline`);
}

const nameOf = ({ name, role, protocol }: Pick<Subject, 'name' | 'role' | 'protocol'>): string => `${cut(visibleLine(name), MAX_NAME_CHARACTERS)} (${role}, ${protocol})`;

const MAX_NAME_CHARACTERS = 60;

/** The first few, and how many there are besides. */
function shortList(names: readonly string[]): string {
  const more = names.length - MAX_NAMES;
  return `${names.slice(0, MAX_NAMES).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

const MAX_NAMES = 3;

export interface Comparison {
  readonly results: CampaignResults;
  readonly baseline: Baseline;
  readonly subjects: readonly Subject[];
}

/**
 * Where the results are not as the baseline says, better or worse. What was not run is no difference: neither a test outside
 * the selection, nor a rule that saw nothing because of that.
 */
export function compareWithBaseline({ results, baseline, subjects }: Comparison): readonly Difference[] {
  const unseen: readonly Word[] = isPart({ results, baseline, subjects }) ? ['not-tested'] : [];
  return verdictsOf(results).flatMap(({ iut, id, word }) => {
    const entry = baseline.entries.findLast((candidate) => (candidate.iut === null || candidate.iut === iut) && candidate.matches(id));
    const expected: readonly Word[] = entry === undefined ? ['pass', id.startsWith(ruleId('')) ? 'not-tested' : 'not-applicable'] : [entry.word];
    return [...expected, ...unseen].includes(word) ? [] : [{ iut, id, expected, found: word }];
  });
}

/** True when the baseline speaks of a test, one of those there still are, that this run did not hold. */
function isPart({ results, baseline: { recorded }, subjects }: Comparison): boolean {
  const keyOf = ({ iut, id }: Pick<Decided, 'iut' | 'id'>): string => JSON.stringify([iut, id]);
  const ran = new Set(results.tests.map(keyOf));
  const spokenOf = recorded === null ? null : new Set(recorded.tests.map(keyOf));
  const catalogue = subjects.flatMap(({ name, tests }) => tests.map((id) => keyOf({ iut: name, id })));
  return catalogue.some((key) => spokenOf?.has(key) !== false && !ran.has(key));
}

function entryOf({ text, where }: { readonly text: string; readonly where: string }, known: readonly string[]): BaselineEntry {
  const [pattern = '', word = '', ...more] = text.split(/\s+/);
  const verdict = WORDS.find((name) => name === word);
  if (verdict === undefined || more.length > 0) {
    const hint = word === '' ? '' : didYouMean(word, WORDS);
    throw new UsageError(`${where}: expected a pattern and a verdict (${WORDS.join(', ')}), for example: dm2/client/hget/* fail; found '${text.slice(0, 100)}'${hint}`);
  }
  const matches = matcherOf(pattern);
  if (!known.some(matches)) throw new UsageError(`${where}: '${pattern}' names no test case and no rule${suggestPattern(pattern, known)}`);
  return { iut: null, names: pattern, matches, word: verdict };
}

/** A rule that saw nothing when the baseline was recorded is not known: it may pass now. */
function recordedBaseline(path: string, results: CampaignResults): Baseline {
  const known = verdictsOf(results).filter(({ word }) => word !== 'not-tested');
  return { path, entries: known.map(({ iut, id, word }) => ({ iut, names: id, matches: (other) => other === id, word })), recorded: { iuts: results.iuts, tests: results.tests } };
}

interface Decided {
  readonly iut: string;
  readonly id: string;
  readonly word: Word;
}

/** Tests as they are; of the rules of one requirement the one that says most. */
function verdictsOf(results: CampaignResults): readonly Decided[] {
  const rules = new Map<string, Decided>();
  for (const rule of results.rules) {
    const decided = { iut: rule.iut, id: ruleId(rule.requirement), word: wordOfRule(rule) };
    const key = JSON.stringify([decided.iut, decided.id]);
    const earlier = rules.get(key);
    if (earlier === undefined || earlier.word === 'not-tested' || decided.word === 'fail') rules.set(key, decided);
  }
  return [...results.tests.map(({ iut, id, verdict }) => ({ iut, id, word: verdict })), ...rules.values()];
}

function wordOfRule({ outcome, severity }: RuleResult): Word {
  if (outcome === 'violated') return severity === 'fail' ? 'fail' : 'pass';
  return outcome === 'satisfied' ? 'pass' : 'not-tested';
}
