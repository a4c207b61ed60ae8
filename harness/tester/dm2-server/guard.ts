/**
 * HTTP authentication at the tester's own addresses (RFC 9110, 11; RFC 7616; RFC 7617): asks with the challenges a test wants, and
 * lets in who answers one of them rightly. A transcript keeps no credentials, so what the guard found is its answer: the
 * status, and the reason in the body. Its nonces are the same in every run: they protect nothing but a test.
 */
import { readAuthValues, quoted, type AuthValue } from '../../../protocol/http-auth/auth-value.js';
import { basicAuthorization, type UserPassword } from '../../../protocol/http-auth/basic.js';
import { digestChallenge, digestResponse, type DigestChallenge } from '../../../protocol/http-auth/digest.js';
import type { IncomingRequest } from '../../binding/http-listener.js';
import type { Reply } from '../../binding/http-reply.js';

export type ChallengeForm =
  | { readonly scheme: 'basic' }
  | { readonly scheme: 'digest'; readonly algorithm?: 'MD5' | 'SHA-256'; readonly qop?: string; readonly opaque?: string }
  /** A scheme that nobody can answer, as it stands in the field. */
  | { readonly scheme: 'other'; readonly text: string };

/** Who is let in, and how the others are asked. */
export interface AccessDemand {
  readonly challenges: readonly ChallengeForm[];
  /** `joined`: all of them in one field line; default: a line for each (RFC 9110, 11.6.1). */
  readonly lines?: 'separate' | 'joined';
  /** `nobody`: right credentials are refused as well; default: who has right ones. */
  readonly admits?: 'right' | 'nobody';
  /** Requests that a nonce is good for; after them it is stale. Default: any number. */
  readonly nonceUses?: number;
}

export interface Guard {
  /** The refusal of a request; undefined: let in. */
  refuse(request: IncomingRequest): Reply | undefined;
}

interface Nonce {
  readonly challenges: readonly DigestChallenge[];
  /** The highest count seen. */
  last: number;
  uses: number;
}

const REALM = 'dm-conformance';

/** A guard that nobody has asked yet. */
export function createGuard({ challenges, lines = 'separate', admits = 'right', nonceUses = Infinity }: AccessDemand, credentials: UserPassword): Guard {
  const nonces = new Map<string, Nonce>();
  const ask = (reason: Refusal): Reply => {
    const nonce = `c29tZSBub25jZQ${nonces.size + 1}`;
    const fields = challenges.map((form) => challengeText(form, { nonce, staleness: reason.staleness }));
    nonces.set(nonce, { challenges: fields.flatMap((text) => readAuthValues(text).values.flatMap((value) => digestChallenge(value) ?? [])), last: 0, uses: 0 });
    const headers = (lines === 'joined' ? [fields.join(', ')] : fields).map((text) => ['WWW-Authenticate', text] as const);
    return { status: 401, headers: [...headers, ['Content-Type', 'text/plain']], body: Buffer.from(`${reason.why}\n`) };
  };
  return {
    refuse(request) {
      const [text] = request.headers.filter(([name]) => name.toLowerCase() === 'authorization').map(([, value]) => value);
      const refusal = text === undefined ? NO_CREDENTIALS : findFault({ text, request, credentials, challenges, nonces, nonceUses });
      if (refusal === undefined && admits === 'right') return undefined;
      return ask(refusal ?? { why: 'these credentials are refused, right as they are', staleness: 'fresh' });
    },
  };
}

interface Refusal {
  readonly why: string;
  readonly staleness: 'fresh' | 'stale';
}

const wrong = (why: string): Refusal => ({ why, staleness: 'fresh' });
const NO_CREDENTIALS = wrong('no credentials');

function challengeText(form: ChallengeForm, { nonce, staleness }: { readonly nonce: string; readonly staleness: Refusal['staleness'] }): string {
  switch (form.scheme) {
    case 'basic':
      return `Basic realm=${quoted(REALM)}, charset="UTF-8"`;
    case 'other':
      return form.text;
    case 'digest': {
      const { algorithm, qop, opaque } = form;
      const optional = [...(qop === undefined ? [] : [`qop=${quoted(qop)}`]), ...(algorithm === undefined ? [] : [`algorithm=${algorithm}`]), ...(opaque === undefined ? [] : [`opaque=${quoted(opaque)}`])];
      return ['Digest realm='.concat(quoted(REALM)), ...optional, `nonce=${quoted(nonce)}`, ...(staleness === 'stale' ? ['stale=true'] : [])].join(', ');
    }
  }
}

interface Shown {
  readonly text: string;
  readonly request: IncomingRequest;
  readonly credentials: UserPassword;
  readonly challenges: readonly ChallengeForm[];
  readonly nonces: ReadonlyMap<string, Nonce>;
  readonly nonceUses: number;
}

function findFault(shown: Shown): Refusal | undefined {
  const { values: [value, ...more], fault } = readAuthValues(shown.text);
  if (fault !== undefined || value === undefined || more.length > 0) return wrong(`Authorization cannot be read: ${fault ?? `${more.length + 1} schemes in it`}`);
  const isAsked = shown.challenges.some(({ scheme }) => scheme === value.scheme);
  if (!isAsked) return wrong(`the scheme ${value.scheme} was not asked for`);
  if (value.scheme === 'digest') return digestFault(value, shown);
  const [, token] = /^\S+ +(\S+)$/.exec(basicAuthorization(shown.credentials)) ?? [];
  return value.token68 === token ? undefined : wrong('another user or password than the IUT file gives, or not the form of Basic');
}

/** Checks what the client says against what it was asked with, then the response. */
function digestFault({ parameters }: AuthValue, { request, credentials, nonces, nonceUses }: Shown): Refusal | undefined {
  const said = (name: string): string | undefined => parameters.get(name);
  const nonce = nonces.get(said('nonce') ?? '');
  if (nonce === undefined) return wrong('the nonce is none that was given');
  const algorithm = (said('algorithm') ?? 'MD5').toUpperCase();
  const challenge = nonce.challenges.find((asked) => asked.algorithm === algorithm);
  if (challenge === undefined) return wrong(`the algorithm ${algorithm} was not offered`);
  const expected: Readonly<Record<string, string | undefined>> = { username: credentials.user, realm: challenge.realm, uri: request.target, opaque: challenge.opaque, qop: challenge.qop === 'none' ? undefined : 'auth' };
  const different = Object.entries(expected).find(([name, wanted]) => said(name) !== wanted);
  if (different !== undefined) return wrong(`${different[0]} is ${said(different[0]) ?? 'not there'} instead of ${different[1] ?? 'not there'}`);
  const counted = countFault(challenge, nonce, parameters);
  if (counted !== undefined) return counted;
  const facts = { challenge, ...credentials, method: request.method, uri: request.target, count: Number.parseInt(said('nc') ?? '1', 16), cnonce: said('cnonce') ?? '' };
  if (digestResponse(facts) !== said('response')) return wrong('the response is not the one for these credentials and this request');
  nonce.last = facts.count;
  nonce.uses += 1;
  return nonce.uses > nonceUses ? { why: 'the nonce has been used often enough', staleness: 'stale' } : undefined;
}

function countFault({ qop }: DigestChallenge, { last }: Nonce, parameters: AuthValue['parameters']): Refusal | undefined {
  if (qop === 'none') return undefined;
  const count = parameters.get('nc') ?? '';
  if (!/^[0-9a-f]{8}$/i.test(count) || (parameters.get('cnonce') ?? '') === '') return wrong('nc with eight hexadecimal digits and cnonce belong to qop');
  return Number.parseInt(count, 16) > last ? undefined : wrong(`nc ${count} of this nonce has been seen`);
}
