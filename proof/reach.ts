/**
 * What is known of an altered reference before it runs, from the reference's own run. It keeps the kill matrix whole at a
 * fraction of the cost:
 * - Parts are the only way to the reference's behaviour and are always called through the record, so a test that reaches
 *   none of the parts that a mutant replaces would leave the same transcript: it is not run.
 * - A judgement is a pure function of a transcript, so a test that left the same transcript as the reference did is not
 *   judged again.
 */
import type { FinishedTest } from '../harness/campaign/run.js';
import type { Judged } from '../harness/campaign/run-test.js';
import type { Transcript } from '../harness/transcript/event.js';
import { isSameCourse } from '../harness/transcript/same-course.js';
import type { ClientParts } from '../reference/dm2-client/parts.js';
import type { Altered } from './defect.js';

export interface Baseline {
  /** Results of the reference, by test id. */
  readonly finished: ReadonlyMap<string, FinishedTest>;
  /** Names of the parts each test reached. */
  readonly reach: ReadonlyMap<string, ReadonlySet<string>>;
  /** Transcripts of the reference, by test id. */
  readonly transcripts: ReadonlyMap<string, Transcript>;
}

/** A record that behaves like `parts` and notes each part that is looked up. */
export function watchParts(parts: ClientParts, reached: Set<string>): ClientParts {
  return new Proxy(parts, {
    get(target, name, receiver) {
      if (typeof name === 'string') reached.add(name);
      return Reflect.get(target, name, receiver) as unknown;
    },
  });
}

/** Tests whose result cannot differ from the baseline's; none when the device or its ICS differs as well. */
export function unaffectedTests(altered: Altered, standard: ClientParts, baseline: Baseline): ReadonlySet<string> {
  if (altered.parts === undefined || altered.config !== undefined || altered.supports !== undefined || altered.values !== undefined) return new Set();
  const replaced = Object.keys(altered.parts(standard));
  return new Set([...baseline.reach].filter(([test, reached]) => baseline.finished.has(test) && !replaced.some((name) => reached.has(name))).map(([test]) => test));
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
