/** Documents by hand, for vectors: the worked examples of the fact tables, and bytes from readable pieces. Tests only. */

/** Octets of hexadecimal text; white space is for people. */
export function fromHex(hex: string): Uint8Array {
  const digits = hex.replace(/\s+/gu, '');
  return Uint8Array.from({ length: digits.length / 2 }, (_, index) => Number.parseInt(digits.slice(index * 2, index * 2 + 2), 16));
}

/** Bytes, and strings as UTF-8 with their terminator. */
export function octets(...pieces: readonly (number | string)[]): Uint8Array {
  return Uint8Array.from(pieces.flatMap((piece) => (typeof piece === 'number' ? [piece] : [...new TextEncoder().encode(piece), 0])));
}

/** Head of WBXML 1.2 with SyncML 1.2, UTF-8 and no string table. */
export const HEAD: readonly number[] = Object.freeze([0x02, 0xa4, 0x01, 0x6a, 0x00]);

/** Fact tables, section 6: a message of 82 octets with version 1.3. */
export const WORKED_MESSAGE = fromHex(`03A4016A006D6C7103312E3200017203444D2F312E32000165033100015B033100016E570373000101675703640001015A00014C03353030300001000001016B464B
033100014F0331323031000101120101`);

/** Fact tables, section 12: a provisioning document of 22 octets. */
export const WORKED_PROVISIONING = fromHex('030B6A00C54601C60001550187360603773700010101');
