/**
 * `control.module`: an ES module of the user's, loaded into this process, that exports
 *
 *     createDevice(environment: DeviceEnvironment): device, or a promise of one
 *     capabilities (optional): { keepsState?: boolean, hooks?: HookName[], accounts?: 1 | 2, maxDevices?: number, tls?: TlsMeans[] }
 *
 * where a device has `start(account)`, and if it can, `hook(call)` and `close()`; all may be asynchronous. `start` may
 * return `{ ended }`, a promise that settles when the device has ended its session; without it nobody can tell.
 * Left out: protection from a module that never gives control back to the event loop.
 */
import { pathToFileURL } from 'node:url';
import { HOOK_NAMES, IutFault, type ClientControl, type ClientDevice, type ClientRun, type DeviceEnvironment, type HookName, type RunEnd } from './control.js';
import { withinDeadline } from './deadline.js';
import { EVERY_TLS_MEANS, type TlsMeans } from './tls-means.js';

export interface ModuleControlOptions {
  /** What the client has for TLS by itself; default: nothing. */
  readonly tls?: readonly TlsMeans[];
  /** Absolute path. */
  readonly file: string;
  /** For each call of the module. */
  readonly timeoutMs: number;
}

type UserFunction = (...args: readonly unknown[]) => unknown;

/** Limit for `close`, which nobody waits for any longer: the test has its verdict. */
const CLOSE_MS = 1000;

/** Control by a module. Rejects with IutFault when it cannot be loaded or does not keep the contract. */
export async function createModuleControl(options: ModuleControlOptions): Promise<ClientControl> {
  const loaded = await load(options);
  const createDevice = member(loaded, 'createDevice');
  if (!isFunction(createDevice)) throw new IutFault(`control.module: ${options.file} exports no function createDevice`);
  const capabilities = member(loaded, 'capabilities');
  const maxDevices = member(capabilities, 'maxDevices');
  return {
    role: 'client',
    tls: [...new Set([...(options.tls ?? []), ...meansOf(capabilities, options.file)])],
    kind: 'module',
    maxDevices: typeof maxDevices === 'number' && maxDevices >= 1 ? Math.floor(maxDevices) : 1,
    hooks: hooksOf(capabilities, options.file),
    accounts: member(capabilities, 'accounts') === 2 ? 2 : 1,
    keepsState: member(capabilities, 'keepsState') === true,
    open: async (environment) => {
      const device = await call({ options, what: 'createDevice', environment, work: () => createDevice(environment) });
      return wrapDevice({ device, options, environment });
    },
    close: async () => undefined,
  };
}

async function load({ file, timeoutMs }: ModuleControlOptions): Promise<unknown> {
  const work: Promise<unknown> = import(pathToFileURL(file).href);
  return withinDeadline({ work, timeoutMs, late: `control.module: ${file} was not loaded` }).catch((error: unknown) => {
    if (error instanceof IutFault) throw error;
    throw new IutFault(`control.module: ${file} cannot be loaded: ${reasonOf(error)}`, { cause: error });
  });
}

function hooksOf(capabilities: unknown, file: string): readonly HookName[] {
  const named = member(capabilities, 'hooks');
  if (!Array.isArray(named)) return [];
  const unknown: unknown = named.find((name) => !HOOK_NAMES.some((known) => known === name));
  if (unknown !== undefined) throw new IutFault(`control.module: ${file} names the unknown hook '${typeof unknown === 'string' ? unknown : JSON.stringify(unknown)}'; known are ${HOOK_NAMES.join(', ')}`);
  return HOOK_NAMES.filter((known) => named.includes(known));
}

function meansOf(capabilities: unknown, file: string): readonly TlsMeans[] {
  const named = member(capabilities, 'tls');
  if (!Array.isArray(named)) return [];
  const unknown: unknown = named.find((name) => !EVERY_TLS_MEANS.some((known) => known === name));
  if (unknown !== undefined) throw new IutFault(`control.module: ${file} names the unknown means of TLS ${JSON.stringify(unknown)}; known are endpoint, certificate and psk`);
  return EVERY_TLS_MEANS.filter((known) => named.includes(known));
}

interface Wrapped {
  readonly device: unknown;
  readonly options: ModuleControlOptions;
  readonly environment: DeviceEnvironment;
}

function wrapDevice({ device, options, environment }: Wrapped): ClientDevice {
  const start = member(device, 'start');
  if (!isFunction(start)) throw new IutFault(`control.module: what createDevice of ${options.file} returned has no function start`);
  return {
    start: async (account) => runOf(await call({ options, what: 'start', environment, work: () => start.call(device, account) })),
    hook: async (hookCall) => {
      const hook = member(device, 'hook');
      if (!isFunction(hook)) throw new IutFault(`control.module: the device of ${options.file} has no function hook, wanted for '${hookCall.action}'`);
      await call({ options, what: `hook '${hookCall.action}'`, environment, work: () => hook.call(device, hookCall) });
    },
    close: async () => {
      const close = member(device, 'close');
      if (!isFunction(close)) return;
      const closing = call({ options: { ...options, timeoutMs: CLOSE_MS }, what: 'close', environment: null, work: () => close.call(device) });
      await closing.catch((error: unknown) => environment.note('output', reasonOf(error)));
    },
  };
}

interface Call {
  readonly options: ModuleControlOptions;
  readonly what: string;
  /** Null for what must go on when the test is over. */
  readonly environment: DeviceEnvironment | null;
  readonly work: () => unknown;
}

async function call({ options, what, environment, work }: Call): Promise<unknown> {
  const late = `control.module: ${what} did not finish`;
  try {
    return await withinDeadline({ work: Promise.resolve().then(work), timeoutMs: options.timeoutMs, late, ...(environment === null ? {} : { signal: environment.signal }) });
  } catch (error) {
    if (error instanceof IutFault) throw error;
    throw new IutFault(`control.module: ${what} failed: ${reasonOf(error)}`, { cause: error });
  }
}

function runOf(returned: unknown): ClientRun {
  const ended = member(returned, 'ended');
  if (ended === undefined || ended === null) return { ended: null };
  return { ended: Promise.resolve(ended).then(endOf, (error: unknown): RunEnd => ({ kind: 'crashed', detail: `the device crashed: ${reasonOf(error)}` })) };
}

function endOf(end: unknown): RunEnd {
  const detail = member(end, 'detail');
  return { kind: member(end, 'kind') === 'crashed' ? 'crashed' : 'completed', detail: typeof detail === 'string' ? detail : 'the device ended the session' };
}

const isFunction = (value: unknown): value is UserFunction => typeof value === 'function';

function member(value: unknown, name: string): unknown {
  return (typeof value === 'object' && value !== null) || typeof value === 'function' ? Reflect.get(value, name) : undefined;
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
