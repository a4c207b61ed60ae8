/** HTTP Digest (clause ~9.2.1; RFC 7616) of clients that say they know it. */
import type { AccessDemand } from '../../../../harness/tester/dm2-server/guard.js';
import type { TestCase } from '../../../../harness/campaign/test-case.js';
import { clientTest } from '../../../define.js';
import { guardedSession, judgeAdmitted } from '../support/admission.js';

interface Form {
  readonly slug: string;
  readonly title: string;
  readonly purpose: string;
  readonly asked: string;
  readonly access: AccessDemand;
}

const FORMS: readonly Form[] = [
  {
    slug: 'digest-md5',
    title: 'A Digest challenge is answered for each request, with a count that goes up',
    purpose: 'The response depends on method, target, nonce, count and cnonce; opaque goes back unchanged (RFC 7616, 3.4).',
    asked: 'a Digest challenge with realm, nonce, opaque, algorithm=MD5 and qop="auth,auth-int"',
    access: { challenges: [{ scheme: 'digest', algorithm: 'MD5', qop: 'auth,auth-int', opaque: 'b3BhcXVlIGFzIGl0IGlz' }] },
  },
  {
    slug: 'digest-two-algorithms',
    title: 'A client that is offered SHA-256 and MD5 answers one of the two',
    purpose: 'A server that offers more than one algorithm sends a challenge for each (RFC 7616, 3.7); the answer names the one that was used.',
    asked: 'a Digest challenge with algorithm=SHA-256 and one with algorithm=MD5',
    access: { challenges: [{ scheme: 'digest', algorithm: 'SHA-256', qop: 'auth' }, { scheme: 'digest', algorithm: 'MD5', qop: 'auth' }] },
  },
  {
    slug: 'digest-without-qop',
    title: 'A Digest challenge without qop is answered in the old form',
    purpose: 'Older servers offer no quality of protection (RFC 2617, 3.2.1); nc and cnonce have no place in the answer then.',
    asked: 'a Digest challenge with realm and nonce only',
    access: { challenges: [{ scheme: 'digest' }] },
  },
  {
    slug: 'digest-stale',
    title: 'A nonce that the server calls stale is replaced by the new one, without giving up',
    purpose: 'Servers let a nonce live for a while; stale=true says that the credentials were right (RFC 7616, 3.3).',
    asked: 'a Digest challenge whose nonce is good for one message, then with stale=true and another nonce',
    access: { challenges: [{ scheme: 'digest', algorithm: 'MD5', qop: 'auth' }], nonceUses: 1 },
  },
];

export const testCases: readonly TestCase[] = FORMS.map(({ slug, title, purpose, asked, access }) =>
  clientTest({
    id: `dm2/client/auth/${slug}`,
    title,
    requirements: ['DM2-AUTH-C-005'],
    purpose,
    procedure: [`Refuse messages without right credentials with 401 and ${asked}; run two rounds with HPUT of a leaf.`, 'Expect Package#1 and both Package#3 with right responses.'],
    needs: { values: ['probe.leaf'], credentials: 'any' },
    drive: (tester) => guardedSession(tester, access),
    judge: (view, judge) => judgeAdmitted({ view, judge, requirement: 'DM2-AUTH-C-005' }),
  }),
);
