/** The tester's authority for clients under test, and what it makes for their devices. Made when the first test wants it. */
import { randomBytes } from 'node:crypto';
import { openAuthority, type Authority } from '../binding/tls-certificates.js';
import type { IutFile } from './iut.js';
import { readTlsFiles } from './tls-files.js';
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
 * @param now milliseconds since 1970, default the system's clock; certificates are valid around it
 */
export function openTlsMaterial({ iut, now = Date.now }: Pick<Opening, 'iut'> & Partial<Opening>): Promise<TlsMaterial> {
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
  const { ca, authority: given } = await readTlsFiles(iut);
  const authority = await openAuthority({ now, ...(given === null ? {} : { given }) });
  const certificate = await authority.issue({ kind: 'right', keys: 'ecdsa', usage: 'client', name: 'device under test' });
  const psk = iut.tls?.psk ?? { identity: 'dm-conformance-device', keyHex: randomBytes(KEY_BYTES).toString('hex') };
  return { authority, device: { ca: authority.cert, ...certificate, psk }, deviceTrust: ca ?? authority.cert };
}
