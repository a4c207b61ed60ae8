/**
 * One handshake of a device with a server under test, and one Package#1 over it where it comes about. The tester offers what
 * the test says, lets every certificate pass and writes down what is wrong with it. Nothing is kept open or tried again.
 */
import type { ConnectionOptions } from 'node:tls';
import type { Timers } from '../../clock/timers.js';
import { connectionOver, openConnection, placeOf, type HttpConnection } from '../../binding/http-connection.js';
import { openAuthority, type CertificateKind, type Identity } from '../../binding/tls-certificates.js';
import { dialTls, offerSsl3 } from '../../binding/tls-dialler.js';
import type { HandshakeFacts } from '../../binding/tls-facts.js';
import { EVERY_LEVEL, openSslSuites } from '../../binding/tls-suites.js';
import type { SecureServer } from '../../iut/tls-means.js';
import type { Recorder } from '../../transcript/recorder.js';
import type { WireMessage } from './wire.js';

/** What the device offers. */
export interface DeviceOffer {
  /** In words, for the transcript. */
  readonly name: string;
  /** Default `certificate`: certificates of the server, and of the device where it has one. */
  readonly mode?: 'certificate' | 'psk' | 'both';
  /** IANA names; default: all that the platform has for the mode, in TLS 1.0 to 1.2. */
  readonly suites?: readonly string[];
  /** Only this one. */
  readonly version?: 'TLSv1' | 'TLSv1.1' | 'TLSv1.2';
  /** What the device shows when it is asked; default `own`. `namesake`: issued by a stranger that has the name of the right authority. */
  readonly shows?: 'own' | 'none' | 'untrusted' | 'self-signed' | 'namesake';
  /** `other`: not the key that the server has for the identity. */
  readonly key?: 'other';
  /** `unknown`: the right key, with an identity that the server does not know. */
  readonly identity?: 'unknown';
  /** Default `endpoint`. */
  readonly at?: 'endpoint' | 'demanding';
  /** SSL 3.0, or HTTP without any TLS, instead of TLS. */
  readonly protocol?: 'ssl3' | 'plain';
}

export interface SecureDeviceOptions {
  readonly server: SecureServer;
  readonly recorder: Recorder;
  readonly timers: Timers;
  readonly replyMs: number;
  readonly maxBodyBytes: number;
  readonly counters: { exchange: number; connection: number };
  /** Package#1 at this address. */
  readonly package1: (url: string) => WireMessage;
}

/** Plays the offer; what came of it is in the transcript. */
export async function playOffer(options: SecureDeviceOptions, offer: DeviceOffer): Promise<void> {
  const { recorder, server } = options;
  const address = offer.at === 'demanding' ? server.demanding : server.endpoint;
  if (address === null) throw new TypeError("the test case goes to an address of TLS without naming it in 'needs.tls'");
  recorder.add({ kind: 'control', action: 'start', detail: offer.name });
  const connection = options.counters.connection++;
  const opened = await open(options, { offer, url: new URL(address), connection });
  if (opened === null) return;
  await exchange(options, { opened, url: address, connection });
  opened.close();
}

interface Attempt {
  readonly offer: DeviceOffer;
  readonly url: URL;
  readonly connection: number;
}

async function open(options: SecureDeviceOptions, { offer, url, connection }: Attempt): Promise<HttpConnection | null> {
  const { timers, replyMs: timeoutMs, maxBodyBytes, recorder } = options;
  const dialling = { ...placeOf(url), timeoutMs, timers };
  const tell = (facts: HandshakeFacts): void => void recorder.add({ kind: 'tls', point: 'dm', address: 'a', connection, offer: offer.name, hello: null, ...facts });
  if (offer.protocol === 'ssl3') {
    tell(await offerSsl3(dialling));
    return null;
  }
  if (offer.protocol === 'plain') return openConnection({ url: new URL(url.href.replace(/^https/, 'http')), tls: {}, timeoutMs, timers, maxBodyBytes });
  const { facts, socket } = await dialTls({ ...dialling, tls: await optionsOf(offer, options.server) });
  tell(facts);
  return socket === null ? null : connectionOver(socket, { timeoutMs, timers, maxBodyBytes });
}

async function exchange({ recorder, counters, package1, replyMs }: SecureDeviceOptions, { opened, url, connection }: { readonly opened: HttpConnection; readonly url: string; readonly connection: number }): Promise<void> {
  const { point, address, onPurpose, ...message } = package1(url);
  const base = { point, address, exchange: counters.exchange++ };
  const { pathname: path, host } = new URL(url);
  const end = await opened.exchange({ ...message, target: path, headers: [['Host', host], ...message.headers] }, ({ headers }) => {
    recorder.add({ kind: 'request', ...base, connection, method: message.method, target: path, path, httpVersion: '1.1', headers, body: message.body, incomplete: onPurpose });
  });
  if (end.kind === 'late') recorder.add({ kind: 'deadline', waitedFor: `the response to ${message.method} ${path}`, timeoutMs: replyMs });
  if (end.kind === 'closed') recorder.add({ kind: 'control', action: 'output', detail: end.reason });
  if (end.kind === 'response') recorder.add({ kind: 'response', ...base, status: end.response.status, headers: end.response.headers, body: end.response.body, fault: end.response.fault });
}

async function optionsOf(offer: DeviceOffer, server: SecureServer): Promise<ConnectionOptions> {
  const { version, mode = 'certificate', suites } = offer;
  const shown = await shownBy(offer, server);
  const all = { certificate: 'DEFAULT:!PSK', psk: 'PSK', both: 'DEFAULT:PSK' }[mode];
  return {
    minVersion: version ?? 'TLSv1',
    maxVersion: version ?? 'TLSv1.2',
    ciphers: suites === undefined ? `${all}:${EVERY_LEVEL}` : openSslSuites(suites),
    rejectUnauthorized: false,
    checkServerIdentity: () => undefined,
    ...(server.ca === null ? {} : { ca: server.ca }),
    ...(shown === null ? {} : { cert: shown.cert, key: shown.key }),
    ...(mode === 'certificate' ? {} : sharing(offer, server)),
  };
}

const STRANGERS: Readonly<Record<'untrusted' | 'self-signed' | 'namesake', CertificateKind>> = { untrusted: 'untrusted', 'self-signed': 'self-signed', namesake: 'right' };

async function shownBy({ shows = 'own' }: DeviceOffer, { certificate }: SecureServer): Promise<Identity | null> {
  if (shows === 'none') return null;
  if (shows === 'own') return certificate;
  const stranger = await openAuthority({ now: Date.now, ...(certificate === null ? {} : { namedAfter: certificate.cert }) });
  return stranger.issue({ kind: STRANGERS[shows], keys: 'ecdsa', usage: 'client', name: 'device under test' });
}

const OTHER = 0xff;

function sharing({ key, identity }: DeviceOffer, { psk }: SecureServer): ConnectionOptions {
  if (psk === null) return {};
  const right = Buffer.from(psk.keyHex, 'hex');
  const shown = { identity: identity === undefined ? psk.identity : `not-${psk.identity}`, psk: key === undefined ? right : Buffer.from(right.map((octet) => octet ^ OTHER)) };
  return { pskCallback: () => shown };
}
