/**
 * HTML that cannot be written unescaped: a tagged template whose values are text unless they are markup already (HTML standard, 13.1).
 * Everything an IUT sent goes through `visible` on the way, so that it can neither be markup nor reorder the page.
 */
import { visible } from '../visible.js';

/** A piece of HTML that is known to be safe. */
export interface Markup {
  readonly markup: string;
}

export type Child = Markup | string | number | null | readonly Child[];

/** Builds markup; strings and numbers among the values are escaped, null is nothing, lists are joined. */
export function html(strings: TemplateStringsArray, ...values: readonly Child[]): Markup {
  let [markup = ''] = strings;
  for (const [index, value] of values.entries()) markup += rendered(value) + (strings[index + 1] ?? '');
  return { markup };
}

/** Text for element content and for attribute values in double quotes. */
export function escapeHtml(text: string): string {
  return NOTHING_TO_ESCAPE.test(text) ? text : visible(text).replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}

/** ASCII without the five; a page has thousands of texts like this. */
const NOTHING_TO_ESCAPE = /^[\t\n !#-%(-;=?-~]*$/;

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text of our own that is safe by construction: style and script. */
export function trusted(markup: string): Markup {
  return { markup };
}

function rendered(child: Child): string {
  if (child === null) return '';
  if (typeof child === 'string') return escapeHtml(child);
  if (typeof child === 'number') return String(child);
  return 'markup' in child ? child.markup : child.map(rendered).join('');
}
