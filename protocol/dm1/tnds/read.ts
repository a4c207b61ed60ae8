/**
 * From the element tree to a serialized DM tree (DMTNDS 9.2), with all findings: content models, values against the rules
 * of their properties, contradictions between Format, Type, Value and children. The bytes around it are `document.ts`.
 */

import { allOf, checkRoot, partOf, partsOf, report, textIn, type Check, type Parts, type Spot } from '../ddf/content-check.js';
import { TNDS_ROWS } from '../ddf/grammar.js';
import { reportFaults } from '../ddf/tree-faults.js';
import { quoteText } from '../../quote.js';
import { byteOf, type Element } from '../model/element.js';
import type { Finding1 } from '../model/finding.js';
import { nameFaults } from '../tree/property.js';
import { addressFaults } from '../tree/uri.js';
import { checkDuplicates } from './duplicates.js';
import { TNDS_LIMITS, type TndsLimits } from './limits.js';
import { checkNode } from './node-check.js';
import { propertiesOf, valueOf } from './properties.js';
import type { TndsContent, TndsNode, TndsText, TndsTree } from './tree.js';

export interface TndsReading {
  /** Absent only if the document element is not MgmtTree. */
  readonly tree?: TndsTree | undefined;
  /** In the order of the document. */
  readonly findings: readonly Finding1[];
}

/** Reads a tree from its MgmtTree element. Never throws. */
export function tndsFromElements(root: Element, choices: Partial<TndsLimits> = {}): TndsReading {
  const limits = { ...TNDS_LIMITS, ...choices };
  const check: Check = { grammar: { rows: TNDS_ROWS, codes: CODES }, findings: [], maxFindings: limits.maxFindings };
  const spot: Spot = { check, element: root, path: root.name };
  if (root.name !== 'MgmtTree') {
    report(spot, { code: 'dm1-tnds/root', found: `<${root.name}>`, expected: 'a serialized tree: <MgmtTree>' });
    return { findings: check.findings };
  }
  checkRoot(spot);
  const parts = partsOf(spot);
  const state: State = { limits, nodes: 0 };
  const tree: TndsTree = {
    verDtd: verDtdOf(parts),
    man: textPart(parts, 'Man'),
    mod: textPart(parts, 'Mod'),
    nodes: nodesOf(parts, { state, depth: 1 }),
    where: root.where,
  };
  checkDuplicates(tree, spot);
  return { tree, findings: check.findings.toSorted((left, right) => byteOf(left.where) - byteOf(right.where)) };
}

const CODES = Object.freeze({
  unknown: 'dm1-tnds/unknown-element', foreign: 'dm1-tnds/foreign-element', misplaced: 'dm1-tnds/misplaced-element', order: 'dm1-tnds/order',
  repeated: 'dm1-tnds/repeated', missing: 'dm1-tnds/missing', strayText: 'dm1-tnds/stray-text', markup: 'dm1-tnds/markup-in-text',
  notEmpty: 'dm1-tnds/not-empty', attribute: 'dm1-tnds/attribute', namespace: 'dm1-tnds/namespace', findings: 'dm1-tnds/findings',
} as const);

interface State {
  readonly limits: TndsLimits;
  nodes: number;
}

interface Level {
  readonly state: State;
  readonly depth: number;
}

function verDtdOf(parts: Parts): TndsText | undefined {
  const spot = partOf(parts, 'VerDTD');
  const verDtd = textPart(parts, 'VerDTD');
  if (spot === undefined || verDtd === undefined) return undefined;
  if (verDtd.value !== '1.2') report(spot, { code: 'dm1-tnds/version', found: quoteText(verDtd.value, 20), expected: '1.2' });
  return verDtd;
}

function textPart(parts: Parts, name: string): TndsText | undefined {
  const spot = partOf(parts, name);
  return spot === undefined ? undefined : { value: textIn(spot), where: spot.element.where };
}

function nodesOf(parts: Parts, level: Level): readonly TndsNode[] {
  const { state, depth } = level;
  const spots = allOf(parts, 'Node');
  const [first] = spots;
  if (first !== undefined && depth > state.limits.maxDepth) {
    report(first, { code: 'dm1-tnds/depth', found: `level ${depth}`, expected: `at most ${state.limits.maxDepth}, the limit of this reader` });
    return [];
  }
  const nodes: TndsNode[] = [];
  for (const spot of spots) {
    state.nodes += 1;
    if (state.nodes > state.limits.maxNodes) {
      if (state.nodes === state.limits.maxNodes + 1) report(spot, { code: 'dm1-tnds/nodes', found: `node ${state.nodes}`, expected: `at most ${state.limits.maxNodes}, the limit of this reader` });
      break;
    }
    nodes.push(nodeOf(spot, level));
  }
  return nodes;
}

function nodeOf(spot: Spot, level: Level): TndsNode {
  const parts = partsOf(spot);
  const properties = propertiesOf(parts);
  const node: TndsNode = {
    name: nameOf(spot, { parts, isTop: level.depth === 1 }),
    path: pathOf(parts, level),
    properties,
    content: contentOf(parts, { level, isInterior: properties.format?.value === 'node' || (properties.format === undefined && properties.type?.kind === 'object') }),
    where: spot.element.where,
  };
  checkNode(spot, { node, parts });
  return node;
}

function contentOf(parts: Parts, { level, isInterior }: { readonly level: Level; readonly isInterior: boolean }): TndsContent {
  const nodes = nodesOf(parts, { state: level.state, depth: level.depth + 1 });
  const value = valueOf(parts);
  if (nodes.length > 0 || (isInterior && value === undefined) || parts.has('Node')) return { kind: 'interior', nodes };
  return { kind: 'leaf', value };
}

/** Only the first name may be empty: it is then that of the target. */
function nameOf(spot: Spot, { parts, isTop }: { readonly parts: Parts; readonly isTop: boolean }): TndsText {
  const name = textPart(parts, 'NodeName');
  if (name === undefined) return { value: '', where: { kind: 'absent', parent: spot.element.where } };
  const inner = partOf(parts, 'NodeName') ?? spot;
  if (name.value === '') {
    if (!isTop) report(inner, { code: 'dm1-tnds/no-name', found: 'an empty NodeName', expected: 'the name of the node' });
    return name;
  }
  reportFaults(inner, nameFaults(name.value));
  return name;
}

function pathOf(parts: Parts, { depth }: Level): TndsText | undefined {
  const path = textPart(parts, 'Path');
  const spot = partOf(parts, 'Path');
  if (path === undefined || spot === undefined) return undefined;
  if (depth > 1) report(spot, { code: 'dm1-tnds/nested-path', found: quoteText(path.value, 40), expected: 'no Path within another node' });
  const fault = path.value === '' || path.value === './' ? undefined : addressFaults(path.value).find(({ code }) => code !== 'dm1-tree/uri-space');
  if (fault !== undefined) report(spot, { code: 'dm1-tnds/path', found: `${quoteText(path.value, 40)}: ${fault.found}`, expected: fault.expected });
  return path;
}
