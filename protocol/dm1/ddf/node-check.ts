/** What a description says twice about a node must agree: DFFormat, DFType, children, Value (DMTND 8.5.4.1.5, 8.5.4.3.4, .8). */

import { allOf, partOf, report, type Parts, type Spot } from './content-check.js';
import type { DdfNode } from './description.js';

interface Facts {
  readonly node: DdfNode;
  /** The parts of its Node element. */
  readonly parts: Parts;
}

/** Reports contradictions within one node. */
export function checkDdfNode(spot: Spot, { node, parts }: Facts): void {
  const [value, second] = allOf(parts, 'Value');
  const hasNodes = parts.has('Node');
  const { framework: { format, type }, runTime } = node;
  if (second !== undefined) report(second, { code: 'dm1-ddf/repeated', found: '<Value> number 2', expected: 'at most one in <Node>' });
  if (value !== undefined && hasNodes) report(value, { code: 'dm1-ddf/value-and-nodes', found: '<Value> beside <Node>', expected: 'one of the two' });
  if (format !== undefined && format !== 'node' && hasNodes) reportAt(spot, { parts, name: 'DFFormat', found: `DFFormat ${format} with child nodes` });
  if (format === 'node' && value !== undefined && !hasNodes) reportAt(spot, { parts, name: 'DFFormat', found: 'DFFormat node with a value' });
  if (format === 'node' && type?.kind === 'mime') reportAt(spot, { parts, name: 'DFType', found: '<MIME> under DFFormat node' });
  if (format !== undefined && format !== 'node' && type?.kind === 'ddf-name') reportAt(spot, { parts, name: 'DFType', found: `<DDFName> under DFFormat ${format}` });
  if (format === 'node' && runTime?.includes('Size') === true) report(spot, { code: 'dm1-ddf/interior-size', found: 'Size among the properties of an interior node', expected: 'Size on leaves only' });
}

interface Contradiction {
  readonly parts: Parts;
  readonly name: 'DFFormat' | 'DFType';
  readonly found: string;
}

function reportAt(spot: Spot, { parts, name, found }: Contradiction): void {
  const framework = partOf(parts, 'DFProperties');
  const where = framework?.element.children.find((child) => child.kind === 'element' && child.name === name)?.where ?? spot.element.where;
  const isFormat = name === 'DFFormat';
  const expected = isFormat ? 'DFFormat node for nodes with children, another for nodes with a value' : 'a DDFName for DFFormat node, media types for the others';
  report(spot, { code: isFormat ? 'dm1-ddf/node-format' : 'dm1-ddf/node-type', where, found, expected });
}
