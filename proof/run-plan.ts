/** A campaign of the proof: a plan run against one alteration of a reference, strictly, with its results and transcripts. */
import { assembleResults, verdictsOf } from '../harness/campaign/assemble.js';
import type { Plan } from '../harness/campaign/plan.js';
import type { CampaignResults } from '../harness/campaign/results.js';
import { runCampaign, type CampaignOptions, type FinishedTest } from '../harness/campaign/run.js';
import type { Transcript } from '../harness/transcript/event.js';
import type { Verdicts } from './prove.js';

/** One alteration of the reference, run against the whole suite. */
export interface AlteredRun extends TestRuns {
  readonly verdicts: Verdicts;
  /** Added up as for a report. This and the verdicts are made each time they are asked for: most proofs need the verdicts only. */
  readonly results: CampaignResults;
}

/** What tests left behind. */
export interface TestRuns {
  readonly finished: readonly FinishedTest[];
  readonly transcripts: ReadonlyMap<string, Transcript>;
}

export interface PlanRun extends Pick<CampaignOptions, 'suite' | 'control' | 'now' | 'listen' | 'courier' | 'clock' | 'timers' | 'recall'> {
  /** Of the mutant or the variant. */
  readonly id: string;
  readonly plan: Plan;
  /** Results that are known without a run; those of tests that are not planned are left out. */
  readonly known: readonly FinishedTest[];
  /** Tests in flight at once. */
  readonly jobs?: number;
  readonly keepTranscripts?: (finished: FinishedTest) => boolean;
}

const JOBS = 8;

/** Runs what is not known yet, and closes the control. */
export async function runPlan(run: PlanRun): Promise<AlteredRun> {
  const { suite, plan } = run;
  const { finished, transcripts } = await runTests(run);
  return {
    finished,
    transcripts,
    get verdicts() {
      return verdictsOf({ suite, plan, finished, strictness: 'strict' });
    },
    get results() {
      const identity = { tool: { name: 'dm-conformance', version: '0' }, run: { id: run.id, startedAt: '', durationMs: 0, seed: 0, arguments: [] }, notes: [] };
      return assembleResults({ suite, outcomes: [{ plan, finished }], strictness: 'strict', ...identity });
    },
  };
}

/** As `runPlan`, without adding up. */
async function runTests(run: PlanRun): Promise<TestRuns> {
  const { suite, plan, control, now, listen, courier, clock, timers, recall } = run;
  const planned = new Set(plan.tests.map(({ test }) => test.id));
  const known = run.known.filter(({ result }) => planned.has(result.id));
  const finished: FinishedTest[] = [...known];
  const transcripts = new Map<string, Transcript>();
  const onFinished = (entry: FinishedTest, transcript: Transcript | null): void => {
    finished.push(entry);
    if (transcript !== null && run.keepTranscripts?.(entry) === true) transcripts.set(entry.result.id, transcript);
  };
  const done = new Set(known.map(({ result }) => result.id));
  const { signal } = new AbortController();
  const means = { ...(listen === undefined ? {} : { listen }), ...(courier === undefined ? {} : { courier }), ...(clock === undefined ? {} : { clock }), ...(timers === undefined ? {} : { timers }), ...(recall === undefined ? {} : { recall }) };
  await runCampaign({ suite, plan, control, strictness: 'strict', jobs: run.jobs ?? JOBS, now, sessionMs: null, done, signal, onFinished, ...means }).finally(() => control.close());
  return { finished, transcripts };
}

/** A part of the tests of a plan: each `of`-th one, from `index` (0 and up) on. */
export interface Share {
  readonly index: number;
  readonly of: number;
}

/** Runs in which each test of a plan has a reference of its own. */
export interface RunsAlone {
  readonly plan: Plan;
  /** Default: all tests. */
  readonly share: Share | undefined;
  /** Runs at once. */
  readonly width: number;
  readonly run: (test: string) => Omit<PlanRun, 'known'>;
}

/** Runs every test of the plan by itself. */
export async function runEachAlone({ plan, share = { index: 0, of: 1 }, width, run }: RunsAlone): Promise<TestRuns> {
  const queue = plan.tests.filter((_planned, index) => index % share.of === share.index).map(({ test }) => test.id);
  const runs: TestRuns[] = [];
  const work = async (): Promise<void> => {
    for (let id = queue.shift(); id !== undefined; id = queue.shift()) runs.push(await runTests({ ...run(id), known: [] }));
  };
  await Promise.all(Array.from({ length: width }, work));
  return { finished: runs.flatMap(({ finished }) => finished), transcripts: new Map(runs.flatMap(({ transcripts }) => [...transcripts])) };
}
