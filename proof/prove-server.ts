/** The suite against the reference server with single parts replaced, over sockets: what `prove.ts` does for clients. */
import type { Clock } from '../harness/clock/timers.js';
import { planCampaign } from '../harness/campaign/plan.js';
import { isOverTls, type TestCase } from '../harness/campaign/test-case.js';
import type { FinishedTest } from '../harness/campaign/run.js';
import { createEmbeddedServerControl } from '../harness/iut/embedded-server.js';
import { EMBEDDED_SERVER } from '../harness/iut/embedded-server-iut.js';
import { DEFAULT_PARTS } from '../reference/dm2-server/default-parts.js';
import type { ServerParts } from '../reference/dm2-server/parts.js';
import { alteredParts, type AlteredServer } from './defect.js';
import type { AlteredInput } from './prove-client.js';
import { SERVER_QUESTIONS } from './questions.js';
import { createWatch, knownFrom, type Baseline } from './reach.js';
import { runPlan, type AlteredRun } from './run-plan.js';

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
  const parts = altered === null ? DEFAULT_PARTS : alteredParts(altered, DEFAULT_PARTS);
  return runServer({ ...input, parts, known: altered === null || baseline === undefined ? [] : knownFrom(baseline, altered, DEFAULT_PARTS) });
}

export interface ServerBaselineInput extends Pick<AlteredInput, 'suite' | 'now'> {
  readonly suspects: readonly AlteredServer[];
}

/** Servers at once while the baseline is measured: enough to overlap waits. */
const WIDTH = 8;

/**
 * Runs each server test against a reference server of its own, so that it is known which parts the test reaches, and
 * which suspects answer differently in it.
 */
export async function measureServerBaseline({ suite, now, suspects }: ServerBaselineInput): Promise<Baseline> {
  const watch = createWatch({ standard: DEFAULT_PARTS, questions: SERVER_QUESTIONS, suspects });
  const queue = suite.testCases.filter(({ role }) => role === 'server').map(({ id }) => id);
  const finished: FinishedTest[] = [];
  const work = async (): Promise<void> => {
    for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
      const only = id;
      const run = await runServer({ suite, now, altered: null, parts: watch.parts(only), known: [], selected: (test) => test.id === only });
      finished.push(...run.finished);
    }
  };
  await Promise.all(Array.from({ length: WIDTH }, work));
  return watch.baseline(finished, new Map());
}

interface ServerRun extends Omit<AlteredServerInput, 'baseline'> {
  readonly parts: ServerParts;
  readonly known: readonly FinishedTest[];
}

function runServer({ altered, parts, ...input }: ServerRun): Promise<AlteredRun> {
  const control = createEmbeddedServerControl({ parts, clock: CLOCK, ...(altered?.config === undefined ? {} : { config: altered.config }), ...(altered?.certificates === undefined ? {} : { certificates: altered.certificates }), ...(altered?.devicesComeBy === undefined ? {} : { devicesComeBy: altered.devicesComeBy }) });
  const iut = { ...EMBEDDED_SERVER, deadlines: DEADLINES, supports: { ...EMBEDDED_SERVER.supports, ...altered?.supports }, values: { ...EMBEDDED_SERVER.values, ...altered?.values } };
  const plan = planCampaign({ suite: input.suite, iut, abilities: control, selected: (test) => isConcerned(altered, test) && input.selected?.(test) !== false });
  return runPlan({ ...(altered?.tests === 'alone' ? { jobs: 1 } : {}), ...input, id: altered?.id ?? 'reference-server', plan, control, clock: CLOCK });
}

/** Tests over TLS show what TLS does, and nothing of the sessions inside that others do not show for less. */
function isConcerned(altered: AlteredServer | null, test: TestCase): boolean {
  return altered === null || (altered.network === 'tls') === isOverTls(test);
}
