/** Puts devices, their wires and the upper tester together and plays the client side of sessions until they end. */
import type { ConnectionOptions } from 'node:tls';
import type { Clock, Timers } from '../../clock/timers.js';
import { moTypesIn } from '../../judge/mo-types.js';
import type { Deadlines } from '../dm2-server/driver.js';
import type { SecureServer } from '../../iut/tls-means.js';
import type { DeviceAccount, NotificationOrder, NotificationTarget } from '../../iut/upper-tester.js';
import type { HeaderLines, ParameterValue } from '../../transcript/event.js';
import type { Recorder } from '../../transcript/recorder.js';
import { openDevice, type DeviceEnds } from './device.js';
import type { ClientDriver, OfferedAddress, TestDevice } from './driver.js';
import { within } from '../dm2-server/waiting.js';
import { openMailbox, type Mailbox } from '../notification/mailbox.js';
import type { OwnAddress, OwnResource } from './own-address.js';
import { playOffer } from './secure-device.js';
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
  /** Default: the time of day as the system has it. */
  readonly clock?: Clock | undefined;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly credentials: LoginCredentials | null;
  readonly tls: ConnectionOptions;
  /** The server over TLS; absent where the test is not played over it. */
  readonly secure?: SecureServer;
  /** Largest message kept, bytes. */
  readonly maxBodyBytes: number;
  /** Address of this machine where notifications and pushed bootstraps come in (`listen.host` of the IUT file); default: 127.0.0.1. */
  readonly host?: string;
  /** Where the server can reach the tester; without it no test may need that. */
  readonly ownAddress?: OwnAddress;
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
  readonly mailbox: Mailbox;
  readonly inbox: () => Promise<string>;
  /** Hosts the tester may visit. */
  readonly hosts: Set<string>;
  readonly devices: string[];
  readonly counters: WireOptions['counters'];
  /** What the tester serves at its own address. */
  readonly resources: Map<string, OwnResource>;
  readonly nextExchange: () => number;
}

/** A driver without devices yet. */
export function openClientDriver(options: ClientDriverOptions): RunningClientDriver {
  const { recorder, tls, timers, deadlines, maxBodyBytes, parameters, host = '127.0.0.1' } = options;
  const wires: Wire[] = [];
  const counters = { exchange: 0, connection: 0 };
  const wireOptions: WireOptions = { recorder, tls, timers, replyMs: deadlines.replyMs, maxBodyBytes, counters };
  const newWire = (): Wire => {
    const wire = createWire(wireOptions);
    wires.push(wire);
    return wire;
  };
  const upperWire = newWire();
  const upper = options.upperTester === null ? null : createUpperTester(options.upperTester, upperWire, options.clock);
  const mailbox = openMailbox({ recorder, counters, host });
  const inbox = createInbox({ recorder, counters, maxBodyBytes, host });
  const bench: Bench = { ...options, newWire, upper, mailbox, inbox: inbox.url, hosts: new Set(), devices: [], counters, resources: new Map(), nextExchange: () => counters.exchange++ };
  const closeWires = (): void => {
    for (const wire of wires) wire.close();
    // Whatever waits for a notification is told that the test is over.
    mailbox.arrived.raise();
  };
  options.signal.addEventListener('abort', closeWires, { once: true });
  return {
    driver: {
      value: (name) => demandValue(parameters, name),
      device: (account = {}) => addDevice(bench, account),
      content: (path, { type = moTypeOf(parameters), body }) => demandUpper(bench).provide(`/${options.lane}${path}`, { type, body }),
      description: (path, xml) => offer(bench, { path, headers: [['Content-Type', 'application/xml']], text: xml }),
      observe: () => new Promise((resolve) => void timers.after(deadlines.observeMs, resolve)),
    },
    async close() {
      recorder.close();
      options.ownAddress?.forget(options.lane);
      options.signal.removeEventListener('abort', closeWires);
      // Whether the server forgets its devices is none of the test's business.
      if (upper !== null) await Promise.all(bench.devices.map((id) => upper.remove(id).catch(() => undefined)));
      closeWires();
      await mailbox.close();
      await inbox.close();
    },
  };
}

/** The first of the types that MO_MIME lists. */
const moTypeOf = (parameters: ClientDriverOptions['parameters']): string => moTypesIn(parameters['MO_MIME'])[0];

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
    moType: moTypeOf(parameters),
    mayVisit: (url) => URL.canParse(url) && bench.hosts.has(new URL(url).hostname),
    upper: () => demandUpper(bench),
    notified: (order, carrier) => orderNotification(bench, { id, order, carrier }),
    inbox: bench.inbox,
    isAborted: () => bench.signal.aborted,
    overTls: (offer, package1) => playOffer({ ...bench, server: demandSecure(bench), replyMs: bench.deadlines.replyMs, package1 }, offer),
  });
}

function demandSecure({ secure }: Bench): SecureServer {
  if (secure === undefined) throw new TypeError("the test case uses TLS without saying 'needs.tls'");
  return secure;
}

interface Offer {
  readonly path: string;
  readonly headers: HeaderLines;
  readonly text: string;
}

/** Something at the tester's own address. */
async function offer(bench: Bench, { path, headers, text }: Offer): Promise<OfferedAddress> {
  const { ownAddress, lane, recorder, nextExchange, resources, timers, deadlines } = bench;
  if (ownAddress === undefined) throw new TypeError('the test case needs an address of the tester where there is none');
  const served = new Promise<void>((onServed) => void resources.set(path, { reply: { status: 200, headers, body: Buffer.from(text) }, onServed }));
  const base = await ownAddress.open(lane, { recorder, nextExchange, resources });
  return { url: `${base}${path}`, used: () => Promise.race([served, new Promise<void>((resolve) => void timers.after(deadlines.observeMs, resolve))]) };
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

interface OrderedNotification {
  readonly id: string;
  readonly order: Omit<NotificationOrder, 'to'>;
  readonly carrier: NotificationTarget['carrier'];
}

async function orderNotification(bench: Bench, { id, order, carrier }: OrderedNotification): Promise<void> {
  const { mailbox, deadlines, recorder, timers, signal } = bench;
  const to = await mailbox.address(carrier);
  const before = mailbox.count();
  await demandUpper(bench).notify(id, { to, ...order });
  const onLate = (): void => void recorder.add({ kind: 'deadline', waitedFor: `the notification by ${carrier}`, timeoutMs: deadlines.replyMs });
  await within({ arrived: mailbox.arrived, condition: () => mailbox.count() > before, timeoutMs: deadlines.replyMs, timers, isAborted: () => signal.aborted, onLate });
}

/** A device identifier of its own for each device of each test: the same in every campaign with this plan. */
function deviceId({ lane, devices }: Bench): string {
  const digits = (value: number): string => value.toString(16).padStart(LANE_DIGITS, '0');
  return `urn:uuid:00000000-0000-4000-8000-${digits(Number(lane.replace(/\D/g, '')))}${digits(devices.length + 1)}`;
}
