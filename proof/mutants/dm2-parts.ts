/** Pieces of which defects of the DM 2.0 client are made: the same device seen through other parts. */
import type { MoDefinition, DeviceConfig, MoSetup, NodeDefinition } from '../../reference/dm2-client/device-config.js';
import type { Right } from '../../reference/dm2-client/model.js';
import { CommandFault } from '../../reference/dm2-client/faults.js';
import type { ClientContext, ClientParts } from '../../reference/dm2-client/parts.js';
import type { Refused } from '../conditions.js';

export const ALL_RIGHTS: ReadonlySet<Right> = new Set<Right>(['read', 'write', 'execute', 'delegate']);

/** The client with some parts replaced for one call. */
export function withParts(client: ClientContext, parts: Partial<ClientParts>): ClientContext {
  return { ...client, parts: { ...client.parts, ...parts } };
}

/** The client as it would be if every server held all rights; what servers are shown of their rights stays as it is. */
export function forEverybody(client: ClientContext): ClientContext {
  return withParts(client, {
    grantsOf: () => ALL_RIGHTS,
    instancesOf: (_all, args) => client.parts.instancesOf(client, args),
  });
}

/** Whether something has changed that somebody subscribed to. */
export function owesReport(client: ClientContext): boolean {
  const { changes, subscriptions } = client.state;
  return changes.length > 0 && [...subscriptions.values()].some((subscription) => client.parts.subscriptionConcerned(client, { subscription, changes }));
}

/** Whether a part refused the command with this code. */
export const refusedWith = (sc: number) => (_client: ClientContext, { fault }: Refused<unknown>): boolean => fault instanceof CommandFault && fault.sc === sc;

/** The configuration with one management object changed. */
export function withMo(config: DeviceConfig, moid: string, change: (setup: MoSetup) => MoSetup): DeviceConfig {
  return { ...config, mos: config.mos.map((setup) => (setup.definition.moid === moid ? change(setup) : setup)) };
}

/** The definition with another access for one child of its root. */
export function withAccess(definition: MoDefinition, name: string, access: NodeDefinition['access']): MoDefinition {
  return { ...definition, root: { ...definition.root, children: definition.root.children.map((child) => (child.name === name ? { ...child, access } : child)) } };
}
