/** Where a server under test is, and where its upper tester is. The campaign opens it once; devices and commands are the tester's. */
import type { ClientControl } from './control.js';
import type { PairControl } from './pair-control.js';
import { EVERY_TLS_MEANS, type SecureServer, type TlsMeans } from './tls-means.js';

export interface ServerAddress {
  /** DM endpoint of the IUT file; what the upper tester says of a device goes before it. */
  readonly endpoint: string | null;
  /** Base URL of the upper tester (docs/upper-tester.openapi.yaml) without a trailing slash; null: there is none. */
  readonly upperTester: string | null;
  /** PEM: who issued the certificate of a server that the control started itself; default: the `tls.ca` of the IUT file. */
  readonly ca?: string;
}

export interface ServerControl {
  readonly role: 'server';
  /** `none`: nobody can make the server act. */
  readonly kind: 'none' | 'http' | 'embedded';
  readonly upperTester: 'present' | 'absent';
  /** Tests at once: without an upper tester there is one device, with one session at a time. */
  readonly maxDevices: number;
  /** What there is of TLS; default: nothing. */
  readonly tls?: readonly TlsMeans[];
  /** The server over TLS, for tests that need it; asked once for a campaign. Rejects with IutFault where it cannot be had. */
  readonly secure?: () => Promise<SecureServer>;
  /** Starts the server where it is ours to start. Rejects with IutFault where that fails. */
  open(): Promise<ServerAddress>;
  /** Tells a server that is ours to start at which origin its devices find it: behind a proxy it is not where it listens. */
  readonly announce?: (origin: string) => void;
  close(): Promise<void>;
}

/** How an IUT is made to act, whichever role it has. */
export type SingleControl = ClientControl | ServerControl;

/** What a campaign acts on: one product, or two that talk to each other. */
export type Control = SingleControl | PairControl;

/** Tests at once against a server that runs elsewhere: enough to overlap waits, too few to be a load test. */
const MAX_DEVICES = 8;

/** Control of a server that runs already. */
export function createServerControl(address: ServerAddress, secure: SecureServer | null = null): ServerControl {
  const isDriven = address.upperTester !== null;
  return {
    role: 'server',
    kind: isDriven ? 'http' : 'none',
    upperTester: isDriven ? 'present' : 'absent',
    maxDevices: isDriven ? MAX_DEVICES : 1,
    ...(secure === null ? {} : { tls: meansOf(secure), secure: async () => secure }),
    open: async () => address,
    close: async () => undefined,
  };
}

function meansOf({ endpoint, demanding, certificate, psk }: SecureServer): readonly TlsMeans[] {
  const there = { endpoint, 'client-authentication': demanding, certificate, psk } as const satisfies Readonly<Record<TlsMeans, unknown>>;
  return EVERY_TLS_MEANS.filter((means) => there[means] !== null);
}
