/** The suite against the reference server with single parts replaced, over sockets: what `prove.ts` does for clients. */
import type { Clock } from '../harness/clock/timers.js';
import { planCampaign, type Plan } from '../harness/campaign/plan.js';
import { isOverTls, type TestCase } from '../harness/campaign/test-case.js';
import { createEmbeddedServerControl } from '../harness/iut/embedded-server.js';
import { EMBEDDED_SERVER } from '../harness/iut/embedded-server-iut.js';
import type { ServerControl } from '../harness/iut/server-control.js';
import { DEFAULT_PARTS } from '../reference/dm2-server/default-parts.js';
import type { ServerParts } from '../reference/dm2-server/parts.js';
import { alteredParts, type AlteredServer } from './defect.js';
import type { AlteredInput } from './prove-client.js';
import { SERVER_QUESTIONS } from './questions.js';
import { createWatch, knownFrom, type Baseline } from './reach.js';
import { runEachAlone, runPlan, type AlteredRun, type PlanRun, type Share } from './run-plan.js';

/** Only what falls silent pays for a reply deadline; the window is long enough to tell a pause from a busy machine. */
const DEADLINES = { startMs: 2_000, replyMs: 1_500, observeMs: 120 };

/** The time of day of both sides: what is shown of a defect is the same in every run. 2016-02-09T00:00:00Z. */
const CLOCK: Clock = { now: () => 1_454_976_000_000 };

export interface AlteredServerInput extends Pick<AlteredInput, 'suite' | 'now' | 'selected' | 'jobs' | 'keepTranscripts' | 'baseline'> {
  /** Null: the reference as it is. */
  readonly altered: AlteredServer | null;
}

/** Runs the server tests of the suite against one altered reference server. */
export async function runAlteredServer(input: AlteredServerInput): Promise<AlteredRun> {
  const { altered, baseline } = input;
  const control = openReference(altered, altered === null ? DEFAULT_PARTS : alteredParts(altered, DEFAULT_PARTS));
  const plan = planFor({ ...input, control });
  const known = altered === null || baseline === undefined ? [] : knownFrom({ baseline, altered, standard: DEFAULT_PARTS, planned: plan.tests });
  return runPlan({ ...(altered?.tests === 'alone' ? { jobs: 1 } : {}), ...input, id: altered?.id ?? 'reference-server', plan, control, clock: CLOCK, known });
}

export interface ServerBaselineInput extends Pick<AlteredInput, 'suite' | 'now'> {
  readonly suspects: readonly AlteredServer[];
  /** The tests to run; default: all. */
  readonly share?: Share;
}

/** Servers at once while the baseline is measured: enough to overlap waits. */
const WIDTH = 8;

/** Runs each server test against a reference server of its own; see `measureBaseline`. */
export async function measureServerBaseline({ suite, now, suspects, share }: ServerBaselineInput): Promise<Baseline> {
  const watch = createWatch({ standard: DEFAULT_PARTS, questions: SERVER_QUESTIONS, suspects });
  const plan = planFor({ suite, altered: null, control: openReference(null, DEFAULT_PARTS) });
  const reference = (test: string): Omit<PlanRun, 'known'> => ({
    suite, now, id: 'reference-server', clock: CLOCK, plan: watch.plan(test, plan),
    control: openReference({ config: (standard) => watch.config(test, standard) }, watch.parts(test)),
  });
  return watch.baseline(await runEachAlone({ plan, share, width: WIDTH, run: reference }), plan);
}

function openReference(altered: Pick<AlteredServer, 'config' | 'certificates' | 'devicesComeBy'> | null, parts: ServerParts): ServerControl {
  return createEmbeddedServerControl({
    parts,
    clock: CLOCK,
    ...(altered?.config === undefined ? {} : { config: altered.config }),
    ...(altered?.certificates === undefined ? {} : { certificates: altered.certificates }),
    ...(altered?.devicesComeBy === undefined ? {} : { devicesComeBy: altered.devicesComeBy }),
  });
}

/** All server tests that are selected, for the ICS and the values of the alteration. */
function planFor({ suite, altered, control, selected }: Pick<AlteredServerInput, 'suite' | 'altered' | 'selected'> & { readonly control: ServerControl }): Plan {
  const iut = { ...EMBEDDED_SERVER, deadlines: DEADLINES, supports: { ...EMBEDDED_SERVER.supports, ...altered?.supports }, values: { ...EMBEDDED_SERVER.values, ...altered?.values } };
  return planCampaign({ suite, iut, abilities: control, selected: (test) => isConcerned(altered, test) && selected?.(test) !== false });
}

/** Tests over TLS show what TLS does, and nothing of the sessions inside that others do not show for less. */
function isConcerned(altered: AlteredServer | null, test: TestCase): boolean {
  return altered === null || (altered.network === 'tls') === isOverTls(test);
}
