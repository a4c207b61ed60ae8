/** ICS predicates: `C_GET`, `!C_ACL`, `A|B`, `A&B`, parentheses. `!` binds tightest, then `&`, then `|`. */

export type Predicate =
  | { readonly kind: 'feature'; readonly name: string }
  | { readonly kind: 'not'; readonly of: Predicate }
  | { readonly kind: 'and' | 'or'; readonly of: readonly [Predicate, Predicate] };

/** The catalogue has a few dozen predicates, a campaign asks for them thousands of times. */
const parsed = new Map<string, Predicate>();

/** Parses a predicate. Throws a SyntaxError that names the column. */
export function parsePredicate(text: string): Predicate {
  const known = parsed.get(text) ?? parse(text);
  parsed.set(text, known);
  return known;
}

function parse(text: string): Predicate {
  const tokens = [...text.matchAll(/\s*([A-Za-z0-9_]+|[!&|()])/gy)].map((match) => ({ text: match[1] ?? '', column: match.index + 1 }));
  const consumed = text.match(/^(\s*([A-Za-z0-9_]+|[!&|()]))*\s*$/) !== null;
  let next = 0;
  const fail = (expected: string): never => {
    throw new SyntaxError(`predicate '${text}', column ${tokens[next]?.column ?? text.length + 1}: expected ${expected}`);
  };
  const primary = (): Predicate => {
    const token = tokens[next]?.text;
    if (token === undefined) return fail('a feature');
    next += 1;
    if (token === '!') return { kind: 'not', of: primary() };
    if (token === '(') {
      const inner = either();
      if (tokens[next]?.text !== ')') fail("')'");
      next += 1;
      return inner;
    }
    if (!/^\w+$/.test(token)) {
      next -= 1;
      return fail('a feature');
    }
    return { kind: 'feature', name: token };
  };
  const both = (): Predicate => {
    let left = primary();
    while (tokens[next]?.text === '&') {
      next += 1;
      left = { kind: 'and', of: [left, primary()] };
    }
    return left;
  };
  const either = (): Predicate => {
    let left = both();
    while (tokens[next]?.text === '|') {
      next += 1;
      left = { kind: 'or', of: [left, both()] };
    }
    return left;
  };
  const result = either();
  if (!consumed || next < tokens.length) fail('the end');
  return result;
}

/** True when the predicate holds for these answers; a feature without an answer counts as absent. */
export function evaluate(predicate: Predicate, features: Readonly<Record<string, boolean>>): boolean {
  switch (predicate.kind) {
    case 'feature':
      return features[predicate.name] === true;
    case 'not':
      return !evaluate(predicate.of, features);
    case 'and':
      return evaluate(predicate.of[0], features) && evaluate(predicate.of[1], features);
    case 'or':
      return evaluate(predicate.of[0], features) || evaluate(predicate.of[1], features);
  }
}

/** Every feature that the predicate names. */
export function featuresIn(predicate: Predicate): readonly string[] {
  switch (predicate.kind) {
    case 'feature':
      return [predicate.name];
    case 'not':
      return featuresIn(predicate.of);
    case 'and':
    case 'or':
      return predicate.of.flatMap(featuresIn);
  }
}
