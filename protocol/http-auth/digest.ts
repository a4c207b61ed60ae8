/**
 * HTTP Digest (RFC 7616, with the form without `qop` of RFC 2069 that RFC 2617 still allowed): the response for a request, and
 * the field value that carries it. Leaves out `auth-int`, sessions of algorithms (`-sess`), SHA-512/256, hashed user names
 * and Authentication-Info.
 */

import { md5, sha256 } from '../digests.js';
import { hexOf, octetsOf } from '../octets.js';
import { quoted, type AuthValue } from './auth-value.js';
import type { UserPassword } from './basic.js';

export const DIGEST_ALGORITHMS = Object.freeze(['SHA-256', 'MD5'] as const);

export type DigestAlgorithm = (typeof DIGEST_ALGORITHMS)[number];

const HASHES: Readonly<Record<DigestAlgorithm, (octets: Uint8Array) => Uint8Array>> = { 'SHA-256': sha256, MD5: md5 };

/** What a server asks with. */
export interface DigestChallenge {
  readonly realm: string;
  readonly nonce: string;
  readonly algorithm: DigestAlgorithm;
  /** Whether the server said so; one that says nothing means MD5 and may know no such parameter. */
  readonly naming: 'named' | 'default';
  /** `auth` where the server offers it; `none`: the old form. */
  readonly qop: 'auth' | 'none';
  readonly opaque: string | undefined;
}

/** The part of an answer that the client makes up. */
export interface DigestCount {
  /** How often this nonce has been used, this time included; from 1. */
  readonly count: number;
  readonly cnonce: string;
}

export interface DigestRequest {
  readonly method: string;
  /** Request target as it stands in the request line. */
  readonly uri: string;
}

export interface DigestFacts extends DigestCount, DigestRequest, UserPassword {
  readonly challenge: DigestChallenge;
}

/** Reads a challenge; undefined for another scheme, and for one that cannot be answered: no realm or nonce, unknown algorithm or qop. */
export function digestChallenge({ scheme, parameters }: AuthValue): DigestChallenge | undefined {
  const [realm, nonce, name] = [parameters.get('realm'), parameters.get('nonce'), parameters.get('algorithm')];
  const algorithm = DIGEST_ALGORITHMS.find((known) => known === (name ?? 'MD5').toUpperCase());
  if (scheme !== 'digest' || realm === undefined || nonce === undefined || algorithm === undefined) return undefined;
  const offers = parameters.get('qop')?.split(',').map((offer) => offer.trim().toLowerCase());
  if (offers !== undefined && !offers.includes('auth')) return undefined;
  return { realm, nonce, algorithm, naming: name === undefined ? 'default' : 'named', qop: offers === undefined ? 'none' : 'auth', opaque: parameters.get('opaque') };
}

/** The `response` (RFC 7616, 3.4.1; without qop RFC 2617, 3.2.2.1), lower-case hexadecimal. */
export function digestResponse({ challenge, user, password, method, uri, ...made }: DigestFacts): string {
  const hash = (text: string): string => hexOf(HASHES[challenge.algorithm](octetsOf(text)));
  const secret = hash(`${user}:${challenge.realm}:${password}`);
  const subject = hash(`${method}:${uri}`);
  const middle = challenge.qop === 'none' ? [] : [countText(made), made.cnonce, challenge.qop];
  return hash([secret, challenge.nonce, ...middle, subject].join(':'));
}

export type DigestField = readonly [name: string, value: string];

/** The parameters of the answer in the order of RFC 7616, 3.9.1, each written as 3.4 wants it: quoted or not. */
export function digestFields(facts: DigestFacts): readonly DigestField[] {
  const { challenge, user, uri, cnonce } = facts;
  const { realm, nonce, algorithm, naming, qop, opaque } = challenge;
  return [
    ['username', quoted(user)],
    ['realm', quoted(realm)],
    ['uri', quoted(uri)],
    ...(naming === 'default' ? [] : [['algorithm', algorithm] as const]),
    ['nonce', quoted(nonce)],
    ...(qop === 'none' ? [] : [['nc', countText(facts)] as const, ['cnonce', quoted(cnonce)] as const, ['qop', qop] as const]),
    ['response', quoted(digestResponse(facts))],
    ...(opaque === undefined ? [] : [['opaque', quoted(opaque)] as const]),
  ];
}

/** Value of Authorization with these parameters. */
export function writeDigest(fields: readonly DigestField[]): string {
  return `Digest ${fields.map(([name, value]) => `${name}=${value}`).join(', ')}`;
}

const countText = ({ count }: Pick<DigestCount, 'count'>): string => count.toString(16).padStart(8, '0');
