/** Runs a plan: a pool of tests, each with a lane of its own, results reported as they come. No file is touched here. */
import type { Listen } from '../binding/http-listener.js';
import { WALL_TIMERS, type Clock, type Timers } from '../clock/timers.js';
import type { Courier } from '../tester/notification/courier.js';
import type { Control } from '../iut/server-control.js';
import type { Strictness } from '../judge/requirement.js';
import type { Transcript, TranscriptEvent } from '../transcript/event.js';
import type { Plan, PlannedTest } from './plan.js';
import type { TestResult } from './results.js';
import { runTest, type RuleVerdicts, type TestEnvironment } from './run-test.js';
import { openStage } from './stage.js';
import type { Suite } from './suite.js';

/** What is known of a test once it is over; one line of the journal. */
export interface FinishedTest {
  readonly result: TestResult;
  readonly rules: readonly RuleVerdicts[];
}

export interface CampaignOptions {
  readonly suite: Suite;
  readonly plan: Plan;
  readonly control: Control;
  readonly strictness: Strictness;
  /** Tests in flight at once; never more than the control can hold. */
  readonly jobs: number;
  /** Monotonic clock, milliseconds. */
  readonly now: () => number;
  /** Stop starting tests after this many milliseconds; what is left is out-of-time. */
  readonly sessionMs: number | null;
  /** Tests that already have a result (resume). */
  readonly done: ReadonlySet<string>;
  readonly signal: AbortSignal;
  /** Sees each event of each test as it happens. */
  readonly observe?: (test: string, event: TranscriptEvent) => void;
  /** Where the transcript of a test is kept, relative to the results folder; default: `transcriptPath`. */
  readonly transcriptPath?: (testId: string) => string;
  /** Judgements that are known already, so that a transcript that was seen before is not judged again. */
  readonly recall?: TestEnvironment['recall'];
  /** How the tester listens; default: over sockets. */
  readonly listen?: Listen;
  /** How its notifications leave; default: over sockets. */
  readonly courier?: Courier;
  /** The time of day that stands in messages; default: that of the system. */
  readonly clock?: Clock;
  /** How deadlines are measured; default: on the wall. */
  readonly timers?: Timers;
  /** Called when the listeners stand and the IUT can be driven: from now on the campaign leaves something. */
  readonly onOpened?: () => void;
  /** Called once per test that got a verdict, with its transcript when it was run; awaited, so that evidence is safe before the verdict. */
  readonly onFinished: (finished: FinishedTest, transcript: Transcript | null) => Promise<void> | void;
}

/** Longest time a single test may take, milliseconds: a session of many rounds, each within its deadline. */
const DEFAULT_TEST_MS = 60_000;

/** Runs the plan; resolves with what happened outside of any test. Rejects when the listeners cannot start. */
export async function runCampaign(options: CampaignOptions): Promise<{ readonly notes: readonly string[] }> {
  const bench = await openBench(options);
  try {
    options.onOpened?.();
    await runPool(options, bench, Math.min(options.jobs, bench.width));
    return { notes: bench.notes() };
  } finally {
    await bench.close();
  }
}

export type BenchOptions = Pick<CampaignOptions, 'suite' | 'plan' | 'control' | 'strictness' | 'now' | 'signal' | 'observe' | 'transcriptPath' | 'listen' | 'courier' | 'clock' | 'timers' | 'recall'>;

/** A test that is over, with its transcript when it was run. */
export interface TestEnd {
  readonly finished: FinishedTest;
  readonly transcript: Transcript | null;
}

/** Stage and environment that tests run in, for callers with a pool of their own (the vitest front end). */
export interface Bench {
  /** Tests that may run at once. */
  readonly width: number;
  run(planned: PlannedTest): Promise<TestEnd>;
  /** What happened outside of any test. */
  notes(): readonly string[];
  close(): Promise<void>;
}

/** Opens the stage. Rejects with the system's error when an address is taken, with IutFault when the IUT cannot be started. */
export async function openBench(options: BenchOptions): Promise<Bench> {
  const { plan, suite, control, timers = WALL_TIMERS } = options;
  const { deadlines } = plan.iut;
  const stage = await openStage({ plan, control, timers, listen: options.listen, courier: options.courier, clock: options.clock });
  const environment: TestEnvironment = {
    plan,
    stage,
    testMs: Math.max(DEFAULT_TEST_MS, deadlines.startMs * 4 + deadlines.replyMs * 8),
    timers,
    strictness: options.strictness,
    requirements: suite.requirements,
    rules: suite.rules,
    testerRules: suite.testerRules,
    now: options.now,
    signal: options.signal,
    observe: options.observe,
    recall: options.recall,
  };
  return {
    width: stage.width,
    run: (planned) => (planned.notApplicable === null ? runOne(planned, options, environment) : Promise.resolve(notRun(planned, plan, { verdict: 'not-applicable', reason: planned.notApplicable }))),
    notes: () => stage.notes(),
    close: () => stage.close(),
  };
}

async function runPool(options: CampaignOptions, bench: Bench, width: number): Promise<void> {
  const startedMs = options.now();
  const queue = options.plan.tests.filter(({ test }) => !options.done.has(test.id));
  const worker = async (): Promise<void> => {
    for (let planned = queue.shift(); planned !== undefined; planned = queue.shift()) {
      const isLate = options.sessionMs !== null && options.now() - startedMs > options.sessionMs;
      if (options.signal.aborted) return;
      const isSkipped = isLate && planned.notApplicable === null;
      const { finished, transcript } = isSkipped ? notRun(planned, options.plan, { verdict: 'out-of-time', reason: 'the session ended before the test was run' }) : await bench.run(planned);
      // A test that was cut off says nothing; it runs again when the campaign goes on.
      if (options.signal.aborted) return;
      await options.onFinished(finished, transcript);
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
}

async function runOne(planned: PlannedTest, options: BenchOptions, environment: TestEnvironment): Promise<TestEnd> {
  const run = await runTest(planned, environment);
  const result: TestResult = {
    ...identity(planned, options.plan),
    verdict: run.verdict,
    reason: run.verdict === 'pass' ? null : run.reason,
    durationMs: run.durationMs,
    warnings: run.warnings,
    findings: run.findings,
    transcript: (options.transcriptPath ?? transcriptPath)(planned.test.id),
  };
  return { finished: { result, rules: run.rules }, transcript: run.transcript };
}

function notRun(planned: PlannedTest, plan: Plan, why: { readonly verdict: 'not-applicable' | 'out-of-time'; readonly reason: string }): TestEnd {
  return { finished: { result: { ...identity(planned, plan), ...why, durationMs: 0, warnings: 0, findings: [], transcript: null }, rules: [] }, transcript: null };
}

function identity(planned: PlannedTest, plan: Plan): Pick<TestResult, 'iut' | 'id' | 'title' | 'requirements'> {
  return { iut: plan.iut.name, id: planned.test.id, title: planned.test.title, requirements: planned.test.requirements };
}

/** `transcripts/dm2.client.hget.stores-data.json`: ids hold only letters, digits, `-` and `/`, so nothing can leave the folder. */
export function transcriptPath(testId: string): string {
  return `transcripts/${testId.replaceAll('/', '.')}.json`;
}
