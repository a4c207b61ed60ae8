/**
 * Reading a digest that was received, and finding out how its sender made it: besides the right form (DMSEC 5.1.3.2, 5.1.4.2)
 * products hash the Base64 of a nonce instead of its octets, an empty or special nonce, and write the digest as hexadecimal text.
 */

import { equalOctets, octetsOf, octetsOfHex, utf8Of } from '../../octets.js';
import { finding, type Finding1 } from '../model/finding.js';
import { readBase64 } from './base64.js';
import type { Identity } from './basic.js';
import { macDigest, md5Digest, secretOf } from './digest.js';
import { SPECIAL_NONCE, SPECIAL_NONCE_TEXT } from './nonce.js';
import { placeIn, type TextSource } from './text-source.js';

/** How the text stands for the digest. `b64-of-hex` is what the example of DMSEC 5.1.4.3 shows, against its formula. */
export type DigestForm = 'b64' | 'b64-of-hex' | 'hex';

export interface DigestReading {
  /** Absent if the text holds no 16 octets in any form. */
  readonly digest?: Uint8Array;
  readonly form?: DigestForm;
  readonly findings: readonly Finding1[];
}

const DIGEST_OCTETS = 16;

/** Reads Cred/Data of `syncml:auth-md5`, or the `mac` of a header. Never throws. */
export function readDigest(source: TextSource): DigestReading {
  const facts = { where: placeIn(source, 0), path: source.path, expected: 'Base64 of the 16 octets of an MD5 digest' };
  const plainHex = source.text.length === DIGEST_OCTETS * 2 ? octetsOfHex(source.text) : undefined;
  if (plainHex !== undefined) return { digest: plainHex, form: 'hex', findings: [finding({ ...facts, code: 'dm1-cred/digest-hex', found: '32 hexadecimal digits' })] };
  const { octets, findings } = readBase64(source);
  if (octets.length === DIGEST_OCTETS) return { digest: octets, form: 'b64', findings };
  const inner = octets.length === DIGEST_OCTETS * 2 ? octetsOfHex(utf8Of(octets) ?? '-') : undefined;
  if (inner !== undefined) return { digest: inner, form: 'b64-of-hex', findings: [...findings, finding({ ...facts, code: 'dm1-cred/digest-hex', found: 'Base64 of 32 hexadecimal digits' })] };
  if (findings.some(({ code }) => code === 'dm1-cred/size')) return { findings };
  return { findings: [...findings, finding({ ...facts, code: 'dm1-cred/digest-length', found: `${octets.length} octets` })] };
}

/** What a sender took for the nonce. `octets` is right; the others are faults or, for the special ones, resynchronisation. */
export type NonceUse = 'octets' | 'base64-text' | 'special-octets' | 'special-text' | 'empty';

export interface DigestQuestion {
  readonly digest: Uint8Array;
  readonly identity: Identity;
  readonly nonce: Uint8Array;
  /** The nonce as it was sent, where that is known; its text is what some products hash. */
  readonly nonceText?: string;
  /** For a MAC, the raw body. */
  readonly body?: Uint8Array;
}

/** Which nonce gives this digest, the right one first; undefined if none does. */
export function explainDigest(question: DigestQuestion): NonceUse | undefined {
  const { digest, identity, nonce, nonceText, body } = question;
  const secret = secretOf(identity);
  const candidates: readonly (readonly [use: NonceUse, nonce: Uint8Array | undefined])[] = [
    ['octets', nonce],
    ['base64-text', nonceText === undefined ? undefined : octetsOf(nonceText)],
    ['special-octets', SPECIAL_NONCE],
    ['special-text', octetsOf(SPECIAL_NONCE_TEXT)],
    ['empty', new Uint8Array()],
  ];
  const makes = (candidate: Uint8Array): Uint8Array => (body === undefined ? md5Digest({ secret, nonce: candidate }) : macDigest({ secret, nonce: candidate, body }));
  return candidates.find(([, candidate]) => candidate !== undefined && equalOctets(makes(candidate), digest))?.[0];
}
