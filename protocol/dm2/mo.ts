/**
 * JSON serialization of management object data (OMA-TS-DM_Protocol-V2_0, 7.2.1.4): interior nodes are objects, leaves
 * scalars. Leaves out whether the data fits the description (DDF) of the object.
 */

import { decodeError } from '../error-codes.js';
import { positionOf, type JsonDocument, type JsonNode } from '../json/document.js';
import { childOf, joinPath } from '../json/path.js';
import { decodeMessage, encodeMessage, nameOfNode, type Decoded } from './decoded.js';
import { validateMo, validateMoOrItem } from './generated/validators.js';

export type MoValue = string | number | boolean | null | MoObject;

/** An interior node: children by node name. */
export interface MoObject {
  readonly [name: string]: MoValue;
}

export interface MoItem {
  readonly DDF?: string;
  readonly ClientURI: string;
  /** Validator of the instance for caching. */
  readonly CV?: string;
  readonly MOData: MoObject;
}

const CLAUSE = 'OMA-TS-DM_Protocol-V2_0, 7.2.1.4';

/** Reads a serialization, which is an array. Throws DecodeError with a `json/…`, `dm2/member-…` or `dm2/mo-list` code. */
export function decodeMo(bytes: Uint8Array): Decoded<readonly MoItem[]> {
  const { value, document } = decodeMessage(bytes, { validate: validateMo, clause: CLAUSE });
  return { value: pickItems(value, document), document };
}

/** As `decodeMo`, but takes a single item without the array around it too, as a known server sends it. */
export function decodeMoOrItem(bytes: Uint8Array): Decoded<readonly MoItem[]> {
  const { value, document } = decodeMessage(bytes, { validate: validateMoOrItem, clause: CLAUSE });
  return { value: pickItems('ClientURI' in value ? [value] : value, document), document };
}

/** Writes a serialization. */
export function encodeMo(items: readonly MoItem[]): Uint8Array {
  return encodeMessage(items.map(pickMoItem));
}

/** The known members of an item, others dropped. */
export function pickMoItem({ DDF, ClientURI, CV, MOData }: MoItem): MoItem {
  return { ...(DDF === undefined ? {} : { DDF }), ClientURI, ...(CV === undefined ? {} : { CV }), MOData };
}

/** Whether `value` has the form of a serialization, arrays inside the data refused. */
export function isMo(value: unknown): value is readonly MoItem[] {
  return validateMo(value) && value.every((item) => !holdsArray(item.MOData));
}

function holdsArray(value: MoValue): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Array.isArray(value) || Object.values(value).some(holdsArray);
}

function pickItems(items: readonly MoItem[], document: JsonDocument): readonly MoItem[] {
  const wrong = items.findIndex((item) => holdsArray(item.MOData));
  if (wrong < 0) return items.map(pickMoItem);
  const { root } = document;
  const place = root.type === 'array' ? { node: childOf(root, wrong), path: joinPath('', wrong) } : { node: root, path: '' };
  const { node, path } = firstArray({ node: childOf(place.node, 'MOData'), path: joinPath(place.path, 'MOData') }) ?? { node: root, path: '' };
  const position = positionOf(document.bytes, node.start, path);
  throw decodeError({ code: 'dm2/mo-list', position, found: nameOfNode(node), expected: 'an object (interior node) or a scalar (leaf)' });
}

interface FoundNode {
  readonly node: JsonNode;
  readonly path: string;
}

/** The first array in reading order, with its path; the last of duplicate members counts, as it does in values. */
function firstArray({ node, path }: { readonly node: JsonNode | undefined; readonly path: string }): FoundNode | undefined {
  if (node?.type === 'array') return { node, path };
  if (node?.type !== 'object') return undefined;
  for (const [name, child] of new Map(node.members.map((member) => [member.name, member.node]))) {
    const found = firstArray({ node: child, path: joinPath(path, name) });
    if (found !== undefined) return found;
  }
  return undefined;
}
