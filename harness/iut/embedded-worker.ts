/** The thread of the embedded reference client: devices are opened, started and closed here as the tester's thread asks. */
import { isMainThread, parentPort } from 'node:worker_threads';
import type { AccountName, ClientDevice, ClientRun, DeviceEnvironment, HookCall, RunEnd } from './control.js';
import { createEmbeddedClientControl } from './embedded-client.js';
import type { NotificationAddress, NotificationCarrier } from './notification-address.js';
import { connectCalls, type Port } from './thread-calls.js';

/** What a device is given, as far as it is data; the rest of an environment stays with the tester. */
export type GivenEnvironment = Omit<DeviceEnvironment, 'sendNotification' | 'note' | 'signal'>;

interface OfDevice {
  readonly device: number;
}

/** What the tester's thread asks for. Runs resolve when they have ended. */
export interface DeviceThread {
  /** Resolves when the thread is there. */
  begin(given: null): Promise<void>;
  open(given: OfDevice & { readonly environment: GivenEnvironment }): Promise<void>;
  run(given: OfDevice & { readonly account: AccountName }): Promise<RunEnd>;
  hook(given: OfDevice & { readonly call: HookCall }): Promise<void>;
  notify(given: OfDevice & { readonly carrier: NotificationCarrier }): Promise<RunEnd>;
  close(given: OfDevice): Promise<void>;
}

/** What the thread of the devices asks for. */
export interface TesterThread {
  note(given: OfDevice & { readonly action: 'output' | 'hook'; readonly detail: string }): Promise<void>;
  send(given: OfDevice & { readonly to: NotificationAddress }): Promise<void>;
}

if (!isMainThread && parentPort !== null) serveDevices(parentPort);

/** Serves the devices of one control until the thread is ended. */
export function serveDevices(port: Port): void {
  const control = createEmbeddedClientControl();
  const devices = new Map<number, ClientDevice>();
  const known = (device: number): ClientDevice => {
    const found = devices.get(device);
    if (found === undefined) throw new TypeError('the device was closed');
    return found;
  };
  const thread: DeviceThread = {
    begin: () => Promise.resolve(),
    async open({ device, environment }) {
      const note: DeviceEnvironment['note'] = (action, detail) => tester.tell('note', { device, action, detail });
      devices.set(device, await control.open({ ...environment, note, sendNotification, signal: new AbortController().signal }));
    },
    run: async ({ device, account }) => endOf(await known(device).start(account)),
    hook: ({ device, call }) => known(device).hook(call),
    async notify({ device, carrier }) {
      const run = await known(device).notify?.(carrier, (to) => tester.call('send', { device, to }));
      return endOf(run);
    },
    async close({ device }) {
      await known(device).close();
      devices.delete(device);
    },
  };
  const tester = connectCalls<TesterThread>(port, { ...thread });
}

/** The embedded client always tells. */
function endOf(run: ClientRun | undefined): Promise<RunEnd> {
  return run?.ended ?? Promise.reject(new TypeError('the embedded client does not tell when it is done'));
}

/** The embedded client takes notifications at doors of its own. */
const sendNotification = (): Promise<void> => Promise.reject(new TypeError('the embedded client asks for no notification by itself'));
