/**
 * Replacements of parts that act, which deviate in some calls only. A part that acts cannot be asked twice (infection.ts), but the condition
 * under which its replacement deviates can: the replacement is made of that condition, so that where it does not hold it is the reference's part.
 */

type Part<Context, Args, Result> = (context: Context, args: Args) => Result;

/** When a replacement deviates: known before it acts, or by what the reference's part returned. */
export type Condition =
  | { readonly known: 'before'; readonly holds: (context: object, args: unknown) => boolean }
  | { readonly known: 'after'; readonly holds: (context: object, args: unknown, result: unknown) => boolean };

const conditions = new WeakMap<object, Condition>();

/** When this replacement deviates from the reference; undefined: it may in every call. */
export function conditionOf(part: unknown): Condition | undefined {
  return typeof part === 'function' ? conditions.get(part) : undefined;
}

/** The standard part, and `deviation` in its place where the condition holds, which changes nothing and looks at nothing that changes. */
export function onlyWhen<Context extends object, Args, Result>(standard: Part<Context, Args, Result>, holds: (context: Context, args: Args) => boolean, deviation: Part<Context, Args, Result>): Part<Context, Args, Result> {
  const part: Part<Context, Args, Result> = (context, args) => (holds(context, args) ? deviation(context, args) : standard(context, args));
  conditions.set(part, { known: 'before', holds: holds as (context: object, args: unknown) => boolean });
  return part;
}

export interface Returned<Args, Result> {
  readonly args: Args;
  readonly result: Result;
}

/** The standard part, after which `deviation` goes on where the condition holds for what it returned. */
export function afterwards<Context extends object, Args, Result>(
  standard: Part<Context, Args, Promise<Result>>,
  holds: (context: Context, returned: Returned<Args, Result>) => boolean,
  deviation: (context: Context, returned: Returned<Args, Result>) => Promise<Result>,
): Part<Context, Args, Promise<Result>> {
  const part: Part<Context, Args, Promise<Result>> = async (context, args) => {
    const result = await standard(context, args);
    return holds(context, { args, result }) ? deviation(context, { args, result }) : result;
  };
  conditions.set(part, { known: 'after', holds: (context, args, result) => holds(context as Context, { args: args as Args, result: result as Result }) });
  return part;
}
