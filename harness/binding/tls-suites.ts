/**
 * TLS as this platform speaks it: names of cipher suites (IANA registry, OpenSSL) and what OpenSSL can still be made to
 * offer. Left out: suites of TLS 1.3, which have no place in the specification.
 */
import { createSecureContext, type SecureVersion } from 'node:tls';

/** IANA number, IANA name, OpenSSL name: the suites of the specification, and those that a test must see refused. */
const SUITES: readonly (readonly [number, string, string])[] = Object.freeze([
  [0x00a8, 'TLS_PSK_WITH_AES_128_GCM_SHA256', 'PSK-AES128-GCM-SHA256'],
  [0x00aa, 'TLS_DHE_PSK_WITH_AES_128_GCM_SHA256', 'DHE-PSK-AES128-GCM-SHA256'],
  [0x00ac, 'TLS_RSA_PSK_WITH_AES_128_GCM_SHA256', 'RSA-PSK-AES128-GCM-SHA256'],
  [0x00ae, 'TLS_PSK_WITH_AES_128_CBC_SHA256', 'PSK-AES128-CBC-SHA256'],
  [0x00b2, 'TLS_DHE_PSK_WITH_AES_128_CBC_SHA256', 'DHE-PSK-AES128-CBC-SHA256'],
  [0x00b6, 'TLS_RSA_PSK_WITH_AES_128_CBC_SHA256', 'RSA-PSK-AES128-CBC-SHA256'],
  [0xc037, 'TLS_ECDHE_PSK_WITH_AES_128_CBC_SHA256', 'ECDHE-PSK-AES128-CBC-SHA256'],
  [0xc02b, 'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256', 'ECDHE-ECDSA-AES128-GCM-SHA256'],
  [0x009e, 'TLS_DHE_RSA_WITH_AES_128_GCM_SHA256', 'DHE-RSA-AES128-GCM-SHA256'],
  [0x009c, 'TLS_RSA_WITH_AES_128_GCM_SHA256', 'AES128-GCM-SHA256'],
  [0xc023, 'TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256', 'ECDHE-ECDSA-AES128-SHA256'],
  [0x0067, 'TLS_DHE_RSA_WITH_AES_128_CBC_SHA256', 'DHE-RSA-AES128-SHA256'],
  [0x003c, 'TLS_RSA_WITH_AES_128_CBC_SHA256', 'AES128-SHA256'],
  [0x003b, 'TLS_RSA_WITH_NULL_SHA256', 'NULL-SHA256'],
  [0xc006, 'TLS_ECDHE_ECDSA_WITH_NULL_SHA', 'ECDHE-ECDSA-NULL-SHA'],
  [0x00b0, 'TLS_PSK_WITH_NULL_SHA256', 'PSK-NULL-SHA256'],
]);

const BY_NUMBER = new Map(SUITES.map(([number, name]) => [number, name]));
const OPENSSL_NAMES = new Map(SUITES.map(([, name, openssl]) => [name, openssl]));

/** IANA name of a suite, or its number as `0x1301`. */
export function suiteName(number: number): string {
  return BY_NUMBER.get(number) ?? `0x${number.toString(16).padStart(4, '0').toUpperCase()}`;
}

/** What OpenSSL is told, for suites by their IANA names; throws a TypeError for one that is not in the table. */
export function openSslSuites(names: readonly string[]): string {
  const found = names.map((name) => OPENSSL_NAMES.get(name) ?? missing(name));
  return [...found, EVERY_LEVEL].join(':');
}

/** Suites of old versions, and suites without encryption, are there at this level only. */
export const EVERY_LEVEL = '@SECLEVEL=0';

function missing(name: string): never {
  throw new TypeError(`the cipher suite ${name} is not in the table of the harness`);
}

/** What a test needs to be able to offer: at least one of the suites, and the version. */
export interface TlsDemand {
  readonly suites?: readonly string[];
  readonly version?: SecureVersion;
}

/** Why this platform cannot offer it, in words; null where it can. */
export function whyNotOffered({ suites, version }: TlsDemand): string | null {
  if (suites !== undefined && suites.every((suite) => !canOffer(suite))) return `this platform (OpenSSL ${process.versions.openssl}) cannot speak the cipher suite ${suites.join(' or ')}`;
  return version === undefined || canSpeak(version) ? null : `this platform (OpenSSL ${process.versions.openssl}) cannot speak ${version}`;
}

const known = new Map<string, boolean>();

/** Whether OpenSSL has a suite; asked once in a process. */
export function canOffer(suite: string): boolean {
  return remembered(suite, () => void createSecureContext({ ciphers: openSslSuites([suite]), maxVersion: 'TLSv1.2' }));
}

const canSpeak = (version: SecureVersion): boolean => remembered(version, () => void createSecureContext({ ciphers: `DEFAULT:${EVERY_LEVEL}`, minVersion: version, maxVersion: version }));

function remembered(label: string, attempt: () => void): boolean {
  const before = known.get(label);
  if (before !== undefined) return before;
  let worked = true;
  try {
    attempt();
  } catch {
    worked = false;
  }
  known.set(label, worked);
  return worked;
}
