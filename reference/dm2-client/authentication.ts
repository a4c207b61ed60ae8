/**
 * HTTP authentication of the client: Basic (RFC 7617) and Digest (RFC 7616, and its old form without `qop`).
 *
 * Credentials go to the origin that asked for them, at the DM endpoint and the bootstrap server only. Left out:
 * proxies, Authentication-Info, realms as a border (the realm of a server is not provisioned).
 */
import { readAuthValues } from '../../protocol/http-auth/auth-value.js';
import { basicAuthorization } from '../../protocol/http-auth/basic.js';
import { digestChallenge, digestFields, writeDigest } from '../../protocol/http-auth/digest.js';
import { supports } from './device-config.js';
import { splitUri } from './http.js';
import type { ClientParts } from './parts.js';

/** DM2-HTTP-C-008: a challenge is answered; once the credentials are refused the answer stands. */
export const requestWithCredentials: ClientParts['requestWithCredentials'] = async (client, { login, auth, request }) => {
  for (let tries = 1; ; tries += 1) {
    const sent = client.parts.authorization(client, { login, auth, request });
    const response = await client.parts.httpRequest(client, sent === undefined ? request : { ...request, headers: { ...request.headers, Authorization: sent } });
    if (!client.parts.isAsked(client, { response })) return response;
    login.challenges.set(originOf(request.url), response.headers.get('www-authenticate') ?? '');
    if (auth === undefined || !client.parts.mayTryAgain(client, { login, request, response, sent, tries })) return response;
    if (client.parts.chooseChallenge(client, { text: challengeFor(login, request.url) ?? '' }) === undefined) return response;
  }
};

export const isAsked: ClientParts['isAsked'] = (_client, { response }) => response.status === 401 && response.headers.has('www-authenticate');

/** Requests at which a server may go on saying that its nonce is stale. */
const MAX_TRIES = 4;

/** Nothing had been sent, or another scheme than is asked for, or the server says that only the nonce was too old (RFC 7616, 3.3). */
export const mayTryAgain: ClientParts['mayTryAgain'] = (client, { response, sent, tries }) => {
  const text = response.headers.get('www-authenticate') ?? '';
  const { values } = readAuthValues(text);
  const chosen = client.parts.chooseChallenge(client, { text });
  if (sent === undefined || (tries === 1 && chosen !== undefined && !sent.toLowerCase().startsWith(`${chosen.scheme} `))) return true;
  return tries < MAX_TRIES && values.some(({ parameters }) => parameters.get('stale')?.toLowerCase() === 'true');
};

/** DM2-AUTH-C-004, DM2-AUTH-C-005: what this origin asked for last is answered without being asked again. */
export const authorization: ClientParts['authorization'] = (client, { login, auth, request }) => {
  if (auth === undefined) return undefined;
  const text = challengeFor(login, request.url);
  const challenge = text === undefined ? undefined : client.parts.chooseChallenge(client, { text });
  if (challenge === undefined) return client.parts.credentialsAtOnce(client, { auth });
  const asked = { login, auth, request, challenge };
  return challenge.scheme === 'digest' ? client.parts.digestCredentials(client, asked) : client.parts.basicCredentials(client, asked);
};

export const credentialsAtOnce: ClientParts['credentialsAtOnce'] = (_client, { auth }) =>
  (auth.sending === 'preemptive' ? basicAuthorization(auth) : undefined);

const challengeFor = ({ challenges }: { readonly challenges: ReadonlyMap<string, string> }, url: string): string | undefined => challenges.get(originOf(url));

function originOf(url: string): string {
  const { scheme, host, port } = splitUri(url);
  return `${scheme}://${host.toLowerCase()}:${port ?? (scheme === 'https' ? 443 : 80)}`;
}

/** Digest before Basic, for its password stays at home; among digests the order is the server's (RFC 7616, 3.7). */
export const chooseChallenge: ClientParts['chooseChallenge'] = (client, { text }) => {
  const { values } = readAuthValues(text);
  const digest = supports(client.config, 'C_AUTH_DIGEST') ? values.find((value) => digestChallenge(value) !== undefined) : undefined;
  return digest ?? values.find(({ scheme }) => scheme === 'basic');
};

/** DM2-AUTH-C-004 */
export const basicCredentials: ClientParts['basicCredentials'] = (_client, { auth }) => basicAuthorization(auth);

/** DM2-AUTH-C-005: each use of a nonce is counted. */
export const digestCredentials: ClientParts['digestCredentials'] = (client, { auth: { user, password }, challenge: value, login, request }) => {
  const challenge = digestChallenge(value);
  if (challenge === undefined) return undefined;
  const count = (login.counts.get(challenge.nonce) ?? 0) + 1;
  login.counts.set(challenge.nonce, count);
  const uri = request.target ?? splitUri(request.url).target;
  return writeDigest(client.parts.digestParameters(client, { challenge, user, password, method: request.method, uri, count, cnonce: client.parts.newCnonce(client) }));
};

export const digestParameters: ClientParts['digestParameters'] = (_client, facts) => digestFields(facts);

export const newCnonce: ClientParts['newCnonce'] = ({ random }) =>
  Array.from({ length: 4 }, () => Math.floor(random() * 2 ** 32).toString(16).padStart(8, '0')).join('');
