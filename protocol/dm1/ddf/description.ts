/**
 * A device description (DMTND 8.5) as typed nodes. Defaults of the document are filled in and say so by a place of kind
 * `built`: Occurrence one, Scope dynamic. Everything else that is left out is absent.
 */

import { BUILT, type Place } from '../model/element.js';
import type { FormatName } from '../tree/format.js';
import type { PropertyName } from '../tree/property.js';

export interface DdfText {
  readonly value: string;
  readonly where: Place;
}

export interface DeviceDescription {
  readonly verDtd: DdfText | undefined;
  readonly man?: DdfText | undefined;
  readonly mod?: DdfText | undefined;
  readonly nodes: readonly DdfNode[];
  readonly where: Place;
}

export type AccessCommand = 'Add' | 'Copy' | 'Delete' | 'Exec' | 'Get' | 'Replace';

export type OccurrenceValue =
  | { readonly kind: 'One' | 'ZeroOrOne' | 'ZeroOrMore' | 'OneOrMore' }
  /** 2 to 65536. */
  | { readonly kind: 'ZeroOrN' | 'OneOrN'; readonly most: number };

/** One DDFName for an interior node, media types for a leaf. */
export type DfType =
  | { readonly kind: 'ddf-name'; readonly name: string }
  | { readonly kind: 'mime'; readonly types: readonly string[] };

export interface Framework {
  readonly access: readonly AccessCommand[];
  readonly defaultValue?: DdfText | undefined;
  readonly description?: DdfText | undefined;
  readonly format: FormatName | undefined;
  readonly occurrence: OccurrenceValue & { readonly where: Place };
  readonly scope: { readonly kind: 'Permanent' | 'Dynamic'; readonly where: Place };
  readonly title?: DdfText | undefined;
  readonly type: DfType | undefined;
  /** Of the names of children. */
  readonly caseSense?: 'CS' | 'CIS' | undefined;
  readonly where: Place;
}

export interface DdfNode {
  /** '' stands for names that are given at run time. */
  readonly name: DdfText;
  readonly path?: DdfText | undefined;
  /** Properties that RTProperties lists; undefined without RTProperties, which means ACL, Format, Name and Type (8.5.4.2). */
  readonly runTime: readonly PropertyName[] | undefined;
  readonly framework: Framework;
  readonly nodes: readonly DdfNode[];
  readonly value?: DdfText | undefined;
  readonly where: Place;
}

export const DEFAULT_OCCURRENCE: Framework['occurrence'] = Object.freeze({ kind: 'One', where: BUILT });
export const DEFAULT_SCOPE: Framework['scope'] = Object.freeze({ kind: 'Dynamic', where: BUILT });

/** What a node supports at run time. */
export function runTimeProperties({ runTime }: DdfNode): readonly PropertyName[] {
  return runTime ?? ALWAYS;
}
export const ALWAYS: readonly PropertyName[] = Object.freeze(['ACL', 'Format', 'Name', 'Type'] as const);

export interface DdfEntry {
  /** Names from the root; '' stands for any name. */
  readonly segments: readonly string[];
  readonly node: DdfNode;
}

/** All nodes with their addresses, parents first; a Path gives the parent of a node. */
export function ddfEntries({ nodes }: DeviceDescription): readonly DdfEntry[] {
  const entries: DdfEntry[] = [];
  for (const node of nodes) collect(node, { parent: [], entries });
  return entries;
}

/** The description of the node at an address: a name of the description before one given at run time, level by level. */
export function describedNode({ nodes }: DeviceDescription, segments: readonly string[]): DdfNode | undefined {
  return nodes.map((node) => nodeBelow(node, { segments, caseSense: 'CS' })).find((node) => node !== undefined);
}

interface Search {
  /** Names that are still to be found. */
  readonly segments: readonly string[];
  /** Of the parent. */
  readonly caseSense: 'CS' | 'CIS';
}

function nodeBelow(node: DdfNode, { segments, caseSense }: Search): DdfNode | undefined {
  const own = [...baseOf(node), node.name.value];
  const head = segments.slice(0, own.length);
  if (segments.length < own.length || !own.every((name, index) => isName(name, { asked: head[index] ?? '', caseSense }))) return undefined;
  const rest = segments.slice(own.length);
  if (rest.length === 0) return node;
  const inner: Search = { segments: rest, caseSense: node.framework.caseSense ?? 'CS' };
  const named = node.nodes.filter(({ name }) => name.value !== '');
  const unnamed = node.nodes.filter(({ name }) => name.value === '');
  return [...named, ...unnamed].map((child) => nodeBelow(child, inner)).find((found) => found !== undefined);
}

function isName(name: string, { asked, caseSense }: { readonly asked: string; readonly caseSense: 'CS' | 'CIS' }): boolean {
  return name === '' || name === asked || (caseSense === 'CIS' && name.toLowerCase() === asked.toLowerCase());
}

function baseOf({ path }: DdfNode): readonly string[] {
  return path === undefined ? [] : path.value.split('/').filter((segment) => segment !== '' && segment !== '.');
}

function collect(node: DdfNode, { parent, entries }: { readonly parent: readonly string[]; readonly entries: DdfEntry[] }): void {
  const base = node.path === undefined ? parent : baseOf(node);
  const segments = [...base, node.name.value];
  entries.push({ segments, node });
  for (const child of node.nodes) collect(child, { parent: segments, entries });
}
