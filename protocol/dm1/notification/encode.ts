/**
 * Writing Package 0 of DM 1.2 (DMNOTI 6.2) by the table that the reader uses: a legal notification from its content and
 * the credentials of the server, and, apart from it, an illegal one from raw fields for testers.
 */

import { joinOctets, octetsOf } from '../../octets.js';
import { dm1Error } from '../error-codes.js';
import { fieldOf } from './decode.js';
import { package0Digest } from './digest.js';
import { DIGEST_OCTETS, FIXED_OCTETS, INITIATORS, MAX_PACKAGE0_OCTETS, PACKAGE0_VERSION, UI_MODES, writeField, type Package0Content, type Package0FieldName } from './package0.js';

export interface Package0Key {
  readonly password: string;
  readonly nonce: Uint8Array;
  /** Name to hash in place of the server identifier. */
  readonly userName?: string;
}

/** A legal notification with its digest. Throws DecodeError `dm1-p0/value` for what the fields cannot hold. */
export function encodePackage0(content: Package0Content, { password, nonce, userName }: Package0Key): Uint8Array {
  const { sessionId, serverId, vendorData } = content;
  const identifier = octetsOf(serverId);
  checkRange('session-id', { value: sessionId, least: 1, most: 0xffff });
  checkRange('length-identifier', { value: identifier.length, least: 1, most: 0xff });
  checkRange('vendor-specific', { value: vendorData.length, least: 0, most: MAX_PACKAGE0_OCTETS - FIXED_OCTETS - identifier.length });
  const fields = { digest: new Uint8Array(DIGEST_OCTETS), version: PACKAGE0_VERSION, reserved: 0, uiMode: UI_MODES.indexOf(content.uiMode), initiator: INITIATORS.indexOf(content.initiator), sessionId, identifierLength: identifier.length, identifier, vendorData };
  const bare = assemble(fields);
  bare.set(package0Digest({ name: userName ?? serverId, password, nonce, trigger: bare.subarray(DIGEST_OCTETS) }));
  return bare;
}

/** Raw fields, legal or not. Only what the bits cannot hold is refused. */
export interface RawPackage0 {
  /** 16 octets. */
  readonly digest: Uint8Array;
  readonly version: number;
  readonly uiMode: number;
  readonly initiator: number;
  readonly reserved: number;
  readonly sessionId: number;
  readonly identifierLength: number;
  readonly identifier: Uint8Array;
  readonly vendorData: Uint8Array;
}

/** A notification as it was asked for, for testers: nothing fits anything unless the caller sees to it. */
export function encodeIllegalPackage0(fields: RawPackage0): Uint8Array {
  if (fields.digest.length !== DIGEST_OCTETS) throw unfit('digest', { found: `${fields.digest.length} octets`, expected: `${DIGEST_OCTETS} octets` });
  for (const [name, value] of numbersOf(fields)) checkRange(name, { value, least: 0, most: 2 ** fieldOf(name).bits - 1 });
  return assemble(fields);
}

function assemble(fields: RawPackage0): Uint8Array {
  const octets = joinOctets(fields.digest, new Uint8Array(FIXED_OCTETS - DIGEST_OCTETS), fields.identifier, fields.vendorData);
  for (const [name, value] of numbersOf(fields)) writeField(octets, { field: fieldOf(name), value });
  return octets;
}

function numbersOf(fields: RawPackage0): readonly (readonly [Package0FieldName, number])[] {
  return [
    ['version', fields.version],
    ['ui-mode', fields.uiMode],
    ['initiator', fields.initiator],
    ['reserved', fields.reserved],
    ['session-id', fields.sessionId],
    ['length-identifier', fields.identifierLength],
  ];
}

interface Range {
  readonly value: number;
  readonly least: number;
  readonly most: number;
}

function checkRange(name: string, { value, least, most }: Range): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  throw unfit(name, { found: `${value}`, expected: `a whole number from ${least} to ${most}` });
}

function unfit(path: string, facts: { readonly found: string; readonly expected: string }): Error {
  return dm1Error({ code: 'dm1-p0/value', position: { byte: 0, line: 0, column: 0, path }, ...facts });
}
