/** The files that `tls` of an IUT file names, read and checked: PEM that holds what it should, and a key that fits its certificate. */
import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Identity } from '../binding/tls-certificates.js';
import { IutFault } from './control.js';
import type { IutFile } from './iut.js';

export interface TlsContents {
  /** PEM; null where none is named. */
  readonly ca: string | null;
  readonly certificate: Identity | null;
  readonly authority: Identity | null;
}

const NOTHING: TlsContents = { ca: null, certificate: null, authority: null };

/** Reads what is named. Rejects with IutFault that says which key of the IUT file is to be mended. */
export async function readTlsFiles({ name, tls }: Pick<IutFile, 'name' | 'tls'>): Promise<TlsContents> {
  if (tls === null) return NOTHING;
  const lead = `${name}: tls`;
  return {
    ca: tls.ca === null ? null : (await readCertificate(`${lead}.ca`, tls.ca)).pem,
    certificate: tls.cert === null || tls.key === null ? null : await readIdentity({ cert: { what: `${lead}.cert`, path: tls.cert }, key: { what: `${lead}.key`, path: tls.key } }),
    authority: tls.authority === null ? null : await readIdentity({ cert: { what: `${lead}.authority.cert`, path: tls.authority.cert }, key: { what: `${lead}.authority.key`, path: tls.authority.key } }),
  };
}

interface Named {
  /** The key of the IUT file. */
  readonly what: string;
  readonly path: string;
}

async function readIdentity({ cert, key }: { readonly cert: Named; readonly key: Named }): Promise<Identity> {
  const { pem, certificate } = await readCertificate(cert.what, cert.path);
  const keyPem = await readPem(key);
  if (!certificate.checkPrivateKey(readKey(key, keyPem))) throw new IutFault(`${key.what}: ${key.path} is not the key of the certificate ${cert.path}; name the two that belong together`);
  return { cert: pem, key: keyPem };
}

async function readCertificate(what: string, path: string): Promise<{ readonly pem: string; readonly certificate: X509Certificate }> {
  const pem = await readPem({ what, path });
  try {
    return { pem, certificate: new X509Certificate(pem) };
  } catch (error) {
    throw new IutFault(`${what}: ${path} holds no certificate in PEM (-----BEGIN CERTIFICATE-----); convert it, for example with: openssl x509 -inform der -in FILE`, { cause: error });
  }
}

function readKey({ what, path }: Named, pem: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch (error) {
    throw new IutFault(`${what}: ${path} holds no private key in PEM that can be read without a passphrase; convert it, for example with: openssl pkey -in FILE`, { cause: error });
  }
}

async function readPem({ what, path }: Named): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new IutFault(`${what}: ${path} cannot be read: ${error instanceof Error ? error.message : String(error)}; correct the path in the IUT file`, { cause: error });
  }
}
