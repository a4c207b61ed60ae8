/** Texts of an IUT in a report: harmless to look at (protocol/visible.ts has what is unsafe), and not longer than there is room. */
export { visible, visibleLine } from '../protocol/visible.js';

/** At most `maxCharacters` of a text, never half a surrogate pair; what was cut is said. */
export function cut(text: string, maxCharacters: number): string {
  if (text.length <= maxCharacters) return text;
  const kept = text.slice(0, maxCharacters).replace(/[\ud800-\udbff]$/, '');
  return `${kept}… (${text.length} characters)`;
}
