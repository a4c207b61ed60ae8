/** What a judgement returns: one statement about one requirement, with the place in the transcript it rests on. */

/** A place in a transcript: an event, and inside it a JSON path (`Status[0].sc`), `header:NAME`, `method`, `target` or nothing. */
export interface Place {
  readonly event: number;
  readonly path?: string;
}

export type Outcome = 'satisfied' | 'violated' | 'inconclusive';

export interface Finding {
  readonly requirement: string;
  readonly outcome: Outcome;
  /** One sentence for people. */
  readonly message: string;
  readonly expected?: string;
  readonly found?: string;
  readonly at?: Place;
  /** What the tester sent to provoke it. */
  readonly stimulus?: Place;
}

/** A value read from a transcript together with where it stood; what judgements compare. */
export interface Observation<T> {
  readonly value: T;
  readonly at: Place;
  /** Names the value in messages, for example `status of HGET`. */
  readonly what: string;
  readonly stimulus?: Place;
}
