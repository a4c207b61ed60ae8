/**
 * The options of the DM 2.0 notification (OMA-TS-DM_Protocol-V2_0, ~5.2.1.2) and the three codings of their lengths, one
 * table for both directions. The figure of the coding is not at hand: all three fit the text, so the coding is an option.
 */

export type OptionName = 'SERVER-ID' | 'PREFERRED-CON-TYPE' | 'NOTIFICATION-ID' | 'SHA256-DIGEST' | 'TIMESTAMP' | 'REQ-MOS';

/** Names by number. */
export const OPTION_NUMBERS = Object.freeze({
  'SERVER-ID': 1,
  'PREFERRED-CON-TYPE': 2,
  'NOTIFICATION-ID': 3,
  'SHA256-DIGEST': 4,
  'TIMESTAMP': 5,
  'REQ-MOS': 6,
} as const satisfies Readonly<Record<OptionName, number>>);

/** The name of a number, undefined where nobody gave one. */
export function optionName(number: number): OptionName | undefined {
  return NAMES.get(number);
}
const NAMES: ReadonlyMap<number, OptionName> = new Map<number, OptionName>([
  [1, 'SERVER-ID'],
  [2, 'PREFERRED-CON-TYPE'],
  [3, 'NOTIFICATION-ID'],
  [4, 'SHA256-DIGEST'],
  [5, 'TIMESTAMP'],
  [6, 'REQ-MOS'],
]);

/** By code (~5.2.1.2.2). */
export const CONNECTION_TYPES = Object.freeze(['any', 'cellular', 'wlan', 'wireline'] as const);
export type ConnectionType = (typeof CONNECTION_TYPES)[number];

/**
 * `L12`: 4 bits delta, 12 bits length. `CD`: 4 and 4, a length of 15 adds one byte that counts from 15 (drafts of CoAP).
 * `RFC`: 4 and 4, 13 adds one byte from 13, 14 adds two from 269, 15 is reserved (RFC 7252, 3.1).
 */
export type LengthCoding = 'CD' | 'L12' | 'RFC';

/** In the order in which a reader prefers them. */
export const LENGTH_CODINGS: readonly LengthCoding[] = Object.freeze(['CD', 'L12', 'RFC']);

export const MAX_OPTION_BYTES: Readonly<Record<LengthCoding, number>> = Object.freeze({ CD: 270, L12: 4095, RFC: 65_804 });

/** Biggest delta of two numbers, in all three. */
export const MAX_DELTA = 15;
export const MAX_OPTIONS = 31;
export const HEADER_BYTES = 2;
export const DIGEST_BYTES = 32;

export interface OptionHead {
  readonly delta: number;
  readonly valueLength: number;
  /** Bytes of the head itself. */
  readonly headLength: number;
}

/** The head at a byte: `truncated` if the bytes end in it, `reserved` for the length 15 of RFC 7252. */
export function readOptionHead(bytes: Uint8Array, { at, coding }: { readonly at: number; readonly coding: LengthCoding }): OptionHead | 'truncated' | 'reserved' {
  const [first, second, third] = bytes.subarray(at, at + 3);
  if (first === undefined) return 'truncated';
  const delta = first >> 4;
  const low = first & 0x0f;
  const extended = (base: number): OptionHead | 'truncated' => (second === undefined ? 'truncated' : { delta, valueLength: base + second, headLength: 2 });
  switch (coding) {
    case 'L12':
      return second === undefined ? 'truncated' : { delta, valueLength: (low << 8) | second, headLength: 2 };
    case 'CD':
      return low === 15 ? extended(15) : { delta, valueLength: low, headLength: 1 };
    case 'RFC':
      if (low === 15) return 'reserved';
      if (low === 13) return extended(13);
      if (low < 13) return { delta, valueLength: low, headLength: 1 };
      return second === undefined || third === undefined ? 'truncated' : { delta, valueLength: 269 + ((second << 8) | third), headLength: 3 };
  }
}

/** The bytes of a head; delta and length have to be within their limits. */
export function writeOptionHead({ delta, valueLength, coding }: { readonly delta: number; readonly valueLength: number; readonly coding: LengthCoding }): Uint8Array {
  const first = delta << 4;
  switch (coding) {
    case 'L12':
      return Uint8Array.of(first | (valueLength >> 8), valueLength & 0xff);
    case 'CD':
      return valueLength < 15 ? Uint8Array.of(first | valueLength) : Uint8Array.of(first | 15, valueLength - 15);
    case 'RFC':
      if (valueLength < 13) return Uint8Array.of(first | valueLength);
      if (valueLength < 269) return Uint8Array.of(first | 13, valueLength - 13);
      return Uint8Array.of(first | 14, (valueLength - 269) >> 8, (valueLength - 269) & 0xff);
  }
}
