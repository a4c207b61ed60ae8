/** Defects of HTTP authentication at the client (clause ~9.2.1; RFC 7616, RFC 7617). */
import { readAuthValues } from '../../../protocol/http-auth/auth-value.js';
import { basicAuthorization } from '../../../protocol/http-auth/basic.js';
import type { DigestFacts, DigestField } from '../../../protocol/http-auth/digest.js';
import type { HttpRequest } from '../../../reference/dm2-client/model.js';
import type { ClientParts } from '../../../reference/dm2-client/parts.js';
import { afterwards, onlyWhen } from '../../conditions.js';
import type { ClientMutant } from '../../defect.js';

/** A client that asks again this often is not one that gives up. */
const STUBBORN_TRIES = 8;

const withFacts = (standard: ClientParts, change: (facts: DigestFacts) => Partial<DigestFacts>): Partial<ClientParts> => ({
  digestParameters: (client, facts) => standard.digestParameters(client, { ...facts, ...change(facts) }),
});

const withFields = (standard: ClientParts, change: (fields: readonly DigestField[]) => readonly DigestField[]): Partial<ClientParts> => ({
  digestParameters: (client, facts) => change(standard.digestParameters(client, facts)),
});

const isPackage3 = ({ headers }: HttpRequest): boolean => headers['Content-Type']?.includes('response') === true;

export const mutants: readonly ClientMutant[] = [
  { id: 'dm2/client/auth/no-credentials', violates: 'DM2-AUTH-C-004', does: 'takes a 401 for the end, though it has credentials', parts: () => ({ mayTryAgain: () => false }) },
  {
    id: 'dm2/client/auth/semicolon',
    violates: 'DM2-AUTH-C-004',
    does: 'joins user and password by a semicolon in Basic',
    parts: () => ({ basicCredentials: (_client, { auth: { user, password } }) => `Basic ${Buffer.from(`${user};${password}`).toString('base64')}` }),
  },
  {
    id: 'dm2/client/auth/plain-text',
    violates: 'DM2-AUTH-C-004',
    does: 'writes user and password into Basic without Base64',
    parts: () => ({ basicCredentials: (_client, { auth: { user, password } }) => `Basic ${user}:${password}` }),
  },
  {
    id: 'dm2/client/auth/only-package1',
    violates: 'DM2-AUTH-C-004',
    does: 'shows credentials with Package#1 only',
    parts: (standard) => ({
      authorization: onlyWhen(standard.authorization, (_client, { auth, login, request }) => isPackage3(request) && auth !== undefined && (login.challenges.size > 0 || auth.sending === 'preemptive'), () => undefined),
      mayTryAgain: onlyWhen(standard.mayTryAgain, (_client, { request }) => isPackage3(request), () => false),
    }),
  },
  {
    id: 'dm2/client/auth/reads-first-challenge',
    violates: 'DM2-AUTH-C-004',
    does: 'knows no Digest and looks at the first challenge only',
    supports: { C_AUTH_DIGEST: false },
    parts: () => ({ chooseChallenge: (_client, { text }) => readAuthValues(text).values.slice(0, 1).find(({ scheme }) => scheme === 'basic') }),
  },
  {
    id: 'dm2/client/auth/splits-at-commas',
    violates: 'DM2-AUTH-C-004',
    does: 'takes each comma for the end of a challenge and gives up where a parameter follows',
    parts: (standard) => ({ chooseChallenge: (client, { text }) => (/^Negotiate/.test(text) ? undefined : standard.chooseChallenge(client, { text })) }),
  },
  {
    id: 'dm2/client/http/insists',
    violates: 'DM2-HTTP-C-008',
    does: 'sends refused credentials again and again',
    parts: () => ({ mayTryAgain: (_client, { tries }) => tries < STUBBORN_TRIES }),
  },
  {
    id: 'dm2/client/auth/answers-everybody',
    violates: 'DM2-AUTH-B-007',
    does: 'answers the challenge of a repository with the credentials of the account',
    parts: (standard) => ({
      uploadRequest: afterwards(standard.uploadRequest, (_client, { result }) => result.status === 401, async (client, { args, result }) => {
        const auth = client.config.accounts[0]?.auth;
        if (auth === undefined) return result;
        return client.parts.httpRequest(client, { method: args.method, url: args.serverUri, headers: { 'Content-Type': args.contentType, Authorization: basicAuthorization(auth) }, body: args.body });
      }),
    }),
  },
  { id: 'dm2/client/auth/digest-of-the-path', violates: 'DM2-AUTH-C-005', does: 'computes the response over the last part of the path', parts: (standard) => withFacts(standard, ({ uri }) => ({ uri: uri.replace(/^.*(?=\/)/, '') })) },
  { id: 'dm2/client/auth/digest-of-get', violates: 'DM2-AUTH-C-005', does: 'computes the response for GET, whatever it sends', parts: (standard) => withFacts(standard, () => ({ method: 'GET' })) },
  { id: 'dm2/client/auth/digest-counts-not', violates: 'DM2-AUTH-C-005', does: 'uses the count 1 for every use of a nonce', parts: (standard) => withFacts(standard, () => ({ count: 1 })) },
  { id: 'dm2/client/auth/digest-without-opaque', violates: 'DM2-AUTH-C-005', does: 'does not give opaque back', parts: (standard) => withFields(standard, (fields) => fields.filter(([name]) => name !== 'opaque')) },
  {
    id: 'dm2/client/auth/digest-labels-md5',
    violates: 'DM2-AUTH-C-005',
    does: 'computes SHA-256 and names MD5',
    parts: (standard) => withFields(standard, (fields) => fields.map(([name, value]) => [name, name === 'algorithm' ? 'MD5' : value] as const)),
  },
  {
    id: 'dm2/client/auth/digest-always-with-qop',
    violates: 'DM2-AUTH-C-005',
    does: 'answers with qop where none was offered',
    parts: (standard) => withFacts(standard, ({ challenge }) => ({ challenge: { ...challenge, qop: 'auth' } })),
  },
  { id: 'dm2/client/auth/digest-gives-up', violates: 'DM2-AUTH-C-005', does: 'takes a stale nonce for refused credentials', parts: () => ({ mayTryAgain: (_client, { sent }) => sent === undefined }) },
];
