/**
 * From the element tree, or from bytes, to a device description (DMTND 8.5), with all findings by the DTD and the prose:
 * content models, values, format against children. Leaves out whether the device behaves so.
 */

import { quoteText } from '../../quote.js';
import { sniffEncoding } from '../http/media-types.js';
import { byteOf, type Element } from '../model/element.js';
import type { Finding1 } from '../model/finding.js';
import { TNDS_LIMITS, type TndsLimits } from '../tnds/limits.js';
import { isPropertyName, nameFaults, type PropertyName } from '../tree/property.js';
import { addressFaults } from '../tree/uri.js';
import { decodeWbxml } from '../wbxml/decode.js';
import { readXml } from '../xml/read.js';
import { allOf, checkRoot, flagsIn, partOf, partsOf, report, textIn, type Check, type Parts, type Spot } from './content-check.js';
import { ALWAYS, ddfEntries, type DdfNode, type DdfText, type DeviceDescription } from './description.js';
import { frameworkOf, textPart } from './framework.js';
import { DDF_ROWS } from './grammar.js';
import { checkDdfNode } from './node-check.js';
import { reportFaults } from './tree-faults.js';
import { FORMAT_NAMES } from '../tree/format.js';

export type DdfLimits = TndsLimits;

export interface DdfReading {
  /** Absent only if the document element is not MgmtTree. */
  readonly description?: DeviceDescription | undefined;
  /** In the order of the document. */
  readonly findings: readonly Finding1[];
}

export interface DdfDocument extends DdfReading {
  readonly encoding: 'xml' | 'wbxml';
  readonly root?: Element | undefined;
}

/** Reads a document in XML or WBXML. Throws DecodeError only where the WBXML reader does. */
export function readDdf(bytes: Uint8Array, limits: Partial<DdfLimits> = {}): DdfDocument {
  const encoding = sniffEncoding(bytes) === 'wbxml' ? 'wbxml' : 'xml';
  const { root, findings } = encoding === 'wbxml' ? decodeWbxml(bytes) : readXml(bytes);
  if (root === undefined) return { encoding, findings };
  const reading = ddfFromElements(root, limits);
  return { encoding, root, description: reading.description, findings: [...findings, ...reading.findings] };
}

/** Reads a description from its MgmtTree element. Never throws. */
export function ddfFromElements(root: Element, choices: Partial<DdfLimits> = {}): DdfReading {
  const limits = { ...TNDS_LIMITS, ...choices };
  const check: Check = { grammar: { rows: DDF_ROWS, codes: CODES }, findings: [], maxFindings: limits.maxFindings };
  const spot: Spot = { check, element: root, path: root.name };
  if (root.name !== 'MgmtTree') {
    report(spot, { code: 'dm1-ddf/root', found: `<${root.name}>`, expected: 'a device description: <MgmtTree>' });
    return { findings: check.findings };
  }
  checkRoot(spot);
  const parts = partsOf(spot);
  const state: State = { limits, nodes: 0 };
  const description: DeviceDescription = {
    verDtd: verDtdOf(parts), man: textPart(parts, 'Man'), mod: textPart(parts, 'Mod'), nodes: nodesOf(parts, { state, depth: 1 }), where: root.where,
  };
  checkDuplicates(description, spot);
  return { description, findings: check.findings.toSorted((left, right) => byteOf(left.where) - byteOf(right.where)) };
}

const CODES = Object.freeze({
  unknown: 'dm1-ddf/unknown-element', foreign: 'dm1-ddf/foreign-element', misplaced: 'dm1-ddf/misplaced-element', order: 'dm1-ddf/order',
  repeated: 'dm1-ddf/repeated', missing: 'dm1-ddf/missing', strayText: 'dm1-ddf/stray-text', markup: 'dm1-ddf/markup-in-text',
  notEmpty: 'dm1-ddf/not-empty', attribute: 'dm1-ddf/attribute', namespace: 'dm1-ddf/namespace', findings: 'dm1-ddf/findings',
} as const);

interface State {
  readonly limits: DdfLimits;
  nodes: number;
}

interface Level {
  readonly state: State;
  readonly depth: number;
}

function verDtdOf(parts: Parts): DdfText | undefined {
  const spot = partOf(parts, 'VerDTD');
  if (spot === undefined) return undefined;
  const value = textIn(spot);
  if (value !== '1.2') report(spot, { code: 'dm1-ddf/version', found: quoteText(value, 20), expected: '1.2' });
  return { value, where: spot.element.where };
}

function nodesOf(parts: Parts, level: Level): readonly DdfNode[] {
  const { state, depth } = level;
  const spots = allOf(parts, 'Node');
  const [first] = spots;
  if (first !== undefined && depth > state.limits.maxDepth) {
    report(first, { code: 'dm1-ddf/depth', found: `level ${depth}`, expected: `at most ${state.limits.maxDepth}, the limit of this reader` });
    return [];
  }
  const nodes: DdfNode[] = [];
  for (const spot of spots) {
    state.nodes += 1;
    if (state.nodes > state.limits.maxNodes) {
      if (state.nodes === state.limits.maxNodes + 1) report(spot, { code: 'dm1-ddf/nodes', found: `node ${state.nodes}`, expected: `at most ${state.limits.maxNodes}, the limit of this reader` });
      break;
    }
    nodes.push(nodeOf(spot, level));
  }
  return nodes;
}

function nodeOf(spot: Spot, { state, depth }: Level): DdfNode {
  const parts = partsOf(spot);
  const node: DdfNode = {
    name: nameOf(spot, parts),
    path: pathOf(parts),
    runTime: runTimeOf(parts),
    framework: frameworkOf(parts, spot),
    nodes: nodesOf(parts, { state, depth: depth + 1 }),
    value: textPart(parts, 'Value'),
    where: spot.element.where,
  };
  checkDdfNode(spot, { node, parts });
  return node;
}

/** Empty: the name is given at run time. */
function nameOf(owner: Spot, parts: Parts): DdfText {
  const spot = partOf(parts, 'NodeName');
  if (spot === undefined) return { value: '', where: { kind: 'absent', parent: owner.element.where } };
  const value = textIn(spot);
  if (value !== '' && value !== '.') reportFaults(spot, nameFaults(value));
  return { value, where: spot.element.where };
}

function pathOf(parts: Parts): DdfText | undefined {
  const spot = partOf(parts, 'Path');
  if (spot === undefined) return undefined;
  const value = textIn(spot);
  const fault = value === '' || value === './' ? undefined : addressFaults(value).find(({ code }) => code !== 'dm1-tree/uri-space');
  if (fault !== undefined) report(spot, { code: 'dm1-ddf/path', found: `${quoteText(value, 40)}: ${fault.found}`, expected: fault.expected });
  return { value, where: spot.element.where };
}

/** Which properties are listed; their values in a description mean nothing yet. */
function runTimeOf(node: Parts): readonly PropertyName[] | undefined {
  const spot = partOf(node, 'RTProperties');
  if (spot === undefined) return undefined;
  const parts = partsOf(spot);
  const names = [...parts.keys()].filter(isPropertyName);
  const format = partOf(parts, 'Format');
  const type = partOf(parts, 'Type');
  if (format !== undefined) flagsIn(format, FORMAT_NAMES);
  if (type !== undefined) partsOf(type);
  const missing = ALWAYS.filter((name) => name !== 'Type' && !names.includes(name));
  if (missing.length > 0) report(spot, { code: 'dm1-ddf/run-time', found: `no ${missing.join(', ')}`, expected: `${ALWAYS.join(', ')} and what else the node has` });
  return names;
}

/** Addresses are distinct; nodes that are named at run time are apart by what they are. */
function checkDuplicates(description: DeviceDescription, spot: Spot): void {
  const seen = new Set<string>();
  for (const { segments, node } of ddfEntries(description)) {
    const address = segments.join('/');
    if (node.name.value !== '' && seen.has(address)) report(spot, { code: 'dm1-ddf/duplicate', where: node.name.where, found: `${quoteText(address, 60)} again`, expected: 'each address once' });
    seen.add(address);
  }
}
