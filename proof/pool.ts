/**
 * Spreads alterations over worker threads, one campaign at a time in each. Where no worker can start (sources that run
 * without a build) the work is done in this thread, in the same order.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Suite } from '../harness/campaign/suite.js';
import { once, outcomeOf, type Outcome } from './outcome.js';
import { measureBaseline, type ProofNetwork } from './prove.js';
import { suspectsOf, type Registry } from './registry.js';
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

/** Thousands of short sessions make much that dies young: a nursery this large spares a tenth of the time. */
const YOUNG_GENERATION_MB = 64;

const WORKER = new URL('./worker.js', import.meta.url);

/** Outcomes in the order of `ids`; those not begun when the signal came are left out. Rejects when a worker breaks. */
export async function runPool(input: PoolInput): Promise<readonly Outcome[]> {
  const outcomes = new Map<string, Outcome>();
  const queue = [...input.ids];
  const keep = (id: string, outcome: Outcome): void => {
    outcomes.set(id, outcome);
    input.onOutcome(id);
  };
  const lanes = Math.min(input.threads, queue.length);
  if (lanes > 1 && existsSync(fileURLToPath(WORKER))) await Promise.all(Array.from({ length: lanes }, () => runWorker(queue, input, keep)));
  else await runHere(queue, input, keep);
  return input.ids.flatMap((id) => outcomes.get(id) ?? []);
}

type Keep = (id: string, outcome: Outcome) => void;

async function runHere(queue: string[], { suite, registry, now, network, signal }: PoolInput, keep: Keep): Promise<void> {
  const baseline = once(() => measureBaseline({ suite, now, network, suspects: suspectsOf(registry, network) }));
  for (let id = queue.shift(); id !== undefined && !signal.aborted; id = queue.shift()) keep(id, await outcomeOf({ id, suite, registry, now, network, baseline }));
}

function runWorker(queue: string[], { coverage, network, signal }: PoolInput, keep: Keep): Promise<void> {
  const worker = new Worker(WORKER, { workerData: { coverage, network } satisfies WorkerData, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB } });
  const next = (): void => {
    const id = signal.aborted ? undefined : queue.shift();
    if (id === undefined) void worker.terminate();
    else worker.postMessage(id);
  };
  return new Promise((resolve, reject) => {
    worker.on('message', (answer: WorkerAnswer) => {
      if (answer.ok) {
        keep(answer.id, answer.result);
        next();
        return;
      }
      reject(new Error(`${answer.id}: ${answer.message}`));
      void worker.terminate();
    });
    worker.on('error', reject);
    worker.on('exit', () => resolve());
    next();
  });
}
