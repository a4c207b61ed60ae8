/** Puts devices, their wires and the upper tester together and plays the client side of sessions until they end. */
import type { ConnectionOptions } from 'node:tls';
import type { Timers } from '../../clock/timers.js';
import type { Deadlines } from '../dm2-server/driver.js';
import type { DeviceAccount } from '../../iut/upper-tester.js';
import type { ParameterValue } from '../../transcript/event.js';
import type { Recorder } from '../../transcript/recorder.js';
import { openDevice, type DeviceEnds } from './device.js';
import type { ClientDriver, TestDevice } from './driver.js';
import type { LoginCredentials } from './login.js';
import { createInbox } from './inbox.js';
import { createUpperTester, type UpperTester } from './upper.js';
import { createWire, type Wire, type WireOptions } from './wire.js';

export interface ClientDriverOptions {
  /** DM endpoint for the device of the IUT file; what the upper tester says of a device goes before it. */
  readonly endpoint: string | null;
  /** Base URL of the upper tester, without a trailing slash; null: there is none. */
  readonly upperTester: string | null;
  /** Tells the devices of this test from those of all others. */
  readonly lane: string;
  readonly recorder: Recorder;
  readonly deadlines: Deadlines;
  readonly timers: Timers;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly credentials: LoginCredentials | null;
  readonly tls: ConnectionOptions;
  /** Largest message kept, bytes. */
  readonly maxBodyBytes: number;
  readonly signal: AbortSignal;
}

export interface RunningClientDriver {
  readonly driver: ClientDriver;
  /** Ends recording, forgets the devices, closes all connections. */
  close(): Promise<void>;
}

interface Bench extends ClientDriverOptions {
  readonly newWire: () => Wire;
  readonly upper: UpperTester | null;
  readonly inbox: () => Promise<string>;
  /** Hosts the tester may visit. */
  readonly hosts: Set<string>;
  readonly devices: string[];
}

/** A driver without devices yet. */
export function openClientDriver(options: ClientDriverOptions): RunningClientDriver {
  const { recorder, tls, timers, deadlines, maxBodyBytes, parameters } = options;
  const wires: Wire[] = [];
  const counters = { exchange: 0, connection: 0 };
  const wireOptions: WireOptions = { recorder, tls, timers, replyMs: deadlines.replyMs, maxBodyBytes, counters };
  const newWire = (): Wire => {
    const wire = createWire(wireOptions);
    wires.push(wire);
    return wire;
  };
  const upperWire = newWire();
  const upper = options.upperTester === null ? null : createUpperTester(options.upperTester, upperWire);
  const inbox = createInbox({ recorder, counters, maxBodyBytes, host: String(parameters['boot.push.host'] ?? LOOPBACK) });
  const bench: Bench = { ...options, newWire, upper, inbox: inbox.url, hosts: new Set(), devices: [] };
  const closeWires = (): void => {
    for (const wire of wires) wire.close();
  };
  options.signal.addEventListener('abort', closeWires, { once: true });
  return {
    driver: {
      value: (name) => demandValue(parameters, name),
      device: (account = {}) => addDevice(bench, account),
      content: (path, content) => demandUpper(bench).provide(`/${options.lane}${path}`, content),
      observe: () => new Promise((resolve) => void timers.after(deadlines.observeMs, resolve)),
    },
    async close() {
      recorder.close();
      options.signal.removeEventListener('abort', closeWires);
      // Whether the server forgets its devices is none of the test's business.
      if (upper !== null) await Promise.all(bench.devices.map((id) => upper.remove(id).catch(() => undefined)));
      closeWires();
      await inbox.close();
    },
  };
}

/** Where what is pushed comes to unless the value boot.push.host names another address of this machine. */
const LOOPBACK = '127.0.0.1';

function demandValue(parameters: ClientDriverOptions['parameters'], name: string): string {
  const value = parameters[name];
  if (value === undefined) throw new TypeError(`the test case uses the value '${name}' without naming it in 'needs.values'`);
  return String(value);
}

function demandUpper({ upper }: Bench): UpperTester {
  if (upper === null) throw new TypeError("the test case uses the upper tester without saying 'needs.upperTester'");
  return upper;
}

async function addDevice(bench: Bench, account: Partial<DeviceAccount>): Promise<TestDevice> {
  const { upper, parameters } = bench;
  const own: DeviceAccount = { serverId: String(parameters['server.a.id'] ?? 'srv-a'), credentials: null, notification: null, permissions: [], ...account };
  const id = upper === null ? demandValue(parameters, 'device.id') : deviceId(bench);
  const ends: DeviceEnds = upper === null ? givenEnds(bench) : await createdEnds(bench, upper, id, own);
  for (const url of [ends.endpoint, ends.other, ends.repository]) if (url !== null) bench.hosts.add(new URL(url).hostname);
  const credentials = upper === null ? bench.credentials : own.credentials;
  return openDevice({
    identity: { id, credentials },
    ends,
    wire: bench.newWire(),
    recorder: bench.recorder,
    resultMember: String(parameters['GET_RESULT_MEMBER'] ?? 'MO'),
    mayVisit: (url) => URL.canParse(url) && bench.hosts.has(new URL(url).hostname),
    upper: () => demandUpper(bench),
    inbox: bench.inbox,
    isAborted: () => bench.signal.aborted,
  });
}

function givenEnds({ endpoint, parameters }: Bench): DeviceEnds {
  if (endpoint === null) throw new TypeError('neither an endpoint nor an upper tester is known');
  return { endpoint, other: null, repository: null, bootstrap: parameters['boot.url'] === undefined ? null : String(parameters['boot.url']) };
}

async function createdEnds(bench: Bench, upper: UpperTester, id: string, account: DeviceAccount): Promise<DeviceEnds> {
  const ends = await upper.createDevice(id, account);
  bench.devices.push(id);
  return ends;
}

const LANE_DIGITS = 6;

/** A device identifier of its own for each device of each test: the same in every campaign with this plan. */
function deviceId({ lane, devices }: Bench): string {
  const digits = (value: number): string => value.toString(16).padStart(LANE_DIGITS, '0');
  return `urn:uuid:00000000-0000-4000-8000-${digits(Number(lane.replace(/\D/g, '')))}${digits(devices.length + 1)}`;
}
