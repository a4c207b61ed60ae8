/** A worker thread of `prove`: receives ids, answers each with its outcome. It ends when its port is closed. */
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { loadSuite } from '../testcases/suite.js';
import { once, outcomeOf } from './outcome.js';
import { measureBaseline, type ProofNetwork } from './prove.js';
import { loadRegistry, suspectsOf } from './registry.js';

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
  const baseline = once(() => measureBaseline({ suite, now, network, suspects: suspectsOf(registry, network) }));
  const answer = (message: WorkerAnswer): void => port.postMessage(message);
  port.on('message', (id: string) => {
    outcomeOf({ id, suite, registry, now, network, baseline }).then(
      (result) => answer({ id, ok: true, result }),
      (error: unknown) => answer({ id, ok: false, message: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    );
  });
}
