/** The pair tests against a reference client and a reference server of which one is altered: what shows that a pair test can fail. */
import { planPair } from '../harness/campaign/pair-plan.js';
import type { TestCase } from '../harness/campaign/test-case.js';
import type { Suite } from '../harness/campaign/suite.js';
import { createEmbeddedClientControl } from '../harness/iut/embedded-client.js';
import { EMBEDDED_CLIENT } from '../harness/iut/embedded-iut.js';
import { createEmbeddedServerControl } from '../harness/iut/embedded-server.js';
import { EMBEDDED_SERVER } from '../harness/iut/embedded-server-iut.js';
import type { ClientControl } from '../harness/iut/control.js';
import type { IutFile } from '../harness/iut/iut.js';
import { createPairControl } from '../harness/iut/pair-control.js';
import { DEFAULT_PARTS as CLIENT_PARTS } from '../reference/dm2-client/default-parts.js';
import { DEFAULT_PARTS as SERVER_PARTS } from '../reference/dm2-server/default-parts.js';
import { alteredParts, type Mutant, type Variant } from './defect.js';
import { runPlan, type AlteredRun } from './run-plan.js';

/** Only what falls silent pays for a deadline. */
const DEADLINES = { startMs: 1_500, replyMs: 1_000, observeMs: 25 };

export interface PairProof {
  readonly suite: Suite;
  /** A mutant or variant of either role; null: both references as they are. */
  readonly altered: Mutant | Variant | null;
  readonly now: () => number;
  readonly selected?: (test: TestCase) => boolean;
  /** `unaware`: the server is not told that its devices find it at the proxy. */
  readonly server?: 'told' | 'unaware';
  /** Instead of the embedded client. */
  readonly client?: { readonly control: ClientControl; readonly iut: IutFile };
}

/** Runs the pair tests. */
export async function runAlteredPair({ suite, altered, now, selected = () => true, client: given, server: told = 'told' }: PairProof): Promise<AlteredRun> {
  const ofClient = altered === null || altered.role === 'server' ? null : altered;
  const ofServer = altered?.role === 'server' ? altered : null;
  const client = given?.control ?? createEmbeddedClientControl(ofClient === null ? {} : { parts: () => alteredParts(ofClient, CLIENT_PARTS), ...(ofClient.config === undefined ? {} : { config: ofClient.config }) });
  const { announce, ...unaware } = createEmbeddedServerControl(ofServer === null ? {} : { parts: alteredParts(ofServer, SERVER_PARTS), ...(ofServer.config === undefined ? {} : { config: ofServer.config }) });
  const server = told === 'unaware' || announce === undefined ? unaware : { ...unaware, announce };
  const clientIut = { ...(given?.iut ?? EMBEDDED_CLIENT), deadlines: DEADLINES, supports: { ...(given?.iut ?? EMBEDDED_CLIENT).supports, ...ofClient?.supports } };
  const serverIut = { ...EMBEDDED_SERVER, deadlines: DEADLINES, supports: { ...EMBEDDED_SERVER.supports, ...ofServer?.supports } };
  const control = createPairControl({ iut: clientIut, client, server });
  const plan = planPair({ suite, client: clientIut, server: serverIut, abilities: control, selected });
  return runPlan({ id: altered?.id ?? 'reference-pair', suite, plan, control, now, known: [], jobs: 1 });
}
