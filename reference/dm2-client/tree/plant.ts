/**
 * Building nodes from the device's own data: factory instances, saved state, changes by local applications.
 *
 * Servers' data goes through build.ts, which checks access types; here only names and kinds are checked.
 * A permanent child that occurs once comes into being with its parent (DM2-MO-C-007).
 */
import type { MoObject, MoValue } from '../../../protocol/dm2/mo.js';
import type { InteriorDefinition, LeafValue, NodeDefinition } from '../device-config.js';
import { DeviceConfigError } from '../faults.js';
import type { InteriorNode, TreeNode } from '../model.js';

export interface NodeSeed {
  readonly definition: NodeDefinition;
  readonly name: string;
  readonly value: MoValue;
}

export interface InteriorSeed {
  readonly definition: InteriorDefinition;
  readonly name: string;
  readonly data: MoObject;
}

/** A node with this value; raises DeviceConfigError if the value does not fit the definition's kind. */
export function plantNode({ definition, name, value }: NodeSeed): TreeNode {
  if (definition.format === 'node') {
    if (!isObject(value)) {
      throw new DeviceConfigError(`interior node ${name} needs an object of children, got ${JSON.stringify(value)}`);
    }
    return plantInterior({ definition, name, data: value });
  }
  if (isObject(value)) {
    throw new DeviceConfigError(`leaf ${name} needs a scalar, got an object`);
  }
  return { kind: 'leaf', name, definition, value };
}

/** An interior node with these children, completed by its permanent children. */
export function plantInterior({ definition, name, data }: InteriorSeed): InteriorNode {
  const children = new Map<string, TreeNode>();
  for (const [childName, value] of Object.entries(data)) {
    const child = findChild(definition, childName);
    if (child === undefined) {
      throw new DeviceConfigError(`${name} has no child ${childName} in its definition`);
    }
    children.set(childName, plantNode({ definition: child, name: childName, value }));
  }
  for (const missing of missingPermanent(definition, children)) {
    children.set(missing.name, missing);
  }
  return { kind: 'interior', name, definition, children };
}

/** Fresh nodes for the permanent children that occur once and are not there yet. */
export function missingPermanent(definition: InteriorDefinition, present: ReadonlyMap<string, TreeNode>): readonly TreeNode[] {
  return plotOf(definition).required
    .filter((child) => !present.has(child.name))
    .map((child) => plantNode({ definition: child, name: child.name, value: initialOf(child) }));
}

/** What a node holds that comes into being without a value. */
const initialOf = (definition: NodeDefinition): LeafValue | Record<string, never> =>
  (definition.format === 'node' ? {} : definition.initial);

/** The definition of a child: by fixed name, else the placeholder. */
export function findChild(definition: InteriorDefinition, name: string): NodeDefinition | undefined {
  const { fixed, placeholder } = plotOf(definition);
  return fixed.get(name) ?? placeholder;
}

/** What a definition says of children, ready to be looked up. */
interface Plot {
  readonly fixed: ReadonlyMap<string, NodeDefinition>;
  readonly placeholder: NodeDefinition | undefined;
  /** Permanent children that occur once. */
  readonly required: readonly NodeDefinition[];
}

/** Definitions never change, and every device of a process has the same ones. */
const plots = new WeakMap<InteriorDefinition, Plot>();

function plotOf(definition: InteriorDefinition): Plot {
  const known = plots.get(definition);
  if (known !== undefined) return known;
  const fixed = definition.children.filter(({ naming }) => naming === 'fixed');
  const plot: Plot = {
    // The first of a name counts.
    fixed: new Map(fixed.toReversed().map((child) => [child.name, child])),
    placeholder: definition.children.find(({ naming }) => naming === 'placeholder'),
    required: fixed.filter(({ scope, occurrence }) => scope === 'permanent' && occurrence.min === 1),
  };
  plots.set(definition, plot);
  return plot;
}

/** Whether a serialized value stands for an interior node. */
export const isObject = (value: MoValue): value is MoObject => typeof value === 'object' && value !== null;

/** A node back as data, hidden nodes included: the inverse of plantNode. */
function harvestNode(node: TreeNode): MoValue {
  return node.kind === 'leaf' ? node.value : harvestInterior(node);
}

/** The children of an interior node as data. */
export const harvestInterior = (node: InteriorNode): MoObject =>
  Object.fromEntries([...node.children.values()].map((child) => [child.name, harvestNode(child)]));
