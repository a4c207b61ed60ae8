/**
 * Which tests a mutant cannot touch because the parts it replaces do as the reference's do, each time they are called.
 *
 * Most parts of the reference only answer a question: they return a value, or refuse, and change nothing. During the
 * reference's own run every suspect's replacement of such a part is asked the same question. A part that acts cannot be
 * asked twice; of its replacement the condition is asked under which it deviates (conditions.ts). As long as the answers are
 * equal and no condition holds the mutant's run is the reference's run: by induction over the calls, since nothing else of
 * the device differs. A test in which that is so to the end leaves the reference's transcript, and need not be run (reach.ts).
 *
 * Which parts are questions stands in questions.ts. A mutant that replaces a part that acts, and gives no condition, runs
 * every test that reaches it.
 */
import { isDeepStrictEqual } from 'node:util';
import { conditionOf } from './conditions.js';

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

/** The parts of the reference for one test, of which the suspects are asked as well. */
export function askSuspects<Parts extends object>(asking: Asking<Parts>): Parts {
  const { standard, questions, suspects } = asking;
  const asked = new Set<string>(questions);
  const watched = (Object.keys(standard) as (keyof Parts & string)[]).flatMap((name) => {
    const concerned = suspects.filter(({ parts }) => parts[name] !== standard[name]);
    if (concerned.length === 0) return [];
    if (asked.has(name)) return [[name, askedTogether(asking, name, concerned)] as const];
    const conditional = concerned.filter(({ parts }) => conditionOf(parts[name]) !== undefined);
    return conditional.length === 0 ? [] : [[name, watchedBy(asking, name, conditional)] as const];
  });
  return { ...standard, ...Object.fromEntries(watched) };
}

function askedTogether<Parts extends object>({ standard, infected }: Asking<Parts>, name: keyof Parts, suspects: readonly Suspect<Parts>[]): Ask {
  const own = standard[name] as Ask;
  return (context, args) => {
    const answers = suspects.filter(({ id }) => !infected.has(id)).map(({ id, parts }) => ({ id, answer: answerOf(parts[name] as Ask, { ...context, parts }, args) }));
    const right = answerOf(own, context, args);
    for (const { id, answer } of answers) if (!areAlike(answer, right)) infected.add(id);
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

/** Octets are the same in whatever kind of array they come. */
function areAlike(one: Answer, other: Answer): boolean {
  if (one.kind === 'value' && other.kind === 'value' && one.value instanceof Uint8Array && other.value instanceof Uint8Array) return Buffer.compare(one.value, other.value) === 0;
  return isDeepStrictEqual(one, other);
}

function watchedBy<Parts extends object>({ standard, infected }: Asking<Parts>, name: keyof Parts, suspects: readonly Suspect<Parts>[]): Ask {
  const own = standard[name] as Ask;
  const judge = (known: 'before' | 'after', context: object, args: unknown, result?: unknown): void => {
    for (const { id, parts } of suspects) {
      const condition = conditionOf(parts[name]);
      if (condition?.known === known && !infected.has(id) && deviates(() => condition.holds({ ...context, parts }, args, result))) infected.add(id);
    }
  };
  return (context, args) => {
    judge('before', context, args);
    const result = own(context, args);
    if (!(result instanceof Promise)) return result;
    return result.then((value: unknown) => {
      judge('after', context, args, value);
      return value;
    });
  };
}

/** A condition that breaks would break the mutant, too. */
function deviates(holds: () => boolean): boolean {
  try {
    return holds();
  } catch {
    return true;
  }
}
