/**
 * Characters and percent-encoding of ClientURI components and values (OMA-TS-DM_Protocol-V2_0, ~6.1; RFC 3986, 2).
 * Both directions read the two classes below. `%` itself is let through here and checked when decoding.
 */

const NAME = "A-Za-z0-9\\-._~:@!$',;+=";
const VALUE = "A-Za-z0-9\\-._~:@/!$',;";
const NAME_TEXT = new RegExp(`^[${NAME}%]+$`);
const VALUE_TEXT = new RegExp(`^[${VALUE}%]*$`);
const NOT_IN_NAME = new RegExp(`[^${NAME}]+`, 'g');
const NOT_IN_VALUE = new RegExp(`[^${VALUE}]+`, 'g');

/** Whether every character may stand in a MOID, an instance identifier or a node name; the empty text is none. */
export function isName(text: string): boolean {
  return NAME_TEXT.test(text);
}

/** Whether every character may stand in the value of a query field. */
export function isValue(text: string): boolean {
  return VALUE_TEXT.test(text);
}

/** Percent-encodes everything that a name cannot hold; a lone surrogate becomes U+FFFD. */
export function encodeComponent(text: string): string {
  return text.replace(NOT_IN_NAME, percentEncode);
}

/** Percent-encodes everything that a value cannot hold; a lone surrogate becomes U+FFFD. */
export function encodeValue(text: string): string {
  return text.replace(NOT_IN_VALUE, percentEncode);
}

/** Undoes percent-encoding; undefined when it is malformed or the bytes are not UTF-8. */
export function decodeComponent(text: string): string | undefined {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function percentEncode(text: string): string {
  return Array.from(new TextEncoder().encode(text), (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
}
