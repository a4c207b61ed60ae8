/** The stage for clients under test: the tester's listeners, and in each test a lane, a device and the server's side of its sessions. */
import type { AccountName, ClientControl } from '../iut/control.js';
import { openTlsMaterial, type TlsMaterial } from '../iut/tls-material.js';
import { startTesterHost, type TesterHost } from '../tester/dm2-server/host.js';
import { WALL_CLOCK } from '../clock/timers.js';
import { SOCKET_COURIER } from '../tester/notification/courier.js';
import { openPost } from '../tester/notification/post.js';
import { openDriver } from '../tester/dm2-server/open-driver.js';
import { openSecureLane } from '../tester/dm2-server/secure-lane.js';
import type { Plan } from './plan.js';
import { isOverTls } from './test-case.js';
import type { Cue, Stage, StagedTest, StageOptions } from './stage.js';

export interface ClientStageOptions extends StageOptions {
  readonly control: ClientControl;
}

/** A test sends fewer notifications with an identifier. */
const IDS_OF_A_TEST = 8;

interface Scene extends ClientStageOptions {
  readonly startedSeconds: number;
  readonly material: () => Promise<TlsMaterial>;
}

/** Opens the listeners. Rejects with the system's error when an address is taken. */
export async function openClientStage(options: ClientStageOptions): Promise<Stage> {
  const { plan, control } = options;
  const { listen, limits } = plan.iut;
  const host = await startTesterHost({ host: listen.host, port: listen.port, fixedPath: listen.path, maxBodyBytes: limits.messageBytes, ...(options.listen === undefined ? {} : { listen: options.listen }) });
  const startedSeconds = Math.floor((options.clock ?? WALL_CLOCK).now() / 1000);
  let made: Promise<TlsMaterial> | undefined;
  const material = (): Promise<TlsMaterial> => (made ??= openTlsMaterial({ iut: plan.iut }));
  if (plan.tests.some(({ test, notApplicable }) => isOverTls(test) && notApplicable === null)) prepare(material, listen.host);
  return {
    width: listen.path === null ? control.maxDevices : 1,
    open: (cue) => openLane(cue, { ...options, startedSeconds, material }, host),
    notes: () => strayNotes(host.strays),
    close: () => host.close(),
  };
}

/** An RSA key takes a third of a second, which passes in the background if it is begun before a test wants it. A fault is told to the test. */
function prepare(material: () => Promise<TlsMaterial>, name: string): void {
  material().then(({ authority }) => authority.issue({ kind: 'right', keys: 'rsa', usage: 'server', name })).catch(() => undefined);
}

async function openLane(cue: Cue, scene: Scene, host: TesterHost): Promise<StagedTest> {
  const { planned, recorder, signal } = cue;
  const { plan, control, timers, courier = SOCKET_COURIER, clock = WALL_CLOCK } = scene;
  const { test, lane: segment } = planned;
  if (test.role !== 'client') throw new TypeError(`${test.id} is no test of a client`);
  const isSecure = test.needs?.tls !== undefined;
  // A program gets its command line before anybody knows whether the test is one of TLS.
  const isGiven = control.kind === 'command' && (control.tls ?? []).length > 0;
  const tls = isSecure || isGiven ? await scene.material() : null;
  const secure = isSecure && tls !== null ? await openSecureLane({ points: test.needs?.secured ?? ['dm'], host: plan.iut.listen.host, segment, maxBodyBytes: plan.iut.limits.messageBytes, material: tls, recorder }) : null;
  const post = openPost({
    recorder, courier, timers, clock,
    replyMs: plan.iut.deadlines.replyMs,
    parameters: plan.parameters,
    features: plan.features,
    serverId: (account) => serverIdOf(account, plan),
    firstId: scene.startedSeconds + Number(segment.replace(/\D/g, '')) * IDS_OF_A_TEST,
  });
  const { driver, close } = await openDriver({
    post,
    carriers: control.notifications ?? [],
    lane: (handler) => secure?.beside(handler, host.open(handler, segment)) ?? host.open(handler, segment),
    recorder,
    deadlines: plan.iut.deadlines,
    timers,
    parameters: plan.parameters,
    features: plan.features,
    credentials: plan.iut.credentials,
    signal,
    ...(secure === null ? {} : { secure }),
    device: (lane) =>
      control.open({
        test: test.id,
        accounts: { a: { serverId: serverIdOf('a', plan), url: lane.dm.a }, b: { serverId: serverIdOf('b', plan), url: lane.dm.b } },
        values: plan.parameters,
        credentials: plan.iut.credentials ?? null,
        ...(tls === null ? {} : { tls: tls.device }),
        sendNotification: (to, account) => post.send(to, post.write(post.facts(account)), null),
        note: (action, detail) => recorder.add({ kind: 'control', action, detail }),
        signal,
      }),
  }).catch(async (fault: unknown) => {
    await secure?.close();
    throw fault;
  });
  return {
    drive: () => test.drive(driver),
    async close() {
      await close();
      await secure?.close();
    },
  };
}

/** SrvID of an account: what the IUT file says that the product was provisioned with, else one of the suite. */
function serverIdOf(account: AccountName, plan: Plan): string {
  return String(plan.parameters[`server.${account}.id`] ?? `srv-${account}`);
}

function strayNotes(strays: readonly string[]): readonly string[] {
  if (strays.length === 0) return [];
  return [`${strays.length === 1 ? '1 request' : `${strays.length} requests`} reached no test (the IUT was still sending after its test was over), the first: ${strays[0] ?? ''}`];
}
