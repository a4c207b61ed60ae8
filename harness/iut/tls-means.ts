/** What there is to test TLS with (clause ~9.2): what a device is given, where a server is, and what of it an IUT offers. */
import type { Identity } from '../binding/tls-certificates.js';

/**
 * `endpoint`: a client that goes to an https address and trusts the tester's authority, or a server at one; `client-authentication`: a server
 * that demands a certificate; `certificate`: of the device; `psk`: a key that device and server share.
 */
export type TlsMeans = 'endpoint' | 'client-authentication' | 'certificate' | 'psk';

export const EVERY_TLS_MEANS: readonly TlsMeans[] = ['endpoint', 'client-authentication', 'certificate', 'psk'];

export interface SharedKey {
  readonly identity: string;
  /** Hexadecimal. */
  readonly keyHex: string;
}

/** What a device under test gets for TLS; certificates and keys are PEM. */
export interface DeviceTls {
  /** The authority to trust. */
  readonly ca: string;
  /** A certificate of the device, which the tester trusts, and its key. */
  readonly cert: string;
  readonly key: string;
  readonly psk: SharedKey;
  /** Paths of files with the same content, where a program is told of them. */
  readonly files?: { readonly ca: string; readonly cert: string; readonly key: string };
}

/** A server under test over TLS, and what the tester needs to get in. */
export interface SecureServer {
  /** Addresses with the path of the DM endpoint; `demanding`: where a certificate is demanded. */
  readonly endpoint: string | null;
  readonly demanding: string | null;
  /** Authorities to trust, PEM; null: those of the platform. */
  readonly ca: string | null;
  /** Of the device that the tester plays. */
  readonly certificate: Identity | null;
  readonly psk: SharedKey | null;
}

/** What a person has to provide for each, in the order of `role`. */
const REMEDIES: Readonly<Record<'client' | 'server', Readonly<Record<TlsMeans, string>>>> = {
  client: {
    endpoint: "the client has to trust the tester's authority: pass {tls.ca} to it, or give 'tls.authority'",
    'client-authentication': 'a client has none',
    certificate: "the client has to have a certificate: pass {tls.cert} and {tls.key} to it, or give 'tls.ca', which issued its own",
    psk: "the client has to share a key with the tester: pass {psk.identity} and {psk.key} to it, or give 'tls.psk'",
  },
  server: {
    endpoint: "give an 'endpoint' with https, or 'tls.endpoint'",
    'client-authentication': "give 'tls.demanding', an https address where a certificate of the device is demanded",
    certificate: "give 'tls.cert' and 'tls.key', a certificate that the server trusts",
    psk: "give 'tls.psk', a key that the server knows",
  },
};

/** Why a test of TLS cannot be run, with the remedy; null where everything is there. */
export function missingMeans(input: { readonly wanted: readonly TlsMeans[]; readonly offered: readonly TlsMeans[]; readonly role: 'client' | 'server' }): string | null {
  const missing = input.wanted.find((means) => !input.offered.includes(means));
  return missing === undefined ? null : `TLS is not set up for it: ${REMEDIES[input.role][missing]}`;
}
