/**
 * The nested digests of DM 1.x (DMSEC 5.1.3.2, 5.1.4.2): `syncml:auth-md5` and `syncml:auth-MAC`. Despite its name the
 * second is no HMAC of RFC 2104. H is MD5, B64 Base64 with padding; nonces are octets, never their Base64.
 */

import { md5 } from '../../digests.js';
import { joinOctets } from '../../octets.js';
import { writeBase64 } from './base64.js';
import type { Identity } from './basic.js';

/** B64(H(user:password)): what a server may keep in place of the password. */
export function secretOf({ user, password }: Identity): string {
  return writeBase64(md5(joinOctets(user, ':', password)));
}

export interface DigestFacts {
  /** The result of `secretOf`. */
  readonly secret: string;
  readonly nonce: Uint8Array;
}

/** H(secret:nonce), 16 octets. */
export function md5Digest({ secret, nonce }: DigestFacts): Uint8Array {
  return md5(joinOctets(secret, ':', nonce));
}

/** Content of Cred/Data for `syncml:auth-md5`. */
export function md5Credential(facts: DigestFacts): string {
  return writeBase64(md5Digest(facts));
}

export interface MacFacts extends DigestFacts {
  /** The body as it crosses the wire, XML or WBXML; not one octet more or less. */
  readonly body: Uint8Array;
}

/** H(secret:nonce:B64(H(body))), 16 octets. */
export function macDigest({ secret, nonce, body }: MacFacts): Uint8Array {
  return md5(joinOctets(secret, ':', nonce, ':', writeBase64(md5(body))));
}

/** The value of `mac` in the header `x-syncml-hmac`. */
export function macValue(facts: MacFacts): string {
  return writeBase64(macDigest(facts));
}
