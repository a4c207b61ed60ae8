import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quoted, readAuthValues } from './auth-value.js';
import { basicAuthorization } from './basic.js';
import { digestChallenge, digestFields, digestResponse, writeDigest, type DigestFacts } from './digest.js';

describe('authentication fields', () => {
  it('are read with several challenges in one line (RFC 7235, 4.1)', () => {
    const { values, fault } = readAuthValues('Newauth realm="apps", type=1, title="Login to \\"apps\\"", Basic realm="simple"');
    expect(fault).toBeUndefined();
    expect(values.map(({ scheme, parameters }) => [scheme, ...parameters])).toEqual([['newauth', ['realm', 'apps'], ['type', '1'], ['title', 'Login to "apps"']], ['basic', ['realm', 'simple']]]);
  });

  it('are read with bare schemes, tokens and stray commas between them', () => {
    const { values } = readAuthValues(', Negotiate, NTLM TlRMTVNT==,, Basic  realm = simple ,');
    expect(values.map(({ scheme, token68, parameters }) => [scheme, token68, parameters.get('realm')])).toEqual([['negotiate', undefined, undefined], ['ntlm', 'TlRMTVNT==', undefined], ['basic', undefined, 'simple']]);
  });

  it('are read up to the first fault, which is told', () => {
    const { values, fault } = readAuthValues('Basic realm="open');
    expect(values.map(({ scheme }) => scheme)).toEqual(['basic']);
    expect(fault).toContain('character 7');
    expect(readAuthValues('Digest nonce="a", nonce="b"')).toMatchObject({ fault: 'the parameter nonce stands twice' });
  });

  it('are read without a throw, whatever stands in them', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary-ascii', maxLength: 200 }), (text) => readAuthValues(text).values.length <= text.length));
  });

  it('come back from quotes as they went in', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary-ascii', maxLength: 40 }), (text) => readAuthValues(`Basic realm=${quoted(text)}`).values[0]?.parameters.get('realm') === text));
  });
});

describe('Basic', () => {
  it('is written as in RFC 7617, section 2', () => {
    expect(basicAuthorization({ user: 'Aladdin', password: 'open sesame' })).toBe('Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==');
  });

  it('is written in UTF-8, as in RFC 7617, section 2.1', () => {
    expect(basicAuthorization({ user: 'test', password: '123\u00a3' })).toBe('Basic dGVzdDoxMjPCow==');
  });
});

/** The challenge and the client of RFC 7616, 3.9.1. */
const CHALLENGES = `Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=SHA-256, nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS", Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=MD5, nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"`;
const MUFASA = { user: 'Mufasa', password: 'Circle of Life', method: 'GET', uri: '/dir/index.html', count: 1, cnonce: 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ' };

function factsOf(text: string, algorithm: string): DigestFacts {
  const challenge = readAuthValues(text).values.map(digestChallenge).find((found) => found?.algorithm === algorithm);
  if (challenge === undefined) throw new TypeError(`no challenge with ${algorithm}`);
  return { ...MUFASA, challenge };
}

describe('Digest', () => {
  it('gives the responses of RFC 7616, section 3.9.1', () => {
    expect(digestResponse(factsOf(CHALLENGES, 'SHA-256'))).toBe('753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1');
    expect(digestResponse(factsOf(CHALLENGES, 'MD5'))).toBe('8ca523f5e9506fed4657c9700eebdbec');
  });

  it('gives the response of RFC 2617, section 3.5', () => {
    const facts = factsOf('Digest realm="testrealm@host.com", qop="auth,auth-int", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", opaque="5ccc069c403ebaf9f0171e9517f40e41"', 'MD5');
    expect(digestResponse({ ...facts, password: 'Circle Of Life', cnonce: '0a4f113b' })).toBe('6629fae49393a05397450978507c4ef1');
  });

  it('gives the response of the old form, without qop (RFC 2069, section 2.4 with its erratum)', () => {
    const facts = factsOf('Digest realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", opaque="5ccc069c403ebaf9f0171e9517f40e41"', 'MD5');
    expect(digestResponse({ ...facts, password: 'CircleOfLife' })).toBe('1949323746fe6a43ef61f9606e7febea');
  });

  it('is written as in RFC 7616, section 3.9.1', () => {
    expect(writeDigest(digestFields(factsOf(CHALLENGES, 'SHA-256')))).toBe(
      'Digest username="Mufasa", realm="http-auth@example.org", uri="/dir/index.html", algorithm=SHA-256, nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", nc=00000001, cnonce="f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ", qop=auth, response="753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"',
    );
  });

  it('is not answered where the algorithm or the quality of protection is unknown', () => {
    const [other, integrity, bare] = ['Digest realm="a", nonce="b", algorithm=SHA-512-256', 'Digest realm="a", nonce="b", qop="auth-int"', 'Digest realm="a"'].map((text) => readAuthValues(text).values.map(digestChallenge));
    expect([other, integrity, bare]).toEqual([[undefined], [undefined], [undefined]]);
  });
});
