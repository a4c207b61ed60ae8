/** The stage for pairs: both products and a proxy between them; the tester only starts the client, has the server queue, and records. */
import type { PairControl } from '../iut/pair-control.js';
import type { ServerControl } from '../iut/server-control.js';
import { openPairDriver, type PairDriverOptions, type ServerEnd } from '../tester/pair/open-driver.js';
import type { Cue, Stage, StagedTest, StageOptions } from './stage.js';
import { readTls } from './server-stage.js';

export interface PairStageOptions extends StageOptions {
  readonly control: PairControl;
}

interface Scene extends PairStageOptions {
  readonly server: ServerEnd;
  readonly second: ServerEnd | null;
  readonly bypasses: Set<string>;
}

/** Opens the server's control. Rejects with IutFault where the server cannot be started or a file of TLS cannot be read. */
export async function openPairStage(options: PairStageOptions): Promise<Stage> {
  const { control, plan } = options;
  if (plan.pair === undefined) throw new TypeError('the plan names no pair');
  const scene: Scene = {
    ...options,
    server: await openEnd(control.server, await readTls(plan.pair.server.iut)),
    second: control.second === null ? null : await openEnd(control.second, {}),
    bypasses: new Set(),
  };
  return {
    // One device, whose account at the server every test makes anew.
    width: 1,
    open: (cue) => openScene(cue, scene),
    notes: () => [...scene.bypasses].map((address) => `the server names ${address}, its own address: what the client sends there passes the proxy unseen. Have the server take the proxy's address for its own`),
    close: async () => undefined,
  };
}

async function openEnd(control: ServerControl, tls: ServerEnd['tls']): Promise<ServerEnd> {
  return { address: await control.open(), announce: control.announce, tls };
}

async function openScene({ planned, recorder, signal }: Cue, { plan, control, timers, server, second, bypasses }: Scene): Promise<StagedTest> {
  const { test, lane } = planned;
  if (test.role !== 'pair') throw new TypeError(`${test.id} is no test of a pair`);
  const { iut } = plan;
  const options: PairDriverOptions = {
    test: test.id,
    client: control.client,
    server,
    second,
    path: control.path,
    listen: iut.listen,
    lane,
    recorder,
    deadlines: iut.deadlines,
    timers,
    parameters: plan.parameters,
    credentials: iut.credentials,
    maxBodyBytes: iut.limits.messageBytes,
    signal,
  };
  const { driver, close, bypasses: found } = await openPairDriver(options);
  return {
    drive: () => test.drive(driver),
    async close() {
      for (const address of found()) bypasses.add(new URL(address).origin);
      await close();
    },
  };
}
