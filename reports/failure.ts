/**
 * The facts of one failure, in the order of design section 4: requirement, sent, expected, came, the message with the
 * offending element, the command that repeats it. Text and HTML are two renderings of these facts and of nothing else.
 */
import type { CampaignResults, ReportedFinding, RequirementResult, RuleResult, TestResult } from '../harness/campaign/results.js';
import type { Place } from '../harness/judge/finding.js';
import type { ReportInput } from './input.js';
import { quotePlace, type Quote } from './quote.js';
import { repeatCommand } from './repeat-command.js';
import { createMasker, type Masker } from './secrets.js';
import { describeStimulus } from './stimulus.js';

/** What went wrong: a test (by its weightiest finding, unless one is named), or a rule over all transcripts. */
export type Failure =
  | { readonly kind: 'test'; readonly test: TestResult; readonly finding?: ReportedFinding }
  | { readonly kind: 'rule'; readonly rule: RuleResult };

export interface FailureFacts {
  readonly iut: string;
  readonly requirement: { readonly id: string; readonly level: string; readonly clause: string; readonly text: string } | null;
  readonly leniency: string | null;
  readonly sent: readonly string[];
  readonly expected: string | null;
  readonly came: string;
  /** The message with the element marked, or the sentence that says why there is none. */
  readonly quote: Quote | string;
  /** Path of the transcript relative to the results folder. */
  readonly transcript: string | null;
  readonly repeat: string;
  /** Other findings of the test, other places of the rule. */
  readonly also: readonly string[];
}

/** Collects the facts of a failure. */
export function factsOf(input: ReportInput, failure: Failure): FailureFacts {
  return failure.kind === 'test' ? factsOfTest(input, failure) : factsOfRule(input, failure.rule);
}

/** The finding that made the verdict what it is: a violation that counts, else any violation, else what was inconclusive. */
function decisiveFinding(test: TestResult): ReportedFinding | undefined {
  const { findings } = test;
  return (
    findings.find((finding) => finding.outcome === 'violated' && finding.severity === 'fail') ??
    findings.find((finding) => finding.outcome === 'violated') ??
    findings.find((finding) => finding.outcome === 'inconclusive')
  );
}

/** Why a test is no pass, in one sentence without secrets. */
export function reasonOf(input: ReportInput, test: TestResult): string {
  const transcript = test.transcript === null || input.reveal === 'revealed' ? undefined : input.transcripts(test.transcript);
  return createMasker(input.reveal, transcript).text(test.reason ?? 'no reason was recorded');
}

function factsOfTest(input: ReportInput, { test, finding = decisiveFinding(test) }: Extract<Failure, { readonly kind: 'test' }>): FailureFacts {
  const others = test.findings.filter((other) => other !== finding && other.outcome !== 'satisfied');
  const evidence = evidenceOf(input, { path: test.transcript, at: finding?.at, stimulus: finding?.stimulus });
  const { text } = evidence.masker;
  return {
    iut: test.iut,
    requirement: requirementOf(input.results, { iut: test.iut, id: finding?.requirement ?? test.requirements[0], finding }),
    leniency: finding?.leniency ?? null,
    expected: finding?.expected === undefined ? null : text(finding.expected),
    came: text(finding === undefined ? (test.reason ?? 'no reason was recorded') : (finding.found ?? finding.message)),
    ...evidence.shown,
    repeat: repeatCommand(input.results, { test: test.id, iut: test.iut }),
    also: others.map((other) => `${other.requirement} ${other.outcome}${other.severity === 'warning' ? ' (warning)' : ''}: ${text(other.message)}`),
  };
}

function factsOfRule(input: ReportInput, rule: RuleResult): FailureFacts {
  const [first, ...others] = rule.at;
  const test = input.results.tests.find(({ iut, id }) => id === first?.test && isOf(input.results, { iut, product: rule.iut }));
  const evidence = evidenceOf(input, { path: test?.transcript ?? null, at: first, stimulus: undefined });
  return {
    iut: rule.iut,
    requirement: requirementOf(input.results, { iut: rule.iut, id: rule.requirement, finding: rule }),
    leniency: rule.leniency ?? null,
    expected: rule.expected === undefined ? null : evidence.masker.text(rule.expected),
    came: evidence.masker.text(rule.found ?? rule.message),
    ...evidence.shown,
    repeat: repeatCommand(input.results, { test: first?.test ?? '**', iut: rule.iut }),
    also: others.map(({ test: id, event, path }) => `${id} event ${event}${path === undefined ? '' : ` ${path}`}`),
  };
}

/** A test of a product, or of a pair that it is in. */
function isOf({ pairs = [] }: CampaignResults, { iut, product }: { readonly iut: string; readonly product: string }): boolean {
  return iut === product || pairs.some(({ name, client, server }) => name === iut && (client === product || server === product));
}

interface Wanted {
  readonly iut: string;
  readonly id: string | undefined;
  readonly finding: Pick<ReportedFinding, 'level' | 'clause'> | undefined;
}

function requirementOf(results: CampaignResults, { iut, id, finding }: Wanted): FailureFacts['requirement'] {
  if (id === undefined) return null;
  const known: RequirementResult | undefined = results.requirements.find((one) => one.id === id && one.iut === iut);
  if (known !== undefined) return { id, level: known.level, clause: known.clause, text: known.text };
  return finding === undefined ? null : { id, level: finding.level, clause: finding.clause, text: 'The results do not carry its text.' };
}

interface Evidence {
  readonly masker: Masker;
  readonly shown: Pick<FailureFacts, 'sent' | 'quote' | 'transcript'>;
}

function evidenceOf(input: ReportInput, wanted: { readonly path: string | null; readonly at: Place | undefined; readonly stimulus: Place | undefined }): Evidence {
  const { path, at, stimulus } = wanted;
  const transcript = path === null ? undefined : input.transcripts(path);
  const masker = createMasker(input.reveal, transcript);
  if (transcript === undefined) {
    const why = path === null ? 'no transcript was made' : `the transcript ${path} is not at hand`;
    return { masker, shown: { sent: [`not shown: ${why}`], quote: `not shown: ${why}`, transcript: path } };
  }
  const quote = at === undefined ? 'the finding names no place' : (quotePlace({ transcript, place: at, masker }) ?? `event ${at.event} is not in the transcript`);
  return { masker, shown: { sent: describeStimulus({ transcript, stimulus, at, masker }), quote, transcript: path } };
}
