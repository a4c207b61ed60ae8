/**
 * Text of a peer between markup of its own, for people: what could move a cursor, hide or turn the direction of writing is
 * shown by its number. Unlike `quoteText` it leaves quotes and backslashes alone, so that columns stay where they are.
 */

// eslint-disable-next-line no-control-regex -- the point of the pattern
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]|\p{Surrogate}/gu;

/** One line: tab and line feed become signs, other unsafe characters `⟨U+0007⟩`. */
export function visibleText(text: string): string {
  return text.replace(UNSAFE, signOf);
}

function signOf(character: string): string {
  if (character === '\n') return '⏎';
  if (character === '\t') return '⇥';
  const code = character.codePointAt(0) ?? 0;
  return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}
