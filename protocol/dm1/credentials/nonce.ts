/**
 * Nonces of the digests (DMSEC 5.1.3.3): octets. NextNonce carries them as Base64, and what is hashed is what it decodes
 * to. Leaves out which nonce is valid when: that is a matter of sessions.
 */

import { finding, type Finding1 } from '../model/finding.js';
import { readBase64 } from './base64.js';
import { placeIn, type TextSource } from './text-source.js';

/** Octets that a nonce should have at least (DMSEC 5.1.3.3). */
export const NONCE_OCTETS = 16;

/** The nonce of resynchronisation, 0x00000000, as four zero octets (DMNOTI 6.2; the text does not settle its form). */
export const SPECIAL_NONCE: Uint8Array = new Uint8Array(4);

/** The same as the ten characters that one client in the field takes it for. */
export const SPECIAL_NONCE_TEXT = '0x00000000';

export interface NonceReading {
  readonly nonce: Uint8Array;
  readonly findings: readonly Finding1[];
}

/** Reads the content of NextNonce. Never throws. */
export function readNonce(source: TextSource): NonceReading {
  const { octets, findings } = readBase64(source);
  const facts = { where: placeIn(source, 0), path: source.path, expected: `${NONCE_OCTETS} random octets or more` };
  const length = findings.some(({ code }) => code === 'dm1-cred/size') ? NONCE_OCTETS : octets.length;
  if (length === 0) return { nonce: octets, findings: [...findings, finding({ ...facts, code: 'dm1-cred/nonce-empty', found: 'none' })] };
  if (length < NONCE_OCTETS) return { nonce: octets, findings: [...findings, finding({ ...facts, code: 'dm1-cred/nonce-short', found: `${length} octets` })] };
  return { nonce: octets, findings };
}
