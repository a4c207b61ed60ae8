/**
 * The eight run-time properties of a node (DMTND 8.3), a row each: who has them, which commands they take, and what their
 * values look like. Values travel as UTF-8 text, numbers in decimal (8.3.4). Leaves out what a device does with them.
 */

import { parseMediaType } from '../../dm2/accept.js';
import { DecodeError } from '../../decode-error.js';
import { quoteText } from '../../quote.js';
import { aclFaults } from './acl.js';
import type { TreeFault } from './fault.js';
import { FORMAT_NAMES, isDay, isFormatName } from './format.js';
import { objectIdFaults } from './object-id.js';

export const PROPERTY_NAMES = Object.freeze(['ACL', 'Format', 'Name', 'Size', 'Title', 'TStamp', 'Type', 'VerNo'] as const);
export type PropertyName = (typeof PROPERTY_NAMES)[number];
export type NodeKind = 'leaf' | 'interior';

export interface PropertyRow {
  readonly name: PropertyName;
  /** Of devices; a server handles all of them (8.3.2). */
  readonly leaf: 'MUST' | 'MAY';
  readonly interior: 'MUST' | 'MAY' | 'MUST NOT';
  /** Commands on `?prop=`; any other is answered with 405. */
  readonly commands: readonly ('Get' | 'Replace')[];
  readonly clause: string;
}

const READ = Object.freeze(['Get'] as const);
const WRITE = Object.freeze(['Get', 'Replace'] as const);

export const PROPERTIES: Readonly<Record<PropertyName, PropertyRow>> = Object.freeze({
  ACL: { name: 'ACL', leaf: 'MUST', interior: 'MUST', commands: WRITE, clause: 'DMTND 8.3.7.1' },
  Format: { name: 'Format', leaf: 'MUST', interior: 'MUST', commands: READ, clause: 'DMTND 8.3.7.2' },
  Name: { name: 'Name', leaf: 'MUST', interior: 'MUST', commands: WRITE, clause: 'DMTND 8.3.7.3' },
  Size: { name: 'Size', leaf: 'MAY', interior: 'MUST NOT', commands: READ, clause: 'DMTND 8.3.7.4' },
  Title: { name: 'Title', leaf: 'MAY', interior: 'MAY', commands: WRITE, clause: 'DMTND 8.3.7.5' },
  TStamp: { name: 'TStamp', leaf: 'MAY', interior: 'MAY', commands: READ, clause: 'DMTND 8.3.7.6' },
  Type: { name: 'Type', leaf: 'MUST', interior: 'MUST', commands: READ, clause: 'DMTND 8.3.7.7' },
  VerNo: { name: 'VerNo', leaf: 'MAY', interior: 'MAY', commands: READ, clause: 'DMTND 8.3.7.8' },
});

export function isPropertyName(name: string): name is PropertyName {
  return Object.hasOwn(PROPERTIES, name);
}

export interface PropertyValue {
  readonly name: PropertyName;
  readonly value: string;
  /** Of the node, where it is known: decides what its Type may be. */
  readonly node?: NodeKind | undefined;
}

/** What is wrong with the value of a property. */
export function propertyFaults({ name, value, node }: PropertyValue): readonly TreeFault[] {
  switch (name) {
    case 'ACL':
      return aclFaults(value);
    case 'Name':
      return nameFaults(value);
    case 'Type':
      return typeFaults(value, node);
    case 'Format':
      return isFormatName(value) ? [] : [{ code: 'dm1-tree/format', index: 0, found: quoteText(value, 40), expected: `one of ${FORMAT_NAMES.join(', ')}` }];
    case 'Size':
      return isNumber(value, 0xffff_ffff) ? [] : [{ code: 'dm1-tree/size', index: 0, found: quoteText(value, 40), expected: 'a decimal number from 0 to 4294967295' }];
    case 'VerNo':
      return isNumber(value, 0xffff) ? [] : [{ code: 'dm1-tree/version-number', index: 0, found: quoteText(value, 40), expected: 'a decimal number from 0 to 65535' }];
    case 'TStamp':
      return isTimeStamp(value) ? [] : [{ code: 'dm1-tree/time-stamp', index: 0, found: quoteText(value, 40), expected: 'a UTC time such as 20010711T163817Z' }];
    case 'Title':
      return titleFaults(value);
  }
}

/** Names have no slash, since slashes separate them in addresses (8.2.2.2). */
export function nameFaults(name: string): readonly TreeFault[] {
  if (name !== '' && name !== '.' && name !== '..' && !name.includes('/')) return [];
  return [{ code: 'dm1-tree/name', index: Math.max(0, name.indexOf('/')), found: quoteText(name, 60), expected: 'a name without "/", other than "", "." and ".."' }];
}

function typeFaults(value: string, node: NodeKind | undefined): readonly TreeFault[] {
  if (node === 'interior') return objectIdFaults(value);
  if (node === undefined && (value === '' || objectIdFaults(value).length === 0)) return [];
  try {
    parseMediaType(value);
    return [];
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    return [{ code: 'dm1-tree/media-type', index: 0, found: quoteText(value, 60), expected: 'a media type such as text/plain' }];
  }
}

function titleFaults(value: string): readonly TreeFault[] {
  const { length } = new TextEncoder().encode(value);
  return length <= 255 ? [] : [{ code: 'dm1-tree/title', index: 0, found: `${length} octets`, expected: 'at most 255' }];
}

function isNumber(value: string, max: number): boolean {
  return /^[0-9]{1,10}$/.test(value) && Number(value) <= max;
}

/** Basic format with a zone of UTC, and a day that there is (ISO 8601). */
function isTimeStamp(value: string): boolean {
  const [, date = '', hour = '', minute = '', second = ''] = /^([0-9]{8})T([0-9]{2})([0-9]{2})([0-9]{2})Z$/.exec(value) ?? [];
  return isDay(date) && Number(hour) < 24 && Number(minute) < 60 && Number(second) <= 60;
}
