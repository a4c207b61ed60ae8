/**
 * The first messages of a handshake as bytes: a ClientHello read (RFC 5246, 7.4.1.2; RFC 8446, 4.1.2), and SSL 3.0 written by hand (RFC
 * 6101), because the platform's OpenSSL can no longer speak it. Left out: everything behind the first flight of a server.
 */
import { suiteName } from './tls-suites.js';

/** What a client offers. */
export interface ClientHello {
  /** `TLSv1.2` …, best first; those of the extension, else the one of the message. */
  readonly versions: readonly string[];
  readonly suites: readonly string[];
  readonly serverName: string | null;
  readonly alpn: readonly string[];
}

const HANDSHAKE = 0x16;
const ALERT = 0x15;
const RECORD_HEADER = 5;
const CLIENT_HELLO = 1;
const SERVER_HELLO = 2;
const CERTIFICATE = 11;
const SERVER_HELLO_DONE = 14;
const SSL3 = 0x0300;
const RANDOM_BYTES = 32;
const SERVER_NAME = 0;
const ALPN = 16;
const SUPPORTED_VERSIONS = 43;

const VERSION_NAMES: Readonly<Record<number, string>> = { 0x0300: 'SSLv3', 0x0301: 'TLSv1', 0x0302: 'TLSv1.1', 0x0303: 'TLSv1.2', 0x0304: 'TLSv1.3' };

const versionName = (number: number): string => VERSION_NAMES[number] ?? `0x${number.toString(16).padStart(4, '0')}`;

/** Whether bytes look like the beginning of TLS. */
export function isTls(bytes: Uint8Array): boolean {
  return bytes[0] === HANDSHAKE && bytes[1] === 3;
}

/** Reads the ClientHello of a first record; null where it is none, or not whole. */
export function readClientHello(bytes: Uint8Array): ClientHello | null {
  try {
    return isTls(bytes) && bytes[RECORD_HEADER] === CLIENT_HELLO ? readBody(Buffer.from(bytes).subarray(RECORD_HEADER + 4)) : null;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function readBody(body: Buffer): ClientHello {
  let at = 2 + RANDOM_BYTES;
  at += 1 + body.readUInt8(at);
  const suitesEnd = at + 2 + body.readUInt16BE(at);
  const suites: string[] = [];
  for (at += 2; at < suitesEnd; at += 2) if (!isGrease(body.readUInt16BE(at))) suites.push(suiteName(body.readUInt16BE(at)));
  at += 1 + body.readUInt8(at);
  const extensions = at + 2 <= body.length ? readExtensions(body.subarray(at + 2)) : new Map<number, Buffer>();
  return {
    versions: listed(extensions.get(SUPPORTED_VERSIONS)) ?? [versionName(body.readUInt16BE(0))],
    suites,
    serverName: extensions.get(SERVER_NAME)?.subarray(RECORD_HEADER).toString('latin1') ?? null,
    alpn: namesIn(extensions.get(ALPN)),
  };
}

/** RFC 8701: values that mean nothing. */
const isGrease = (value: number): boolean => (value & 0x0f0f) === 0x0a0a && value >> 8 === (value & 0xff);

function readExtensions(bytes: Buffer): ReadonlyMap<number, Buffer> {
  const found = new Map<number, Buffer>();
  for (let at = 0; at + 4 <= bytes.length; ) {
    const length = bytes.readUInt16BE(at + 2);
    found.set(bytes.readUInt16BE(at), bytes.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return found;
}

function listed(extension: Buffer | undefined): readonly string[] | undefined {
  if (extension === undefined) return undefined;
  const versions: number[] = [];
  for (let at = 1; at + 2 <= extension.length; at += 2) versions.push(extension.readUInt16BE(at));
  return versions.filter((version) => !isGrease(version)).map(versionName);
}

function namesIn(extension: Buffer | undefined): readonly string[] {
  const names: string[] = [];
  for (let at = 2; extension !== undefined && at < extension.length; at += 1 + extension.readUInt8(at)) names.push(extension.subarray(at + 1, at + 1 + extension.readUInt8(at)).toString('latin1'));
  return names;
}

/** TLS_RSA_WITH_AES_128_CBC_SHA, TLS_RSA_WITH_3DES_EDE_CBC_SHA and TLS_RSA_WITH_RC4_128_SHA: what servers of SSL 3.0 speak. */
const SSL3_SUITES = [0x002f, 0x000a, 0x0005] as const;

/** A ClientHello that offers SSL 3.0 and nothing else. */
export function ssl3ClientHello(random: Uint8Array): Uint8Array {
  const suites = Buffer.concat(SSL3_SUITES.map((suite) => uint(suite, 2)));
  return record(message(CLIENT_HELLO, Buffer.concat([uint(SSL3, 2), random.subarray(0, RANDOM_BYTES), uint(0, 1), uint(suites.length, 2), suites, uint(1, 1), uint(0, 1)])));
}

/** The first flight of a server that speaks SSL 3.0 only: whoever takes it goes on with its key. */
export function ssl3ServerFlight({ random, certificate }: { readonly random: Uint8Array; readonly certificate: Uint8Array }): Uint8Array {
  const hello = message(SERVER_HELLO, Buffer.concat([uint(SSL3, 2), random.subarray(0, RANDOM_BYTES), uint(0, 1), uint(SSL3_SUITES[0], 2), uint(0, 1)]));
  const chain = Buffer.concat([uint(certificate.length, 3), certificate]);
  return Buffer.concat([record(hello), record(message(CERTIFICATE, Buffer.concat([uint(chain.length, 3), chain]))), record(message(SERVER_HELLO_DONE, Buffer.alloc(0)))]);
}

function record(content: Uint8Array): Buffer {
  return Buffer.concat([uint(HANDSHAKE, 1), uint(SSL3, 2), uint(content.length, 2), content]);
}

function message(type: number, body: Uint8Array): Buffer {
  return Buffer.concat([uint(type, 1), uint(body.length, 3), body]);
}

function uint(value: number, bytes: number): Buffer {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntBE(value, 0, bytes);
  return buffer;
}

/** What a peer made of a flight of SSL 3.0: it took it up, or how it refused. */
export type Ssl3Answer = { readonly kind: 'accepted'; readonly version: string } | { readonly kind: 'refused'; readonly how: string };

/** Reads the answer to a flight of SSL 3.0; nothing at all is a refusal: the connection was closed. */
export function readSsl3Answer(bytes: Uint8Array): Ssl3Answer {
  const [type, major = 0, minor = 0] = bytes;
  if (type === undefined) return { kind: 'refused', how: 'closed the connection' };
  if (type === ALERT) return { kind: 'refused', how: `alert ${bytes[RECORD_HEADER + 1] ?? '?'}` };
  if (type !== HANDSHAKE) return { kind: 'refused', how: `sent bytes that are no TLS (0x${type.toString(16)})` };
  const isServerHello = bytes[RECORD_HEADER] === SERVER_HELLO;
  const version = isServerHello ? ((bytes[RECORD_HEADER + 4] ?? 0) << 8) | (bytes[RECORD_HEADER + 5] ?? 0) : (major << 8) | minor;
  return { kind: 'accepted', version: versionName(version) };
}
