/**
 * Documents in the Data of a message: a tree as escaped text or CDATA, in Base64 where the Format says so (DMTNDS 6; DMBOOT
 * 5.3). Opaque WBXML is found by its own reader. Leaves out Data that is not XML or WBXML.
 */

import { isText, type Placed, childrenOf } from '../dm1/describe/element-rows.js';
import { metaOf } from '../dm1/describe/notes.js';
import { elementsOf, textOf, type Element } from '../dm1/model/element.js';
import { documentOf } from './documents.js';
import { NO_SUBJECT, type Part, type Reading } from './reading.js';
import { recognise } from './recognise.js';
import { inOrder } from './remarks.js';
import { bytesOfText } from './text-of-bytes.js';
import { plainTiles } from './tiles.js';

/** Reads what was found; undefined where the nesting is deep enough. */
export type ReadPart = (bytes: Uint8Array) => Reading | undefined;

/** The documents in the Data elements of a tree, in order. `bytes` are those of the whole message. */
export function embeddedParts(root: Element, { bytes, readPart }: { readonly bytes: Uint8Array; readonly readPart: ReadPart }): readonly Part[] {
  const parts: Part[] = [];
  visit({ element: root, parent: undefined, path: root.name }, (placed) => {
    const inPlace = elementsOf(placed.element).find(({ name }) => name === 'MgmtTree');
    if (inPlace !== undefined && placed.element.name === 'Data') parts.push({ where: placed.path, path: placed.path, placesFrom: 'whole', reading: readingInPlace(inPlace, bytes) });
    const inner = documentIn(placed);
    const reading = inner === undefined ? undefined : readPart(inner);
    if (reading !== undefined) parts.push({ where: placed.path, path: placed.path, placesFrom: 'part', reading });
  });
  return parts;
}

/** A tree as elements of the message itself: its places are those of the message. */
function readingInPlace(root: Element, bytes: Uint8Array): Reading {
  const { what, facts, remarks, rows = [] } = documentOf(root);
  return { what, form: 'elements of the message', bytes, facts, rows, remarks: inOrder(remarks), state: 'read', tiles: () => plainTiles(new Uint8Array()), parts: [], subject: NO_SUBJECT };
}

/** The path of the element that holds octets at a byte of WBXML; undefined where none does. */
export function pathOfOctets(root: Element, byte: number): string | undefined {
  let path: string | undefined;
  visit({ element: root, parent: undefined, path: root.name }, (placed) => {
    const holds = placed.element.children.some(({ kind, where }) => kind === 'opaque' && where.kind === 'wbxml' && where.byte <= byte && byte < where.byte + where.length);
    if (holds) path ??= placed.path;
  });
  return path;
}

function visit(placed: Placed, see: (placed: Placed) => void): void {
  see(placed);
  for (const child of childrenOf(placed)) visit(child, see);
}

const SHORTEST_DOCUMENT_CHARACTERS = 5;

function documentIn({ element, parent }: Placed): Uint8Array | undefined {
  if (element.name !== 'Data' || parent?.element.name !== 'Item' || element.children.some(({ kind }) => kind === 'element')) return undefined;
  const text = textOf(element);
  if (text.trim().length < SHORTEST_DOCUMENT_CHARACTERS) return undefined;
  if (/^\s*<[?A-Za-z!]/.test(text)) return new TextEncoder().encode(text);
  const format = metaOf(parent.element, 'Format') ?? (parent.parent === undefined ? undefined : metaOf(parent.parent.element, 'Format'));
  const octets = format === 'b64' ? bytesOfText(new TextEncoder().encode(text), 'base64') : undefined;
  if (octets === undefined) return undefined;
  const inner = recognise(octets);
  return (inner === 'xml' && isText(octets)) || inner === 'wbxml' ? octets : undefined;
}
