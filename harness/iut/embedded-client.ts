/**
 * Control of the reference client of DM 2.0 in this process: a fresh device for every test. Also how a mutant or a
 * variant is run: with other parts, or with another configuration.
 */
import { Agent } from 'node:http';
import { createReferenceClient, type ReferenceClient } from '../../reference/dm2-client/client.js';
import type { AccountConfig, DeviceConfig } from '../../reference/dm2-client/device-config.js';
import { openConnections, type OpenConnections } from '../../reference/dm2-client/http.js';
import { defaultDevice } from '../../reference/dm2-client/devices/probe-device.js';
import type { SessionEnd } from '../../reference/dm2-client/model.js';
import type { MemoryNetwork } from '../binding/memory-network.js';
import type { ClientParts } from '../../reference/dm2-client/parts.js';
import { WALL_CLOCK } from '../clock/timers.js';
import { connectOver } from './embedded-network.js';
import { createDoors } from './embedded-notifications.js';
import { HOOK_NAMES, IutFault, type AccountName, type BootstrapDelivery, type ClientControl, type ClientDevice, type DeviceEnvironment, type HookCall, type RunEnd } from './control.js';
import { withinDeadline } from './deadline.js';
import { EVERY_TLS_MEANS } from './tls-means.js';

export interface EmbeddedClientOptions {
  /** Parts of the reference for the device of a test; default: all as they should be. */
  readonly parts?: (test: string) => ClientParts;
  /** Changes the default device of a test before it is made. */
  readonly config?: (standard: DeviceConfig, test: string) => DeviceConfig;
  /** The network between device and tester; default: sockets. */
  readonly network?: MemoryNetwork;
}

/** Each device is cheap; this many at once keep two cores busy. */
const MAX_DEVICES = 8;

const CLOSE_MS = 1000;

/** Control of the embedded reference client; it offers every hook. */
export function createEmbeddedClientControl(options: EmbeddedClientOptions = {}): ClientControl {
  // Devices of a campaign share connections: opening one for each of several hundred devices costs more than their sessions.
  const agent = new Agent({ keepAlive: true });
  const connect: OpenConnections = options.network === undefined ? (limits) => openConnections({ ...limits, agent }) : connectOver(options.network);
  return {
    role: 'client',
    kind: 'module',
    maxDevices: MAX_DEVICES,
    hooks: HOOK_NAMES,
    notifications: ['udp', 'push', 'hook'],
    accounts: 2,
    keepsState: true,
    // The network within the process knows no TLS.
    tls: options.network === undefined ? EVERY_TLS_MEANS : [],
    open: async (environment) => createDevice(environment, options, connect),
    close: async () => agent.destroy(),
  };
}

function createDevice(environment: DeviceEnvironment, { parts, network, config = (standard) => standard }: EmbeddedClientOptions, connect: OpenConnections): ClientDevice {
  const client = createReferenceClient({ config: config(deviceFor(environment), environment.test), openConnections: connect, clock: network?.clock ?? WALL_CLOCK, ...(parts === undefined ? {} : { parts: parts(environment.test) }) });
  const doors = createDoors({ client, note: environment.note, network });
  return {
    async notify(carrier, send) {
      const { address, next } = await doors.open(carrier);
      const ended = next();
      await send(address);
      return { ended };
    },
    start: async (account) => ({ ended: runToEnd({ client, account, note: environment.note }) }),
    hook: async (call) => {
      try {
        environment.note('hook', await carryOut({ client, call, note: environment.note }));
      } catch (error) {
        throw new IutFault(`the reference client did not carry out the local event '${call.action}': ${reasonOf(error)}`, { cause: error });
      }
    },
    // A replaced part may hang; the campaign goes on without it.
    close: () => withinDeadline({ work: Promise.all([doors.close(), client.close()]).then(() => undefined), timeoutMs: CLOSE_MS, late: 'the reference client was not closed', ...(network === undefined ? {} : { timers: network.timers }) }).catch((error: unknown) => environment.note('output', reasonOf(error))),
  };
}

function deviceFor({ accounts, credentials, tls }: DeviceEnvironment): DeviceConfig {
  const auth: Pick<AccountConfig, 'auth'> = credentials === null ? {} : { auth: { user: credentials.user, password: credentials.password, sending: 'challenged' } };
  const device = defaultDevice({
    accounts: [
      { id: 'a', srvId: accounts.a.serverId, srvUri: accounts.a.url, ...auth },
      { id: 'b', srvId: accounts.b.serverId, srvUri: accounts.b.url, notification: null, ...auth },
    ],
  });
  if (tls === undefined) return device;
  const { psk, ...material } = tls;
  return { ...device, tls: { ...material, psk: { identity: psk.identity, key: Buffer.from(psk.keyHex, 'hex') }, legacy: 'on' } };
}

/** A session has ended when all the work it caused is done, reports of asynchronous operations included. */
async function runToEnd({ client, account, note }: Pick<Hooked, 'client' | 'note'> & { readonly account: AccountName }): Promise<RunEnd> {
  try {
    const end = await client.runSession(account);
    await client.idle();
    note('output', describeEnd(end));
    return { kind: 'completed', detail: describeEnd(end) };
  } catch (error) {
    const detail = `the reference client crashed: ${reasonOf(error)}`;
    note('output', detail);
    return { kind: 'crashed', detail };
  }
}

const describeEnd = ({ outcome, reason }: SessionEnd): string => `session ${outcome}: ${reason}`;

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

interface Hooked extends Pick<DeviceEnvironment, 'note'> {
  readonly client: ReferenceClient;
  readonly call: HookCall;
}

/** Returns what the device says about it. Sessions and reports that follow are not waited for. */
async function carryOut({ client, call, note }: Hooked): Promise<string> {
  switch (call.action) {
    case 'change-node':
      await client.changeNode(call.uri, call.value);
      return `${call.uri} changed`;
    case 'need-mo':
      return `${call.moid} ${await client.needMo(call.moid)}`;
    case 'raise-alert':
      client.raiseAlert({ AlertType: call.alertType, SourceURI: call.sourceUri });
      // Delivery needs a session of its own; the test answers it while this goes on.
      client.flush().catch((error: unknown) => note('output', `the reference client crashed: ${reasonOf(error)}`));
      return `alert ${call.alertType} raised`;
    case 'browser':
      client.setBrowser(call.state);
      return `browser ${call.state}`;
    case 'bearer':
      client.setBearer(call.cbt);
      return `bearer ${call.cbt}`;
    case 'roaming':
      client.setRoaming(call.state);
      return `roaming ${call.state}`;
    case 'restart':
      client.restart();
      return 'restarted';
    case 'bootstrap':
      return bootstrap({ client, call });
  }
}

/** Whether the device accepts it is for the test to see, so that a refusal is no fault of the control. */
async function bootstrap({ client, call }: { readonly client: ReferenceClient; readonly call: BootstrapDelivery }): Promise<string> {
  const source = call.kind === 'server' ? { kind: call.kind, contentType: call.contentType, body: Buffer.from(call.document, 'base64') } : call;
  try {
    await client.bootstrap({ source, authority: call.authority, consent: call.consent });
    return `bootstrap (${call.kind}) accepted`;
  } catch (error) {
    return `bootstrap (${call.kind}) not accepted: ${reasonOf(error)}`;
  }
}
