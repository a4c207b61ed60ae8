/**
 * Makes text of a peer harmless to look at: control characters, bidi controls (Unicode UAX #9, 2), invisible characters and
 * lone surrogates become visible signs, so that a message can neither drive a terminal nor reorder what a reader sees.
 * Quotes and backslashes stay, so that columns stay where they are. Left out: escaping for HTML and XML, which depends on
 * where the text goes.
 */

/** C0 except tab and line feed, DEL and C1, soft hyphen, zero-width and bidi controls, line separators, BOM, U+FFFE and U+FFFF, lone surrogates. */
// eslint-disable-next-line no-control-regex -- the point of the pattern
const UNSAFE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]|\p{Surrogate}/gu;

/** Most texts are plain ASCII; finding that out costs a fraction of looking for each of the others. */
const PLAIN = /^[\t\n\x20-\x7e]*$/;

/** `text` with every unsafe character as `⟨U+0007⟩`; tab and line feed stay. */
export function visible(text: string): string {
  return PLAIN.test(text) ? text : text.replace(UNSAFE, signOf);
}

/** `visible` for a place that holds a single line: line feeds and tabs become signs too. */
export function visibleLine(text: string): string {
  return visible(text).replaceAll('\n', '⏎').replaceAll('\t', '⇥');
}

/** The number of the character: pictures of control characters are missing from many fonts. */
function signOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}
