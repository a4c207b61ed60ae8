/**
 * Package 0 of DM 1.2, the general notification (DMNOTI 6.2.1): its fields as a frozen table that reader, writer and every
 * display share, and the value it stands for. Reading is `decode.ts`, writing `encode.ts`, the digest `digest.ts`. Leaves
 * out the push that carries it (`wap-push.ts`).
 */

export type UiMode = 'not-specified' | 'background' | 'informative' | 'user-interaction';
/** Whose act the session follows, as the server sees it (DMNOTI 6.2.2.8). */
export type Initiator = 'client' | 'server';

/** By the two bits of the field (DMNOTI 6.2.2.7). */
export const UI_MODES: readonly UiMode[] = Object.freeze(['not-specified', 'background', 'informative', 'user-interaction']);
/** By the bit of the field. */
export const INITIATORS: readonly Initiator[] = Object.freeze(['client', 'server']);

/** What the trigger header says besides digest and reserved bits. */
export interface Package0Content {
  readonly uiMode: UiMode;
  readonly initiator: Initiator;
  /** 16 bits; `sessionIdText` gives the SessionID of the session. */
  readonly sessionId: number;
  /** UTF-8 on the wire, at most 255 octets. */
  readonly serverId: string;
  readonly vendorData: Uint8Array;
}

export interface Package0 extends Package0Content {
  /** 16 octets. */
  readonly digest: Uint8Array;
  /** 11 stands for 1.1. */
  readonly version: number;
  /** 27 bits, zero. */
  readonly reserved: number;
  /** As written, also where it is more than follows. */
  readonly identifierLength: number;
  /** The octets of the identifier. */
  readonly identifier: Uint8Array;
}

export type Package0FieldName = 'digest' | 'version' | 'ui-mode' | 'initiator' | 'reserved' | 'session-id' | 'length-identifier';

export interface BitField {
  readonly name: Package0FieldName;
  /** First bit; bit 0 is the highest one of octet 0. */
  readonly bit: number;
  readonly bits: number;
  readonly clause: string;
}

/** The fixed part: 24 octets. */
export const PACKAGE0_FIELDS: readonly BitField[] = Object.freeze([
  { name: 'digest', bit: 0, bits: 128, clause: 'DMNOTI 6.2.2.2' },
  { name: 'version', bit: 128, bits: 10, clause: 'DMNOTI 6.2.2.6' },
  { name: 'ui-mode', bit: 138, bits: 2, clause: 'DMNOTI 6.2.2.7' },
  { name: 'initiator', bit: 140, bits: 1, clause: 'DMNOTI 6.2.2.8' },
  { name: 'reserved', bit: 141, bits: 27, clause: 'DMNOTI 6.2.2.9' },
  { name: 'session-id', bit: 168, bits: 16, clause: 'DMNOTI 6.2.2.10' },
  { name: 'length-identifier', bit: 184, bits: 8, clause: 'DMNOTI 6.2.2.11' },
] satisfies readonly BitField[]);

export const DIGEST_OCTETS = 16;
export const FIXED_OCTETS = 24;
/** 1.1, also in release 1.2. */
export const PACKAGE0_VERSION = 11;
/** No channel carries so much; a short message has 140 octets. */
export const MAX_PACKAGE0_OCTETS = 65_536;

/** The value of a field of at most 32 bits. */
export function readField(octets: Uint8Array, { bit, bits }: BitField): number {
  let value = 0;
  for (let at = bit; at < bit + bits; at += 1) value = value * 2 + (((octets[at >> 3] ?? 0) >> (7 - (at & 7))) & 1);
  return value;
}

/** Writes a field of at most 32 bits into zeros. */
export function writeField(octets: Uint8Array, { field, value }: { readonly field: BitField; readonly value: number }): void {
  for (let index = 0; index < field.bits; index += 1) {
    const at = field.bit + index;
    const one = Math.floor(value / 2 ** (field.bits - 1 - index)) % 2;
    octets[at >> 3] = (octets[at >> 3] ?? 0) | (one << (7 - (at & 7)));
  }
}

/** The SessionID: one to four upper-case hexadecimal digits without leading zeros (DMNOTI 6.2.2.10). */
export function sessionIdText(sessionId: number): string {
  return sessionId.toString(16).toUpperCase();
}
