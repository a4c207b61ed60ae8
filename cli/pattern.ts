/**
 * The one pattern language, for ids of tests, requirements, features, mutants: `*` is anything within a component,
 * `**` anything at all; everything else stands for itself. Components are separated by `/`.
 */
import { didYouMean } from './usage-error.js';

export type Matcher = (id: string) => boolean;

/** Compiles a pattern. Matching takes time in proportion to pattern × id, whatever the pattern: no backtracking. */
export function matcherOf(pattern: string): Matcher {
  if (!pattern.includes('*')) return (id) => id === pattern;
  const tokens = pattern.match(/\*+|[^*]/gsu) ?? [];
  return (id) => {
    let places = throughStars(new Set([0]), tokens);
    for (const character of id) {
      const next = new Set<number>();
      for (const place of places) {
        const token = tokens[place];
        if (token === character) next.add(place + 1);
        else if (token?.startsWith('*') === true && (token.length > 1 || character !== '/')) next.add(place);
      }
      places = throughStars(next, tokens);
    }
    return places.has(tokens.length);
  };
}

/** A star also stands for nothing, so that the place behind it is reached at once. */
function throughStars(places: Set<number>, tokens: readonly string[]): ReadonlySet<number> {
  for (const place of places) if (tokens[place]?.startsWith('*') === true) places.add(place + 1);
  return places;
}

/** True for ids that any of the patterns names; with no pattern at all, true for every id. */
export function matcherOfAll(patterns: readonly string[]): Matcher {
  const matchers = patterns.map(matcherOf);
  return matchers.length === 0 ? () => true : (id) => matchers.some((matches) => matches(id));
}

/** What to write instead of a pattern that names nothing: the same with `/**`, the nearest id, or the nearest folder of ids. */
export function suggestPattern(pattern: string, known: readonly string[]): string {
  const below = `${pattern.replace(/\/+$/, '')}/**`;
  if (!pattern.endsWith('*') && known.some(matcherOf(below))) return `, did you mean '${below}'?`;
  const folders = known.map((id) => id.slice(0, id.lastIndexOf('/') + 1)).filter((folder) => folder !== '');
  return didYouMean(pattern, [...known, ...[...new Set(folders)].flatMap((folder) => [`${folder}*`, `${folder}**`])]);
}
