/** One test from drive to verdict. The judgement sees the transcript only; whatever goes wrong on our side is an `error`, never a failure of the IUT. */
import type { Timers } from '../clock/timers.js';
import { IutFault } from '../iut/control.js';
import type { Finding } from '../judge/finding.js';
import { collectFindings, tallyFindings } from '../judge/judge.js';
import { sidesOf } from '../judge/pair/view.js';
import { leniencyOf, severityOf, type Requirement, type Role, type Strictness } from '../judge/requirement.js';
import { settle, type Verdict } from '../judge/verdict.js';
import { TRANSCRIPT_SCHEMA, type Transcript, type TranscriptEvent } from '../transcript/event.js';
import { createRecorder } from '../transcript/recorder.js';
import type { Plan, PlannedTest } from './plan.js';
import { readTranscript, type Reading } from './reading.js';
import type { ReportedFinding } from './results.js';
import type { Stage, StagedTest } from './stage.js';
import type { Rule } from './test-case.js';

export interface TestEnvironment {
  readonly plan: Plan;
  readonly stage: Stage;
  /** Longest time the test may take, milliseconds. */
  readonly testMs: number;
  readonly timers: Timers;
  readonly strictness: Strictness;
  readonly requirements: ReadonlyMap<string, Requirement>;
  readonly rules: readonly Rule[];
  readonly testerRules: readonly Rule[];
  /** Monotonic clock, milliseconds. */
  readonly now: () => number;
  /** Ends the test early: the campaign is being stopped. */
  readonly signal: AbortSignal;
  /** Sees each event of each test as it happens. */
  readonly observe?: ((test: string, event: TranscriptEvent) => void) | undefined;
  /** A judgement that is known to hold for this transcript; null: judge it. */
  readonly recall?: ((transcript: Transcript) => Judged | null) | undefined;
}

/** What rules said about one transcript, kept in the journal so that a resumed run adds up. */
export interface RuleVerdicts {
  readonly requirement: string;
  readonly title: string;
  /** Of a pair: whose messages were judged. */
  readonly side?: Role;
  readonly satisfied: number;
  readonly violations: readonly Finding[];
}

export interface TestRun {
  readonly verdict: Verdict;
  readonly reason: string | null;
  readonly warnings: number;
  readonly durationMs: number;
  readonly findings: readonly ReportedFinding[];
  readonly rules: readonly RuleVerdicts[];
  readonly transcript: Transcript;
}

/** Runs a planned test. Never rejects: what we do wrong becomes verdict `error` with the message. */
export async function runTest(planned: PlannedTest, environment: TestEnvironment): Promise<TestRun> {
  const started = environment.now();
  const driven = await drive(planned, environment);
  const transcript: Transcript = {
    schema: TRANSCRIPT_SCHEMA,
    test: planned.test.id,
    iut: environment.plan.iut.name,
    role: planned.test.role,
    protocol: planned.test.protocol,
    parameters: environment.plan.parameters,
    features: environment.plan.features,
    events: driven.events,
  };
  const judged = environment.recall?.(transcript) ?? judgeTranscript({ planned, transcript, environment });
  const error = driven.error ?? judged.error;
  return {
    verdict: error === null ? judged.verdict : 'error',
    reason: error ?? driven.iutFault ?? judged.reason,
    warnings: judged.warnings,
    durationMs: Math.round((environment.now() - started) * 100) / 100,
    findings: judged.findings,
    rules: judged.rules,
    transcript,
  };
}

interface Driven {
  readonly events: Transcript['events'];
  /** A fault of ours. */
  readonly error: string | null;
  /** The IUT, or its control, did not do what was asked. */
  readonly iutFault: string | null;
}

async function drive(planned: PlannedTest, environment: TestEnvironment): Promise<Driven> {
  const recorder = createRecorder(environment.now, (event) => environment.observe?.(planned.test.id, event));
  const abort = new AbortController();
  const stop = (): void => abort.abort();
  environment.signal.addEventListener('abort', stop, { once: true });
  const cancelTimer = environment.timers.after(environment.testMs, () => {
    recorder.add({ kind: 'deadline', waitedFor: 'the end of the test', timeoutMs: environment.testMs });
    abort.abort();
  });
  let running: StagedTest | undefined;
  let error: string | null = null;
  let iutFault: string | null = null;
  try {
    running = await environment.stage.open({ planned, recorder, signal: abort.signal });
    await Promise.race([running.drive(), aborted(abort.signal)]);
  } catch (caught) {
    if (caught instanceof IutFault) {
      iutFault = caught.message;
      recorder.add({ kind: 'control', action: 'stopped', detail: caught.message });
    } else error = describeError(caught);
  } finally {
    cancelTimer();
    environment.signal.removeEventListener('abort', stop);
  }
  await running?.close();
  abort.abort(TEST_OVER);
  return { events: recorder.events, error, iutFault };
}

/** The usual reason of an abort; making a DOMException for each of several hundred tests would cost more than their judgement. */
const TEST_OVER = 'the test is over';

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

/** What a transcript says. */
export interface Judged {
  readonly verdict: Verdict;
  readonly reason: string | null;
  readonly warnings: number;
  readonly findings: readonly ReportedFinding[];
  readonly rules: readonly RuleVerdicts[];
  /** A fault of ours. */
  readonly error: string | null;
}

function judgeTranscript(input: { readonly planned: PlannedTest; readonly transcript: Transcript; readonly environment: TestEnvironment }): Judged {
  const { planned, transcript, environment } = input;
  try {
    const reading = readTranscript(transcript);
    const claimed = planned.claimed.map((requirement) => requirement.id);
    const findings = collectFindings(claimed, (judge) => reading.judge(planned.test, judge)).filter((finding) => claimed.includes(finding.requirement));
    const { verdict, reason, warnings } = settle({ claimed: planned.claimed, findings, strictness: environment.strictness });
    const ours = applyRules(environment.testerRules, reading).flatMap((rule) => rule.violations);
    return {
      verdict,
      reason,
      warnings,
      findings: findings.flatMap((finding) => reportFinding(finding, environment)),
      rules: transcript.role === 'pair' ? applyToSides(transcript, environment) : applyRules(environment.rules, reading),
      error: ours.length === 0 ? null : `the tester broke ${ours[0]?.requirement ?? ''}: ${ours[0]?.message ?? ''}`,
    };
  } catch (caught) {
    return { verdict: 'error', reason: null, warnings: 0, findings: [], rules: [], error: describeError(caught) };
  }
}

/** Applies the rules of its role to one transcript; a rule that met nothing to judge says so by zero counts. */
export function applyRules(rules: readonly Rule[], reading: Reading): readonly RuleVerdicts[] {
  const own = rules.filter(({ role }) => role === reading.role);
  return own.map((rule) => ({ requirement: rule.requirement, title: rule.title, ...tallyFindings((judge) => reading.judge(rule, judge)) }));
}

/** The rules of each role over the messages of its side, by the answers and values of that product. */
function applyToSides(transcript: Transcript, { rules, plan }: TestEnvironment): readonly RuleVerdicts[] {
  const sides = sidesOf(transcript);
  return (['client', 'server'] as const).flatMap((side) => {
    const { features, parameters } = plan.pair?.[side] ?? plan;
    return applyRules(rules, readTranscript({ ...sides[side], features, parameters })).map((verdict) => ({ ...verdict, side }));
  });
}

/** A finding with everything a report needs from the catalogue. */
export function reportFinding(finding: Finding, environment: { readonly requirements: ReadonlyMap<string, Requirement>; readonly strictness: Strictness }): readonly ReportedFinding[] {
  const requirement = environment.requirements.get(finding.requirement);
  if (requirement === undefined) return [];
  const { level, clause } = requirement;
  if (finding.outcome !== 'violated') return [{ ...finding, level, clause }];
  const severity = severityOf(requirement, environment.strictness);
  const leniency = severity === 'fail' ? {} : { leniency: leniencyOf(requirement) };
  return [{ ...finding, level, clause, severity, ...leniency }];
}

function describeError(caught: unknown): string {
  return caught instanceof Error ? `${caught.name}: ${caught.message}` : String(caught);
}
