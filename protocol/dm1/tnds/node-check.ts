/** What a node of a serialized tree says twice must agree: Format, Type, Value, children, Name, Size (DMTNDS 9.2.3.1.5 to .13; DMTND 8.3.2). */

import { isUtf8 } from 'node:buffer';
import { allOf, partOf, report, type Parts, type Spot } from '../ddf/content-check.js';
import { reportFaults } from '../ddf/tree-faults.js';
import { quoteText } from '../../quote.js';
import type { Place } from '../model/element.js';
import { valueFaults } from '../tree/format.js';
import type { NodeKind } from '../tree/property.js';
import type { TndsNode, TndsValue } from './tree.js';

interface Facts {
  readonly node: TndsNode;
  /** The parts of its Node element. */
  readonly parts: Parts;
}

/** Reports contradictions within one node. */
export function checkNode(spot: Spot, facts: Facts): void {
  checkValues(facts);
  checkFormat(spot, facts);
  checkType(spot, facts.node);
  checkName(spot, facts.node);
  if (kindOf(facts) === 'interior' && facts.node.properties.size !== undefined) {
    report(spot, { code: 'dm1-tnds/interior-size', where: facts.node.properties.size.where, found: 'a Size on an interior node', expected: 'Size on leaves only' });
  }
}

/** Interior by its children or its Format; otherwise a leaf. */
function kindOf({ node, parts }: Facts): NodeKind {
  return parts.has('Node') || node.properties.format?.value === 'node' || node.content.kind === 'interior' ? 'interior' : 'leaf';
}

function checkValues({ node, parts }: Facts): void {
  const [first, second] = allOf(parts, 'Value');
  if (second !== undefined) report(second, { code: 'dm1-tnds/repeated', found: '<Value> number 2', expected: 'at most one in <Node>' });
  if (first !== undefined && parts.has('Node')) report(first, { code: 'dm1-tnds/value-and-nodes', found: '<Value> beside <Node>', expected: 'one of the two' });
  const format = node.properties.format?.value;
  if (first === undefined || node.content.kind !== 'leaf' || node.content.value === undefined || format === undefined || format === 'node') return;
  const { value } = node.content;
  if (value.kind === 'text') reportFaults(first, valueFaults(format, value.text));
  else if (format !== 'bin' && format !== 'b64' && format !== 'xml') checkOctets(first, value);
}

function checkOctets(spot: Spot, value: Extract<TndsValue, { kind: 'octets' }>): void {
  if (!isUtf8(value.bytes)) report(spot, { code: 'dm1-tnds/octets', found: `${value.bytes.length} octets that are no text`, expected: 'UTF-8, or Format bin' });
}

function checkFormat(spot: Spot, { node, parts }: Facts): void {
  const { format } = node.properties;
  if (format === undefined) return;
  const report1 = (where: Place, found: string, expected: string): void => report(spot, { code: 'dm1-tnds/node-format', where, found, expected });
  const value = partOf(parts, 'Value');
  if (format.value === 'node' && value !== undefined && !parts.has('Node')) report1(value.element.where, '<Value> under Format node', 'a Format for leaves, or no value');
  if (format.value !== 'node' && parts.has('Node')) report1(format.where, `Format ${format.value} with child nodes`, 'Format node');
}

function checkType(spot: Spot, { properties: { type, format }, content }: TndsNode): void {
  if (type === undefined) return;
  const isInterior = content.kind === 'interior' && (format === undefined ? content.nodes.length > 0 : format.value === 'node');
  const isLeaf = content.kind === 'leaf' && (format === undefined ? content.value !== undefined : format.value !== 'node');
  if (isInterior && type.kind === 'mime') report(spot, { code: 'dm1-tnds/node-type', where: type.where, found: `<MIME> ${quoteText(type.value, 40)} on an interior node`, expected: 'a DDFName, or nothing' });
  if (isLeaf && type.kind === 'object') report(spot, { code: 'dm1-tnds/node-type', where: type.where, found: `${type.value === '' ? 'no MIME' : `<DDFName> ${quoteText(type.value, 40)}`} on a leaf`, expected: 'a MIME type' });
}

function checkName(spot: Spot, { name, properties }: TndsNode): void {
  if (properties.name === undefined || properties.name.value === '' || name.value === '' || properties.name.value === name.value) return;
  report(spot, { code: 'dm1-tnds/name-property', where: properties.name.where, found: quoteText(properties.name.value, 40), expected: `${quoteText(name.value, 40)}, the NodeName` });
}
