/**
 * What is known of an altered reference before it runs, from the reference's own run. It keeps the kill matrix whole at a
 * fraction of the cost:
 * - Parts are the only way to the reference's behaviour and are always called through the record, so a test that reaches
 *   none of the parts that a mutant replaces would leave the same transcript: it is not run.
 * - Nor is a test in which all parts that the mutant replaces answered as the reference's did (infection.ts).
 * - A judgement is a pure function of a transcript, so a test that left the same transcript as the reference did is not
 *   judged again.
 */
import type { FinishedTest } from '../harness/campaign/run.js';
import type { Judged } from '../harness/campaign/run-test.js';
import type { Transcript } from '../harness/transcript/event.js';
import { isSameCourse } from '../harness/transcript/same-course.js';
import { alteredParts, differsInPartsOnly, type Alteration } from './defect.js';
import { askSuspects } from './infection.js';

export interface Baseline {
  /** Results of the reference, by test id. */
  readonly finished: ReadonlyMap<string, FinishedTest>;
  /** Names of the parts each test reached. */
  readonly reach: ReadonlyMap<string, ReadonlySet<string>>;
  /** Transcripts of the reference, by test id. */
  readonly transcripts: ReadonlyMap<string, Transcript>;
  /** Names of the parts that were asked of the suspects as well. */
  readonly questions: ReadonlySet<string>;
  /** Ids of the suspects, and of those the ones that answered differently, by test id. */
  readonly asked: ReadonlySet<string>;
  readonly infected: ReadonlyMap<string, ReadonlySet<string>>;
}

export interface WatchInput<Parts extends object> {
  readonly standard: Parts;
  readonly questions: readonly (keyof Parts & string)[];
  readonly suspects: readonly Alteration<Parts>[];
}

/** Watches the reference in its own run. */
export interface Watch<Parts> {
  /** The parts for the run of this test: they behave like the standard ones. */
  readonly parts: (test: string) => Parts;
  readonly baseline: (finished: readonly FinishedTest[], transcripts: ReadonlyMap<string, Transcript>) => Baseline;
}

/** A watch that has seen nothing yet. */
export function createWatch<Parts extends object>({ standard, questions, suspects }: WatchInput<Parts>): Watch<Parts> {
  const reach = new Map<string, Set<string>>();
  const infected = new Map<string, Set<string>>();
  const eligible = suspects.filter(differsInPartsOnly);
  return {
    parts(test) {
      // Made anew for each test: a replaced part may keep notes of its own.
      const asked = eligible.map((altered) => ({ id: altered.id, parts: alteredParts(altered, standard) }));
      return watchParts(askSuspects({ standard, questions, suspects: asked, infected: noteFor(infected, test) }), noteFor(reach, test));
    },
    baseline: (finished, transcripts) => ({
      finished: new Map(finished.map((entry) => [entry.result.id, entry])),
      reach,
      transcripts,
      questions: new Set(questions),
      asked: new Set(eligible.map(({ id }) => id)),
      infected,
    }),
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

/** Results that an altered reference shares with the baseline. */
export function knownFrom<Parts extends object>(baseline: Baseline, altered: Alteration<Parts>, standard: Parts): readonly FinishedTest[] {
  return [...unaffectedTests(altered, standard, baseline)].flatMap((id) => baseline.finished.get(id) ?? []);
}

/** Tests whose result cannot differ from the baseline's; none when the device or its ICS differs as well. */
export function unaffectedTests<Parts extends object>(altered: Alteration<Parts>, standard: Parts, baseline: Baseline): ReadonlySet<string> {
  if (!differsInPartsOnly(altered)) return new Set();
  const replaced = Object.keys(altered.parts(standard));
  const unaffected = [...baseline.reach].filter(([test, reached]) => {
    const answersAlike = baseline.asked.has(altered.id) && baseline.infected.get(test)?.has(altered.id) !== true;
    return baseline.finished.has(test) && !replaced.some((name) => reached.has(name) && !(answersAlike && baseline.questions.has(name)));
  });
  return new Set(unaffected.map(([test]) => test));
}

/** Judgements of the reference's transcripts, for an altered reference whose ICS is the same. */
export function recallFrom({ finished, transcripts }: Baseline): (transcript: Transcript) => Judged | null {
  return (transcript) => {
    const known = finished.get(transcript.test);
    const before = transcripts.get(transcript.test);
    if (known === undefined || before === undefined || known.result.verdict === 'error' || !isSameCourse(before.events, transcript.events)) return null;
    const { verdict, reason, warnings, findings } = known.result;
    return { verdict, reason, warnings, findings, rules: known.rules, error: null };
  };
}
