/** Making serialized trees by hand: legal ones only (DMTNDS 9.2). Illegal ones are built from elements (`model/illegal-builder.ts`). */

import { BUILT } from '../model/element.js';
import type { FormatName } from '../tree/format.js';
import { throwFirst } from '../tree/fault.js';
import { nameFaults, propertyFaults } from '../tree/property.js';
import type { TndsNode, TndsText, TndsTree } from './tree.js';

export interface InteriorFacts {
  readonly name: string;
  /** Identifier of the object whose root the node is. */
  readonly objectId?: string;
  readonly acl?: string;
  readonly nodes: readonly TndsNode[];
}

export interface LeafFacts {
  readonly name: string;
  readonly format?: Exclude<FormatName, 'node'>;
  /** `text/plain` by default. */
  readonly mime?: string;
  readonly acl?: string;
  readonly value?: string | Uint8Array;
}

/** A tree of version 1.2. */
export function tndsTree(nodes: readonly TndsNode[]): TndsTree {
  return { verDtd: built('1.2'), nodes, where: BUILT };
}

/** An interior node. Throws DecodeError `dm1-tree/…` for a name, ACL or identifier that no node can have. */
export function tndsInterior({ name, objectId = '', acl, nodes }: InteriorFacts): TndsNode {
  throwFirst(name, name === '' ? [] : nameFaults(name));
  throwFirst(objectId, propertyFaults({ name: 'Type', value: objectId, node: 'interior' }));
  const properties = { acl: aclText(acl), format: { value: 'node', where: BUILT }, type: { kind: 'object', value: objectId, where: BUILT } } as const;
  return { name: built(name), properties, content: { kind: 'interior', nodes }, where: BUILT };
}

/** A leaf, Format chr unless said otherwise. Throws like `tndsInterior`. */
export function tndsLeaf({ name, format = 'chr', mime = 'text/plain', acl, value }: LeafFacts): TndsNode {
  throwFirst(name, name === '' ? [] : nameFaults(name));
  throwFirst(mime, propertyFaults({ name: 'Type', value: mime, node: 'leaf' }));
  const content = value === undefined ? undefined : typeof value === 'string' ? ({ kind: 'text', text: value, where: BUILT } as const) : ({ kind: 'octets', bytes: value, where: BUILT } as const);
  const properties = { acl: aclText(acl), format: { value: format, where: BUILT }, type: { kind: 'mime', value: mime, where: BUILT } } as const;
  return { name: built(name), properties, content: { kind: 'leaf', value: content }, where: BUILT };
}

function aclText(acl: string | undefined): TndsText | undefined {
  if (acl === undefined) return undefined;
  throwFirst(acl, propertyFaults({ name: 'ACL', value: acl }));
  return built(acl);
}

function built(value: string): TndsText {
  return { value, where: BUILT };
}
