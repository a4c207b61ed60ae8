/**
 * The digests that DM uses: MD5 (RFC 1321), SHA-256 (FIPS 180-4) and HMAC with SHA-1 (RFC 2104). MD5 and SHA-1 are weak
 * today; the documents of DM 1.x know nothing else.
 */

import { createHash, createHmac } from 'node:crypto';

/** 16 octets. */
export function md5(octets: Uint8Array): Uint8Array {
  return new Uint8Array(createHash('md5').update(octets).digest());
}

/** 32 octets. */
export function sha256(octets: Uint8Array): Uint8Array {
  return new Uint8Array(createHash('sha256').update(octets).digest());
}

/** 20 octets. */
export function hmacSha1({ key, octets }: { readonly key: Uint8Array; readonly octets: Uint8Array }): Uint8Array {
  return new Uint8Array(createHmac('sha1', key).update(octets).digest());
}
