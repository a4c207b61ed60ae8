/**
 * Replacements of parts that act, which deviate in some calls only. A part that acts cannot be asked twice (infection.ts), but the condition
 * under which its replacement deviates can: the replacement is made of that condition, so that where it does not hold it is the reference's part.
 *
 * A condition changes nothing and looks at nothing that changes. It is asked once for each call, of the mutant as of the reference, so it may
 * keep notes of its own.
 */

/** A part of either reference. */
type AnyPart = (context: never, args: never) => unknown;
type ContextOf<Standard extends AnyPart> = Parameters<Standard>[0];
type ArgsOf<Standard extends AnyPart> = Parameters<Standard>[1];
type PartsOf<Standard extends AnyPart> = ContextOf<Standard> extends { readonly parts: infer Parts } ? Partial<Parts> : never;

/** A part as it is called here, where it does not matter which one it is. */
type Call = (context: object, args: unknown) => unknown;

/** When a replacement deviates: known before it acts, by what the reference's part returned or refused, or by the parts below it. */
export type Condition =
  | { readonly known: 'before'; readonly holds: (context: object, args: unknown) => boolean }
  | { readonly known: 'after'; readonly holds: (context: object, returned: Returned<unknown, unknown>) => boolean }
  | { readonly known: 'refused'; readonly holds: (context: object, refused: Refused<unknown>) => boolean }
  | { readonly known: 'within'; readonly parts: (args: unknown) => object };

interface Conditional {
  /** The part that it is where no condition holds. */
  readonly base: unknown;
  readonly conditions: readonly Condition[];
}

const conditionals = new WeakMap<object, Conditional>();

/** When this replacement deviates from the standard part, the outermost condition first; undefined: it may in every call, as one made of another part does. */
export function conditionsOf(part: unknown, standard: unknown): readonly Condition[] | undefined {
  const known = typeof part === 'function' ? conditionals.get(part) : undefined;
  return known?.base === standard ? known?.conditions : undefined;
}

/** The part made around `standard`, which may have conditions itself. */
function conditional<Standard extends AnyPart>(standard: Standard, part: Call, condition: Condition): Standard {
  const inner = conditionals.get(standard);
  conditionals.set(part, { base: inner === undefined ? standard : inner.base, conditions: [condition, ...(inner?.conditions ?? [])] });
  return part as AnyPart as Standard;
}

/** The standard part, and `deviation` in its place where the condition holds. */
export function onlyWhen<Standard extends AnyPart>(standard: Standard, condition: (context: ContextOf<Standard>, args: ArgsOf<Standard>) => boolean, deviation: NoInfer<Standard>): Standard {
  const holds = condition as (context: object, args: unknown) => boolean;
  const part: Call = (context, args) => ((holds(context, args) ? deviation : standard) as AnyPart as Call)(context, args);
  return conditional(standard, part, { known: 'before', holds });
}

/** The standard part; before each call `note` writes down what the mutant wants to know of it later, and changes nothing else. */
export function noting<Standard extends AnyPart>(standard: Standard, note: (context: ContextOf<Standard>, args: ArgsOf<Standard>) => unknown): Standard {
  const holds = (context: ContextOf<Standard>, args: ArgsOf<Standard>): boolean => {
    note(context, args);
    return false;
  };
  return onlyWhen(standard, holds, standard);
}

export interface Returned<Args, Result> {
  readonly args: Args;
  readonly result: Result;
}

type ReturnedBy<Standard extends AnyPart> = Returned<ArgsOf<Standard>, Awaited<ReturnType<Standard>>>;

/** The standard part, after which `deviation` goes on where the condition holds for what it returned. */
export function afterwards<Standard extends AnyPart>(
  standard: Standard,
  condition: (context: ContextOf<Standard>, returned: ReturnedBy<Standard>) => boolean,
  deviation: (context: ContextOf<Standard>, returned: ReturnedBy<Standard>) => ReturnType<Standard>,
): Standard {
  const holds = condition as (context: object, returned: Returned<unknown, unknown>) => boolean;
  const goOn = (context: object, returned: Returned<unknown, unknown>): unknown => (holds(context, returned) ? (deviation as AnyPart as Call)(context, returned) : returned.result);
  const part: Call = (context, args) => {
    const result = (standard as AnyPart as Call)(context, args);
    return result instanceof Promise ? result.then((value: unknown) => goOn(context, { args, result: value })) : goOn(context, { args, result });
  };
  return conditional(standard, part, { known: 'after', holds });
}

/** The standard part; after each call `note` writes down what the mutant wants to know of its result later, and changes nothing else. */
export function notingResult<Standard extends AnyPart>(standard: Standard, note: (context: ContextOf<Standard>, returned: ReturnedBy<Standard>) => unknown): Standard {
  const holds = (context: ContextOf<Standard>, returned: ReturnedBy<Standard>): boolean => {
    note(context, returned);
    return false;
  };
  return afterwards(standard, holds, (_context, { result }) => result as ReturnType<Standard>);
}

export interface Refused<Args> {
  readonly args: Args;
  readonly fault: unknown;
}

type RefusedBy<Standard extends AnyPart> = Refused<ArgsOf<Standard>>;

/** The standard part, after whose refusal `deviation` goes on where the condition holds for the fault. */
export function whenRefused<Standard extends AnyPart>(
  standard: Standard,
  condition: (context: ContextOf<Standard>, refused: RefusedBy<Standard>) => boolean,
  deviation: (context: ContextOf<Standard>, refused: RefusedBy<Standard>) => ReturnType<Standard>,
): Standard {
  const holds = condition as (context: object, refused: Refused<unknown>) => boolean;
  const goOn = (context: object, refused: Refused<unknown>): unknown => {
    if (holds(context, refused)) return (deviation as AnyPart as Call)(context, refused);
    throw refused.fault;
  };
  const part: Call = (context, args) => {
    try {
      const result = (standard as AnyPart as Call)(context, args);
      return result instanceof Promise ? result.catch((fault: unknown) => goOn(context, { args, fault })) : result;
    } catch (fault) {
      return goOn(context, { args, fault });
    }
  };
  return conditional(standard, part, { known: 'refused', holds });
}

/** The standard part with other parts below it: it deviates where they do. They are made anew for each call. */
export function within<Standard extends AnyPart>(standard: Standard, parts: (args: ArgsOf<Standard>) => PartsOf<Standard>): Standard {
  const made = parts as (args: unknown) => object;
  const part: Call = (context, args) => (standard as AnyPart as Call)({ ...context, parts: { ...partsOf(context), ...made(args) } }, args);
  return conditional(standard, part, { known: 'within', parts: made });
}

const partsOf = (context: object): object => ('parts' in context ? (context.parts as object) : {});
