/** `run --pair`: two IUT files, one of a client and one of a server, or the embedded references, planned as a pair. */
import { planPair } from '../harness/campaign/pair-plan.js';
import type { Suite } from '../harness/campaign/suite.js';
import type { TestCase } from '../harness/campaign/test-case.js';
import { chooseControl, type ControlTools } from '../harness/iut/choose-control.js';
import type { ClientControl } from '../harness/iut/control.js';
import type { IutFile } from '../harness/iut/iut.js';
import { createPairControl } from '../harness/iut/pair-control.js';
import type { ServerControl } from '../harness/iut/server-control.js';
import type { PlannedIut } from './campaign-plan.js';
import { UsageError } from './usage-error.js';

export interface PairRequest {
  readonly suite: Suite;
  /** As they were given; none: the embedded references. */
  readonly files: readonly IutFile[];
  readonly tools: ControlTools;
  readonly selected: (test: TestCase) => boolean;
}

/** Controls of both products and their plan. Throws a UsageError where the files are no pair. */
export async function planPairRun({ suite, files, tools, selected }: PairRequest): Promise<PlannedIut> {
  const { client, server } = sidesOf(files.length === 0 ? await embeddedPair() : files);
  const control = createPairControl({ iut: client, client: await clientControl(client, tools), server: await serverControl(server, tools) });
  const plan = planPair({ suite, client, server, abilities: control, selected });
  if (plan.tests.length === 0) throw new UsageError('the selection leaves no interoperability test; see: dm-conformance list tests --test "dm2/interop/**"');
  return { control, plan };
}

async function embeddedPair(): Promise<readonly IutFile[]> {
  const [{ EMBEDDED_CLIENT }, { EMBEDDED_SERVER }] = await Promise.all([import('../harness/iut/embedded-iut.js'), import('../harness/iut/embedded-server-iut.js')]);
  return [EMBEDDED_CLIENT, EMBEDDED_SERVER];
}

function sidesOf(files: readonly IutFile[]): { readonly client: IutFile; readonly server: IutFile } {
  const client = files.find(({ role }) => role === 'client');
  const server = files.find(({ role }) => role === 'server');
  if (files.length !== 2 || client === undefined || server === undefined) {
    const given = files.map(({ source, role }) => `${source ?? ''} (${role})`).join(', ');
    throw new UsageError(`--pair takes two IUT files, one of a client and one of a server, or none for the embedded references; given: ${given}`);
  }
  if (client.protocol !== server.protocol) throw new UsageError(`--pair: ${client.name} speaks ${client.protocol}, ${server.name} speaks ${server.protocol}; give two of the same protocol`);
  return { client, server };
}

async function clientControl(iut: IutFile, tools: ControlTools): Promise<ClientControl> {
  const control = await chooseControl({ iut, tools });
  if (control.role !== 'client') throw new TypeError(`${iut.name} is no client`);
  return control;
}

async function serverControl(iut: IutFile, tools: ControlTools): Promise<ServerControl> {
  const control = await chooseControl({ iut, tools });
  if (control.role !== 'server') throw new TypeError(`${iut.name} is no server`);
  return control;
}
