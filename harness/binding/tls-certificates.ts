/**
 * Certificates made on the fly (RFC 5280): an authority of the tester, and what it issues to servers and clients, right ones
 * and faulty ones. Keys are made once in a process, because an RSA key costs more than all handshakes of a campaign. The
 * library is loaded when the first certificate is wanted. Left out: revocation lists and OCSP; an authority that was replaced
 * by a second generation of the same name takes their place.
 */
import { createPrivateKey, webcrypto, X509Certificate } from 'node:crypto';
import { createRequire } from 'node:module';
import type * as X509 from '@peculiar/x509';

/** PEM; `cert` may be a chain. */
export interface Identity {
  readonly cert: string;
  readonly key: string;
}

export type KeyKind = 'ecdsa' | 'rsa';

/**
 * `right`: what a peer that trusts the authority has to accept; `with-intermediate`: as well, issued by an intermediate authority that
 * is sent along. The others have one fault each: `replaced-authority` was issued by a former generation of the authority, with the same name.
 */
export type CertificateKind = 'right' | 'with-intermediate' | FaultyCertificate;
export type FaultyCertificate = 'expired' | 'not-yet-valid' | 'other-name' | 'untrusted' | 'self-signed' | 'replaced-authority';

export interface CertificateOrder {
  readonly kind: CertificateKind;
  readonly keys: KeyKind;
  readonly usage: 'server' | 'client';
  /** Host name or IP address of a server, name of a client. */
  readonly name: string;
}

export interface Authority {
  /** What peers have to trust, PEM. */
  readonly cert: string;
  issue(order: CertificateOrder): Promise<Identity>;
}

export interface AuthorityOptions {
  /** Milliseconds since 1970: what expired and what is not valid yet follows it. */
  readonly now: () => number;
  /** An authority that the IUT trusts already; default: one of the tester's own. */
  readonly given?: Identity;
  /** A certificate, PEM: the authority gets the name of the one that issued it, and is a stranger to whoever trusts that one. */
  readonly namedAfter?: string;
}

type Library = typeof X509;
type KeyPair = webcrypto.CryptoKeyPair;

interface Issuer {
  readonly name: string;
  readonly keys: KeyPair;
  /** PEM. */
  readonly cert: string;
}

const DAY_MS = 86_400_000;
const OWN_NAME = 'CN=dm-conformance test authority';
const ALGORITHMS = {
  ecdsa: { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' },
  rsa: { name: 'RSASSA-PKCS1-v1_5', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' },
} as const;

/** Opens an authority. Rejects with the library's error where the given one cannot be used. */
export async function openAuthority({ now, given, namedAfter }: AuthorityOptions): Promise<Authority> {
  const library = loadLibrary();
  const start = now();
  const own = given === undefined ? await selfSigned(library, { name: namedAfter === undefined ? OWN_NAME : new library.X509Certificate(namedAfter).issuer, keys: await keysOf(namedAfter === undefined ? 'authority' : 'namesake'), at: start }) : await adopted(library, given);
  const issued = new Map<string, Promise<Identity>>();
  return {
    cert: own.cert,
    issue(order) {
      const label = JSON.stringify(order);
      const known = issued.get(label) ?? issue(library, { order, own, at: start });
      issued.set(label, known);
      return known;
    },
  };
}

const require = createRequire(import.meta.url);

/** Loads lazily and as CommonJS, which the library is: to `import` it takes half as long again, a quarter of a second. */
function loadLibrary(): Library {
  require('reflect-metadata');
  const library = require('@peculiar/x509') as Library;
  library.cryptoProvider.set(webcrypto);
  return library;
}

const keyPairs = new Map<string, Promise<KeyPair>>();

/** The key pair of that use: `authority`, `former`, `leaf-rsa` … */
function keysOf(use: string): Promise<KeyPair> {
  const algorithm = ALGORITHMS[use.endsWith('-rsa') ? 'rsa' : 'ecdsa'];
  const known = keyPairs.get(use) ?? webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  keyPairs.set(use, known);
  return known;
}

const CURVES: Readonly<Record<string, string>> = { prime256v1: 'P-256', secp384r1: 'P-384', secp521r1: 'P-521' };

async function adopted(library: Library, { cert, key }: Identity): Promise<Issuer> {
  const { publicKey: own } = new X509Certificate(cert);
  const curve = CURVES[own.asymmetricKeyDetails?.namedCurve ?? ''] ?? ALGORITHMS.ecdsa.namedCurve;
  const algorithm = own.asymmetricKeyType === 'rsa' ? { name: ALGORITHMS.rsa.name, hash: 'SHA-256' } : { ...ALGORITHMS.ecdsa, namedCurve: curve };
  const privateKey = await webcrypto.subtle.importKey('pkcs8', createPrivateKey(key).export({ format: 'der', type: 'pkcs8' }), algorithm, true, ['sign']);
  const publicKey = await webcrypto.subtle.importKey('spki', own.export({ format: 'der', type: 'spki' }), algorithm, true, ['verify']);
  return { name: new library.X509Certificate(cert).subject, keys: { privateKey, publicKey }, cert };
}

interface Signing {
  readonly name: string;
  readonly keys: KeyPair;
  /** Milliseconds since 1970. */
  readonly at: number;
}

async function selfSigned(library: Library, { name, keys, at }: Signing): Promise<Issuer> {
  const certificate = await library.X509CertificateGenerator.createSelfSigned({
    name, keys, notBefore: new Date(at - DAY_MS), notAfter: new Date(at + 30 * DAY_MS), signingAlgorithm: signingOf(keys),
    extensions: [new library.BasicConstraintsExtension(true, undefined, true), new library.KeyUsagesExtension(library.KeyUsageFlags.keyCertSign | library.KeyUsageFlags.cRLSign, true)],
  });
  return { name, keys, cert: certificate.toString('pem') };
}

const signingOf = ({ privateKey }: KeyPair): (typeof ALGORITHMS)[KeyKind] => ALGORITHMS[privateKey.algorithm.name === 'ECDSA' ? 'ecdsa' : 'rsa'];

interface Issuing {
  readonly order: CertificateOrder;
  readonly own: Issuer;
  readonly at: number;
}

async function issue(library: Library, { order, own, at }: Issuing): Promise<Identity> {
  const keys = await keysOf(order.keys === 'rsa' ? 'leaf-rsa' : 'leaf');
  const issuer = await issuerFor(library, { order, own, at, keys });
  const cert = await leaf(library, { order, issuer, keys, at });
  const chain = order.kind === 'with-intermediate' ? `${cert}\n${issuer.cert}` : cert;
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey));
  return { cert: chain, key: createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' }).export({ format: 'pem', type: 'pkcs8' }).toString() };
}

async function issuerFor(library: Library, { order, own, at, keys }: Issuing & { readonly keys: KeyPair }): Promise<Issuer> {
  switch (order.kind) {
    case 'right':
    case 'expired':
    case 'not-yet-valid':
    case 'other-name':
      return own;
    case 'untrusted':
      return selfSigned(library, { name: 'CN=an authority that nobody trusts', keys: await keysOf('untrusted'), at });
    case 'replaced-authority':
      return selfSigned(library, { name: own.name, keys: await keysOf('former'), at });
    case 'self-signed':
      return { name: nameOf(order), keys, cert: '' };
    case 'with-intermediate':
      return intermediate(library, own, at);
  }
}

async function intermediate(library: Library, own: Issuer, at: number): Promise<Issuer> {
  const keys = await keysOf('intermediate');
  const name = 'CN=dm-conformance intermediate authority';
  const certificate = await library.X509CertificateGenerator.create({
    subject: name, issuer: own.name, publicKey: keys.publicKey, signingKey: own.keys.privateKey, signingAlgorithm: signingOf(own.keys),
    notBefore: new Date(at - DAY_MS), notAfter: new Date(at + 30 * DAY_MS), extensions: [new library.BasicConstraintsExtension(true, 0, true)],
  });
  return { name, keys, cert: certificate.toString('pem') };
}

const OTHER_NAME = 'somebody-else.example';

const nameOf = ({ kind, name }: CertificateOrder): string => `CN=${kind === 'other-name' ? OTHER_NAME : name}`;

async function leaf(library: Library, { order, issuer, keys, at }: Omit<Issuing, 'own'> & { readonly issuer: Issuer; readonly keys: KeyPair }): Promise<string> {
  const [from, until] = validityOf(order.kind, at);
  const host = order.kind === 'other-name' ? OTHER_NAME : order.name;
  const names = order.usage === 'server' ? [new library.SubjectAlternativeNameExtension([{ type: isAddress(host) ? 'ip' : 'dns', value: host }])] : [];
  const usage = order.usage === 'server' ? library.ExtendedKeyUsage.serverAuth : library.ExtendedKeyUsage.clientAuth;
  const certificate = await library.X509CertificateGenerator.create({
    subject: nameOf(order), issuer: issuer.name, publicKey: keys.publicKey, signingKey: issuer.keys.privateKey, signingAlgorithm: signingOf(issuer.keys),
    notBefore: new Date(from), notAfter: new Date(until), extensions: [new library.BasicConstraintsExtension(false), new library.ExtendedKeyUsageExtension([usage]), ...names],
  });
  return certificate.toString('pem');
}

const isAddress = (host: string): boolean => /^[\d.]+$|:/.test(host);

function validityOf(kind: CertificateKind, at: number): readonly [number, number] {
  if (kind === 'expired') return [at - 10 * DAY_MS, at - DAY_MS];
  if (kind === 'not-yet-valid') return [at + DAY_MS, at + 10 * DAY_MS];
  return [at - DAY_MS, at + 10 * DAY_MS];
}
