/** The stage for clients under test: the tester's listeners, and in each test a lane, a device and the server's side of its sessions. */
import type { AccountName, ClientControl } from '../iut/control.js';
import { startTesterHost, type TesterHost } from '../tester/dm2-server/host.js';
import { openDriver } from '../tester/dm2-server/open-driver.js';
import type { Plan } from './plan.js';
import type { Cue, Stage, StagedTest, StageOptions } from './stage.js';

export interface ClientStageOptions extends StageOptions {
  readonly control: ClientControl;
}

/** Opens the listeners. Rejects with the system's error when an address is taken. */
export async function openClientStage(options: ClientStageOptions): Promise<Stage> {
  const { plan, control } = options;
  const { listen, limits } = plan.iut;
  const host = await startTesterHost({ host: listen.host, port: listen.port, fixedPath: listen.path, maxBodyBytes: limits.messageBytes, ...(options.listen === undefined ? {} : { listen: options.listen }) });
  return {
    width: listen.path === null ? control.maxDevices : 1,
    open: (cue) => openLane(cue, options, host),
    notes: () => strayNotes(host.strays),
    close: () => host.close(),
  };
}

async function openLane({ planned, recorder, signal }: Cue, { plan, control, timers }: ClientStageOptions, host: TesterHost): Promise<StagedTest> {
  const { test, lane: segment } = planned;
  if (test.role !== 'client') throw new TypeError(`${test.id} is no test of a client`);
  const { driver, close } = await openDriver({
    lane: (handler) => host.open(handler, segment),
    recorder,
    deadlines: plan.iut.deadlines,
    timers,
    parameters: plan.parameters,
    features: plan.features,
    credentials: plan.iut.credentials,
    signal,
    device: (lane) =>
      control.open({
        test: test.id,
        accounts: { a: { serverId: serverIdOf('a', plan), url: lane.dm.a }, b: { serverId: serverIdOf('b', plan), url: lane.dm.b } },
        values: plan.parameters,
        credentials: plan.iut.credentials ?? null,
        note: (action, detail) => recorder.add({ kind: 'control', action, detail }),
        signal,
      }),
  });
  return { drive: () => test.drive(driver), close };
}

/** SrvID of an account: what the IUT file says that the product was provisioned with, else one of the suite. */
function serverIdOf(account: AccountName, plan: Plan): string {
  return String(plan.parameters[`server.${account}.id`] ?? `srv-${account}`);
}

function strayNotes(strays: readonly string[]): readonly string[] {
  if (strays.length === 0) return [];
  return [`${strays.length === 1 ? '1 request' : `${strays.length} requests`} reached no test (the IUT was still sending after its test was over), the first: ${strays[0] ?? ''}`];
}
