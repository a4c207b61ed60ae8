/** A server as a pair test drives it: its upper tester, and its addresses as they lead through the proxy. */
import type { BootstrapDocument, DeviceAccount, DeviceAddresses, NotificationTarget } from '../../iut/upper-tester.js';
import type { Recorder } from '../../transcript/recorder.js';
import { createUpperTester, type UpperTester } from '../dm2-client/upper.js';
import { createWire, type Wire, type WireOptions } from '../dm2-client/wire.js';
import type { Authority } from './driver.js';

export interface AuthorityOptions extends Omit<WireOptions, 'recorder'> {
  readonly recorder: Recorder;
  /** Base URL of the upper tester. */
  readonly upperTester: string;
  readonly device: string;
  readonly account: DeviceAccount;
  /** Tells the content of this test from that of all others. */
  readonly lane: string;
  /** An address of the server as the client shall know it. */
  readonly through: (url: string) => Promise<string>;
  /** The address of a session at its second endpoint: a server that was not told of the proxy knows only its own. */
  readonly throughOther: (url: string) => Promise<string>;
}

export interface RunningAuthority extends Authority {
  /** DM endpoint for the client. */
  readonly endpoint: string;
  /** Has the server send a Package#0 to this address. Rejects with IutFault where it does not. */
  notify(to: NotificationTarget): Promise<void>;
  /** Has the server make the bootstrap of the device. Rejects with IutFault where it does not. */
  bootstrap(): Promise<BootstrapDocument>;
  /** Forgets the device. */
  close(): Promise<void>;
}

/** Creates the account of the device. Rejects with IutFault where the upper tester refuses. */
export async function openAuthority(options: AuthorityOptions): Promise<RunningAuthority> {
  const { upperTester, device, account, lane, through, throughOther } = options;
  const wire: Wire = createWire(options);
  const upper: UpperTester = createUpperTester(upperTester, wire);
  const repositoryOf = async ({ repository }: DeviceAddresses): Promise<string> => (await through(repository)).replace(/\/$/, '');
  const ends = await upper.createDevice(device, account);
  let repository = await repositoryOf(ends);
  return {
    endpoint: await through(ends.endpoint),
    other: ends.other === null ? null : await throughOther(ends.other),
    get repository() {
      return repository;
    },
    provision: async (serverId) => void (repository = await repositoryOf(await upper.createDevice(device, { ...account, serverId }))),
    queue: (...packages) => upper.queue(device, packages),
    content: async (path, content) => through(await upper.provide(`/${lane}${path}`, content)),
    ask: () => upper.read(device),
    notify: (to) => upper.notify(device, { to }),
    bootstrap: () => upper.bootstrap(device, null),
    async close() {
      // Whether the server forgets its devices is none of the test's business.
      await upper.remove(device).catch(() => undefined);
      wire.close();
    },
  };
}

/** A recorder that puts everything with an address down to this one: two servers have the same points of observation. */
export function recorderFor(recorder: Recorder, address: string): Recorder {
  return { ...recorder, add: (event) => recorder.add('address' in event ? { ...event, address } : event) };
}
