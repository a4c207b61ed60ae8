/**
 * What is known of an altered reference before it runs, from the reference's own run. It keeps the kill matrix whole at a
 * fraction of the cost:
 * - Parts are the only way to the reference's behaviour and are always called through the record, so a test that reaches
 *   none of the parts that a mutant replaces would leave the same transcript: it is not run.
 * - Nor is a test in which all parts that the mutant replaces did as the reference's (infection.ts), and in which nobody,
 *   device, tester or judgement, read what differs of its configuration, its ICS or its values (reads.ts).
 * - A judgement is a pure function of a transcript, so a test that left the same transcript as the reference did is not
 *   judged again.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Plan, PlannedTest } from '../harness/campaign/plan.js';
import type { FinishedTest } from '../harness/campaign/run.js';
import type { Judged } from '../harness/campaign/run-test.js';
import type { Transcript, TranscriptEvent } from '../harness/transcript/event.js';
import { isSameCourse } from '../harness/transcript/same-course.js';
import { conditionsOf } from './conditions.js';
import { alteredParts, type Alteration } from './defect.js';
import { askSuspects } from './infection.js';
import { differingNames, watchReads } from './reads.js';
import type { TestRuns } from './run-plan.js';

/** What decides whether a test is run, and for which requirements. */
export type TestPlan = Pick<PlannedTest, 'claimed' | 'notApplicable'>;

/** Plain data, which one thread may hand to another. */
export interface Baseline {
  /** Results of the reference, by test id. */
  readonly finished: ReadonlyMap<string, FinishedTest>;
  /** Names of the parts each test reached. */
  readonly reach: ReadonlyMap<string, ReadonlySet<string>>;
  /** Events of the reference's transcripts, by test id. */
  readonly courses: ReadonlyMap<string, readonly TranscriptEvent[]>;
  /** How each test was planned for the reference. */
  readonly planned: ReadonlyMap<string, TestPlan>;
  /** Names of the parts that were asked of the suspects as well. */
  readonly questions: ReadonlySet<string>;
  /** Ids of the suspects, and of those the ones that differed, by test id: in what their parts do, or in what was read of their facts. */
  readonly asked: ReadonlySet<string>;
  readonly infected: ReadonlyMap<string, ReadonlySet<string>>;
  /** Ids of the suspects whose facts differ in something that was read, by test id. */
  readonly exposed: ReadonlyMap<string, ReadonlySet<string>>;
}

export interface WatchInput<Parts extends object, Config extends object> {
  readonly standard: Parts;
  readonly questions: readonly (keyof Parts & string)[];
  readonly suspects: readonly Alteration<Parts, Config>[];
}

/** Watches the reference in its own run. */
export interface Watch<Parts, Config> {
  /** The parts for the run of this test: they behave like the standard ones. */
  readonly parts: (test: string) => Parts;
  /** The configuration for the run of this test; it reads like `standard`. */
  readonly config: (test: string, standard: Config) => Config;
  /** The plan with this test alone; its answers and values read like those of `plan`. */
  readonly plan: (test: string, plan: Plan) => Plan;
  readonly baseline: (runs: TestRuns, plan: Plan) => Baseline;
}

/** A watch that has seen nothing yet. */
export function createWatch<Parts extends object, Config extends object>({ standard, questions, suspects }: WatchInput<Parts, Config>): Watch<Parts, Config> {
  const reach = new Map<string, Set<string>>();
  const infected = new Map<string, Set<string>>();
  const exposed = new Map<string, Set<string>>();
  const eligible = suspects.filter(isComparable);
  // What an alteration changes is the same for every configuration with the same members, and for every plan.
  const differing = rememberBy((own: Config) => Object.keys(own).join(' '), (own) => whoDiffers(eligible, ({ config }) => (config === undefined ? [] : differingNames(own, config(own)))));
  const byFact = rememberBy(() => '', ({ features, parameters }: Plan) => ({
    features: whoDiffers(eligible, ({ supports }) => differingNames(features, { ...features, ...supports })),
    parameters: whoDiffers(eligible, ({ values }) => differingNames(parameters, { ...parameters, ...values })),
  }));
  const expose = (test: string, who: ReadonlyMap<string, readonly string[]>) => (name: string): void => {
    for (const id of who.get(name) ?? []) {
      noteFor(exposed, test).add(id);
      noteFor(infected, test).add(id);
    }
  };
  return {
    parts(test) {
      // Made anew for each test: a replaced part may keep notes of its own.
      const asked = eligible.map((altered) => ({ id: altered.id, parts: alteredParts(altered, standard) }));
      return watchParts(askSuspects({ standard, questions, suspects: asked, infected: noteFor(infected, test) }), noteFor(reach, test));
    },
    config: (test, own) => watchReads(own, expose(test, differing(own))),
    plan(test, plan) {
      const { features, parameters } = plan;
      const facts = byFact(plan);
      const tests = plan.tests.filter((planned) => planned.test.id === test);
      return { ...plan, tests, features: watchReads(features, expose(test, facts.features)), parameters: watchReads(parameters, expose(test, facts.parameters)) };
    },
    baseline: ({ finished, transcripts }, { tests }) => ({
      finished: new Map(finished.map((entry) => [entry.result.id, withoutIdleRules(entry)])),
      reach,
      courses: new Map([...transcripts].map(([id, { events }]) => [id, events])),
      planned: new Map(tests.map(({ test, claimed, notApplicable }) => [test.id, { claimed, notApplicable }])),
      questions: new Set(questions),
      asked: new Set(eligible.map(({ id }) => id)),
      infected,
      exposed,
    }),
  };
}

/** A rule that met nothing to judge adds nothing to any sum. */
function withoutIdleRules({ result, rules }: FinishedTest): FinishedTest {
  return { result, rules: rules.filter(({ satisfied, violations }) => satisfied > 0 || violations.length > 0) };
}

/** Baselines of parts of the suite, which no test is in twice, as one. */
export function mergeBaselines(parts: readonly Baseline[]): Baseline {
  const union = <Value>(member: (part: Baseline) => ReadonlyMap<string, Value>): ReadonlyMap<string, Value> => new Map(parts.flatMap((part) => [...member(part)]));
  const all = (member: (part: Baseline) => ReadonlySet<string>): ReadonlySet<string> => new Set(parts.flatMap((part) => [...member(part)]));
  return {
    finished: union(({ finished }) => finished),
    reach: union(({ reach }) => reach),
    courses: union(({ courses }) => courses),
    planned: union(({ planned }) => planned),
    infected: union(({ infected }) => infected),
    exposed: union(({ exposed }) => exposed),
    questions: all(({ questions }) => questions),
    asked: all(({ asked }) => asked),
  };
}

/** Whether all that differs is watched, and the run of an alteration goes test by test. */
function isComparable<Parts extends object, Config extends object>({ tests, network, certificates, devicesComeBy }: Alteration<Parts, Config>): boolean {
  return network !== 'sockets' && [tests, certificates, devicesComeBy].every((fact) => fact === undefined);
}

/** Ids of the suspects that differ in a member, by its name. */
function whoDiffers<Parts extends object, Config extends object>(suspects: readonly Alteration<Parts, Config>[], differing: (suspect: Alteration<Parts, Config>) => readonly string[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const suspect of suspects) for (const name of differing(suspect)) found.set(name, [...(found.get(name) ?? []), suspect.id]);
  return found;
}

function rememberBy<Input, Output>(label: (input: Input) => string, make: (input: Input) => Output): (input: Input) => Output {
  const made = new Map<string, Output>();
  return (input) => {
    const output = made.get(label(input)) ?? make(input);
    made.set(label(input), output);
    return output;
  };
}

function noteFor(notes: Map<string, Set<string>>, test: string): Set<string> {
  const note = notes.get(test) ?? new Set<string>();
  notes.set(test, note);
  return note;
}

/** A record that behaves like `parts` and notes each part that is looked up. */
export function watchParts<Parts extends object>(parts: Parts, reached: Set<string>): Parts {
  return new Proxy(parts, {
    get(target, name, receiver) {
      if (typeof name === 'string') reached.add(name);
      return Reflect.get(target, name, receiver) as unknown;
    },
  });
}

export interface Comparison<Parts extends object, Config extends object> {
  readonly baseline: Baseline;
  readonly altered: Alteration<Parts, Config>;
  readonly standard: Parts;
  /** Tests as they are planned for the altered reference. */
  readonly planned: readonly (TestPlan & { readonly test: { readonly id: string } })[];
}

/** Results that an altered reference shares with the baseline. */
export function knownFrom<Parts extends object, Config extends object>(comparison: Comparison<Parts, Config>): readonly FinishedTest[] {
  return [...unaffectedTests(comparison)].flatMap((id) => comparison.baseline.finished.get(id) ?? []);
}

/** Tests of the plan whose result cannot differ from the baseline's. */
export function unaffectedTests<Parts extends object, Config extends object>({ baseline, altered, standard, planned }: Comparison<Parts, Config>): ReadonlySet<string> {
  const { asked, infected, questions, reach, finished } = baseline;
  const isAsked = asked.has(altered.id);
  if (!isAsked && !differsInPartsOnly(altered)) return new Set();
  const replaced = altered.parts?.(standard) ?? {};
  const isQuestion = ([name, part]: readonly [string, unknown]): boolean => questions.has(name) || conditionsOf(part, Reflect.get(standard, name)) !== undefined;
  const acts = Object.entries(replaced).filter((entry) => !isAsked || !isQuestion(entry)).map(([name]) => name);
  const unaffected = plannedAlike(baseline, planned).filter((test) => {
    const reached = reach.get(test);
    return reached !== undefined && finished.has(test) && infected.get(test)?.has(altered.id) !== true && !acts.some((name) => reached.has(name));
  });
  return new Set(unaffected);
}

/** True where nothing but parts differs from the reference, and no test reaches into another one. */
function differsInPartsOnly<Parts extends object, Config extends object>({ parts, config, supports, values, tests, certificates, devicesComeBy }: Alteration<Parts, Config>): boolean {
  return parts !== undefined && [config, supports, values, tests, certificates, devicesComeBy].every((fact) => fact === undefined);
}

/** Tests that are run for both, with the same requirements claimed. */
function plannedAlike(baseline: Baseline, planned: Comparison<never, never>['planned']): readonly string[] {
  const isAlike = (one: TestPlan, other: TestPlan | undefined): boolean => one.notApplicable === other?.notApplicable && isDeepStrictEqual(one.claimed, other.claimed);
  return planned.filter((entry) => isAlike(entry, baseline.planned.get(entry.test.id))).map(({ test }) => test.id);
}

/** Judgements of the reference's transcripts, for a test in which nobody read what differs of the facts of an altered reference. */
export function recallFrom<Parts extends object, Config extends object>({ baseline, altered, planned }: Comparison<Parts, Config>): (transcript: Transcript) => Judged | null {
  const { finished, courses, exposed, asked } = baseline;
  if (!asked.has(altered.id) && !differsInPartsOnly(altered)) return () => null;
  const alike = new Set(plannedAlike(baseline, planned));
  return (transcript) => {
    const known = finished.get(transcript.test);
    const before = courses.get(transcript.test);
    if (known === undefined || before === undefined || !alike.has(transcript.test) || exposed.get(transcript.test)?.has(altered.id) === true) return null;
    if (known.result.verdict === 'error' || !isSameCourse(before, transcript.events)) return null;
    const { verdict, reason, warnings, findings } = known.result;
    return { verdict, reason, warnings, findings, rules: known.rules, error: null };
  };
}
