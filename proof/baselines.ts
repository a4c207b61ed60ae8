/** The references' own runs, which spare the altered ones most of theirs (reach.ts). */
import type { Suite } from '../harness/campaign/suite.js';
import { measureBaseline, type ProofNetwork } from './prove-client.js';
import { measureServerBaseline } from './prove-server.js';
import { mergeBaselines, type Baseline } from './reach.js';
import { clientAlterations, serverAlterations, type Registry } from './registry.js';
import type { Share } from './run-plan.js';

/** Absent where nothing is measured: then every test of the role is run. */
export interface Baselines {
  readonly client?: Baseline;
  readonly server?: Baseline;
}

export interface BaselinesInput {
  readonly suite: Suite;
  readonly registry: Registry;
  /** Monotonic clock, milliseconds. */
  readonly now: () => number;
  /** Over sockets nothing is taken for granted: every test runs that reaches a replaced part. */
  readonly network: ProofNetwork;
  /** Roles whose baseline is worth its cost. */
  readonly roles: readonly (keyof Baselines)[];
  /** The tests to run; default: all. */
  readonly share?: Share;
}

/** Runs the references, one after the other. */
export async function measureBaselines({ suite, registry, now, network, roles, share }: BaselinesInput): Promise<Baselines> {
  const isStrict = network === 'sockets';
  const part = share === undefined ? {} : { share };
  return {
    ...(roles.includes('client') ? { client: await measureBaseline({ suite, now, network, suspects: isStrict ? [] : clientAlterations(registry), ...part }) } : {}),
    ...(roles.includes('server') && !isStrict ? { server: await measureServerBaseline({ suite, now, suspects: serverAlterations(registry), ...part }) } : {}),
  };
}

/** What several threads measured, each a share of its own, as one. */
export function joinBaselines(shares: readonly Baselines[]): Baselines {
  const clients = shares.flatMap(({ client }) => client ?? []);
  const servers = shares.flatMap(({ server }) => server ?? []);
  return { ...(clients.length === 0 ? {} : { client: mergeBaselines(clients) }), ...(servers.length === 0 ? {} : { server: mergeBaselines(servers) }) };
}
