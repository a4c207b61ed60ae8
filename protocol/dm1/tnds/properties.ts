/** RTProperties and Value of a node of a serialized tree (DMTNDS 9.2.3.1.8 to .14), read and held against the rules of each property. */

import { flagsIn, partOf, partsOf, report, textIn, type Parts, type Spot } from '../ddf/content-check.js';
import { reportFaults } from '../ddf/tree-faults.js';
import type { Element } from '../model/element.js';
import { FORMAT_NAMES, isFormatName } from '../tree/format.js';
import { propertyFaults, type PropertyName } from '../tree/property.js';
import type { TndsProperties, TndsText, TndsType, TndsValue } from './tree.js';

/** The properties that the document gives; none where RTProperties is missing, which has been reported. */
export function propertiesOf(node: Parts): TndsProperties {
  const spot = partOf(node, 'RTProperties');
  if (spot === undefined) return {};
  const parts = partsOf(spot);
  const type = typeOf(parts);
  if (type === undefined) report(spot, { code: 'dm1-tnds/no-type', where: { kind: 'absent', parent: spot.element.where }, found: 'none', expected: '<Type> in <RTProperties>' });
  return {
    acl: property(parts, 'ACL'),
    format: formatOf(parts),
    name: property(parts, 'Name'),
    size: property(parts, 'Size'),
    title: property(parts, 'Title'),
    tStamp: property(parts, 'TStamp'),
    type,
    verNo: property(parts, 'VerNo'),
  };
}

/** Octets stay octets: only the Format says what they are. */
export function valueOf(node: Parts): TndsValue | undefined {
  const spot = partOf(node, 'Value');
  if (spot === undefined) return undefined;
  const text = textIn(spot);
  const { where } = spot.element;
  const bytes = octetsOf(spot.element);
  return bytes === undefined ? { kind: 'text', text, where } : { kind: 'octets', bytes, where };
}

/** Requirements that TNDS has of its own (DMTNDS 9.2.3.1.10, .12, .14). */
const REQUIREMENTS: ReadonlyMap<PropertyName, string> = new Map([['ACL', 'DM1-TNDS-B-008'], ['TStamp', 'DM1-TNDS-B-008'], ['VerNo', 'DM1-TNDS-B-008']]);

/** An empty text is the property without a value: legal for an ACL, and for the rest what a template has. */
function property(parts: Parts, name: Exclude<PropertyName, 'Format' | 'Type'>): TndsText | undefined {
  const spot = partOf(parts, name);
  if (spot === undefined) return undefined;
  const value = textIn(spot);
  if (value !== '') reportFaults(spot, propertyFaults({ name, value }), REQUIREMENTS.get(name));
  return { value, where: spot.element.where };
}

function formatOf(parts: Parts): TndsProperties['format'] {
  const spot = partOf(parts, 'Format');
  if (spot === undefined) return undefined;
  const [value] = flagsIn(spot, FORMAT_NAMES);
  return value !== undefined && isFormatName(value) ? { value, where: spot.element.where } : undefined;
}

/** MIME says leaf, DDFName interior, neither interior without an object identifier (DMTNDS 9.2.3.1.13). */
function typeOf(parts: Parts): TndsType | undefined {
  const spot = partOf(parts, 'Type');
  if (spot === undefined) return undefined;
  const inner = partsOf(spot);
  const mime = partOf(inner, 'MIME');
  const name = partOf(inner, 'DDFName');
  const { where } = spot.element;
  if (mime !== undefined) return typeIn(mime, 'mime');
  return name === undefined ? { kind: 'object', value: '', where } : typeIn(name, 'object');
}

function typeIn(spot: Spot, kind: TndsType['kind']): TndsType {
  const value = textIn(spot);
  reportFaults(spot, propertyFaults({ name: 'Type', value, node: kind === 'mime' ? 'leaf' : 'interior' }), kind === 'mime' ? 'DM1-TNDS-B-007' : undefined);
  return { kind, value, where: spot.element.where };
}

/** All octets of the element, if they came as such. */
function octetsOf({ children }: Element): Uint8Array | undefined {
  const [only, second] = children;
  if (only?.kind === 'opaque' && second === undefined) return only.bytes;
  if (!children.some(({ kind }) => kind === 'opaque')) return undefined;
  const pieces = children.map((child) => (child.kind === 'opaque' ? child.bytes : child.kind === 'text' ? new TextEncoder().encode(child.text) : new Uint8Array(0)));
  const joined = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    joined.set(piece, at);
    at += piece.length;
  }
  return joined;
}
