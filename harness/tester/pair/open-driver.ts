/** Puts the proxies, both products and their upper testers together for one pair test, and plays it until it ends. */
import type { ConnectionOptions } from 'node:tls';
import type { Timers } from '../../clock/timers.js';
import { IutFault, type AccountName, type ClientControl, type ClientDevice } from '../../iut/control.js';
import type { Credentials, ListenOptions } from '../../iut/iut.js';
import type { ServerAddress } from '../../iut/server-control.js';
import { SECOND_AUTHORITY } from '../../judge/pair/view.js';
import type { ParameterValue } from '../../transcript/event.js';
import type { Recorder } from '../../transcript/recorder.js';
import type { Deadlines } from '../dm2-server/driver.js';
import { createBootstraps, type Bootstraps } from '../dm2-server/bootstraps.js';
import { within } from '../dm2-server/waiting.js';
import { accountFor, breaksDigest, deviceOf, serverIdOf } from './account.js';
import { openAuthority, recorderFor, type RunningAuthority } from './authority.js';
import { orderedTarget, pairCarrier } from './carrier.js';
import type { PairDriver } from './driver.js';
import { awaitSession, followSession, type Following } from './follow.js';
import { createRelay, type Place, type Relay } from './relay.js';

/** A server that the client shall manage sessions with. */
export interface ServerEnd {
  readonly address: ServerAddress;
  /** Tells the server at which address its devices find it. */
  readonly announce: ((origin: string) => void) | undefined;
  readonly tls: ConnectionOptions;
}

export interface PairDriverOptions {
  readonly test: string;
  readonly client: ClientControl;
  readonly server: ServerEnd;
  readonly second: ServerEnd | null;
  /** `direct`: the client only knows the server's own address. */
  readonly path: 'proxy' | 'direct';
  /** Where the proxy of the server listens. */
  readonly listen: ListenOptions;
  readonly lane: string;
  readonly recorder: Recorder;
  readonly deadlines: Deadlines;
  readonly timers: Timers;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly credentials: Credentials | null;
  readonly maxBodyBytes: number;
  readonly signal: AbortSignal;
}

export interface RunningPairDriver {
  readonly driver: PairDriver;
  /** Addresses in messages that led past the proxy. */
  bypasses(): readonly string[];
  close(): Promise<void>;
}

interface Bench extends PairDriverOptions {
  readonly relay: Relay;
  readonly counters: { exchange: number; connection: number };
}

/** Opens everything. Rejects with IutFault where a product does not play along, with the system's error where an address is taken. */
export async function openPairDriver(options: PairDriverOptions): Promise<RunningPairDriver> {
  const { recorder, timers, deadlines, maxBodyBytes, signal } = options;
  const counters = { exchange: 0, connection: 0 };
  const relay = createRelay({ recorder, timers, replyMs: deadlines.replyMs, maxBodyBytes, counters });
  const bench: Bench = { ...options, relay, counters };
  const wake = (): void => relay.moved.raise();
  signal.addEventListener('abort', wake, { once: true });
  const open: { close(): Promise<void> }[] = [{ close: () => relay.close() }];
  const close = async (): Promise<void> => {
    recorder.close();
    signal.removeEventListener('abort', wake);
    for (const part of open.toReversed()) await part.close();
  };
  try {
    const server = await openEnd(bench, { name: 'a', end: options.server });
    if (server.authority !== null) open.push(server.authority);
    const second = options.second === null ? null : await openEnd(bench, { name: 'b', end: options.second });
    if (second !== null && second.authority !== null) open.push(second.authority);
    const device = await openDevice(bench, { a: server.endpoint, b: second?.endpoint ?? server.endpoint });
    open.push(device);
    // A push is carried by the device's control; nothing is served for it.
    const bootstraps = createBootstraps({ url: '', serve: () => undefined });
    open.push({ close: async () => bootstraps.close() });
    return { driver: createDriver(bench, { device, server: server.authority, second: second?.authority ?? null, bootstraps }), bypasses: relay.bypasses, close };
  } catch (error) {
    await close();
    throw error;
  }
}

interface OpenEnd {
  readonly endpoint: string;
  readonly authority: RunningAuthority | null;
}

/** Stands proxies before a server and creates the account of the device. */
async function openEnd(bench: Bench, { name, end }: { readonly name: AccountName; readonly end: ServerEnd }): Promise<OpenEnd> {
  const { address, announce } = end;
  const { recorder, deadlines, timers, maxBodyBytes, counters } = bench;
  const front = createFront(bench, { name, tls: end.tls });
  if (announce !== undefined && address.endpoint !== null && bench.path === 'proxy') announce(new URL(await front.through(address.endpoint)).origin);
  if (address.upperTester === null) {
    if (address.endpoint === null) throw new IutFault('neither an endpoint nor an upper tester of the server is known');
    return { endpoint: front.endpoint(await front.through(address.endpoint)), authority: null };
  }
  const authority = await openAuthority({
    recorder: name === 'a' ? recorder : recorderFor(recorder, SECOND_AUTHORITY),
    timers, counters, maxBodyBytes, tls: end.tls, replyMs: deadlines.replyMs,
    upperTester: address.upperTester,
    device: deviceOf(bench),
    account: accountFor(bench, name),
    lane: bench.lane,
    through: front.through,
    throughOther: announce === undefined ? async (url) => url : front.through,
  });
  front.learn(authority);
  return { endpoint: front.endpoint(authority.endpoint), authority };
}

interface Front {
  /** The address by which the client reaches this one; opens a proxy for an origin that has none. */
  through(url: string): Promise<string>;
  /** The DM endpoint as the client knows it. */
  endpoint(url: string): string;
  learn(ends: { readonly endpoint: string; readonly other: string | null }): void;
}

function createFront({ relay, path, listen, credentials }: Bench, { name, tls }: { readonly name: AccountName; readonly tls: ConnectionOptions }): Front {
  const origins = new Map<string, string>();
  const endpoints = new Map<string, Place>();
  // One URL that the client knows by heart belongs to the server of the pair.
  const fixed = name === 'a' ? listen : { host: listen.host, port: 0, path: null };
  const placeOf = (target: string): Place | null => endpoints.get(target.replace(/\/$/, '')) ?? null;
  const openOrigin = async (url: URL): Promise<string> => {
    const isFirst = origins.size === 0;
    const asked = isFirst ? { host: fixed.host, port: fixed.port } : { host: fixed.host, port: 0 };
    const known = isFirst && fixed.path !== null ? { client: fixed.path, server: url.pathname } : null;
    if (isFirst && breaksDigest({ known: fixed.path, actual: url.pathname, credentials })) throw new IutFault(`HTTP Digest covers the path: the client signs ${fixed.path ?? ''}, the server serves ${url.pathname}; have both use the same path`);
    if (known !== null) endpoints.set(known.client, { point: 'dm', address: 'a' });
    const origin = await relay.open({ to: url.origin, tls, listen: asked, path: known, placeOf, address: name === 'a' ? 'main' : SECOND_AUTHORITY });
    origins.set(url.origin, origin);
    return origin;
  };
  return {
    async through(text) {
      const url = new URL(text);
      if (path === 'direct' || [...origins.values()].includes(url.origin)) return text;
      const origin = origins.get(url.origin) ?? (await openOrigin(url));
      return `${origin}${text.slice(url.origin.length)}`;
    },
    endpoint: (text) => (path === 'direct' || fixed.path === null ? text : `${new URL(text).origin}${fixed.path}`),
    learn({ endpoint, other }) {
      endpoints.set(new URL(endpoint).pathname.replace(/\/$/, ''), { point: 'dm', address: name });
      if (other !== null) endpoints.set(new URL(other).pathname.replace(/\/$/, ''), { point: 'dm', address: name === 'a' ? 'other' : SECOND_AUTHORITY });
    },
  };
}

function openDevice({ client, test, parameters, credentials, recorder, signal }: Bench, endpoints: Readonly<Record<AccountName, string>>): Promise<ClientDevice> {
  const account = (name: AccountName): { readonly serverId: string; readonly url: string } => ({ serverId: serverIdOf(parameters, name), url: endpoints[name] });
  return client.open({ test, accounts: { a: account('a'), b: account('b') }, values: parameters, credentials, sendNotification: noSubstitute, note: (action, detail) => void recorder.add({ kind: 'control', action, detail }), signal });
}

interface Parties {
  readonly device: ClientDevice;
  readonly server: RunningAuthority | null;
  readonly second: RunningAuthority | null;
  readonly bootstraps: Bootstraps;
}

function createDriver(bench: Bench, { device, server, second, bootstraps }: Parties): PairDriver {
  const { recorder, relay, parameters, timers, deadlines, signal } = bench;
  const following: Following = { recorder, deadlines, timers, isAborted: () => signal.aborted };
  const demanded = (authority: RunningAuthority | null, need: string): RunningAuthority => {
    if (authority === null) throw new TypeError(`the test case uses ${need} without saying so in 'needs'`);
    return authority;
  };
  const pause = (timeoutMs: number, condition: () => boolean): Promise<unknown> =>
    within({ arrived: relay.moved, condition, timeoutMs, timers, isAborted: following.isAborted, onLate: () => undefined });
  return {
    value(name) {
      const value = parameters[name];
      if (value === undefined) throw new TypeError(`the test case uses the value '${name}' without naming it in 'needs.values'`);
      return String(value);
    },
    get server() {
      return demanded(server, 'the upper tester of the server');
    },
    get second() {
      return demanded(second, 'a second management authority');
    },
    async session(account = 'a') {
      if (signal.aborted) return;
      recorder.add({ kind: 'control', action: 'start', detail: `session with account ${account}` });
      const run = await device.start(account);
      await (bench.path === 'proxy' ? followSession(relay, run, following) : awaitSession(run, following));
    },
    async hook(call) {
      recorder.add({ kind: 'control', action: 'hook', detail: JSON.stringify(call) });
      await device.hook(call);
    },
    async notify() {
      recorder.add({ kind: 'control', action: 'start', detail: 'session because of a notification' });
      const carrier = pairCarrier(bench.client);
      if (carrier === null || device.notify === undefined) throw new TypeError("the test case uses an address of the client without saying so in 'needs'");
      const run = await device.notify(carrier, (to) => demanded(server, 'a notification').notify(orderedTarget(to)));
      await (bench.path === 'proxy' ? followSession(relay, run, following) : awaitSession(run, following));
    },
    async bootstrap() {
      const { contentType, body } = await demanded(server, 'a bootstrap').bootstrap();
      const before = relay.moves();
      recorder.add({ kind: 'control', action: 'start', detail: 'session because of a bootstrap' });
      const delivery = bootstraps.deliver({ kind: 'server', document: { type: contentType, body: Buffer.from(body, 'base64') } });
      await device.hook({ action: 'bootstrap', ...delivery });
      await (bench.path === 'proxy' ? followSession(relay, { ended: null }, following, before) : awaitSession({ ended: null }, following));
    },
    interrupt: (number) => relay.interrupt(number),
    arrival: async (url, times = 1) => void (await pause(deadlines.replyMs, () => relay.count(url) >= times)),
    observe: async () => void (await pause(deadlines.observeMs, () => false)),
  };
}

/** A client that only a notification starts gets it from its server; the tester sends none in a pair. */
const noSubstitute = (): Promise<never> => Promise.reject(new IutFault("control.notify: in a pair the server sends the notifications; start the client by another 'control', or run the test cases of notifications"));
