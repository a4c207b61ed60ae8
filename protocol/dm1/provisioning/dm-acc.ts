/**
 * The map from w7 to the nodes of DMAcc (DMSTDOBJ App.; DM1-BOOT-C-020, -C-021). Instances are named 1, 2, 3 in the order
 * of the document (DMBOOT 3.1.3.2); the name of the account itself is the client's choice.
 */

import { writeBase64 } from '../credentials/base64.js';
import type { W7Account, W7Auth, W7Connection } from './account.js';

/** AAUTHLEVEL to AAuthLevel. */
export const AUTH_LEVELS: ReadonlyMap<string, string> = new Map([['APPSRV', 'CLCRED'], ['CLIENT', 'SRVCRED'], ['OBEX', 'OBEX']]);

/** Values of AAuthType. */
export const AUTH_TYPES: ReadonlySet<string> = new Set(['HTTP-BASIC', 'HTTP-DIGEST', 'BASIC', 'DIGEST', 'HMAC', 'X509', 'SECURID', 'SAFEWORD', 'DIGIPASS', 'TRANSPORT']);

/** One leaf below the account. */
export interface DmAccLeaf {
  /** Relative to the account: `AppAddr/1/Addr`. */
  readonly path: string;
  readonly format: 'chr' | 'bin';
  /** Text; for `bin` Base64. */
  readonly value: string;
}

/** The leaves that a client creates from the account. */
export function dmAccLeaves(account: W7Account): readonly DmAccLeaf[] {
  const { serverId, name, connections, addresses, auths } = account;
  return [
    chr('AppID', 'w7'),
    ...optional('ServerID', serverId),
    ...optional('Name', name),
    ...connectionLeaves(connections),
    ...addresses.flatMap(({ address, addressType, ports }, index) => [
      chr(`AppAddr/${index + 1}/Addr`, address),
      chr(`AppAddr/${index + 1}/AddrType`, normalType(addressType)),
      ...ports.map((port, number) => chr(`AppAddr/${index + 1}/Port/${number + 1}/PortNbr`, port)),
    ]),
    ...auths.flatMap((auth, index) => authLeaves(auth, `AppAuth/${index + 1}`)),
  ];
}

/** One reference goes to PrefConRef, several to ToConRef. The target is the client's name for the object; here the document's. */
function connectionLeaves(connections: readonly W7Connection[]): readonly DmAccLeaf[] {
  const [only, second] = connections;
  if (only === undefined) return [];
  if (second === undefined) return [chr('PrefConRef', only.id)];
  return connections.map(({ id }, index) => chr(`ToConRef/${index + 1}/ConRef`, id));
}

function authLeaves({ level, type, name, secret, data }: W7Auth, path: string): readonly DmAccLeaf[] {
  return [
    ...optional(`${path}/AAuthLevel`, level === undefined ? undefined : (AUTH_LEVELS.get(level) ?? level)),
    ...optional(`${path}/AAuthType`, type),
    ...optional(`${path}/AAuthName`, name),
    ...optional(`${path}/AAuthSecret`, secret),
    ...(data === undefined ? [] : [{ path: `${path}/AAuthData`, format: 'bin', value: writeBase64(data) } as const]),
  ];
}

/** The tokens of provisioning write IPV4 and IPV6, DMAcc IPv4 and IPv6. */
function normalType(type: string | undefined): string {
  return type === undefined ? 'URI' : type.replace(/^IPV(?=[46]$)/i, 'IPv');
}

function chr(path: string, value: string): DmAccLeaf {
  return { path, format: 'chr', value };
}

function optional(path: string, value: string | undefined): readonly DmAccLeaf[] {
  return value === undefined ? [] : [chr(path, value)];
}
