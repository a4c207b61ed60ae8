/**
 * Holds an element against its row of the content models: order, cardinality, namespace, stray content (REPPRO 1.2, DTD;
 * META 1.2). Reports and goes on; the caller picks the children it wants from what is left. Leaves out what a value may
 * be (see `leaves.ts`).
 */

import type { Dm1ErrorCode } from '../error-codes.js';
import { quoteText } from '../../quote.js';
import { BODY_COMMANDS, rowOf, slotsOf, type ContentRow, type Slot } from './content-models.js';
import { NAMESPACE_URIS, type Attribute, type Element, type Node, type Place } from './element.js';
import { finding, type Finding1 } from './finding.js';

/** An element, the way to it, and where the findings about it go. */
export interface Spot {
  readonly element: Element;
  readonly path: string;
  readonly findings: Finding1[];
}

/** The children of an element by name, after the check. */
export interface Parts {
  readonly spot: Spot;
  readonly byName: ReadonlyMap<string, readonly Spot[]>;
  /** All of them that can be commands, in order. */
  readonly commands: readonly Spot[];
  /** Elements that SyncML has and DM does not use. */
  readonly unused: readonly Element[];
}

interface Walk {
  readonly spot: Spot;
  readonly slots: readonly Slot[];
  readonly indexes: ReadonlyMap<string, number>;
  readonly counts: number[];
  readonly byName: Map<string, Spot[]>;
  readonly commands: Spot[];
  readonly unused: Element[];
  /** The furthest slot so far and what stands in it. */
  reached: number;
  reachedName: string;
  /** The slot that a fault of order was last reported against. */
  reported: number;
}

interface RowedSpot {
  readonly spot: Spot;
  readonly row: ContentRow;
}

/** Checks the children of `spot` against its row, or against `slots` where it has none, and sorts them. */
export function partsOf(spot: Spot, slots: readonly Slot[] = slotsOf(spot.element.name)): Parts {
  const walk: Walk = {
    spot, slots, indexes: indexesOf(slots), counts: new Array<number>(slots.length).fill(0),
    byName: new Map(), commands: [], unused: [], reached: 0, reachedName: '', reported: -1,
  };
  checkAttributes(spot);
  for (const child of spot.element.children) visit(walk, child);
  slots.forEach((slot, index) => {
    if ((slot.occurs === '1' || slot.occurs === '+') && walk.counts[index] === 0) reportMissing(walk, slot);
  });
  return walk;
}

/** The child of that name; of several the first. */
export function partOf(parts: Parts, name: string): Spot | undefined {
  return parts.byName.get(name)?.[0];
}

/** All children of that name. */
export function allOf(parts: Parts, name: string): readonly Spot[] {
  return parts.byName.get(name) ?? [];
}

/** No element of SyncML or MetInf has attributes; those of XML itself are odd at most. */
export function checkAttributes({ element, path, findings }: Spot): void {
  for (const attribute of element.attributes) {
    findings.push(finding({
      code: isXml(attribute) ? 'dm1-model/xml-attribute' : 'dm1-model/attribute', where: attribute.where, path,
      found: `the attribute ${quoteText(attribute.name, 40)}`, expected: `<${element.name}> without attributes`,
    }));
  }
}

/** The same finding for every content that has no place where it stands. */
export function reportStray({ path, findings }: Spot, stray: { readonly code: Dm1ErrorCode; readonly node: Node; readonly expected: string }): void {
  const { code, node, expected } = stray;
  findings.push(finding({ code, where: node.where, path, found: describeNode(node), expected }));
}

function visit(walk: Walk, child: Node): void {
  if (child.kind !== 'element') {
    const blank = child.kind === 'text' ? /^[ \t\r\n]*$/.test(child.text) : child.bytes.length === 0;
    if (!blank) reportStray(walk.spot, { code: 'dm1-model/stray-text', node: child, expected: `only elements in <${walk.spot.element.name}>` });
    return;
  }
  const spot = spotOfChild(walk, child);
  const row = rowOf(child.name);
  const slot = walk.indexes.get(child.name);
  if (row === undefined || slot === undefined) reportForeign(walk, spot);
  else place(walk, { spot, slot });
  if (row === undefined) {
    if (isBody(walk)) walk.commands.push(spot);
    return;
  }
  checkNamespace(walk.spot.element, { spot, row });
  keep(walk, { spot, row });
}

function spotOfChild(walk: Walk, element: Element): Spot {
  const namesakes = walk.byName.get(element.name)?.length ?? 0;
  const suffix = namesakes === 0 ? '' : `[${namesakes + 1}]`;
  return { element, path: `${walk.spot.path}/${element.name}${suffix}`, findings: walk.spot.findings };
}

/** Counts a child into its slot and looks at the order. */
function place(walk: Walk, { spot, slot }: { readonly spot: Spot; readonly slot: number }): void {
  const { element, path } = spot;
  const where = element.where;
  const count = (walk.counts[slot] ?? 0) + 1;
  walk.counts[slot] = count;
  const occurs = walk.slots[slot]?.occurs;
  if (count > 1 && (occurs === '1' || occurs === '?')) {
    walk.spot.findings.push(finding({ code: 'dm1-model/repeated', where, path, found: `<${element.name}> number ${count}`, expected: `at most one in <${walk.spot.element.name}>` }));
  } else if (slot < walk.reached && walk.reported !== walk.reached) {
    walk.reported = walk.reached;
    const code = walk.spot.element.name === 'Meta' ? 'dm1-model/meta-order' : 'dm1-model/order';
    walk.spot.findings.push(finding({ code, where, path, found: `<${element.name}> after <${walk.reachedName}>`, expected: `<${element.name}> before it` }));
  }
  if (slot < walk.reached) return;
  walk.reached = slot;
  walk.reachedName = element.name;
}

function reportForeign(walk: Walk, { element, path }: Spot): void {
  const parent = walk.spot.element.name;
  const code = rowOf(element.name) === undefined ? 'dm1-model/unknown-element' : 'dm1-model/misplaced-element';
  const names = walk.slots.filter((slot) => slot.names.every((name) => rowOf(name)?.use === 'dm')).flatMap((slot) => slot.names);
  const expected = names.length === 0 || names.length > 12 ? `an element that <${parent}> can hold` : `one of ${names.join(', ')} in <${parent}>`;
  walk.spot.findings.push(finding({ code, where: element.where, path, found: `<${element.name}>`, expected }));
}

/** A wrong namespace is reported where it begins: children that merely inherit a missing or foreign one are not reported again. */
function checkNamespace(parent: Element, { spot, row }: RowedSpot): void {
  const { element, path, findings } = spot;
  if (element.namespace === row.vocabulary && element.uri === NAMESPACE_URIS[row.vocabulary]) return;
  if (element.uri === parent.uri && parent.namespace !== 'metinf' && (parent.namespace !== 'syncml' || row.vocabulary === 'syncml')) return;
  const where = element.where;
  const found = `<${element.name}> in ${describeNamespace(element)}`;
  const expected = `namespace ${quoteText(NAMESPACE_URIS[row.vocabulary])}`;
  findings.push(finding({ code: namespaceCode(element, row), where, path, found, expected }));
}

function namespaceCode(element: Element, row: ContentRow): Dm1ErrorCode {
  if (element.name === 'Meta' && element.namespace === 'metinf') return 'dm1-model/meta-namespace';
  return row.vocabulary === 'metinf' ? 'dm1-model/metinf-namespace' : 'dm1-model/syncml-namespace';
}

function keep(walk: Walk, { spot, row }: RowedSpot): void {
  const { element, path } = spot;
  const namesakes = walk.byName.get(element.name);
  if (namesakes === undefined) walk.byName.set(element.name, [spot]);
  else namesakes.push(spot);
  const isCommand = COMMANDS.has(element.name);
  if (isCommand) walk.commands.push(spot);
  if (row.use === 'dm') return;
  if (!isCommand) walk.unused.push(element);
  const source = row.use === 'unlisted' ? { requirement: '', clause: 'REPPRO 1.2 (DTD)' } : {};
  walk.spot.findings.push(finding({ code: 'dm1-model/unused-element', where: element.where, path, found: `<${element.name}>`, expected: 'only elements that DM uses', ...source }));
}
const COMMANDS: ReadonlySet<string> = new Set(BODY_COMMANDS);

function reportMissing(walk: Walk, slot: Slot): void {
  const { element, path } = walk.spot;
  const name = slot.names.length === 1 ? `<${slot.names[0] ?? ''}>` : 'command';
  const where: Place = { kind: 'absent', parent: element.where };
  const source = slot.requirement === undefined ? {} : { requirement: slot.requirement };
  const expected = `${slot.occurs === '1' ? 'one' : 'at least one'} ${name} in <${element.name}>`;
  walk.spot.findings.push(finding({ code: 'dm1-model/missing', where, path, found: 'none', expected, ...source }));
}

function isBody(walk: Walk): boolean {
  return walk.slots.some((slot) => slot.names.length > 1);
}

function isXml(attribute: Attribute): boolean {
  return attribute.uri === 'http://www.w3.org/XML/1998/namespace';
}

/** The namespace of an element for people. */
export function describeNamespace({ uri }: Pick<Element, 'uri'>): string {
  return uri === '' ? 'no namespace' : `namespace ${quoteText(uri, 60)}`;
}

/** A node for people. */
export function describeNode(node: Node): string {
  switch (node.kind) {
    case 'element':
      return `<${node.name}>`;
    case 'text':
      return `the text ${quoteText(node.text.trim(), 40)}`;
    case 'opaque':
      return `${node.bytes.length} opaque bytes`;
  }
}

function indexesOf(slots: readonly Slot[]): ReadonlyMap<string, number> {
  let indexes = INDEXES.get(slots);
  if (indexes === undefined) {
    indexes = new Map(slots.flatMap((slot, index) => slot.names.map((name) => [name, index])));
    INDEXES.set(slots, indexes);
  }
  return indexes;
}
const INDEXES = new WeakMap<readonly Slot[], ReadonlyMap<string, number>>();
