/** The tester's authority for clients under test, and what it makes for their devices. Made once for a campaign, when the first test wants it. */
import { readFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { openAuthority, type Authority } from '../binding/tls-certificates.js';
import { IutFault } from './control.js';
import type { IutFile } from './iut.js';
import type { DeviceTls } from './tls-means.js';

export interface TlsMaterial {
  readonly authority: Authority;
  readonly device: DeviceTls;
  /** Who issues certificates of devices, PEM. */
  readonly deviceTrust: string;
}

const KEY_BYTES = 16;

/**
 * Opens the authority and issues the certificate of the device. Rejects with IutFault where a file of the IUT file cannot be used.
 * @param now milliseconds since 1970; certificates are valid around it
 */
export async function openTlsMaterial({ iut, now }: { readonly iut: IutFile; readonly now: () => number }): Promise<TlsMaterial> {
  const { tls, name } = iut;
  const given = tls?.authority ?? null;
  const read = (key: string, path: string): Promise<string> => readPem({ what: `${name}: tls.${key}`, path });
  const own = given === null ? undefined : { cert: await read('authority.cert', given.cert), key: await read('authority.key', given.key) };
  const authority = await openAuthority({ now, ...(own === undefined ? {} : { given: own }) });
  const certificate = await authority.issue({ kind: 'right', keys: 'ecdsa', usage: 'client', name: 'device under test' });
  const psk = tls?.psk ?? { identity: 'dm-conformance-device', keyHex: randomBytes(KEY_BYTES).toString('hex') };
  return { authority, device: { ca: authority.cert, ...certificate, psk }, deviceTrust: tls?.ca == null ? authority.cert : await read('ca', tls.ca) };
}

/** Text of a file in PEM. Rejects with IutFault where there is none. */
export async function readPem({ what, path }: { readonly what: string; readonly path: string }): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new IutFault(`${what}: ${path} cannot be read: ${error instanceof Error ? error.message : String(error)}; correct the path in the IUT file`, { cause: error });
  }
}
