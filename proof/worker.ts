/** A worker thread of `prove`: receives ids, answers each with its outcome. It ends when its port is closed. */
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { loadSuite } from '../testcases/suite.js';
import { openBaselines } from './baselines.js';
import { outcomeOf } from './outcome.js';
import type { ProofNetwork } from './prove-client.js';
import { loadRegistry } from './registry.js';

export interface WorkerData {
  readonly coverage: 'whole' | 'partial';
  readonly network: ProofNetwork;
}

export type WorkerAnswer =
  | { readonly id: string; readonly ok: true; readonly result: Awaited<ReturnType<typeof outcomeOf>> }
  | { readonly id: string; readonly ok: false; readonly message: string };

if (!isMainThread && parentPort !== null) {
  const port = parentPort;
  const { coverage, network } = workerData as WorkerData;
  const suite = loadSuite(coverage);
  const registry = loadRegistry(suite.requirements);
  const now = (): number => performance.now();
  const baselines = openBaselines({ suite, registry, now, network });
  const answer = (message: WorkerAnswer): void => port.postMessage(message);
  port.on('message', (id: string) => {
    outcomeOf({ id, suite, registry, now, network, baselines }).then(
      (result) => answer({ id, ok: true, result }),
      (error: unknown) => answer({ id, ok: false, message: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    );
  });
}
