/**
 * Package#1, which opens a session: the management objects of the client and alerts
 * (OMA-TS-DM_Protocol-V2_0, 7.2.1.1; use in ~5.2.2). Leaves out whether a list is right for the device.
 */

import { pickAlert, type Alert } from './alert.js';
import { decodeMessage, encodeMessage, type Decoded } from './decoded.js';
import { validatePackage1 } from './generated/validators.js';

/** One kind of management object and its instances that the server may see. */
export interface MoEntry {
  /** Address of the description of the object. */
  readonly DDF?: string;
  readonly MOID?: string;
  readonly MIID: readonly string[];
}

export interface Package1 {
  readonly MOS?: readonly MoEntry[];
  readonly Alert?: readonly Alert[];
}

/** Reads a Package#1; unknown members are dropped from `value`. Throws DecodeError with a `json/…` or `dm2/member-…` code. */
export function decodePackage1(bytes: Uint8Array): Decoded<Package1> {
  const { value, document } = decodeMessage(bytes, { validate: validatePackage1, clause: 'OMA-TS-DM_Protocol-V2_0, 7.2.1.1' });
  return { value: pickPackage1(value), document };
}

/** Writes a Package#1. */
export function encodePackage1(message: Package1): Uint8Array {
  return encodeMessage(pickPackage1(message));
}

function pickPackage1({ MOS, Alert }: Package1): Package1 {
  return {
    ...(MOS === undefined ? {} : { MOS: MOS.map(pickEntry) }),
    ...(Alert === undefined ? {} : { Alert: Alert.map(pickAlert) }),
  };
}

function pickEntry({ DDF, MOID, MIID }: MoEntry): MoEntry {
  return { ...(DDF === undefined ? {} : { DDF }), ...(MOID === undefined ? {} : { MOID }), MIID };
}
