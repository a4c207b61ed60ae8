/** Pieces of which defects of the DM 2.0 client are made: the same device seen through other parts. */
import type { MoDefinition, DeviceConfig, MoSetup, NodeDefinition } from '../../reference/dm2-client/device-config.js';
import type { Right } from '../../reference/dm2-client/model.js';
import type { ClientContext, ClientParts } from '../../reference/dm2-client/parts.js';

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

/** The configuration with one management object changed. */
export function withMo(config: DeviceConfig, moid: string, change: (setup: MoSetup) => MoSetup): DeviceConfig {
  return { ...config, mos: config.mos.map((setup) => (setup.definition.moid === moid ? change(setup) : setup)) };
}

/** The definition with another access for one child of its root. */
export function withAccess(definition: MoDefinition, name: string, access: NodeDefinition['access']): MoDefinition {
  return { ...definition, root: { ...definition.root, children: definition.root.children.map((child) => (child.name === name ? { ...child, access } : child)) } };
}
