/**
 * The digest of Package 0 (DMNOTI 6.2.2.2): MD5( B64(MD5(server-identifier:password)) : nonce : B64(MD5(trigger)) ), where
 * the trigger is everything behind the digest. Checking goes through the nonce resynchronisation of DMNOTI 6.2 as well.
 * The text leaves open whose name is hashed and how the special nonce is written; both are tried, and the answer says which fitted.
 */

import { md5 } from '../../digests.js';
import { equalOctets, joinOctets, octetsOf } from '../../octets.js';
import { writeBase64 } from '../credentials/base64.js';
import { secretOf } from '../credentials/digest.js';
import { SPECIAL_NONCE, SPECIAL_NONCE_TEXT } from '../credentials/nonce.js';
import { DIGEST_OCTETS } from './package0.js';

export interface Package0DigestFacts {
  /** The server identifier; with some products the user name of the server credentials. */
  readonly name: string;
  readonly password: string;
  /** Octets, Base64 undone. */
  readonly nonce: Uint8Array;
  /** Everything behind the digest. */
  readonly trigger: Uint8Array;
}

/** The 16 octets of the digest. */
export function package0Digest({ name, password, nonce, trigger }: Package0DigestFacts): Uint8Array {
  const secret = secretOf({ user: name, password });
  return md5(joinOctets(secret, ':', nonce, ':', writeBase64(md5(trigger))));
}

export type NonceKind = 'stored' | 'special-octets' | 'special-text';
export type NameKind = 'server-identifier' | 'user-name';

export type Package0Check =
  | { readonly outcome: 'valid'; readonly nonce: NonceKind; readonly name: NameKind }
  | { readonly outcome: 'invalid' };

export interface Package0Credentials {
  readonly serverId: string;
  readonly password: string;
  readonly nonce: Uint8Array;
  /** Name of the server credentials (AAuthName of SRVCRED), if it differs. */
  readonly userName?: string;
}

/** Checks the digest of a whole notification, the right reading first. */
export function checkPackage0(octets: Uint8Array, credentials: Package0Credentials): Package0Check {
  const { serverId, password, userName } = credentials;
  const digest = octets.subarray(0, DIGEST_OCTETS);
  const trigger = octets.subarray(DIGEST_OCTETS);
  const names: readonly (readonly [NameKind, string])[] = [['server-identifier', serverId], ...(userName === undefined ? [] : [['user-name', userName] as const])];
  for (const [nonce, value] of noncesOf(credentials)) {
    for (const [kind, name] of names) {
      if (equalOctets(package0Digest({ name, password, nonce: value, trigger }), digest)) return { outcome: 'valid', nonce, name: kind };
    }
  }
  return { outcome: 'invalid' };
}

function noncesOf({ nonce }: Package0Credentials): readonly (readonly [NonceKind, Uint8Array])[] {
  return [['stored', nonce], ['special-octets', SPECIAL_NONCE], ['special-text', octetsOf(SPECIAL_NONCE_TEXT)]];
}
