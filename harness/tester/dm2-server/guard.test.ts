import { describe, expect, it } from 'vitest';
import { readAuthValues } from '../../../protocol/http-auth/auth-value.js';
import { basicAuthorization } from '../../../protocol/http-auth/basic.js';
import { digestChallenge, digestFields, writeDigest, type DigestFacts } from '../../../protocol/http-auth/digest.js';
import type { IncomingRequest } from '../../binding/http-listener.js';
import type { Reply } from '../../binding/http-reply.js';
import { createGuard, type AccessDemand, type Guard } from './guard.js';

const RIGHT = { user: 'device-1', password: 'open-sesame-1' };

const request = (authorization?: string): IncomingRequest => ({ connection: 0, method: 'POST', target: '/t1/dm', httpVersion: '1.1', headers: authorization === undefined ? [] : [['authorization', authorization]], body: new Uint8Array(), incomplete: null });

const why = (reply: Reply | undefined): string | undefined => (reply === undefined ? undefined : Buffer.from(reply.body).toString().trim());

/** Asks the guard, then answers its first Digest challenge with these facts instead of the right ones. */
function answerTo(guard: Guard, change: Partial<DigestFacts> = {}, count = 1): string {
  const asked = guard.refuse(request());
  const [challenge] = (asked?.headers ?? []).flatMap(([, value]) => readAuthValues(value).values.flatMap((found) => digestChallenge(found) ?? []));
  if (challenge === undefined) throw new TypeError('the guard did not ask');
  return writeDigest(digestFields({ challenge, ...RIGHT, method: 'POST', uri: '/t1/dm', count, cnonce: 'abc', ...change }));
}

const DIGEST: AccessDemand = { challenges: [{ scheme: 'digest', algorithm: 'SHA-256', qop: 'auth', opaque: 'o' }] };

describe('the guard of the tester', () => {
  it('asks with each challenge in a line, or with all in one', () => {
    const challenges = [{ scheme: 'digest', qop: 'auth' }, { scheme: 'basic' }] as const;
    expect(createGuard({ challenges }, RIGHT).refuse(request())?.headers.filter(([name]) => name === 'WWW-Authenticate')).toHaveLength(2);
    expect(createGuard({ challenges, lines: 'joined' }, RIGHT).refuse(request())?.headers[0]).toEqual(['WWW-Authenticate', 'Digest realm="dm-conformance", qop="auth", nonce="c29tZSBub25jZQ1", Basic realm="dm-conformance", charset="UTF-8"']);
  });

  it('lets right Basic credentials in, and says why it keeps others out', () => {
    const guard = createGuard({ challenges: [{ scheme: 'basic' }] }, RIGHT);
    expect(guard.refuse(request(basicAuthorization(RIGHT)))).toBeUndefined();
    expect(why(guard.refuse(request(basicAuthorization({ ...RIGHT, password: 'x' }))))).toBe('another user or password than the IUT file gives, or not the form of Basic');
    expect(why(guard.refuse(request('Bearer abc')))).toBe('the scheme bearer was not asked for');
    expect(why(guard.refuse(request('Basic a b="')))).toContain('Authorization cannot be read');
    expect(why(guard.refuse(request()))).toBe('no credentials');
  });

  it('keeps right credentials out where nobody is to be let in', () => {
    expect(why(createGuard({ challenges: [{ scheme: 'basic' }], admits: 'nobody' }, RIGHT).refuse(request(basicAuthorization(RIGHT))))).toContain('right as they are');
  });

  it.each<[string, Partial<DigestFacts>, string]>([
    ['another password', { password: 'x' }, 'the response is not the one'],
    ['another method', { method: 'GET' }, 'the response is not the one'],
    ['another target', { uri: '/dm' }, 'uri is /dm instead of /t1/dm'],
    ['another user', { user: 'x' }, 'username is x instead of device-1'],
  ])('keeps a response for %s out', (_name, change, reason) => {
    const guard = createGuard(DIGEST, RIGHT);
    expect(why(guard.refuse(request(answerTo(guard, change))))).toContain(reason);
  });

  it('lets a right response in once, and the next with a higher count', () => {
    const guard = createGuard(DIGEST, RIGHT);
    const shown = answerTo(guard);
    expect(guard.refuse(request(shown))).toBeUndefined();
    expect(why(guard.refuse(request(shown)))).toBe('nc 00000001 of this nonce has been seen');
  });

  it('calls a nonce stale that was used often enough', () => {
    const guard = createGuard({ ...DIGEST, nonceUses: 0 }, RIGHT);
    expect(guard.refuse(request(answerTo(guard)))?.headers[0]?.[1]).toContain('stale=true');
  });
});
