/**
 * Holds an element of a description or a serialized tree against its content model (DMTND 8.5.4; DMTNDS 9.2.3): order,
 * cardinality, namespace, stray content. Reports and goes on. The codes are those of the document at hand.
 */

import type { Dm1ErrorCode } from '../error-codes.js';
import { quoteText } from '../../quote.js';
import { NAMESPACE_URIS, textOf, type Element, type Node, type Place } from '../model/element.js';
import { finding, type Finding1 } from '../model/finding.js';
import { describeNamespace, describeNode } from '../model/content-check.js';
import type { Slot } from '../model/content-models.js';
import type { Content, Rows } from './grammar.js';

type Rule =
  | 'unknown' | 'foreign' | 'misplaced' | 'order' | 'repeated' | 'missing' | 'strayText' | 'markup' | 'notEmpty' | 'attribute' | 'namespace' | 'findings';

/** A vocabulary and the codes that its faults go by. */
export interface Grammar {
  readonly rows: Rows;
  readonly codes: Readonly<Record<Rule, Dm1ErrorCode>>;
}

/** One reading: the grammar, and where findings go up to the limit. */
export interface Check {
  readonly grammar: Grammar;
  readonly findings: Finding1[];
  readonly maxFindings: number;
}

/** An element and the way to it. */
export interface Spot {
  readonly check: Check;
  readonly element: Element;
  readonly path: string;
}

/** The children of an element by name, after the check. */
export type Parts = ReadonlyMap<string, readonly Spot[]>;

export interface Report {
  readonly code: Dm1ErrorCode;
  readonly found: string;
  readonly expected: string;
  readonly where?: Place;
  readonly requirement?: string;
}

/** Adds a finding about the element, unless the limit is reached. */
export function report({ check, element, path }: Spot, { code, found, expected, where = element.where, requirement }: Report): void {
  const { findings, maxFindings, grammar } = check;
  if (findings.length > maxFindings) return;
  if (findings.length === maxFindings) findings.push(finding({ code: grammar.codes.findings, where, path, found: 'more faults', expected: `at most ${maxFindings}, the limit of this reader` }));
  else findings.push(finding({ code, where, path, found, expected, ...(requirement === undefined ? {} : { requirement }) }));
}

/** The document element: its namespace is the one all others are held against. */
export function checkRoot(spot: Spot): void {
  const { element, check } = spot;
  if (element.uri === NAMESPACE_URIS.dmddf) return;
  report(spot, { code: check.grammar.codes.namespace, found: `<${element.name}> in ${describeNamespace(element)}`, expected: `namespace ${quoteText(NAMESPACE_URIS.dmddf)}` });
}

/** Checks the children of an element that holds elements, and sorts them. */
export function partsOf(spot: Spot): Parts {
  const { check, element } = spot;
  const content = check.grammar.rows.get(element.name);
  const slots = content?.kind === 'sequence' ? content.slots : NO_SLOTS;
  const walk: Walk = {
    spot, slots, order: content?.kind === 'sequence' ? content.order : 'any', counts: new Array<number>(slots.length).fill(0),
    byName: new Map(), reached: 0, reachedName: '', reported: -1,
  };
  checkAttributes(spot);
  for (const child of element.children) visit(walk, child);
  slots.forEach((slot, index) => {
    if ((slot.occurs === '1' || slot.occurs === '+') && walk.counts[index] === 0) reportMissing(spot, slot);
  });
  return walk.byName;
}
const NO_SLOTS: readonly Slot[] = Object.freeze([]);

/** The child of that name; of several the first. */
export function partOf(parts: Parts, name: string): Spot | undefined {
  return parts.get(name)?.[0];
}

/** All children of that name. */
export function allOf(parts: Parts, name: string): readonly Spot[] {
  return parts.get(name) ?? [];
}

/** Text of an element that holds text only, checked. */
export function textIn(spot: Spot): string {
  const { check, element } = spot;
  checkAttributes(spot);
  for (const child of element.children) {
    if (child.kind === 'element') report(spot, { code: check.grammar.codes.markup, where: child.where, found: `<${child.name}>`, expected: `only text in <${element.name}>` });
  }
  return textOf(element);
}

/** The names of the flags in an element, such as the one Format that a node has. */
export function flagsIn(spot: Spot, names: readonly string[]): readonly string[] {
  const parts = partsOf(spot);
  const present = names.filter((name) => parts.has(name));
  for (const name of present) for (const flag of allOf(parts, name)) checkFlag(flag);
  return present;
}

interface Walk {
  readonly spot: Spot;
  readonly slots: readonly Slot[];
  readonly order: 'strict' | 'any';
  readonly counts: number[];
  readonly byName: Map<string, Spot[]>;
  /** The furthest slot so far and what stands in it. */
  reached: number;
  reachedName: string;
  /** The slot that a fault of order was last reported against. */
  reported: number;
}

function visit(walk: Walk, child: Node): void {
  const { spot, slots } = walk;
  const { codes, rows } = spot.check.grammar;
  if (child.kind !== 'element') {
    const isBlank = child.kind === 'text' ? /^[ \t\r\n]*$/.test(child.text) : child.bytes.length === 0;
    if (!isBlank) report(spot, { code: codes.strayText, where: child.where, found: describeNode(child), expected: `only elements in <${spot.element.name}>` });
    return;
  }
  if (child.namespace === 'other') {
    report(spot, { code: codes.foreign, where: child.where, found: `<${child.name}> of ${describeNamespace(child)}`, expected: `only elements of ${quoteText(NAMESPACE_URIS.dmddf)}` });
    return;
  }
  const inner = spotOf(walk, child);
  const slot = slots.findIndex(({ names }) => names.includes(child.name));
  checkNamespace(spot, inner);
  if (slot >= 0) place(walk, { inner, slot });
  else {
    const expected = `one of ${slots.flatMap(({ names }) => names).join(', ')} in <${spot.element.name}>`;
    report(inner, { code: rows.has(child.name) ? codes.misplaced : codes.unknown, found: `<${child.name}>`, expected });
  }
}

function spotOf({ spot, byName }: Walk, element: Element): Spot {
  const namesakes = byName.get(element.name)?.length ?? 0;
  const suffix = namesakes === 0 ? '' : `[${namesakes + 1}]`;
  return { check: spot.check, element, path: `${spot.path}/${element.name}${suffix}` };
}

/** Counts a child into its slot, looks at the order, and keeps it. */
function place(walk: Walk, { inner, slot }: { readonly inner: Spot; readonly slot: number }): void {
  const { spot, slots, counts, byName } = walk;
  const { codes } = spot.check.grammar;
  const { name } = inner.element;
  const count = (counts[slot] ?? 0) + 1;
  counts[slot] = count;
  const occurs = slots[slot]?.occurs;
  if (count > 1 && (occurs === '1' || occurs === '?')) report(inner, { code: codes.repeated, found: `<${name}> number ${count}`, expected: `at most one in <${spot.element.name}>` });
  else if (slot < walk.reached && walk.order === 'strict' && walk.reported !== walk.reached) {
    walk.reported = walk.reached;
    report(inner, { code: codes.order, found: `<${name}> after <${walk.reachedName}>`, expected: `<${name}> before it` });
  }
  if (slot >= walk.reached) [walk.reached, walk.reachedName] = [slot, name];
  const namesakes = byName.get(name);
  if (namesakes === undefined) byName.set(name, [inner]);
  else namesakes.push(inner);
}

function reportMissing(spot: Spot, { names, requirement }: Slot): void {
  const { element, check } = spot;
  const shown = names.length > 1 ? `one of ${names.join(', ')}` : `<${names[0] ?? ''}>`;
  const where: Place = { kind: 'absent', parent: element.where };
  report(spot, { code: check.grammar.codes.missing, where, found: 'none', expected: `${shown} in <${element.name}>`, ...(requirement === undefined ? {} : { requirement }) });
}

/** A child in the namespace of its parent is as good or bad as that one. */
function checkNamespace(spot: Spot, inner: Spot): void {
  const { element } = inner;
  if (element.uri === spot.element.uri || element.uri === NAMESPACE_URIS.dmddf) return;
  report(inner, { code: spot.check.grammar.codes.namespace, found: `<${element.name}> in ${describeNamespace(element)}`, expected: `namespace ${quoteText(NAMESPACE_URIS.dmddf)}` });
}

function checkAttributes(spot: Spot): void {
  for (const { name, where } of spot.element.attributes) {
    report(spot, { code: spot.check.grammar.codes.attribute, where, found: `the attribute ${quoteText(name, 40)}`, expected: `<${spot.element.name}> without attributes` });
  }
}

function checkFlag(spot: Spot): void {
  const { check, element } = spot;
  const content: Content | undefined = check.grammar.rows.get(element.name);
  checkAttributes(spot);
  const [first] = element.children.filter((child) => child.kind !== 'text' || child.text.trim() !== '');
  if (content?.kind === 'flag' && first !== undefined) report(spot, { code: check.grammar.codes.notEmpty, where: first.where, found: describeNode(first), expected: `<${element.name}> empty` });
}
