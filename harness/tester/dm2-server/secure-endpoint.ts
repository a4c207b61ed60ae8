/**
 * An address of one test over TLS: DM endpoint a, the repository or the bootstrap server. What is offered there changes from session
 * to session, and each answer ends its connection, so that every session begins with a handshake. Left out: web pages.
 */
import type { TlsOptions } from 'node:tls';
import type { CertificateKind, Identity, KeyKind } from '../../binding/tls-certificates.js';
import { EVERY_LEVEL, openSslSuites, whyNotOffered } from '../../binding/tls-suites.js';
import { listenTls, type ServerOffer } from '../../binding/tls-listener.js';
import type { TlsMaterial } from '../../iut/tls-material.js';
import type { Recorder } from '../../transcript/recorder.js';
import type { Arrival, LaneHandler } from './host.js';

/** What the next connections meet: by default certificates with keys of both kinds, and the key of the device, in TLS 1.0 to 1.2. */
export interface SecureOffer {
  /** In words, for the transcript. */
  readonly name: string;
  /** Default `both`. */
  readonly mode?: 'certificate' | 'psk' | 'both';
  /** Default `right`. */
  readonly certificate?: CertificateKind | 'none';
  /** `other`: the tester has another pre-shared key than the device. */
  readonly key?: 'other';
  /** IANA names; default: all that the platform has for the mode. */
  readonly suites?: readonly string[];
  /** Only this one. */
  readonly version?: 'TLSv1' | 'TLSv1.1' | 'TLSv1.2';
  /** The device is asked for its certificate, and may go without. */
  readonly asks?: 'certificate';
  /** SSL 3.0 instead of TLS, as far as the first flight. */
  readonly protocol?: 'ssl3';
}

/** What can be put behind TLS. */
export type SecurePoint = 'dm' | 'repository' | 'bootstrap';

export interface SecureEndpoint {
  /** The address, or the base of addresses, without a trailing slash. */
  readonly url: string;
  /** `unspoken`: this platform has none of the suites, which the transcript says. */
  offer(offer: SecureOffer): Promise<'offered' | 'unspoken'>;
  close(): Promise<void>;
}

export interface SecureEndpointOptions {
  readonly point: SecurePoint;
  readonly host: string;
  /** First segment of its path. */
  readonly segment: string;
  readonly maxBodyBytes: number;
  readonly material: TlsMaterial;
  readonly recorder: Recorder;
  readonly handler: () => LaneHandler;
}

/** Opens the endpoint with an offer that every client should take. Rejects with the system's error when the address cannot be bound. */
export async function openSecureEndpoint(options: SecureEndpointOptions): Promise<SecureEndpoint> {
  const { point, host, segment, recorder, handler, material } = options;
  const address = point === 'dm' ? 'a' : 'main';
  const listener = await listenTls({
    host,
    port: 0,
    maxBodyBytes: options.maxBodyBytes,
    offer: await serverOffer({ name: 'TLS' }, { material, host }),
    onBegin: () => handler().onBegin(),
    onMalformed: (detail) => handler().onMalformed(detail),
    onHandshake: (handshake) => void recorder.add({ kind: 'tls', point, address, ...handshake }),
    async onRequest(request) {
      const path = request.target.startsWith(`/${segment}/`) ? request.target.slice(segment.length + 1) : request.target;
      const arrival: Arrival = { point, address, path, request };
      const { reply, ...exchange } = await handler().onArrival(arrival);
      return { ...exchange, reply: { ...reply, headers: [...reply.headers, ['Connection', 'close']] } };
    },
  });
  return {
    url: `${listener.origin}/${segment}${point === 'dm' ? '/dm' : ''}`,
    async offer(offer) {
      const why = offer.suites === undefined ? null : whyNotOffered({ suites: offer.suites });
      if (why !== null) recorder.add({ kind: 'control', action: 'limit', detail: `${offer.name}: not offered, ${why}` });
      else listener.offer(await serverOffer(offer, { material, host }));
      return why === null ? 'offered' : 'unspoken';
    },
    close: () => listener.close(),
  };
}

interface Means {
  readonly material: TlsMaterial;
  readonly host: string;
}

/** Offers that were made, in this process; one that is made again is the same. */
const made = new WeakMap<TlsMaterial, Map<string, Promise<ServerOffer>>>();

function serverOffer(offer: SecureOffer, means: Means): Promise<ServerOffer> {
  const known = made.get(means.material) ?? new Map<string, Promise<ServerOffer>>();
  made.set(means.material, known);
  const label = JSON.stringify([means.host, offer]);
  const found = known.get(label) ?? makeOffer(offer, means);
  known.set(label, found);
  return found;
}

async function makeOffer(offer: SecureOffer, { material, host }: Means): Promise<ServerOffer> {
  const { name, mode = 'both', certificate: kind = 'right' } = offer;
  const issue = (keys: KeyKind, of: CertificateKind): Promise<Identity> => material.authority.issue({ kind: of, keys, usage: 'server', name: host });
  if (offer.protocol === 'ssl3') return { kind: 'ssl3', name, cert: (await issue('rsa', 'right')).cert };
  const identities = kind === 'none' ? [] : await Promise.all([issue('ecdsa', kind), issue('rsa', kind)]);
  const certificates: TlsOptions = identities.length === 0 ? {} : { cert: identities.map(({ cert }) => cert), key: identities.map(({ key }) => key) };
  const { version } = offer;
  const versions: TlsOptions = { minVersion: version ?? 'TLSv1', maxVersion: version ?? 'TLSv1.2' };
  const sharing = mode === 'certificate' ? {} : sharingOf(offer, material);
  return { kind: 'tls', name, options: { ...certificates, ...versions, ciphers: suitesOf(offer), dhparam: 'auto', ...askingOf(offer, material), ...sharing } };
}

/** Suites without a certificate, or without a key, are never chosen; the mode leaves out the rest. */
function suitesOf({ suites, mode = 'both' }: SecureOffer): string {
  if (suites !== undefined) return openSslSuites(suites);
  return `${{ certificate: 'DEFAULT:!PSK', psk: 'PSK', both: 'DEFAULT:PSK' }[mode]}:${EVERY_LEVEL}`;
}

/** Authorities are always named: without any, the platform reads all of its own for every offer. */
const askingOf = ({ asks }: SecureOffer, { deviceTrust }: TlsMaterial): TlsOptions => ({ ca: deviceTrust, ...(asks === undefined ? {} : { requestCert: true, rejectUnauthorized: false }) });

function sharingOf({ key: wanted }: SecureOffer, { device }: TlsMaterial): TlsOptions {
  const right = Buffer.from(device.psk.keyHex, 'hex');
  const key = wanted === 'other' ? Buffer.from(right.map((octet) => octet ^ OTHER)) : right;
  return { pskCallback: (_socket, identity) => (identity === device.psk.identity ? key : null) };
}

const OTHER = 0xff;
