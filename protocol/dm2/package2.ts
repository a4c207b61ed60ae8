/**
 * Package#2, the commands of the server (OMA-TS-DM_Protocol-V2_0, ~7.2.1.2; use in ~5.2.3). A command is a list of
 * strings here; what the strings mean is in `commands.ts`.
 */

import { decodeMessage, encodeMessage, type Decoded } from './decoded.js';
import { validatePackage2 } from './generated/validators.js';

export interface Package2 {
  /** Commands in the order of execution: name first, then parameters. */
  readonly CMD: readonly (readonly string[])[];
}

/** Reads a Package#2; unknown members are dropped from `value`. Throws DecodeError with a `json/…` or `dm2/member-…` code. */
export function decodePackage2(bytes: Uint8Array): Decoded<Package2> {
  const { value, document } = decodeMessage(bytes, { validate: validatePackage2, clause: 'OMA-TS-DM_Protocol-V2_0, ~7.2.1.2' });
  return { value: { CMD: value.CMD }, document };
}

/** Writes a Package#2. */
export function encodePackage2({ CMD }: Package2): Uint8Array {
  return encodeMessage({ CMD });
}
