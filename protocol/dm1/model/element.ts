/**
 * The neutral element tree of DM 1.x: what the XML and the WBXML reader produce and both writers take. Namespaces are
 * those of SyncML Representation Protocol 1.2 and DMREPPRO 4.1.2; WBXML code pages stand for the same ones. Leaves out
 * which element may stand where: that is the content model's business (`content-models.ts`).
 */

/** The vocabularies of DM 1.x. `none`: no namespace was declared. `other`: a namespace that nobody here knows. */
export type NamespaceKind = 'syncml' | 'metinf' | 'dmddf' | 'prov' | 'devinf' | 'none' | 'other';

/** Canonical URI of each vocabulary. Client Provisioning has no namespace on the wire; the name here is only ours. */
export const NAMESPACE_URIS = Object.freeze({
  syncml: 'SYNCML:SYNCML1.2',
  metinf: 'syncml:metinf',
  dmddf: 'syncml:dmddf1.2',
  prov: '',
  devinf: 'syncml:devinf',
  none: '',
} as const satisfies Readonly<Record<Exclude<NamespaceKind, 'other'>, string>>);

/** Where a node of clear text stands. `byte` counts from 0 in the raw input (BOM included), `line` and `column` from 1. */
export interface XmlPlace {
  readonly kind: 'xml';
  readonly byte: number;
  /** Column counts characters of the decoded text (code points). */
  readonly line: number;
  readonly column: number;
}

/** Where a node of WBXML stands: its first byte and how many bytes it takes, end tag included. */
export interface WbxmlPlace {
  readonly kind: 'wbxml';
  readonly byte: number;
  readonly length: number;
}

/** A node that was made here and never stood in any input. */
export interface BuiltPlace {
  readonly kind: 'built';
}

/** A required node that was not there; `parent` is where it was looked for. */
export interface AbsentPlace {
  readonly kind: 'absent';
  readonly parent: Place;
}

export type Place = XmlPlace | WbxmlPlace | BuiltPlace | AbsentPlace;

export const BUILT: BuiltPlace = Object.freeze({ kind: 'built' });

/** An attribute; `name` is the local name, `uri` is empty for one without a prefix. Declarations of namespaces are none. */
export interface Attribute {
  readonly name: string;
  readonly uri: string;
  readonly value: string;
  readonly where: Place;
}

export interface Element {
  readonly kind: 'element';
  readonly namespace: NamespaceKind;
  /** The namespace as it was written; '' where none is declared. */
  readonly uri: string;
  /** The local name. */
  readonly name: string;
  readonly attributes: readonly Attribute[];
  readonly children: readonly Node[];
  readonly where: Place;
}

/** Character data; CDATA, references and split inline strings of one run are joined. */
export interface Text {
  readonly kind: 'text';
  readonly text: string;
  readonly where: Place;
}

/** Octets of a WBXML OPAQUE token. The model reads them as UTF-8 where text is asked for. */
export interface Opaque {
  readonly kind: 'opaque';
  readonly bytes: Uint8Array;
  readonly where: Place;
}

export type Node = Element | Text | Opaque;

export interface ElementFacts {
  readonly name: string;
  readonly namespace?: Exclude<NamespaceKind, 'other'>;
  readonly attributes?: readonly Attribute[];
  readonly children?: readonly Node[];
}

/** An element made here, of SyncML unless said otherwise. */
export function element(facts: ElementFacts): Element {
  const namespace = facts.namespace ?? 'syncml';
  const { name, attributes = [], children = [] } = facts;
  return { kind: 'element', namespace, uri: NAMESPACE_URIS[namespace], name, attributes, children, where: BUILT };
}

/** Character data made here. */
export function text(content: string): Text {
  return { kind: 'text', text: content, where: BUILT };
}

/** Octets made here. */
export function opaque(bytes: Uint8Array): Opaque {
  return { kind: 'opaque', bytes, where: BUILT };
}

/** Which vocabulary a namespace URI of the wire means. SyncML 1.0 and 1.1 and the DDF name without version are recognised. */
export function namespaceOf(uri: string): NamespaceKind {
  if (uri === '') return 'none';
  return KINDS.get(uri) ?? 'other';
}

const KINDS: ReadonlyMap<string, NamespaceKind> = new Map<string, NamespaceKind>([
  ['SYNCML:SYNCML1.2', 'syncml'],
  ['SYNCML:SYNCML1.1', 'syncml'],
  ['SYNCML:SYNCML1.0', 'syncml'],
  ['syncml:metinf', 'metinf'],
  ['syncml:metinf1.2', 'metinf'],
  ['syncml:dmddf1.2', 'dmddf'],
  ['syncml:dmddf', 'dmddf'],
  ['syncml:devinf', 'devinf'],
]);

/** The elements among the children. */
export function elementsOf(parent: Element): readonly Element[] {
  return parent.children.filter((child) => child.kind === 'element');
}

/** All character data of the children joined, octets read as UTF-8; elements among them are passed over. */
export function textOf(parent: Element): string {
  const [only, second] = parent.children;
  if (only === undefined) return '';
  if (second === undefined && only.kind === 'text') return only.text;
  return parent.children.map(charactersOf).join('');
}

function charactersOf(node: Node): string {
  switch (node.kind) {
    case 'text':
      return node.text;
    case 'opaque':
      return UTF8.decode(node.bytes);
    case 'element':
      return '';
  }
}
const UTF8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** First byte of a place; for an absent node that of its parent, 0 for one made here. */
export function byteOf(place: Place): number {
  switch (place.kind) {
    case 'xml':
    case 'wbxml':
      return place.byte;
    case 'absent':
      return byteOf(place.parent);
    case 'built':
      return 0;
  }
}

/** A place for people: `line 3, column 7 (byte 41)` or `byte 41, 5 bytes`. */
export function describePlace(place: Place): string {
  switch (place.kind) {
    case 'xml':
      return `line ${place.line}, column ${place.column} (byte ${place.byte})`;
    case 'wbxml':
      return `byte ${place.byte}, ${place.length} bytes`;
    case 'absent':
      return `in ${describePlace(place.parent)}`;
    case 'built':
      return 'nowhere (made here)';
  }
}
