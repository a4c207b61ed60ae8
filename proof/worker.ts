/** A worker thread of `prove`: receives tasks, answers each with its result. It ends when its port is closed. */
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { loadSuite } from '../testcases/suite.js';
import { measureBaselines, type Baselines } from './baselines.js';
import { outcomeOf, type Outcome } from './outcome.js';
import type { ProofNetwork } from './prove-client.js';
import { loadRegistry } from './registry.js';
import type { Share } from './run-plan.js';

export interface WorkerData {
  readonly coverage: 'whole' | 'partial';
  readonly network: ProofNetwork;
}

/** `measure`: run a share of the references' own tests. `baselines`: what all measured, for what follows. `alteration`: run one. */
export type WorkerTask =
  | { readonly task: 'measure'; readonly roles: readonly (keyof Baselines)[]; readonly share: Share }
  | { readonly task: 'baselines'; readonly baselines: Baselines }
  | { readonly task: 'alteration'; readonly id: string };

export interface TaskMessage {
  /** Of the task; its answer has the same. */
  readonly number: number;
  readonly work: WorkerTask;
}

export type WorkerAnswer =
  | { readonly number: number; readonly ok: true; readonly result: Baselines | Outcome }
  | { readonly number: number; readonly ok: false; readonly message: string };

if (!isMainThread && parentPort !== null) {
  const port = parentPort;
  const { coverage, network } = workerData as WorkerData;
  const suite = loadSuite(coverage);
  const registry = loadRegistry(suite.requirements);
  const input = { suite, registry, now: (): number => performance.now(), network };
  let baselines: Baselines = {};
  const carryOut = async (work: WorkerTask): Promise<Baselines | Outcome> => {
    switch (work.task) {
      case 'measure':
        return measureBaselines({ ...input, roles: work.roles, share: work.share });
      case 'baselines':
        baselines = work.baselines;
        return {};
      case 'alteration':
        return outcomeOf({ ...input, id: work.id, baselines });
    }
  };
  const answer = (message: WorkerAnswer): void => port.postMessage(message);
  port.on('message', ({ number, work }: TaskMessage) => {
    carryOut(work).then(
      (result) => answer({ number, ok: true, result }),
      (error: unknown) => answer({ number, ok: false, message: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    );
  });
}
