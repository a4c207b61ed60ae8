/**
 * Control of the embedded reference client in a thread of its own, so that tester and client have a core each, as two machines would.
 * The thread takes longer to start than a test takes: it is started when there are many, and until it is there, after it broke, and
 * where sources run without a build, devices are opened in this thread.
 */
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { IutFault, type ClientControl, type ClientDevice, type DeviceEnvironment } from './control.js';
import { createEmbeddedClientControl } from './embedded-client.js';
import type { DeviceThread, TesterThread } from './embedded-worker.js';
import type { NotificationAddress } from './notification-address.js';
import { connectCalls, type Calls, type Message, type Port } from './thread-calls.js';

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
  let thread: { readonly worker: Worker; readonly devices: ReturnType<typeof devicesOf> } | undefined;
  return {
    ...here,
    open(environment) {
      opened += 1;
      if (mayStart && opened > MANY_DEVICES) thread ??= startThread();
      return thread?.devices.isReady() === true ? thread.devices.open(environment) : here.open(environment);
    },
    close: async () => void (await Promise.all([here.close(), thread?.worker.terminate()])),
  };
}

interface DevicesOfThread {
  open(environment: DeviceEnvironment): Promise<ClientDevice>;
}

function startThread(): { readonly worker: Worker; readonly devices: ReturnType<typeof devicesOf> } {
  const worker = new Worker(WORKER, { resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB } });
  return { worker, devices: devicesOf(worker) };
}

/** What a Worker is, as far as it is needed here. */
export interface WorkerLike extends Port {
  on(event: 'message', listener: (message: Message) => void): unknown;
  on(event: 'error', listener: (cause: Error) => void): unknown;
  on(event: 'exit', listener: (code: number) => void): unknown;
}

/** Devices in a worker, and whether it is there: not before it has begun, and never again once it is gone. */
export function devicesOf(worker: WorkerLike): DevicesOfThread & { isReady(): boolean } {
  let state: 'starting' | 'ready' | 'gone' = 'starting';
  const { open, fail, begin } = devicesBehind(worker);
  const lose = (fault: IutFault): void => {
    // An exit follows every error, and says less.
    if (state !== 'gone') fail(fault);
    state = 'gone';
  };
  worker.on('error', (cause) => lose(new IutFault(`the thread of the reference client broke: ${cause.message}`, { cause })));
  worker.on('exit', (code) => lose(new IutFault(`the thread of the reference client ended with code ${code}`)));
  begin().then(() => {
    if (state === 'starting') state = 'ready';
  }, () => undefined);
  return { open, isReady: () => state === 'ready' };
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
      const forget = (): void => void environments.delete(device);
      try {
        await thread.call('open', { device, environment: { test, accounts, values, credentials, ...(tls === undefined ? {} : { tls }) } });
      } catch (error) {
        forget();
        throw error;
      }
      return deviceAt({ thread, device, entry, forget });
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
    start: async (account) => ({ ended: handled(thread.call('run', { device, account })) }),
    hook: (call) => thread.call('hook', { device, call }),
    async notify(carrier, send) {
      const sent = new Promise<void>((resolve) => {
        entry.send = async (to) => {
          await send(to);
          resolve();
        };
      });
      const ended = handled(thread.call('notify', { device, carrier }));
      // What keeps the notification from being sent ends the call as well.
      await Promise.race([sent, ended]);
      return { ended };
    },
    close: () => thread.call('close', { device }).finally(forget),
  };
}

/** A run that nobody waits for any more fails without harm when the thread ends. */
function handled<T>(ended: Promise<T>): Promise<T> {
  ended.catch(() => undefined);
  return ended;
}
