/**
 * Which tests a mutant cannot touch because the parts it replaces do as the reference's do, each time they are called.
 *
 * Most parts of the reference only answer a question: they return a value, or refuse, and change nothing. During the
 * reference's own run every suspect's replacement of such a part is asked the same question. A part that acts cannot be
 * asked twice; of its replacement the condition is asked under which it deviates (conditions.ts). As long as the answers are
 * equal and no condition holds the mutant's run is the reference's run: by induction over the calls, since nothing else of
 * the device differs. A test in which that is so to the end leaves the reference's transcript, and need not be run (reach.ts).
 * Where a replacement is the reference's part with other parts below it, those are asked, or their conditions, during that call.
 *
 * Which parts are questions stands in questions.ts. A mutant that replaces a part that acts, and gives no condition, runs
 * every test that reaches it.
 */
import { isDeepStrictEqual } from 'node:util';
import { isSameValue } from './same-value.js';
import { conditionsOf, type Condition } from './conditions.js';

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
  const { standard, suspects } = asking;
  const questions = new Set<string>(asking.questions);
  const watched = (Object.keys(standard) as (keyof Parts & string)[]).flatMap((name) => {
    const concerned = suspects.filter(({ parts }) => parts[name] !== standard[name]).map(({ id, parts }) => ({ id, parts, replacement: parts[name] as Ask }));
    // Of one that acts and gives no condition, each test is run that reaches it.
    const watchable = questions.has(name) ? concerned : concerned.filter(({ replacement }) => conditionsOf(replacement, standard[name]) !== undefined);
    return watchable.length === 0 ? [] : [[name, watchedBy({ name, own: standard[name] as Ask, standard, questions, infected: asking.infected }, watchable)] as const];
  });
  return { ...standard, ...Object.fromEntries(watched) };
}

/** A part of the reference while it is watched. */
interface Watched {
  readonly name: string;
  readonly own: Ask;
  /** All parts of the reference. */
  readonly standard: object;
  readonly questions: ReadonlySet<string>;
  readonly infected: Set<string>;
}

/** One who replaces that part, and all parts it has then. */
interface Replacing {
  readonly id: string;
  readonly parts: object;
  readonly replacement: Ask;
}

function watchedBy(watched: Watched, suspects: readonly Replacing[]): Ask {
  return watched.questions.has(watched.name) ? askedTogether(watched, suspects) : calledOnce(watched, suspects);
}

function askedTogether({ own, infected }: Watched, suspects: readonly Replacing[]): Ask {
  return (context, args) => {
    const answers = suspects.filter(({ id }) => !infected.has(id)).map(({ id, parts, replacement }) => ({ id, answer: answerOf(replacement, { ...context, parts }, args) }));
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

function areAlike(one: Answer, other: Answer): boolean {
  if (one.kind === 'value' && other.kind === 'value') return isSameValue(one.value, other.value);
  return one.kind === 'refusal' && other.kind === 'refusal' && isDeepStrictEqual(one.reason, other.reason);
}

/** A part that acts: of its replacements the conditions are asked. */
function calledOnce(watched: Watched, suspects: readonly Replacing[]): Ask {
  const { name, own, standard, infected } = watched;
  const said = (replacement: Ask): readonly Condition[] | undefined => conditionsOf(replacement, Reflect.get(standard, name));
  return (context, args) => {
    const open = suspects.filter(({ id }) => !infected.has(id));
    const judge = (known: Condition['known'], holds: (condition: Condition, suspected: object) => boolean): void => {
      for (const { id, parts, replacement } of open) {
        const conditions = (said(replacement) ?? []).filter((condition) => condition.known === known);
        const inOrder = known === 'before' ? conditions : conditions.toReversed();
        if (!infected.has(id) && inOrder.some((condition) => deviates(() => holds(condition, { ...context, parts })))) infected.add(id);
      }
    };
    for (const { id, replacement } of open) if (said(replacement) === undefined) infected.add(id);
    judge('before', (condition, suspected) => condition.known === 'before' && condition.holds(suspected, args));
    const after = (result: unknown): void => judge('after', (condition, suspected) => condition.known === 'after' && condition.holds(suspected, { args, result }));
    const refused = (fault: unknown): void => judge('refused', (condition, suspected) => condition.known === 'refused' && condition.holds(suspected, { args, fault }));
    const result = outcomeOf(() => own(watchedWithin(watched, { context, args, suspects: open }), args), refused);
    if (result instanceof Promise) void result.then(after, refused);
    else after(result);
    return result;
  };
}

function outcomeOf(call: () => unknown, refused: (fault: unknown) => void): unknown {
  try {
    return call();
  } catch (fault) {
    refused(fault);
    throw fault;
  }
}

/** A condition that breaks would break the mutant, too. */
function deviates(holds: () => boolean): boolean {
  try {
    return holds();
  } catch {
    return true;
  }
}

interface Call {
  readonly context: object;
  readonly args: unknown;
  readonly suspects: readonly Replacing[];
}

/** The context of the reference's own call, in which those are watched who replace parts below it. */
function watchedWithin({ name: outer, standard, questions, infected }: Watched, { context, args, suspects }: Call): object {
  const below = new Map<string, Replacing[]>();
  for (const { id, parts, replacement } of suspects) {
    for (const condition of conditionsOf(replacement, Reflect.get(standard, outer)) ?? []) {
      if (condition.known !== 'within' || infected.has(id)) continue;
      const inner = condition.parts(args);
      for (const [name, part] of Object.entries(inner)) below.set(name, [...(below.get(name) ?? []), { id, parts: { ...parts, ...inner }, replacement: part as Ask }]);
    }
  }
  if (below.size === 0) return context;
  const { parts } = context as { readonly parts: object };
  const watched = new Proxy(parts, {
    get(target, name) {
      const own = Reflect.get(target, name) as unknown;
      const replacing = typeof name === 'string' ? below.get(name) : undefined;
      return replacing === undefined ? own : watchedBy({ name: String(name), own: own as Ask, standard, questions, infected }, replacing);
    },
  });
  return { ...context, parts: watched };
}
