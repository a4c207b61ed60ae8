/**
 * Control of the reference server of DM 2.0 in this process, over sockets: one server for a campaign, a device of its own for
 * every test. Also how a mutant or a variant is run: with other parts, or with another configuration.
 */
import { ENDPOINT_PATHS } from '../../reference/dm2-server/addresses.js';
import { DEFAULT_SERVER_CONFIG, type ServerConfig } from '../../reference/dm2-server/server-config.js';
import { createReferenceServer, type ReferenceServer } from '../../reference/dm2-server/server.js';
import type { ServerParts } from '../../reference/dm2-server/parts.js';
import { WALL_CLOCK, type Clock } from '../clock/timers.js';
import { IutFault } from './control.js';
import type { CertificateKind } from '../binding/tls-certificates.js';
import type { ServerControl } from './server-control.js';
import { openTlsMaterial, type TlsMaterial } from './tls-material.js';
import { EVERY_TLS_MEANS, type SecureServer } from './tls-means.js';

export interface EmbeddedServerOptions {
  /** Default: all as they should be. */
  readonly parts?: ServerParts;
  /** Changes the default configuration before the server starts. */
  readonly config?: (standard: ServerConfig) => ServerConfig;
  /** Of its own certificates; default `right`. */
  readonly certificates?: CertificateKind;
  /** How devices come to every address of it; default `http`. */
  readonly devicesComeBy?: 'http' | 'https';
  /** Default: the time of day as the system has it. */
  readonly clock?: Clock;
}

/** Devices are cheap; this many at once keep two cores busy. */
const MAX_DEVICES = 8;

const [DM_PATH] = ENDPOINT_PATHS;

const ANY_PORT = { host: '127.0.0.1', port: 0 } as const;

/** Control of the embedded reference server, with its upper tester. */
export function createEmbeddedServerControl({ parts, clock = WALL_CLOCK, config = (standard) => standard, certificates = 'right', devicesComeBy = 'http' }: EmbeddedServerOptions = {}): ServerControl {
  let server: ReferenceServer | undefined;
  return {
    role: 'server',
    kind: 'embedded',
    upperTester: 'present',
    maxDevices: MAX_DEVICES,
    tls: EVERY_TLS_MEANS,
    async secure() {
      if (server === undefined) throw new TypeError('the control was not opened');
      return listenSecurely(server, certificates);
    },
    async open() {
      server = createReferenceServer({ clock, config: config(DEFAULT_SERVER_CONFIG), ...(parts === undefined ? {} : { parts }) });
      try {
        const own = devicesComeBy === 'https' ? await ownCertificates(certificates) : undefined;
        const { origin } = await server.listen({ ...ANY_PORT, ...(own === undefined ? {} : { tls: own.listening }) });
        const operator = await server.listenToOperator(ANY_PORT);
        return { endpoint: `${origin}${DM_PATH}`, upperTester: operator.origin, ...(own === undefined ? {} : { ca: own.authority.cert }) };
      } catch (error) {
        throw new IutFault(`the reference server did not start: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
      }
    },
    announce: (origin) => server?.announce(origin),
    close: async () => server?.close(),
  };
}

interface OwnCertificates extends Pick<TlsMaterial, 'authority' | 'device'> {
  readonly listening: { readonly cert: readonly string[]; readonly key: readonly string[] };
}

/** One for each kind of key. */
async function ownCertificates(kind: CertificateKind): Promise<OwnCertificates> {
  const { authority, device } = await openTlsMaterial({ iut: { name: 'reference-server-dm2', tls: null }, now: Date.now });
  const issue = (keys: 'ecdsa' | 'rsa'): ReturnType<typeof authority.issue> => authority.issue({ kind, keys, usage: 'server', name: ANY_PORT.host });
  const identities = await Promise.all([issue('ecdsa'), issue('rsa')]);
  return { authority, device, listening: { cert: identities.map(({ cert }) => cert), key: identities.map(({ key }) => key) } };
}

/** Two more addresses: one for certificates and keys, one where devices have to show a certificate. Devices are told of neither. */
async function listenSecurely(server: ReferenceServer, kind: CertificateKind): Promise<SecureServer> {
  const { authority, device, listening } = await ownCertificates(kind);
  const own = { ...listening, minVersion: 'TLSv1' } as const;
  const { identity, keyHex } = device.psk;
  const open = await server.listen({ ...ANY_PORT, announcement: 'none', tls: { ...own, psk: new Map([[identity, Buffer.from(keyHex, 'hex')]]) } });
  const demanding = await server.listen({ ...ANY_PORT, announcement: 'none', tls: { ...own, ca: authority.cert, clientCertificates: 'required' } });
  return { endpoint: `${open.origin}${DM_PATH}`, demanding: `${demanding.origin}${DM_PATH}`, ca: authority.cert, certificate: { cert: device.cert, key: device.key }, psk: device.psk };
}
