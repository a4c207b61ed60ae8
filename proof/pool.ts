/**
 * Spreads alterations over worker threads. Where no worker can start (sources that run without a build) the work is done
 * in this thread, in the same order.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Role } from '../harness/judge/requirement.js';
import type { Suite } from '../harness/campaign/suite.js';
import { joinBaselines, measureBaselines, type Baselines } from './baselines.js';
import { outcomeOf, REFERENCE_IDS, type Outcome } from './outcome.js';
import type { ProofNetwork } from './prove-client.js';
import { clientAlterations, serverAlterations, type Registry } from './registry.js';
import type { TaskMessage, WorkerAnswer, WorkerData, WorkerTask } from './worker.js';

export interface PoolInput {
  readonly ids: readonly string[];
  readonly suite: Suite;
  readonly registry: Registry;
  readonly coverage: 'whole' | 'partial';
  readonly network: ProofNetwork;
  /** Worker threads at most. */
  readonly threads: number;
  readonly now: () => number;
  /** Called as each one is done. */
  readonly onOutcome: (id: string) => void;
  readonly signal: AbortSignal;
}

/** Thousands of short sessions make much that dies young: a nursery this large spares a fifth of the time. */
const YOUNG_GENERATION_MB = 192;

const WORKER = new URL('./worker.js', import.meta.url);

/**
 * Campaigns at once in a thread: one within the process keeps its thread busy, for time that passes at once; those over real
 * connections wait most of the time, so some of them run beside it.
 */
const LANES = { busy: 1, waiting: 4 } as const;

type Lane = keyof typeof LANES;

/** Ids that wait for their turn. */
type Queues = Readonly<Record<Lane, string[]>>;

/** A baseline costs as much as the runs of about this many alterations: for fewer it is not measured. */
const WORTH_A_BASELINE = 10;

/** Outcomes in the order of `ids`; those not begun when the signal came are left out. Rejects when a worker breaks. */
export async function runPool(input: PoolInput): Promise<readonly Outcome[]> {
  const outcomes = new Map<string, Outcome>();
  const queues = queuesOf(input);
  const keep = (id: string, outcome: Outcome): void => {
    outcomes.set(id, outcome);
    input.onOutcome(id);
  };
  const roles = rolesWorthABaseline(input);
  const threads = Math.min(input.threads, input.ids.length);
  if (threads > 1 && existsSync(fileURLToPath(WORKER))) await runThere({ ...input, threads, roles, queues, keep });
  else await runHere({ ...input, roles, queues, keep });
  return input.ids.flatMap((id) => outcomes.get(id) ?? []);
}

function queuesOf({ ids, registry }: PoolInput): Queues {
  const connected = clientAlterations(registry).filter(({ network }) => network !== undefined);
  const waiting = new Set([...serverIds(registry), ...connected.map(({ id }) => id)]);
  return { busy: ids.filter((id) => !waiting.has(id)), waiting: ids.filter((id) => waiting.has(id)) };
}

function rolesWorthABaseline({ ids, registry }: PoolInput): readonly Role[] {
  const servers = new Set(serverIds(registry));
  const count = { client: ids.filter((id) => !servers.has(id)).length, server: ids.filter((id) => servers.has(id)).length };
  return (['client', 'server'] as const).filter((role) => count[role] >= WORTH_A_BASELINE);
}

const serverIds = (registry: Registry): readonly string[] => [REFERENCE_IDS.server, ...serverAlterations(registry).map(({ id }) => id)];

interface PoolRun extends PoolInput {
  readonly roles: readonly Role[];
  readonly queues: Queues;
  readonly keep: (id: string, outcome: Outcome) => void;
}

/** Works on one id after the other in each lane; rejects with the first fault. */
async function inLanes({ queues, signal, keep }: PoolRun, outcome: (id: string) => Promise<Outcome>): Promise<void> {
  const follow = async (lane: Lane): Promise<void> => {
    for (let id = queues[lane].shift(); id !== undefined && !signal.aborted; id = queues[lane].shift()) keep(id, await outcome(id));
  };
  await Promise.all(Object.entries(LANES).flatMap(([lane, width]) => Array.from({ length: width }, () => follow(lane as Lane))));
}

async function runHere(run: PoolRun): Promise<void> {
  const { suite, registry, now, network, roles } = run;
  const baselines = await measureBaselines({ suite, registry, now, network, roles });
  await inLanes(run, (id) => outcomeOf({ id, suite, registry, now, network, baselines }));
}

/** Each thread measures a share of the baselines; then all of them work with the whole. */
async function runThere(run: PoolRun): Promise<void> {
  const { threads, roles } = run;
  const crew = Array.from({ length: threads }, () => openWorker(run));
  try {
    if (roles.length > 0) {
      const shares = await Promise.all(crew.map((worker, index) => worker.ask({ task: 'measure', roles, share: { index, of: threads } })));
      const baselines = joinBaselines(shares as readonly Baselines[]);
      await Promise.all(crew.map((worker) => worker.ask({ task: 'baselines', baselines })));
    }
    await Promise.all(crew.map((worker) => inLanes(run, async (id) => (await worker.ask({ task: 'alteration', id })) as Outcome)));
  } finally {
    await Promise.all(crew.map((worker) => worker.end()));
  }
}

/** The proof itself broke: our own fault. */
class ProofError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ProofError';
  }
}

interface OpenWorker {
  /** Rejects with a ProofError when the work breaks, with what ended the worker when it ends. */
  readonly ask: (work: WorkerTask) => Promise<Baselines | Outcome>;
  readonly end: () => Promise<unknown>;
}

function openWorker({ coverage, network }: PoolRun): OpenWorker {
  const worker = new Worker(WORKER, { workerData: { coverage, network } satisfies WorkerData, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB } });
  const waiting = new Map<number, (answer: WorkerAnswer) => void>();
  const broken = new Promise<never>((_, reject) => {
    worker.on('error', reject);
    worker.on('exit', () => reject(new ProofError('a worker of the proof ended before its work')));
  });
  // Whoever waits for an answer hears of it; nobody need be waiting.
  broken.catch(() => undefined);
  worker.on('message', (answer: WorkerAnswer) => {
    waiting.get(answer.number)?.(answer);
    waiting.delete(answer.number);
  });
  let asked = 0;
  return {
    async ask(work) {
      const number = asked++;
      const answered = new Promise<WorkerAnswer>((resolve) => waiting.set(number, resolve));
      worker.postMessage({ number, work } satisfies TaskMessage);
      const answer = await Promise.race([answered, broken]);
      if (!answer.ok) throw new ProofError(`${work.task === 'alteration' ? work.id : work.task}: ${answer.message}`);
      return answer.result;
    },
    end: () => worker.terminate(),
  };
}
