/** Puts a lane, a desk and a device together and plays the server side of sessions until they end or a deadline passes. */
import type { ClientDevice, ClientRun, HookCall } from '../../iut/control.js';
import type { Timers } from '../../clock/timers.js';
import type { ParameterValue } from '../../transcript/event.js';
import type { Recorder } from '../../transcript/recorder.js';
import type { UserPassword } from '../../../protocol/http-auth/basic.js';
import type { NotificationCarrier } from '../../iut/notification-address.js';
import type { Post } from '../notification/post.js';
import { createBootstraps } from './bootstraps.js';
import { createDesk, type Desk } from './desk.js';
import type { Deadlines, NotifiedOptions, ServerDriver } from './driver.js';
import { IutFault } from '../../iut/control.js';
import { createGuard, type AccessDemand, type Guard } from './guard.js';
import type { SecureLane } from './secure-lane.js';
import type { Lane, LaneHandler } from './host.js';
import { turns, within } from './waiting.js';

export interface DriverOptions {
  readonly lane: (handler: LaneHandler) => Lane;
  readonly recorder: Recorder;
  readonly device: (lane: Lane) => Promise<ClientDevice>;
  readonly deadlines: Deadlines;
  readonly timers: Timers;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  /** ICS answers; default: none. */
  readonly features?: Readonly<Record<string, boolean>>;
  /** What the IUT answers challenges with; null or not said: nothing. */
  readonly credentials?: UserPassword | null;
  readonly signal: AbortSignal;
  /** Absent where the test is not played over TLS. */
  readonly secure?: Pick<SecureLane, 'offer'>;
  /** Closed with the driver. */
  readonly post: Post;
  /** How notifications reach the device. */
  readonly carriers?: readonly NotificationCarrier[];
}

export interface RunningDriver {
  readonly driver: ServerDriver;
  /** Ends recording, closes the lane and the device. */
  close(): Promise<void>;
}

interface Bench extends DriverOptions {
  readonly carriers: readonly NotificationCarrier[];
  readonly desk: Desk;
  readonly isAborted: () => boolean;
}

/** Opens a lane and a device and hands out the driver. Rejects with `IutFault` when the device cannot be opened. */
export async function openDriver(options: DriverOptions): Promise<RunningDriver> {
  const desk = createDesk(options.recorder);
  options.signal.addEventListener('abort', () => desk.arrived.raise(), { once: true });
  const lane = options.lane(desk);
  let device: ClientDevice;
  try {
    device = await options.device(lane);
  } catch (error) {
    lane.close();
    throw error;
  }
  const bench: Bench = { ...options, desk, isAborted: () => options.signal.aborted, carriers: options.carriers ?? [] };
  const bootstraps = createBootstraps({ url: lane.bootstrap, urlInTheClear: lane.bootstrapInTheClear, serve: (path, reply) => desk.setResource(`bootstrap ${path}`, [reply]) });
  return {
    driver: {
      ...createDriver(bench, lane, device),
      async bootstrap(order) {
        desk.setGuard('bootstrap', order.access === undefined ? null : guardFor(order.access, bench));
        await callHook(bench, device, { action: 'bootstrap', ...bootstraps.deliver(order) });
      },
    },
    async close() {
      options.recorder.close();
      lane.close();
      options.post.close();
      await device.close();
      bootstraps.close();
    },
  };
}

function createDriver(bench: Bench, lane: Lane, device: ClientDevice): Omit<ServerDriver, 'bootstrap'> {
  const { desk, recorder, parameters, signal } = bench;
  const put = (point: 'repository' | 'web'): ServerDriver['repository'] => (path, ...replies) => {
    desk.setResource(`${point} ${path}`, replies);
    return `${lane[point]}${path}`;
  };
  return {
    endpoint: lane.dm,
    async offer(offer, at = 'dm') {
      if (bench.secure === undefined) throw new TypeError("the test case offers TLS without saying 'needs.tls'");
      return bench.secure.offer(offer, at);
    },
    value(name) {
      const value = parameters[name];
      if (value === undefined) throw new TypeError(`the test case uses the value '${name}' without naming it in 'needs.values'`);
      return String(value);
    },
    repository: put('repository'),
    page: put('web'),
    async session(answers, { account = 'a', opening = 'start', access } = {}) {
      if (signal.aborted) return;
      desk.setGuard('dm', access === undefined ? null : guardFor(access, bench));
      desk.setScript(answers);
      const before = desk.count('dm');
      if (opening === 'start') recorder.add({ kind: 'control', action: 'start', detail: `session with account ${account}` });
      await followSession(bench, opening === 'awaited' ? { ended: null } : await device.start(account), before);
      if (desk.stepError !== undefined) throw desk.stepError.error;
    },
    notifications: bench.post,
    async notified(octets, options = {}, script = []) {
      if (signal.aborted) return;
      desk.setScript(script);
      await deliver(bench, device, { octets: octets instanceof Uint8Array ? [octets] : octets, options });
      if (desk.stepError !== undefined) throw desk.stepError.error;
    },
    expect: (answers) => desk.setScript(answers),
    uploaded: (path) => parsed(desk.lastBody(`repository ${path}`)),
    lastMessage: () => parsed(desk.lastBody('dm')),
    lastReport: () => lastReport(recorder),
    supports: (feature) => bench.features?.[feature] === true,
    hook: (call) => callHook(bench, device, call),
    async arrival(path, times = 1) {
      const keys = path === 'dm' ? ['dm'] : [`repository ${path}`, `web ${path}`];
      await waitFor(bench, { what: `request ${times} at ${path}`, timeoutMs: bench.deadlines.replyMs, condition: () => keys.some((key) => desk.count(key) >= times) });
    },
    async arrivalWhere(path, fits) {
      const condition = (): boolean => recorder.events.some((event) => event.kind === 'request' && event.point === 'repository' && event.path === path && fits(parsed(event.body)));
      await waitFor(bench, { what: `the expected request at ${path}`, timeoutMs: bench.deadlines.replyMs, condition });
    },
    observe: () => observe(bench),
  };
}

async function callHook({ recorder }: Bench, device: ClientDevice, call: HookCall): Promise<void> {
  recorder.add({ kind: 'control', action: 'hook', detail: JSON.stringify(call) });
  await device.hook(call);
}

function guardFor(demand: AccessDemand, { credentials = null }: Bench): Guard {
  if (credentials === null) throw new TypeError("the test case asks for credentials without saying 'needs.credentials'");
  return createGuard(demand, credentials);
}

/** A client may open a session of its own at any time, so that its last message is not always the answer to a script. */
function lastReport({ events }: Recorder): unknown {
  for (const event of events.toReversed()) {
    const message = event.kind === 'request' && event.point === 'dm' ? parsed(event.body) : undefined;
    if (message !== null && typeof message === 'object' && 'Status' in message) return message;
  }
  return undefined;
}

function parsed(body: Uint8Array | undefined): unknown {
  if (body === undefined) return undefined;
  try {
    return JSON.parse(Buffer.from(body).toString()) as unknown;
  } catch {
    return undefined;
  }
}

/** An answer may be held for as many reply deadlines before the session counts as stuck. */
const HOLDS = 4;

interface Delivery {
  readonly octets: readonly Uint8Array[];
  readonly options: NotifiedOptions;
}

/** Sends notifications and follows what comes of them. */
async function deliver(bench: Bench, device: ClientDevice, { octets, options: { carrier = bench.carriers[0], expects = 'session', illegal } }: Delivery): Promise<void> {
  const { recorder, desk, post } = bench;
  if (carrier === undefined || device.notify === undefined) throw new IutFault('nothing says how notifications reach the client');
  const before = desk.count('dm');
  recorder.add({ kind: 'control', action: 'start', detail: octets.length === 1 ? `notification by ${carrier}` : `${octets.length} notifications by ${carrier}` });
  const ends: ClientRun['ended'][] = [];
  for (const each of octets) ends.push((await device.notify(carrier, (to) => post.send(to, each, illegal ?? null))).ended);
  const known = ends.filter((end) => end !== null);
  const ended = known.length < ends.length ? null : Promise.all(known).then((all) => all.find(({ kind }) => kind === 'crashed') ?? all.at(-1) ?? { kind: 'completed', detail: 'nothing was sent' } as const);
  await followSession(bench, { ended }, before, expects);
}

/** Where silence is right and nobody says that the device is done, only the observation window ends the wait. */
async function staysSilent(bench: Bench, before: number): Promise<boolean> {
  const { desk, deadlines, timers, isAborted, recorder } = bench;
  const came = await within({ arrived: desk.arrived, condition: () => desk.count('dm') > before, timeoutMs: deadlines.observeMs, timers, isAborted, onLate: () => undefined });
  if (came !== 'met' && !isAborted()) recorder.add({ kind: 'control', action: 'quiet', detail: `nothing came within ${deadlines.observeMs} ms after the notification` });
  return came !== 'met';
}

async function followSession(bench: Bench, run: ClientRun, before: number, expects: NotifiedOptions['expects'] = 'session'): Promise<void> {
  const { desk, deadlines, recorder } = bench;
  if (expects === 'silence' && run.ended === null && (await staysSilent(bench, before))) return;
  const ended = run.ended?.then(async (end) => {
    await readRest(bench);
    recorder.add({ kind: 'control', action: 'ended', detail: end.detail });
  });
  let seen = before;
  const nextMessage = (what: string, timeoutMs: number): Promise<'met' | 'ended' | 'late'> =>
    waitFor(bench, { what, timeoutMs, condition: () => desk.count('dm') > seen, ended });
  if ((await nextMessage('the first message of the IUT (Package#1)', deadlines.startMs)) !== 'met') return;
  seen += 1;
  while (!desk.isSessionOver() || desk.count('dm') > seen) {
    if (desk.isLooping()) return;
    await waitFor(bench, { what: 'the tester to answer', timeoutMs: deadlines.replyMs * HOLDS, condition: () => desk.answered() >= seen, ended });
    if ((await nextMessage(`the answer of the IUT to message ${seen - before} of the session`, deadlines.replyMs)) !== 'met') return;
    seen += 1;
  }
  if (ended === undefined) await listenQuietly(bench, seen);
  else await waitFor(bench, { what: 'the end of the session on the device', timeoutMs: deadlines.replyMs, condition: desk.isLooping, ended });
}

/** What the IUT sent last may still be on its way through this process when its end is known. */
async function readRest({ desk, isAborted, deadlines, timers }: Bench): Promise<void> {
  await turns(3);
  await within({ arrived: desk.arrived, condition: () => desk.unread() === 0, timeoutMs: deadlines.replyMs, timers, isAborted, onLate: () => undefined });
}

interface WaitFor {
  readonly what: string;
  readonly timeoutMs: number;
  readonly condition: () => boolean;
  readonly ended?: Promise<unknown> | undefined;
}

function waitFor({ desk, isAborted, recorder, timers }: Bench, { what, timeoutMs, condition, ended }: WaitFor): Promise<'met' | 'ended' | 'late'> {
  const onLate = (): void => {
    const begun = desk.unread() === 0 ? '' : ' (a request was begun, its body is not complete)';
    recorder.add({ kind: 'deadline', waitedFor: `${what}${begun}`, timeoutMs });
  };
  return within({ arrived: desk.arrived, condition, timeoutMs, timers, isAborted, ended, onLate });
}

/** Where the device does not say that it is done, a window without messages is the sign that it is. */
async function listenQuietly(bench: Bench, seen: number): Promise<void> {
  await observe(bench);
  if (bench.desk.count('dm') === seen) bench.recorder.add({ kind: 'control', action: 'quiet', detail: `nothing more came within ${bench.deadlines.observeMs} ms after the session` });
}

/** Whatever arrives meanwhile is recorded: only time, or the end of the test, ends the window. */
async function observe({ desk, deadlines, timers, isAborted }: Bench): Promise<void> {
  await within({ arrived: desk.arrived, condition: () => false, timeoutMs: deadlines.observeMs, timers, isAborted, onLate: () => undefined });
}
