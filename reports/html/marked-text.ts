/** Marked text as HTML: cut round the element, what was cut is said, the element in `<mark>`. */
import type { MarkedText } from '../secrets.js';
import { html, type Markup } from './markup.js';

/** A window of at most `maxCharacters`, two thirds of the spare room after the element; surrogate pairs stay whole. */
export function cutRound({ text, start, end }: MarkedText, maxCharacters: number): { readonly shown: MarkedText; readonly before: number; readonly after: number } {
  const length = Math.min(end - start, maxCharacters);
  const spare = maxCharacters - length;
  const from = whole(text, Math.max(0, Math.min(start - Math.floor(spare / 3), text.length - maxCharacters)));
  const to = whole(text, Math.min(text.length, from + maxCharacters));
  return { shown: { text: text.slice(from, to), start: start - from, end: Math.min(end, to) - from }, before: from, after: text.length - to };
}

/** What a notification says, in lines that wrap, and below it its octets in rows that do not: they are scrolled where there is no room. */
export function notificationBlock({ text }: MarkedText, maxCharacters: number): Markup {
  const at = text.lastIndexOf('\n\n');
  const [said, octets] = at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 2)];
  const piece = (part: string): Markup => markedText({ text: part, start: 0, end: 0 }, maxCharacters);
  return html`<pre class="body">${piece(said)}</pre>${octets === '' ? null : html`<pre class="octets">${piece(octets)}</pre>`}`;
}

/** The text with its element marked. */
export function markedText(marked: MarkedText, maxCharacters: number): Markup {
  const { shown, before, after } = cutRound(marked, maxCharacters);
  const { text, start, end } = shown;
  const element = start === end ? null : html`<mark>${text.slice(start, end)}</mark>`;
  return html`${cutNote(before)}${text.slice(0, start)}${element}${text.slice(end)}${cutNote(after)}`;
}

function cutNote(characters: number): Markup | null {
  return characters === 0 ? null : html`<span class="cut">… ${characters} characters left out …</span>`;
}

function whole(text: string, at: number): number {
  return /[\udc00-\udfff]/.test(text.charAt(at)) ? at - 1 : at;
}
