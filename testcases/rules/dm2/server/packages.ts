/** What rules look at: each Package#2 of a server, its commands and the words in them, with their places (clause 7.2.1.2). */
import type { ResponseView } from '../../../../harness/judge/dm2-client/message-view.js';
import type { ExchangeView, ServerView } from '../../../../harness/judge/dm2-server/view.js';
import type { Place } from '../../../../harness/judge/finding.js';

export interface Package2 {
  readonly response: ResponseView;
  readonly stimulus: Place;
}

/** Answers that have to be a Package#2: those with a body to a package that was right. */
export function packages(view: ServerView): readonly Package2[] {
  return view.dm().flatMap(({ request, response }: ExchangeView) => {
    const isPackage = response !== undefined && response.event.status === 200 && request.event.incomplete === null;
    return isPackage ? [{ response, stimulus: request.at }] : [];
  });
}

export interface Entry {
  readonly entry: unknown;
  readonly at: Place;
  readonly stimulus: Place;
}

/** The entries of CMD, whatever they are. */
export function entries(view: ServerView): readonly Entry[] {
  return packages(view).flatMap(({ response, stimulus }) => {
    const list = memberOf(response.value, 'CMD');
    return Array.isArray(list) ? list.map((entry: unknown, index) => ({ entry, stimulus, at: { event: response.event.n, path: `CMD[${index}]` } })) : [];
  });
}

export interface Words {
  readonly words: readonly string[];
  readonly at: Place;
  readonly stimulus: Place;
}

/** Entries that are lists of words; others are judged by DM2-PKG2-S-004. */
export function commands(view: ServerView): readonly Words[] {
  return entries(view).flatMap(({ entry, ...place }) => (Array.isArray(entry) && entry.every((word) => typeof word === 'string') ? [{ words: entry, ...place }] : []));
}

/** A member of a JSON object; undefined for anything else. */
export function memberOf(value: unknown, name: string): unknown {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? Object.entries(value).find(([key]) => key === name)?.[1] : undefined;
}

/** A ClientURI has a slash behind its MOID and begins with no scheme of HTTP. */
export const isClientForm = (word: string): boolean => !/^[a-z][a-z0-9+.-]*:\/\//i.test(word) && /^[^/]+\//.test(word);
