/**
 * Control of the embedded reference client in a thread of its own, so that tester and client have a core each, as two machines would.
 * The thread takes longer to start than a test takes: it is started when there are many, and until it is there, and where sources
 * run without a build, devices are opened in this thread.
 */
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { IutFault, type ClientControl, type ClientDevice, type DeviceEnvironment } from './control.js';
import { createEmbeddedClientControl } from './embedded-client.js';
import type { DeviceThread, TesterThread } from './embedded-worker.js';
import type { NotificationAddress } from './notification-address.js';
import { connectCalls, type Calls, type Port } from './thread-calls.js';

const WORKER = new URL('./embedded-worker.js', import.meta.url);

/** Fewer tests are over before a thread has started. */
const MANY_DEVICES = 4;

/** Thousands of short sessions make much that dies young. */
const YOUNG_GENERATION_MB = 64;

/** The embedded client, in a thread of its own where that spares time. */
export function createThreadedClientControl(): ClientControl {
  const here = createEmbeddedClientControl();
  const mayStart = availableParallelism() > 1 && existsSync(fileURLToPath(WORKER));
  let opened = 0;
  let thread: ReturnType<typeof startThread> | undefined;
  return {
    ...here,
    open(environment) {
      opened += 1;
      if (mayStart && opened > MANY_DEVICES) thread ??= startThread();
      return thread?.isReady() === true ? thread.open(environment) : here.open(environment);
    },
    close: async () => void (await Promise.all([here.close(), thread?.end()])),
  };
}

interface DevicesOfThread {
  open(environment: DeviceEnvironment): Promise<ClientDevice>;
}

function startThread(): DevicesOfThread & { isReady(): boolean; end(): Promise<unknown> } {
  const worker = new Worker(WORKER, { resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB } });
  let isReady = false;
  const { open, fail, begin } = devicesBehind(worker);
  begin().then(() => (isReady = true), () => undefined);
  worker.on('error', (cause) => fail(new IutFault(`the thread of the reference client broke: ${cause.message}`, { cause })));
  return { open, isReady: () => isReady, end: () => worker.terminate() };
}

/** Devices that are served at the other end of a port. */
export function devicesBehind(port: Port): DevicesOfThread & Pick<Calls<DeviceThread>, 'fail'> & { begin(): Promise<void> } {
  const environments = new Map<number, Opened>();
  const tester: TesterThread = {
    note: async ({ device, action, detail }) => environments.get(device)?.environment.note(action, detail),
    send: async ({ device, to }) => environments.get(device)?.send(to),
  };
  const thread = connectCalls<DeviceThread>(port, { ...tester });
  let nextDevice = 0;
  return {
    fail: thread.fail,
    begin: () => thread.call('begin', null),
    async open(environment) {
      const device = nextDevice++;
      const entry: Opened = { environment, send: () => Promise.resolve() };
      environments.set(device, entry);
      const { test, accounts, values, credentials, tls } = environment;
      await thread.call('open', { device, environment: { test, accounts, values, credentials, ...(tls === undefined ? {} : { tls }) } });
      return deviceAt({ thread, device, entry, forget: () => environments.delete(device) });
    },
  };
}

interface Opened {
  readonly environment: DeviceEnvironment;
  /** Sends the notification that the device waits for. */
  send: (to: NotificationAddress) => Promise<void>;
}

interface Place {
  readonly thread: Calls<DeviceThread>;
  readonly device: number;
  readonly entry: Opened;
  readonly forget: () => void;
}

function deviceAt({ thread, device, entry, forget }: Place): ClientDevice {
  return {
    start: async (account) => ({ ended: thread.call('run', { device, account }) }),
    hook: (call) => thread.call('hook', { device, call }),
    async notify(carrier, send) {
      const sent = new Promise<void>((resolve) => {
        entry.send = async (to) => {
          await send(to);
          resolve();
        };
      });
      const ended = thread.call('notify', { device, carrier });
      // What keeps the notification from being sent ends the call as well.
      await Promise.race([sent, ended]);
      return { ended };
    },
    close: () => thread.call('close', { device }).finally(forget),
  };
}
