/** `dm-conformance run`: plans a campaign, runs it, leaves its results in a folder and prints what came of it. */
import { resolve } from 'node:path';
import type { JournalHeader } from '../../harness/campaign/journal.js';
import { JOURNAL_SCHEMA, JournalError, type ReadJournal } from '../../harness/campaign/journal.js';
import type { CampaignResults } from '../../harness/campaign/results.js';
import { failureLines, summaryLines, warningLines } from '../../reports/terminal.js';
import type { ReportInput } from '../../reports/input.js';
import { compareWithBaseline, demandAbout, readBaseline, type Baseline, type Comparison } from '../baseline.js';
import { subjectsOf } from '../baseline-scope.js';
import { planRun, type CampaignPlan } from '../campaign-plan.js';
import { runAll } from '../campaign-run.js';
import { loadCampaignSuite, type Context } from '../context.js';
import { EXIT, exitCodeOf, type ExitCode } from '../exit-codes.js';
import { demandWritable } from '../files.js';
import { createProgress } from '../progress.js';
import { createResultsFolder, readJournalOf, reopenResultsFolder, type ResultsFolder } from '../results-folder.js';
import { checkBesideResume, parseRunWords, readNumbers, type RunNumbers, type RunWords } from '../run-arguments.js';
import { startAnew } from '../start-anew.js';
import { toolVersion } from '../version.js';

export interface RunArguments {
  readonly files: readonly string[];
  readonly options: RunWords;
  /** As they were typed, without `run`. */
  readonly words: readonly string[];
}

/** Runs a campaign; the exit code tells how it went. Rejects with errors of usage or input. */
export async function run(given: RunArguments, context: Context): Promise<ExitCode> {
  const job = await prepare(given, context);
  const { campaign, folder } = job;
  const abort = new AbortController();
  const release = context.io.onInterrupt(() => {
    context.output.note('Stopping: tests under way are ended. Press again to end at once.');
    abort.abort();
  });
  try {
    for (const note of campaign.notes) context.output.note(`Note: ${note}`);
    const results = await execute(job, { context, signal: abort.signal });
    const input = await folder.publish(results);
    if (job.options.evidence !== undefined) (await import('../evidence.js')).writeEvidence(job.options.evidence, input);
    printResults(input, job, context);
    return job.baseline === null ? exitCodeOf(results) : printBaseline({ results, baseline: job.baseline, subjects: subjectsOf(campaign) }, context);
  } finally {
    release();
    folder.close();
    await Promise.all(campaign.iuts.map(({ control }) => control.close()));
  }
}

interface Job {
  readonly campaign: CampaignPlan;
  readonly options: RunWords;
  readonly numbers: RunNumbers;
  readonly header: JournalHeader;
  readonly folder: ResultsFolder;
  readonly earlier: ReadJournal['finished'];
  readonly baseline: Baseline | null;
  readonly version: string;
}

async function prepare(given: RunArguments, context: Context): Promise<Job> {
  const { files, options, words } = given.options.resume === undefined ? given : resumedArguments(given.options.resume, given);
  const suite = await loadCampaignSuite(context);
  const numbers = readNumbers(options);
  const version = toolVersion();
  const campaign = await planRun({ suite, files, options, numbers, version }, context);
  const baseline = options.baseline === undefined ? null : await readBaseline(options.baseline, { suite, io: context.io });
  if (baseline !== null) demandAbout(baseline, subjectsOf(campaign));
  if (options.evidence !== undefined) demandWritable({ option: '--evidence', path: options.evidence });
  const header: JournalHeader = {
    schema: JOURNAL_SCHEMA,
    runId: context.io.uniqueId(),
    startedAt: context.io.date().toISOString(),
    seed: numbers.seed ?? 0,
    strict: options.strict === true,
    fingerprint: campaign.fingerprint,
    arguments: words,
    folder: resolve('.'),
  };
  const job = { campaign, options, numbers, baseline, version };
  if (options.resume === undefined) return { ...job, header, folder: createResultsFolder(options.out, header), earlier: [] };
  const reopened = reopenResultsFolder(options.resume);
  if (reopened.read.header.fingerprint !== campaign.fingerprint) {
    reopened.close();
    throw new JournalError(`${options.resume}: the suite, the IUT file or the version has changed since this run was stopped, so its results cannot be added up; ${startAnew(reopened.read.header, options.resume)}`);
  }
  if (reopened.read.droppedTail) context.output.note('Note: the last line of the journal was cut short; its test runs again.');
  return { ...job, header: reopened.read.header, folder: reopened, earlier: reopened.read.finished.filter(({ result }) => result.verdict !== 'out-of-time') };
}

/**
 * The arguments of the run that was stopped, with those that may differ taken from now. Paths of then start where it was started;
 * the time it had is over, so without a new deadline there is none.
 */
function resumedArguments(folder: string, now: RunArguments): RunArguments {
  checkBesideResume(now.files, now.options);
  const { header } = readJournalOf(folder);
  const { files, options: { deadline: _over, ...then } } = pathsFrom(header.folder, parseRunWords(header.arguments));
  const { jobs, deadline, trace, yes, evidence } = now.options;
  const changed = Object.fromEntries(Object.entries({ jobs, deadline, trace, yes, evidence }).filter(([, value]) => value !== undefined));
  return { files, words: header.arguments, options: { ...then, ...changed, resume: folder, out: folder } };
}

type ParsedWords = ReturnType<typeof parseRunWords>;

/** The same arguments for somebody who stands in another folder. */
function pathsFrom(folder: string, { files, options }: ParsedWords): ParsedWords {
  if (folder === resolve('.')) return { files, options };
  const { baseline, evidence } = options;
  const from = (path: string): string => (path === '-' ? path : resolve(folder, path));
  return {
    files: files.map(from),
    options: { ...options, ...(baseline === undefined ? {} : { baseline: from(baseline) }), ...(evidence === undefined ? {} : { evidence: from(evidence) }) },
  };
}

async function execute(job: Job, { context, signal }: { readonly context: Context; readonly signal: AbortSignal }): Promise<CampaignResults> {
  const { campaign, options, numbers } = job;
  const { output, io } = context;
  const total = campaign.iuts.reduce((sum, { plan }) => sum + plan.tests.length, 0) - job.earlier.length;
  const progress = createProgress(output, { total, iuts: campaign.iuts.length > 1 ? 'several' : 'one' });
  const trace = options.trace === true ? (await import('../trace.js')).eventLines : null;
  let traced = '';
  return runAll({
    campaign,
    folder: job.folder,
    header: job.header,
    earlier: job.earlier,
    jobs: trace === null ? numbers.jobs : 1,
    deadlineMs: numbers.deadlineMs,
    secrecy: options.reveal === true ? 'revealed' : 'masked',
    version: job.version,
    io,
    signal,
    onTest: progress.onTest,
    onEvent:
      trace === null
        ? null
        : (test, event) => {
            if (test !== traced) output.line(test);
            traced = test;
            for (const line of trace(event)) output.line(line);
          },
  });
}

function printResults(input: ReportInput, { folder, header, campaign }: Job, { output }: Context): void {
  const report = `${folder.path}/report.html`;
  for (const line of [...failureLines(input, output), ...warningLines(input, output), ...summaryLines(input, { ...output, links: { report } })]) output.line(line);
  if (input.results.tests.some(({ reason }) => reason?.startsWith('the IUT file gives no value') === true)) {
    for (const { plan } of campaign.iuts) if (plan.iut.source !== null) output.line(`What each missing value costs: dm-conformance check ${plan.iut.source}`);
  }
  const left = campaign.iuts.reduce((sum, { plan }) => sum + plan.tests.length, 0) - input.results.tests.length;
  if (!input.results.run.complete) output.line(`Stopped with ${left} tests to go (run ${header.runId}). Go on with: npx dm-conformance run --resume ${folder.path}`);
  const late = input.results.totals.outOfTime;
  if (late > 0) output.line(`${late === 1 ? '1 test is' : `${late} tests are`} out of time. Run ${late === 1 ? 'it' : 'them'} with: npx dm-conformance run --resume ${folder.path}`);
}

/** With a baseline only differences are red; our own errors stay what they are. */
function printBaseline(comparison: Comparison, { output }: Context): ExitCode {
  const { results, baseline } = comparison;
  const differences = compareWithBaseline(comparison);
  output.line(differences.length === 0 ? `As the baseline ${baseline.path} says.` : `Not as the baseline ${baseline.path} says:`);
  for (const { iut, id, expected, found } of differences) output.line(`  ${id}: ${found}, expected ${expected.join(' or ')} (${iut})`);
  if (results.totals.error > 0) return EXIT.internal;
  if (differences.length > 0) return EXIT.nonconformance;
  return results.run.complete ? EXIT.ok : EXIT.inconclusive;
}
