/**
 * Package#3, the results of the client: one status per command and alerts (OMA-TS-DM_Protocol-V2_0, ~7.2.1.3; use in
 * ~5.2.4). No text says where the data of GET stands; the member `MO` of a status item is a proposed place, so data is
 * offered there when it has the form of a serialization and is left alone otherwise.
 */

import { pickAlert, type Alert } from './alert.js';
import { decodeMessage, encodeMessage, type Decoded } from './decoded.js';
import { validatePackage3 } from './generated/validators.js';
import { isMo, pickMoItem, type MoItem } from './mo.js';

/** Result of one command. */
export interface StatusItem {
  /** Status code, see `status-codes.ts`. */
  readonly sc: number;
  /** ClientURIs of instances that the client placed itself. */
  readonly URI?: readonly string[];
  /** Data of GET, at the proposed place. */
  readonly MO?: readonly MoItem[];
}

export interface Package3 {
  /** In the order of the commands. */
  readonly Status: readonly StatusItem[];
  readonly Alert?: readonly Alert[];
}

/** The form the schema vouches for: `MO` may hold anything. */
export interface Package3Wire {
  readonly Status: readonly { readonly sc: number; readonly URI?: readonly string[]; readonly MO?: unknown }[];
  readonly Alert?: readonly Alert[];
}

/** Reads a Package#3; unknown members are dropped from `value`. Throws DecodeError with a `json/…` or `dm2/member-…` code. */
export function decodePackage3(bytes: Uint8Array): Decoded<Package3> {
  const { value, document } = decodeMessage(bytes, { validate: validatePackage3, clause: 'OMA-TS-DM_Protocol-V2_0, ~7.2.1.3' });
  return { value: pickPackage3(value), document };
}

/** Writes a Package#3. */
export function encodePackage3(message: Package3): Uint8Array {
  return encodeMessage(pickPackage3(message));
}

function pickPackage3({ Status, Alert }: Package3Wire): Package3 {
  return {
    Status: Status.map(({ sc, URI, MO }) => ({
      sc,
      ...(URI === undefined ? {} : { URI }),
      ...(isMo(MO) ? { MO: MO.map(pickMoItem) } : {}),
    })),
    ...(Alert === undefined ? {} : { Alert: Alert.map(pickAlert) }),
  };
}
