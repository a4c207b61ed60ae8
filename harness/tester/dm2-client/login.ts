/**
 * How a device of the tester authenticates (RFC 7616, RFC 7617): Basic unasked, Digest when it has been asked. The device
 * remembers what a server asked last and counts the uses of each nonce. Left out: Authentication-Info.
 */
import { readAuthValues, type AuthValue } from '../../../protocol/http-auth/auth-value.js';
import { basicAuthorization, type UserPassword } from '../../../protocol/http-auth/basic.js';
import { digestChallenge, digestFields, writeDigest, type DigestChallenge, type DigestFacts } from '../../../protocol/http-auth/digest.js';
import type { IncomingResponse } from '../../binding/response-reader.js';
import type { HeaderLines } from '../../transcript/event.js';

export interface LoginCredentials extends UserPassword {
  readonly scheme: 'basic' | 'digest';
}

export interface LoginSubject {
  readonly method: string;
  readonly target: string;
}

/** What a device knows when it writes an Authorization. */
export interface Asked {
  /** Of the account; empty texts where it has none. */
  readonly credentials: UserPassword;
  /** The challenges of the last 401, in order. */
  readonly challenges: readonly AuthValue[];
  /**
   * Right facts for an answer to the first Digest challenge that can be answered, with the next count of its nonce;
   * undefined: there was none. Only taking them counts.
   */
  digest(algorithm?: string): DigestFacts | undefined;
}

/** Writes the value of Authorization from what the device was asked; undefined: none. */
export type Authorize = (asked: Asked) => string | undefined;

export interface Login {
  /** Nobody asked yet, and this device does not speak before it is asked. */
  needsChallenge(): boolean;
  learn(response: IncomingResponse | undefined): void;
  /** The usual Authorization for a request; undefined: none. */
  answer(subject: LoginSubject): string | undefined;
  /** The server wants the same once more, with its new nonce. */
  isStale(response: IncomingResponse): boolean;
  asked(subject: LoginSubject): Asked;
}

/** Octets that nobody can guess are of no use to a tester; the same in every run are. */
const CNONCE = 'dGhlIHRlc3RlciBhc2tz';

/** A login of a device that has heard of no challenge yet. */
export function createLogin(credentials: LoginCredentials | null): Login {
  let challenges: readonly AuthValue[] = [];
  const counts = new Map<string, number>();
  const isDigest = credentials?.scheme === 'digest';
  const asked = ({ method, target }: LoginSubject): Asked => ({
    credentials: credentials ?? { user: '', password: '' },
    challenges,
    digest(algorithm) {
      const challenge = challenges.flatMap((value) => digestChallenge(value) ?? []).find((found) => algorithm === undefined || found.algorithm === algorithm);
      return challenge === undefined ? undefined : { challenge, user: credentials?.user ?? '', password: credentials?.password ?? '', method, uri: target, cnonce: CNONCE, count: nextCount(counts, challenge) };
    },
  });
  return {
    asked,
    needsChallenge: () => isDigest && challenges.length === 0,
    learn(response) {
      if (response?.status === 401) challenges = challengesIn(response.headers);
    },
    answer(subject) {
      if (credentials === null) return undefined;
      if (!isDigest) return basicAuthorization(credentials);
      const facts = asked(subject).digest();
      return facts === undefined ? undefined : writeDigest(digestFields(facts));
    },
    isStale: (response) => isDigest && response.status === 401 && challengesIn(response.headers).some(({ parameters }) => parameters.get('stale')?.toLowerCase() === 'true'),
  };
}

function nextCount(counts: Map<string, number>, { nonce }: DigestChallenge): number {
  const count = (counts.get(nonce) ?? 0) + 1;
  counts.set(nonce, count);
  return count;
}

function challengesIn(headers: HeaderLines): readonly AuthValue[] {
  return headers.filter(([name]) => name.toLowerCase() === 'www-authenticate').flatMap(([, value]) => readAuthValues(value).values);
}
