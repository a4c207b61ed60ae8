/**
 * Connections to https addresses (~9.2.1, ~9.2.2): certificates, pre-shared keys, versions, suites, and what a server has to show before
 * anything is said to it. The platform's TLS is told to let every certificate pass, so that each check is a part of its own; nothing is
 * sent before all of them have passed. Left out: revocation lists.
 */
import { isIP } from 'node:net';
import { checkServerIdentity, connect, createSecureContext, type ConnectionOptions, type SecureContext, type TLSSocket } from 'node:tls';
import { ConnectionFault } from './faults.js';
import type { ClientContext, ClientParts } from './parts.js';

/** Where a connection goes. */
export interface SecurePlace {
  readonly host: string;
  readonly port: number;
}

/** DM2-TLS-B-001: what runs over an https address runs over TLS, or not at all. */
export const connectSecurely: ClientParts['connectSecurely'] = async (client, place) => {
  const socket = await shakeHands(client, place);
  const refusal = client.parts.checkTlsVersion(client, { version: socket.getProtocol() ?? '' }) ?? refuseServer(client, { socket, host: place.host });
  if (refusal === undefined) return socket;
  socket.destroy();
  throw new ConnectionFault({ kind: 'connection', message: `${place.host} is not trusted: ${refusal}` });
};

const HANDSHAKE_MS = 5000;

function shakeHands(client: ClientContext, { host, port }: SecurePlace): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const options = client.parts.tlsOptions(client, { host });
    const socket = connect({ host, port, ...options, secureContext: contextOf(options), rejectUnauthorized: false, checkServerIdentity: () => undefined });
    // A server that never answers must not be held on to.
    socket.setTimeout(client.config.timeouts?.requestMs ?? HANDSHAKE_MS, () => socket.destroy(new Error('it did not end the handshake in time')));
    const onError = (cause: Error): void => reject(new ConnectionFault({ kind: 'connection', message: `no TLS with ${host}: ${reasonOf(cause)}`, cause }));
    socket.once('error', onError);
    socket.once('secureConnect', () => {
      socket.off('error', onError).setTimeout(0);
      resolve(socket);
    });
  });
}

const contexts = new Map<string, SecureContext>();

/** Reading keys costs more than a handshake, so devices that bring the same share them. A session is of its connection: none is resumed by that. */
function contextOf({ pskCallback: _key, servername: _name, session: _session, ALPNProtocols: _protocols, ...options }: ConnectionOptions): SecureContext {
  const label = JSON.stringify(options);
  const context = contexts.get(label) ?? createSecureContext(options);
  contexts.set(label, context);
  return context;
}

/** What OpenSSL says, without its source lines and addresses. */
const reasonOf = (error: Error): string => ('reason' in error && typeof error.reason === 'string' ? error.reason : error.message);

function refuseServer(client: ClientContext, { socket, host }: { readonly socket: TLSSocket; readonly host: string }): string | undefined {
  // The server of a session that is resumed was looked at when the session was made.
  if (socket.isSessionReused()) return undefined;
  const certificate = socket.getPeerCertificate();
  const hasCertificate = Object.keys(certificate).length > 0;
  // With a pre-shared key alone, having it is the proof.
  if (!hasCertificate && socket.getCipher().name.includes('PSK')) return undefined;
  const fault = socket.authorized ? undefined : String(socket.authorizationError);
  return client.parts.checkTrust(client, { fault, host }) ?? client.parts.checkServerName(client, { host, certificate });
}

/** What the handshake is begun with. */
export const tlsOptions: ClientParts['tlsOptions'] = (client, { host }) => {
  const { parts, config } = client;
  const shared = parts.preSharedKey(client);
  return {
    ...parts.tlsVersions(client),
    ciphers: parts.tlsSuites(client).join(':'),
    ...parts.clientCertificate(client),
    ...trusted(config.tls?.ca),
    ...(shared === undefined ? {} : { pskCallback: () => ({ identity: shared.identity, psk: shared.key }) }),
    ...(isIP(host) === 0 || config.tls?.servername !== undefined ? { servername: config.tls?.servername ?? host } : {}),
  };
};

const trusted = (ca: string | readonly string[] | undefined): Pick<ConnectionOptions, 'ca'> => (ca === undefined ? {} : { ca: typeof ca === 'string' ? ca : [...ca] });

/** DM2-TLS-B-005, B-006, B-008: nothing below TLS 1.0; what is below TLS 1.2 where the device's owner wants it. */
export const tlsVersions: ClientParts['tlsVersions'] = ({ config }) => ({ minVersion: config.tls?.legacy === 'on' ? 'TLSv1' : 'TLSv1.2', maxVersion: 'TLSv1.3' });

const NEW_SUITES = ['TLS_AES_128_GCM_SHA256', 'TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256'] as const;
const CERTIFICATE_SUITES = ['ECDHE-ECDSA-AES128-GCM-SHA256', 'DHE-RSA-AES128-GCM-SHA256', 'AES128-GCM-SHA256', 'ECDHE-ECDSA-AES128-SHA256', 'DHE-RSA-AES128-SHA256', 'AES128-SHA256'] as const;
const PSK_SUITES = [
  'DHE-PSK-AES128-GCM-SHA256', 'RSA-PSK-AES128-GCM-SHA256', 'PSK-AES128-GCM-SHA256',
  'ECDHE-PSK-AES128-CBC-SHA256', 'DHE-PSK-AES128-CBC-SHA256', 'RSA-PSK-AES128-CBC-SHA256', 'PSK-AES128-CBC-SHA256',
] as const;
/** The suites of the specification need TLS 1.2, but for the four of PSK with CBC; OpenSSL has old versions at its lowest level only. */
const LEGACY_SUITES = ['ECDHE-ECDSA-AES128-SHA', 'DHE-RSA-AES128-SHA', 'AES128-SHA', '@SECLEVEL=0'] as const;

/** DM2-TLS-C-012, C-010: all of them; those of PSK where there is a key. */
export const tlsSuites: ClientParts['tlsSuites'] = (client) => [
  ...NEW_SUITES, ...CERTIFICATE_SUITES,
  ...(client.parts.preSharedKey(client) === undefined ? [] : PSK_SUITES),
  ...(client.config.tls?.legacy === 'on' ? LEGACY_SUITES : []),
];

/** DM2-AUTH-C-006: shown to a server that asks for it. */
export const clientCertificate: ClientParts['clientCertificate'] = ({ config }) => {
  const { cert, key } = config.tls ?? {};
  return cert === undefined || key === undefined ? {} : { cert, key };
};

/** DM2-TLS-C-003, C-004: the key of the device, if it has one. */
export const preSharedKey: ClientParts['preSharedKey'] = ({ config }) => config.tls?.psk;

/** DM2-TLS-C-007: before the session is accepted. */
export const checkTlsVersion: ClientParts['checkTlsVersion'] = (_client, { version }) => (version.startsWith('TLSv1') ? undefined : `it speaks ${version}`);

/** DM2-TLS-C-013: issued by an authority of the device, and valid today. */
export const checkTrust: ClientParts['checkTrust'] = (_client, { fault }) => (fault === undefined ? undefined : `its certificate is refused (${fault})`);

/** DM2-TLS-C-013: issued for this host. */
export const checkServerName: ClientParts['checkServerName'] = (_client, { host, certificate }) => checkServerIdentity(host, certificate)?.message;
