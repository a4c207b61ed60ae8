/** The suite against the reference server with single parts replaced, over sockets: what `prove.ts` does for clients. */
import type { Clock } from '../harness/clock/timers.js';
import { planCampaign } from '../harness/campaign/plan.js';
import { createEmbeddedServerControl } from '../harness/iut/embedded-server.js';
import { EMBEDDED_SERVER } from '../harness/iut/embedded-server-iut.js';
import { DEFAULT_PARTS } from '../reference/dm2-server/default-parts.js';
import { alteredParts, type AlteredServer } from './defect.js';
import type { AlteredInput } from './prove.js';
import { runPlan, type AlteredRun } from './run-plan.js';

/** Only what falls silent pays for a reply deadline; the window is long enough to tell a pause from a busy machine. */
const DEADLINES = { startMs: 2_000, replyMs: 1_500, observeMs: 120 };

/** The time of day of both sides: what is shown of a defect is the same in every run. 2016-02-09T00:00:00Z. */
const CLOCK: Clock = { now: () => 1_454_976_000_000 };

export interface AlteredServerInput extends Pick<AlteredInput, 'suite' | 'now' | 'selected' | 'jobs' | 'keepTranscripts'> {
  /** Null: the reference as it is. */
  readonly altered: AlteredServer | null;
}

/** Runs the server tests of the suite against one altered reference server. */
export async function runAlteredServer(input: AlteredServerInput): Promise<AlteredRun> {
  const { suite, altered } = input;
  const parts = altered === null ? DEFAULT_PARTS : alteredParts(altered, DEFAULT_PARTS);
  const control = createEmbeddedServerControl({ parts, clock: CLOCK, ...(altered?.config === undefined ? {} : { config: altered.config }) });
  const iut = { ...EMBEDDED_SERVER, deadlines: DEADLINES, supports: { ...EMBEDDED_SERVER.supports, ...altered?.supports }, values: { ...EMBEDDED_SERVER.values, ...altered?.values } };
  const plan = planCampaign({ suite, iut, abilities: control, selected: input.selected ?? (() => true) });
  return runPlan({ clock: CLOCK, ...(altered?.tests === 'alone' ? { jobs: 1 } : {}), ...input, id: altered?.id ?? 'reference-server', plan, control, known: [] });
}
