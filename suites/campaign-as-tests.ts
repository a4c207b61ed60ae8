/**
 * Turns a plan into vitest tests: one for each test case, named by id and title, and one for each rule once all have run. The
 * verdict of the engine stays what it is: vitest knows passed, failed and skipped, the note of a skip says which verdict it was.
 * `DM_IUT` names an IUT file; without it the embedded reference of the role is tested. `DM_STRICT=1` judges strictly.
 */
import { afterAll, describe, test, type TestContext } from 'vitest';
import { assembleResults } from '../harness/campaign/assemble.js';
import { planCampaign, type Plan, type PlannedTest } from '../harness/campaign/plan.js';
import type { CampaignResults, RuleResult } from '../harness/campaign/results.js';
import { openBench, type Bench, type FinishedTest } from '../harness/campaign/run.js';
import type { Suite } from '../harness/campaign/suite.js';
import { predicatesOf } from '../harness/campaign/test-case.js';
import { chooseControl } from '../harness/iut/choose-control.js';
import { EMBEDDED_CLIENT } from '../harness/iut/embedded-iut.js';
import { EMBEDDED_SERVER } from '../harness/iut/embedded-server-iut.js';
import { readIutFile, type IutFile } from '../harness/iut/iut-file.js';
import { sayYes } from '../harness/iut/operator-control.js';
import type { Protocol, Role, Strictness } from '../harness/judge/requirement.js';
import type { Transcript } from '../harness/transcript/event.js';
import { maskTranscript } from '../harness/transcript/mask.js';
import { failureText } from '../reports/failure-text.js';
import type { Failure } from '../reports/failure.js';
import { iutCatalogue } from '../testcases/iut-catalogue.js';
import { loadSuite } from '../testcases/suite.js';
import './meta.js';

export interface SuiteChoice {
  readonly role: Role;
  readonly protocol: Protocol;
}

/** Thrown into vitest for a failed test; its message is the failure text, it has no stack of ours. */
class Nonconformance extends Error {
  constructor(text: string) {
    super(text);
    this.name = 'Nonconformance';
    this.stack = '';
  }
}

/** What is tested without an IUT file. */
const EMBEDDED: Readonly<Record<Role, IutFile>> = { client: EMBEDDED_CLIENT, server: EMBEDDED_SERVER };

/** Declares the tests of a role. Rejects when the IUT file cannot be used. */
export async function campaignAsTests(choice: SuiteChoice): Promise<void> {
  const file = process.env['DM_IUT'];
  const iut = file === undefined ? EMBEDDED[choice.role] : await readIutFile({ path: file, ...iutCatalogue() });
  if (iut.role !== choice.role || iut.protocol !== choice.protocol) {
    describe.skip(`${choice.protocol} ${choice.role}: the IUT is a ${iut.role} of ${iut.protocol}`, () => test('not for this IUT'));
    return;
  }
  const campaign = await openCampaign(iut);
  const { plan, bench, record } = campaign;
  afterAll(campaign.close);
  describe(`${iut.name} (${choice.role}, ${choice.protocol})`, { concurrent: bench.width > 1 }, () => {
    for (const planned of plan.tests) {
      test(`${planned.test.id}: ${planned.test.title}`, { tags: tagsOf(planned) }, async (context) => {
        const { finished, transcript } = await bench.run(planned);
        record(finished, transcript);
        await report({ context, planned, finished, results: () => campaign.results() });
      });
    }
  });
  describe(`${iut.name}: rules over all transcripts`, { concurrent: false }, () => {
    for (const rule of rulesOf(campaign.suite, choice)) {
      test(`rule:${rule.requirement}: ${rule.title}`, { tags: ['rule'] }, async (context) => reportRule({ context, rule, results: campaign.results() }));
    }
  });
}

interface Campaign {
  readonly suite: Suite;
  readonly plan: Plan;
  readonly bench: Bench;
  readonly record: (finished: FinishedTest, transcript: Transcript | null) => void;
  /** What is known so far, with the evidence. */
  readonly results: () => Evidence;
  readonly close: () => Promise<void>;
}

interface Evidence {
  readonly results: CampaignResults;
  readonly transcripts: (path: string) => Transcript | undefined;
}

async function openCampaign(iut: IutFile): Promise<Campaign> {
  const suite = loadSuite(process.env['DM_CONFORMANCE_DRAFT'] === '1' ? 'partial' : 'whole');
  const strictness: Strictness = process.env['DM_STRICT'] === '1' ? 'strict' : 'normal';
  const control = await chooseControl({ iut, tools: { tell: (line) => process.stderr.write(`${line}\n`), ask: sayYes, answering: 'yes' } });
  const plan = planCampaign({ suite, iut, abilities: control, selected: () => true });
  const now = (): number => performance.now();
  const bench = await openBench({ suite, plan, control, strictness, now, signal: new AbortController().signal });
  const finished: FinishedTest[] = [];
  const transcripts = new Map<string, Transcript>();
  const secrets = iut.credentials === null ? [] : [iut.credentials.password];
  return {
    suite,
    plan,
    bench,
    record(end, transcript) {
      finished.push(end);
      // Only what a report will quote is kept.
      if (transcript !== null && end.result.transcript !== null && (end.result.verdict !== 'pass' || end.rules.some(({ violations }) => violations.length > 0))) transcripts.set(end.result.transcript, maskTranscript(transcript, secrets));
    },
    results: () => ({
      results: assembleResults({ suite, outcomes: [{ plan, finished }], strictness, tool: { name: 'dm-conformance', version: '' }, run: { id: 'vitest', startedAt: new Date().toISOString(), durationMs: 0, seed: 0, arguments: iut.source === null ? [] : [iut.source] }, notes: bench.notes() }),
      transcripts: (path) => transcripts.get(path),
    }),
    async close() {
      await bench.close();
      await control.close();
    },
  };
}

interface TestReport {
  readonly context: TestContext;
  readonly planned: PlannedTest;
  readonly finished: FinishedTest;
  readonly results: () => Evidence;
}

async function report({ context, planned, finished: { result }, results }: TestReport): Promise<void> {
  const requirements = planned.test.requirements;
  context.task.meta.conformance = { id: result.id, verdict: result.verdict, reason: result.reason, requirements, features: featuresOf(planned), severity: severityOf(planned) };
  for (const requirement of planned.claimed) await context.annotate(`${requirement.id} (${requirement.level}, clause ${requirement.clause}): ${requirement.text.trim()}`, 'requirement');
  for (const finding of result.findings.filter(({ severity }) => severity === 'warning')) await context.annotate(`${finding.requirement}: ${finding.message}`, 'warning');
  switch (result.verdict) {
    case 'pass':
      return;
    case 'fail':
    case 'error':
      throw new Nonconformance(textOf({ kind: 'test', test: result }, results()));
    case 'inconclusive':
    case 'not-applicable':
    case 'out-of-time': {
      const note = `${result.verdict}: ${result.reason ?? ''}`;
      await context.annotate(note, 'reason');
      context.skip(note);
    }
  }
}

async function reportRule({ context, rule, results }: { readonly context: TestContext; readonly rule: RuleName; readonly results: Evidence }): Promise<void> {
  const result = results.results.rules.find(({ requirement, title }) => requirement === rule.requirement && title === rule.title);
  const verdict = result === undefined ? 'not-applicable' : verdictOfRule(result);
  const reason = verdict === 'pass' ? null : (result?.message ?? 'the requirement does not apply to this IUT');
  context.task.meta.conformance = { id: `rule:${rule.requirement}`, verdict, reason, requirements: [rule.requirement], features: [], severity: 'normal' };
  if (result !== undefined && verdict === 'fail') throw new Nonconformance(textOf({ kind: 'rule', rule: result }, results));
  await context.annotate(result?.message ?? reason ?? '', 'reason');
  if (verdict !== 'pass') context.skip(`${verdict}: ${reason ?? ''}`);
}

function verdictOfRule({ outcome, severity }: RuleResult): 'pass' | 'fail' | 'inconclusive' {
  if (outcome === 'violated') return severity === 'fail' ? 'fail' : 'pass';
  return outcome === 'satisfied' ? 'pass' : 'inconclusive';
}

type RuleName = Pick<RuleResult, 'requirement' | 'title'>;

function rulesOf(suite: Suite, { role, protocol }: SuiteChoice): readonly RuleName[] {
  return suite.rules.filter((rule) => rule.role === role && rule.protocol === protocol);
}

function textOf(failure: Failure, { results, transcripts }: Evidence): string {
  return failureText({ results, transcripts, reveal: 'masked' }, failure);
}

function featuresOf({ test, claimed }: PlannedTest): readonly string[] {
  return [...new Set([...predicatesOf(test), ...claimed.map(({ feature }) => feature)].flatMap((predicate) => predicate?.match(/\w+/g) ?? []))];
}

/** Allure's words: a MUST that was read is critical. */
function severityOf({ claimed }: PlannedTest): 'critical' | 'normal' {
  return claimed.some(({ level, basis }) => level.startsWith('MUST') && basis === 'text') ? 'critical' : 'normal';
}

/** Protocol, area and levels, for `--tags-filter`. */
function tagsOf({ test: { protocol, id }, claimed }: PlannedTest): string[] {
  const area = id.split('/')[2] ?? '';
  return [protocol, area, ...new Set(claimed.map(({ level }) => level.toLowerCase().replace(' ', '-')))];
}
