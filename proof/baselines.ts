/** The references' own runs, each made when it is first asked for: once in each thread of `prove`. */
import type { Suite } from '../harness/campaign/suite.js';
import type { AlteredServer } from './defect.js';
import { measureBaseline, type ProofNetwork } from './prove-client.js';
import { measureServerBaseline } from './prove-server.js';
import type { Baseline } from './reach.js';
import { clientAlterations, serverAlterations, type Registry } from './registry.js';

export interface Baselines {
  readonly client: () => Promise<Baseline>;
  /** Undefined over sockets. */
  readonly server: () => Promise<Baseline | undefined>;
}

export interface BaselinesInput {
  readonly suite: Suite;
  readonly registry: Registry;
  /** Monotonic clock, milliseconds. */
  readonly now: () => number;
  /** Over sockets nothing is taken for granted: every test runs that reaches a replaced part. */
  readonly network: ProofNetwork;
}

/** Nothing is measured yet. */
export function openBaselines({ suite, registry, now, network }: BaselinesInput): Baselines {
  const isStrict = network === 'sockets';
  const suspects: readonly AlteredServer[] = serverAlterations(registry);
  return {
    client: once(() => measureBaseline({ suite, now, network, suspects: isStrict ? [] : clientAlterations(registry) })),
    server: once(() => (isStrict ? Promise.resolve(undefined) : measureServerBaseline({ suite, now, suspects }))),
  };
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}
