/** The tester's authority for clients under test, and what it makes for their devices. Made when the first test wants it. */
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
export function openTlsMaterial({ iut, now }: Opening): Promise<TlsMaterial> {
  if (iut.tls !== null) return createMaterial({ iut, now });
  // Campaigns without material of their own share what was made for the first of them: `prove` has hundreds.
  if (shared === undefined || Math.abs(now() - shared.at) > REUSED_MS) shared = { at: now(), material: createMaterial({ iut, now }) };
  return shared.material;
}

interface Opening {
  readonly iut: Pick<IutFile, 'name' | 'tls'>;
  readonly now: () => number;
}

const REUSED_MS = 3_600_000;

let shared: { readonly at: number; readonly material: Promise<TlsMaterial> } | undefined;

async function createMaterial({ iut, now }: Opening): Promise<TlsMaterial> {
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
