/**
 * A serialized part of the DM tree (DMTNDS 9.2) as typed nodes. Every node knows where it stood. What the document left
 * out is absent here, nothing is filled in. Leaves out the framework properties, which descriptions have (`ddf/`).
 */

import type { Place } from '../model/element.js';
import type { FormatName } from '../tree/format.js';

/** Text of an element and where it stood. */
export interface TndsText {
  readonly value: string;
  readonly where: Place;
}

export interface TndsTree {
  readonly verDtd: TndsText | undefined;
  readonly man?: TndsText | undefined;
  readonly mod?: TndsText | undefined;
  readonly nodes: readonly TndsNode[];
  readonly where: Place;
}

export interface TndsNode {
  readonly name: TndsText;
  /** Where the node goes, relative to the Target of the command (DMTNDS 9.2.3.1.7). */
  readonly path?: TndsText | undefined;
  readonly properties: TndsProperties;
  readonly content: TndsContent;
  readonly where: Place;
}

/** `leaf` without a value: the document names the node only, as for ?list=TNDS without Value. */
export type TndsContent =
  | { readonly kind: 'interior'; readonly nodes: readonly TndsNode[] }
  | { readonly kind: 'leaf'; readonly value?: TndsValue | undefined };

/** Octets only where WBXML carried them. */
export type TndsValue =
  | { readonly kind: 'text'; readonly text: string; readonly where: Place }
  | { readonly kind: 'octets'; readonly bytes: Uint8Array; readonly where: Place };

export interface TndsProperties {
  readonly acl?: TndsText | undefined;
  readonly format?: { readonly value: FormatName; readonly where: Place } | undefined;
  readonly name?: TndsText | undefined;
  readonly size?: TndsText | undefined;
  readonly title?: TndsText | undefined;
  readonly tStamp?: TndsText | undefined;
  readonly type?: TndsType | undefined;
  readonly verNo?: TndsText | undefined;
}

/** `mime`: media type of a leaf. `object`: identifier of the object whose root the node is, or nothing. */
export interface TndsType {
  readonly kind: 'mime' | 'object';
  readonly value: string;
  readonly where: Place;
}

/** A node and its address relative to the Target of the command. */
export interface TndsEntry {
  /** Names from the target down. The last one is '' for a node that takes the name of the target (DMTNDS 9.2.3.1.6). */
  readonly segments: readonly string[];
  readonly node: TndsNode;
}

/** All nodes with their addresses, parents first, nested and flat form alike. */
export function entriesOf(tree: TndsTree): readonly TndsEntry[] {
  const entries: TndsEntry[] = [];
  for (const node of tree.nodes) collect(node, { parent: [], entries });
  return entries;
}

function collect(node: TndsNode, { parent, entries }: { readonly parent: readonly string[]; readonly entries: TndsEntry[] }): void {
  const base = node.path === undefined ? parent : pathSegments(node.path.value);
  const segments = [...base, node.name.value];
  entries.push({ segments, node });
  if (node.content.kind === 'interior') for (const child of node.content.nodes) collect(child, { parent: segments, entries });
}

/** Names of a Path; "", "." and "./" are the target itself. */
export function pathSegments(path: string): readonly string[] {
  return path.split('/').filter((segment) => segment !== '' && segment !== '.');
}
