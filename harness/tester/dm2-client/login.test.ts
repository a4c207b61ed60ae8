import { describe, expect, it } from 'vitest';
import type { IncomingResponse } from '../../binding/response-reader.js';
import { createLogin } from './login.js';

const SUBJECT = { method: 'POST', target: '/dm' };

const asking = (challenge: string): IncomingResponse => ({ status: 401, httpVersion: '1.1', headers: [['www-authenticate', challenge]], body: new Uint8Array(), fault: null, keepsOpen: true });

describe('a login of the tester', () => {
  it('shows Basic unasked', () => {
    const login = createLogin({ scheme: 'basic', user: 'Aladdin', password: 'open sesame' });
    expect([login.needsChallenge(), login.answer(SUBJECT)]).toEqual([false, 'Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==']);
  });

  it('waits for a Digest challenge, then answers it and counts', () => {
    const login = createLogin({ scheme: 'digest', user: 'u', password: 'p' });
    expect([login.needsChallenge(), login.answer(SUBJECT)]).toEqual([true, undefined]);
    login.learn(asking('Digest realm="r", nonce="n", qop="auth"'));
    expect(login.needsChallenge()).toBe(false);
    expect([login.answer(SUBJECT), login.answer(SUBJECT)].map((text) => /nc=(\w+)/.exec(text ?? '')?.[1])).toEqual(['00000001', '00000002']);
  });

  it('takes only a stale nonce for a reason to try again', () => {
    const login = createLogin({ scheme: 'digest', user: 'u', password: 'p' });
    expect([login.isStale(asking('Digest realm="r", nonce="m", stale=TRUE')), login.isStale(asking('Digest realm="r", nonce="m"'))]).toEqual([true, false]);
  });

  it('has nothing to show where the account has no credentials', () => {
    const login = createLogin(null);
    login.learn(asking('Basic realm="r"'));
    expect([login.needsChallenge(), login.answer(SUBJECT)]).toEqual([false, undefined]);
  });
});
