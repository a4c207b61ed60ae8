/**
 * Which tests a mutant cannot touch because the parts it replaces answer as the reference's do, each time they are asked.
 *
 * Most parts of the reference only answer a question: they return a value, or refuse, and change nothing. During the
 * reference's own run every suspect's replacement of such a part is asked the same question. As long as the answers are
 * equal the mutant's run is the reference's run: by induction over the calls, since nothing else of the device differs. A
 * test in which no answer differed leaves the reference's transcript, and need not be run (reach.ts).
 *
 * A part that acts cannot be asked twice: questions.ts leaves it out, and a mutant that replaces one runs every test that
 * reaches it.
 */
import { isDeepStrictEqual } from 'node:util';

/** What a mutant replaces of a reference. */
export interface Suspect<Parts extends object> {
  readonly id: string;
  readonly parts: Parts;
}

/** A question, as all parts are called. */
type Ask = (context: object, args: unknown) => unknown;

export interface Asking<Parts extends object> {
  readonly standard: Parts;
  readonly questions: readonly (keyof Parts & string)[];
  readonly suspects: readonly Suspect<Parts>[];
  /** Receives the ids of those that ever answered differently. */
  readonly infected: Set<string>;
}

/** The parts of the reference for one test, each question asked of the suspects as well. */
export function askSuspects<Parts extends object>(asking: Asking<Parts>): Parts {
  const { standard, questions, suspects } = asking;
  const watched = questions.flatMap((name) => {
    const concerned = suspects.filter(({ parts }) => parts[name] !== standard[name]);
    return concerned.length === 0 ? [] : [[name, askedTogether(asking, name, concerned)] as const];
  });
  return { ...standard, ...Object.fromEntries(watched) };
}

function askedTogether<Parts extends object>({ standard, infected }: Asking<Parts>, name: keyof Parts, suspects: readonly Suspect<Parts>[]): Ask {
  const own = standard[name] as Ask;
  return (context, args) => {
    const answers = suspects.filter(({ id }) => !infected.has(id)).map(({ id, parts }) => ({ id, answer: answerOf(parts[name] as Ask, { ...context, parts }, args) }));
    const right = answerOf(own, context, args);
    for (const { id, answer } of answers) if (!isDeepStrictEqual(answer, right)) infected.add(id);
    if (right.kind === 'refusal') throw right.reason;
    return right.value;
  };
}

type Answer = { readonly kind: 'value'; readonly value: unknown } | { readonly kind: 'refusal'; readonly reason: unknown };

function answerOf(ask: Ask, context: object, args: unknown): Answer {
  try {
    return { kind: 'value', value: ask(context, args) };
  } catch (reason) {
    return { kind: 'refusal', reason };
  }
}
