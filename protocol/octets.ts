/**
 * Octets as the codecs of this floor handle them: joined, compared, as hexadecimal text. Leaves out Base64, whose faults
 * have codes (`dm1/credentials/base64.ts`).
 */

const UTF8 = new TextEncoder();

/** UTF-8 of a text; octets as they are. */
export function octetsOf(value: string | Uint8Array): Uint8Array {
  return typeof value === 'string' ? UTF8.encode(value) : value;
}

/** All pieces, one behind the other; texts as UTF-8. */
export function joinOctets(...pieces: readonly (string | Uint8Array)[]): Uint8Array {
  const parts = pieces.map(octetsOf);
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/** Looks at every octet even after a difference, so that the time tells nothing about a digest. */
export function equalOctets(left: Uint8Array, right: Uint8Array): boolean {
  let difference = left.length ^ right.length;
  for (const [index, octet] of left.entries()) difference |= octet ^ (right[index] ?? 0);
  return difference === 0;
}

/** Two lower-case digits an octet. */
export function hexOf(octets: Uint8Array): string {
  return Array.from(octets, (octet) => octet.toString(16).padStart(2, '0')).join('');
}

/** Octets of hexadecimal text in either case, or undefined if it is none. */
export function octetsOfHex(text: string): Uint8Array | undefined {
  if (text.length % 2 !== 0 || !/^[0-9A-Fa-f]*$/.test(text)) return undefined;
  return Uint8Array.from({ length: text.length / 2 }, (_, index) => Number.parseInt(text.slice(index * 2, index * 2 + 2), 16));
}

/** The text of octets if they are UTF-8, a byte order mark kept. */
export function utf8Of(octets: Uint8Array): string | undefined {
  try {
    return STRICT.decode(octets);
  } catch {
    return undefined;
  }
}
const STRICT = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
