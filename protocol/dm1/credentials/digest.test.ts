import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hexOf, joinOctets, octetsOf } from '../../octets.js';
import { readBase64 } from './base64.js';
import { basicCredential, readBasic } from './basic.js';
import { macDigest, macValue, md5Credential, md5Digest, secretOf } from './digest.js';
import { readHmacHeader, writeHmacHeader } from './hmac-header.js';
import { readNonce, SPECIAL_NONCE, SPECIAL_NONCE_TEXT } from './nonce.js';
import { explainDigest, readDigest } from './read-digest.js';

/** The worked examples of the fact tables, section 11. */
const BRUCE = { user: 'Bruce2', password: 'OhBehave' };
const SECRET = 'PtEdr8lBQ45IbT1bZIkrOQ==';
const NEXT_NONCE = 'LG3iZQhhdmKNHg==';
const NONCE = readBase64({ text: NEXT_NONCE, path: '' }).octets;
const BODY = octetsOf("<SyncML xmlns='SYNCML:SYNCML1.2'><SyncHdr/><SyncBody/></SyncML>");
const HEADER = 'algorithm=MD5, username="Bruce2", mac=clIEAg8z+CXO5UlbAh33ow==';

const identities = fc.record({ user: fc.string({ unit: 'grapheme', maxLength: 12 }).filter((user) => !user.includes(':')), password: fc.string({ unit: 'grapheme', maxLength: 12 }) });
const nonces = fc.uint8Array({ maxLength: 24 });

describe('the worked examples', () => {
  it('of auth-basic', () => {
    expect(basicCredential(BRUCE)).toBe('QnJ1Y2UyOk9oQmVoYXZl');
    expect(readBasic({ text: 'QnJ1Y2UyOk9oQmVoYXZl', path: '' })).toEqual({ identity: BRUCE, findings: [] });
  });

  it('of auth-md5', () => {
    expect(secretOf(BRUCE)).toBe(SECRET);
    expect(md5Credential({ secret: SECRET, nonce: octetsOf('Nonce') })).toBe('Zz6EivR3yeaaENcRN6lpAQ==');
    expect(hexOf(NONCE)).toBe('2c6de265086176628d1e');
    expect(md5Credential({ secret: SECRET, nonce: NONCE })).toBe('LAK2i25Fh0nxxGGaAzRRpg==');
    expect(md5Credential({ secret: SECRET, nonce: octetsOf(NEXT_NONCE) })).toBe('kpKgquN4uuyvg2Io01gZ5A==');
  });

  it('of auth-MAC and its header', () => {
    expect(BODY).toHaveLength(63);
    expect(hexOf(macDigest({ secret: SECRET, nonce: NONCE, body: BODY }))).toBe('725204020f33f825cee5495b021df7a3');
    expect(writeHmacHeader({ username: 'Bruce2', mac: macValue({ secret: SECRET, nonce: NONCE, body: BODY }) })).toBe(HEADER);
    const { header, findings } = readHmacHeader(HEADER);
    expect(findings).toEqual([]);
    expect(header).toMatchObject({ algorithm: 'MD5', username: 'Bruce2', form: 'b64' });
    expect(hexOf(header.digest ?? new Uint8Array())).toBe('725204020f33f825cee5495b021df7a3');
  });

  it('of auth-MAC as the example of the text prints it is read, and reported against the formula', () => {
    const { digest, form, findings } = readDigest({ text: 'NzI1MjA0MDIwZjMzZjgyNWNlZTU0OTViMDIxZGY3YTM=', path: 'x-syncml-hmac' });
    expect(form).toBe('b64-of-hex');
    expect(hexOf(digest ?? new Uint8Array())).toBe('725204020f33f825cee5495b021df7a3');
    expect(findings).toMatchObject([{ code: 'dm1-cred/digest-hex', severity: 'violation' }]);
    const inHeader = readHmacHeader('username="u", mac=NzI1MjA0MDIwZjMzZjgyNWNlZTU0OTViMDIxZGY3YTM=').findings;
    expect(inHeader).toMatchObject([{ code: 'dm1-cred/digest-hex', requirement: 'DM1-SEC-B-018', where: { byte: 18, column: 19 } }]);
  });
});

describe('a value that nobody here made', () => {
  it('of a Windows device verifies when the nonce is decoded before it is hashed', () => {
    const identity = { user: 'dummy', password: 'dummy' };
    const { nonce, findings } = readNonce({ text: 'nonce', path: '' });
    expect(hexOf(nonce)).toBe('9e89dc');
    expect(findings.map(({ code }) => code)).toEqual(['dm1-cred/b64-length', 'dm1-cred/nonce-short']);
    expect(md5Credential({ secret: secretOf(identity), nonce })).toBe('EVEkoFZcVgPM+ESnu9IC0g==');
  });
});

describe('a digest', () => {
  it('is explained by the nonce that its sender used', () => {
    const question = { identity: BRUCE, nonce: NONCE, nonceText: NEXT_NONCE };
    const uses = [['octets', NONCE], ['base64-text', octetsOf(NEXT_NONCE)], ['special-octets', SPECIAL_NONCE], ['special-text', octetsOf(SPECIAL_NONCE_TEXT)], ['empty', new Uint8Array()]] as const;
    for (const [use, nonce] of uses) {
      expect(explainDigest({ ...question, digest: md5Digest({ secret: SECRET, nonce }) })).toBe(use);
      expect(explainDigest({ ...question, body: BODY, digest: macDigest({ secret: SECRET, nonce, body: BODY }) })).toBe(use);
    }
    expect(explainDigest({ ...question, digest: new Uint8Array(16) })).toBeUndefined();
  });

  it('changes with every octet of the body', () => {
    const right = macDigest({ secret: SECRET, nonce: NONCE, body: BODY });
    for (let at = 0; at < BODY.length; at += 1) {
      const body = Uint8Array.from(BODY, (octet, index) => (index === at ? octet ^ 1 : octet));
      expect(explainDigest({ digest: right, identity: BRUCE, nonce: NONCE, body })).toBeUndefined();
    }
  });

  it('of any identity, nonce and body is what openssl makes of the same pieces', (ctx) => {
    if (spawnSync('openssl', ['version']).status !== 0) ctx.skip('openssl is not installed (Debian: openssl)');
    fc.assert(fc.property(identities, nonces, fc.uint8Array({ maxLength: 60 }), (identity, nonce, body) => {
      const secret = openssl(joinOctets(identity.user, ':', identity.password)).toString('base64');
      expect(secretOf(identity)).toBe(secret);
      expect(md5Credential({ secret, nonce })).toBe(openssl(joinOctets(secret, ':', nonce)).toString('base64'));
      const whole = joinOctets(secret, ':', nonce, ':', openssl(body).toString('base64'));
      expect(macValue({ secret, nonce, body })).toBe(openssl(whole).toString('base64'));
    }), { numRuns: 10 });
  });
});

describe('credentials', () => {
  it('of the basic kind come back as they went', () => {
    fc.assert(fc.property(identities, (identity) => {
      expect(readBasic({ text: basicCredential(identity), path: '' })).toEqual({ identity, findings: [] });
    }));
  });

  it('in a header come back as they went, quotes and backslashes included', () => {
    const username = fc.array(fc.constantFrom(...Array.from('aZ0 "\\,;=é~')), { maxLength: 12 }).map((characters) => characters.join(''));
    fc.assert(fc.property(username, fc.uint8Array({ minLength: 16, maxLength: 16 }), (name, digest) => {
      const { header, findings } = readHmacHeader(writeHmacHeader({ username: name, mac: Buffer.from(digest).toString('base64') }));
      expect(findings).toEqual([]);
      expect(header).toMatchObject({ username: name, digest, algorithm: 'MD5' });
    }));
  });

  it('without algorithm, in any order and case, mean MD5', () => {
    const { header, findings } = readHmacHeader(' MAC = clIEAg8z+CXO5UlbAh33ow== ,\tUserName="Bruce2"');
    expect(findings).toEqual([]);
    expect(header).toMatchObject({ algorithm: 'MD5', username: 'Bruce2', mac: 'clIEAg8z+CXO5UlbAh33ow==' });
  });

  it('of every cut header are read or reported', () => {
    for (let length = 0; length < HEADER.length; length += 1) expect(readHmacHeader(HEADER.slice(0, length)).findings.length).toBeGreaterThan(0);
  });
});

/** MD5 by somebody else. */
function openssl(input: Uint8Array): Buffer {
  return spawnSync('openssl', ['dgst', '-md5', '-binary'], { input }).stdout;
}
