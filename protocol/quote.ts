/**
 * Text of a peer shown to people: in double quotes as JSON writes it, with everything escaped that could move a cursor
 * or turn the direction of writing. What comes out is still a JSON string when it is not cut.
 */

const UNSAFE = /[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** `text` in quotes; beyond `maxLength` UTF-16 units it is cut and the rest is counted. */
export function quoteText(text: string, maxLength: number = Number.POSITIVE_INFINITY): string {
  const kept = text.length > maxLength ? text.slice(0, maxLength) : text;
  const quoted = JSON.stringify(kept).replace(UNSAFE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return kept === text ? quoted : `${quoted} and ${text.length - maxLength} characters more`;
}
