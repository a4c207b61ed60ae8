/**
 * HTTP authentication of devices at the DM endpoint: Basic (RFC 7617) and Digest (RFC 7616, `qop=auth`, SHA-256 and MD5)
 * (OMA-TS-DM_Protocol-V2_0, ~8.1). Left out: the form without `qop`, sessions of algorithms (`-sess`), `auth-int`.
 */
import { md5, sha256 } from '../../protocol/digests.js';
import { splitAttributes } from '../../protocol/dm1/credentials/header-attributes.js';
import { equalOctets, hexOf, octetsOf } from '../../protocol/octets.js';
import { HttpFault } from './faults.js';
import type { DeviceCredentials, ServerRequest } from './model.js';
import type { ServerContext, ServerParts } from './parts.js';

/** DM2-AUTH-S-001, DM2-AUTH-S-002: 401 with a challenge until the credentials of the account are shown. */
export const authenticate: ServerParts['authenticate'] = (server, { request, device }) => {
  const { credentials } = device.account;
  if (credentials === null) return;
  const outcome = credentials.scheme === 'basic' ? server.parts.checkBasic(server, { request, credentials }) : server.parts.checkDigest(server, { request, credentials });
  if (outcome === 'right') return;
  const challenges = server.parts.challenges(server, { credentials, staleness: outcome === 'stale' ? 'stale' : 'fresh' });
  throw new HttpFault(401, { reason: 'credentials are needed', headers: challenges.map((challenge) => ['WWW-Authenticate', challenge]) });
};

/** One of Basic, or one for each digest algorithm with the same nonce. */
export const challenges: ServerParts['challenges'] = (server, { credentials, staleness }) => {
  const realm = `realm="${server.config.realm.replace(/["\\]/g, '\\$&')}"`;
  if (credentials.scheme === 'basic') return [`Basic ${realm}, charset="UTF-8"`];
  const nonce = server.parts.newNonce(server, { purpose: 'digest' });
  const stale = staleness === 'stale' ? ', stale=true' : '';
  return Object.keys(ALGORITHMS).map((algorithm) => `Digest ${realm}, qop="auth", algorithm=${algorithm}, nonce="${nonce}"${stale}`);
};

/** In the order of preference. */
const ALGORITHMS = Object.freeze({ 'SHA-256': sha256, MD5: md5 });

/** DM2-AUTH-S-001 */
export const checkBasic: ServerParts['checkBasic'] = (_server, { request, credentials: { user, password } }) => {
  const [, token] = /^basic +([A-Za-z0-9+/]+=*) *$/i.exec(request.headers.get('authorization') ?? '') ?? [];
  if (token === undefined) return 'wrong';
  return equalOctets(octetsOf(`${user}:${password}`), new Uint8Array(Buffer.from(token, 'base64'))) ? 'right' : 'wrong';
};

/** DM2-AUTH-S-002: each count of a nonce is good once; a right answer to a nonce that is not known (any more) may be repeated with a new one. */
export const checkDigest: ServerParts['checkDigest'] = (server, { request, credentials }) => {
  const [, text] = /^digest +(.*)$/is.exec(request.headers.get('authorization') ?? '') ?? [];
  if (text === undefined) return 'wrong';
  const attributes = splitAttributes(text);
  const fields = new Map(attributes.map(({ name, value }) => [name, value]));
  const isWhole = attributes.length === fields.size && attributes.every(({ fault }) => fault === undefined);
  if (!isWhole || !isRightDigest(server, { request, credentials, fields })) return 'wrong';
  switch (server.parts.useNonce(server, { nonce: fields.get('nonce') ?? '', count: Number.parseInt(fields.get('nc') ?? '', 16) })) {
    case 'fresh':
      return 'right';
    case 'replayed':
      return 'wrong';
    case 'unknown':
      return 'stale';
  }
};

interface DigestAnswer {
  readonly request: ServerRequest;
  readonly credentials: DeviceCredentials;
  readonly fields: ReadonlyMap<string, string>;
}

function isRightDigest({ config }: ServerContext, { request, credentials: { user, password }, fields }: DigestAnswer): boolean {
  const field = (name: string): string => fields.get(name) ?? '';
  const name = fields.get('algorithm')?.toUpperCase() ?? 'MD5';
  const hash = name === 'SHA-256' || name === 'MD5' ? ALGORITHMS[name] : undefined;
  if (hash === undefined || field('qop') !== 'auth' || !/^[0-9a-f]{8}$/i.test(field('nc')) || field('cnonce') === '') return false;
  if (field('username') !== user || field('realm') !== config.realm || field('uri') !== request.target) return false;
  const hex = (content: string): string => hexOf(hash(octetsOf(content)));
  const secret = hex(`${user}:${config.realm}:${password}`);
  const subject = hex(`${request.method}:${field('uri')}`);
  const expected = hex([secret, field('nonce'), field('nc'), field('cnonce'), 'auth', subject].join(':'));
  return equalOctets(octetsOf(expected), octetsOf(field('response').toLowerCase()));
}

/** Forgets the oldest when there are too many: whoever asks without end gains nothing. */
export const newNonce: ServerParts['newNonce'] = ({ state, config, random }) => {
  const nonce = Array.from({ length: 4 }, () => Math.floor(random() * 2 ** 32).toString(16).padStart(8, '0')).join('') + (state.serial += 1).toString(16);
  state.nonces.set(nonce, 0);
  for (const oldest of state.nonces.keys()) {
    if (state.nonces.size <= config.limits.nonces) break;
    state.nonces.delete(oldest);
  }
  return nonce;
};

/** Counts go up; one that does not is a replay (RFC 7616, 3.4). */
export const useNonce: ServerParts['useNonce'] = ({ state }, { nonce, count }) => {
  const last = state.nonces.get(nonce);
  if (last === undefined) return 'unknown';
  if (count <= last) return 'replayed';
  state.nonces.set(nonce, count);
  return 'fresh';
};
