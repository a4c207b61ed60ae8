/**
 * Spreads alterations over worker threads. Where no worker can start (sources that run without a build) the work is done
 * in this thread, in the same order.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Suite } from '../harness/campaign/suite.js';
import { openBaselines } from './baselines.js';
import { outcomeOf, REFERENCE_IDS, type Outcome } from './outcome.js';
import type { ProofNetwork } from './prove-client.js';
import { serverAlterations, type Registry } from './registry.js';
import type { WorkerAnswer, WorkerData } from './worker.js';

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
 * Campaigns at once in a thread: a client campaign keeps its thread busy, for time that passes at once; server campaigns
 * wait on sockets most of the time, so some of them run beside it.
 */
const LANES = { client: 1, server: 4 } as const;

type Lane = keyof typeof LANES;

/** Ids that wait for their turn. */
type Queues = Readonly<Record<Lane, string[]>>;

/** Outcomes in the order of `ids`; those not begun when the signal came are left out. Rejects when a worker breaks. */
export async function runPool(input: PoolInput): Promise<readonly Outcome[]> {
  const outcomes = new Map<string, Outcome>();
  const queues = queuesOf(input);
  const keep = (id: string, outcome: Outcome): void => {
    outcomes.set(id, outcome);
    input.onOutcome(id);
  };
  const threads = Math.min(input.threads, input.ids.length);
  if (threads > 1 && existsSync(fileURLToPath(WORKER))) await Promise.all(Array.from({ length: threads }, () => runWorker(queues, input, keep)));
  else await runHere(queues, input, keep);
  return input.ids.flatMap((id) => outcomes.get(id) ?? []);
}

function queuesOf({ ids, registry }: PoolInput): Queues {
  const servers = new Set<string>([REFERENCE_IDS.server, ...serverAlterations(registry).map(({ id }) => id)]);
  return { client: ids.filter((id) => !servers.has(id)), server: ids.filter((id) => servers.has(id)) };
}

type Keep = (id: string, outcome: Outcome) => void;

/** Works on one id after the other in each lane; rejects with the first fault. */
async function inLanes(queues: Queues, signal: AbortSignal, work: (id: string) => Promise<void>): Promise<void> {
  const follow = async (lane: Lane): Promise<void> => {
    for (let id = queues[lane].shift(); id !== undefined && !signal.aborted; id = queues[lane].shift()) await work(id);
  };
  await Promise.all(Object.entries(LANES).flatMap(([lane, width]) => Array.from({ length: width }, () => follow(lane as Lane))));
}

async function runHere(queues: Queues, { suite, registry, now, network, signal }: PoolInput, keep: Keep): Promise<void> {
  const baselines = openBaselines({ suite, registry, now, network });
  await inLanes(queues, signal, async (id) => keep(id, await outcomeOf({ id, suite, registry, now, network, baselines })));
}

/** The proof itself broke: our own fault. */
class ProofError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ProofError';
  }
}

async function runWorker(queues: Queues, { coverage, network, signal }: PoolInput, keep: Keep): Promise<void> {
  const worker = new Worker(WORKER, { workerData: { coverage, network } satisfies WorkerData, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB } });
  const waiting = new Map<string, (answer: WorkerAnswer) => void>();
  const broken = new Promise<never>((_, reject) => {
    worker.on('error', reject);
    worker.on('exit', () => reject(new ProofError('a worker of the proof ended before its work')));
  });
  worker.on('message', (answer: WorkerAnswer) => {
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  });
  const work = async (id: string): Promise<void> => {
    const answered = new Promise<WorkerAnswer>((resolve) => waiting.set(id, resolve));
    worker.postMessage(id);
    const answer = await Promise.race([answered, broken]);
    if (!answer.ok) throw new ProofError(`${answer.id}: ${answer.message}`);
    keep(id, answer.result);
  };
  // Whoever waits for an answer hears of it; nobody need be waiting.
  broken.catch(() => undefined);
  await inLanes(queues, signal, work).finally(() => worker.terminate());
}
