/** Texts of the DM tree with one fault each and what the readers say of it. Tests only. */

import type { Dm1ErrorCode } from '../../error-codes.js';
import { aclFaults } from '../acl.js';
import type { TreeFault } from '../fault.js';
import { valueFaults } from '../format.js';
import { propertyFaults } from '../property.js';
import { addressFaults } from '../uri.js';

export interface TreeFaultSample {
  readonly name: string;
  readonly faults: () => readonly TreeFault[];
  readonly code: Dm1ErrorCode;
  readonly index: number;
  readonly found: string;
}

type Fault = readonly [code: Dm1ErrorCode, index: number, found: string];

const address = (name: string, text: string, [code, index, found]: Fault): TreeFaultSample => ({ name, faults: () => addressFaults(text), code, index, found });
const acl = (name: string, text: string, [code, index, found]: Fault): TreeFaultSample => ({ name, faults: () => aclFaults(text), code, index, found });
const other = (name: string, faults: () => readonly TreeFault[], [code, index, found]: Fault): TreeFaultSample => ({ name, faults, code, index, found });

export const TREE_FAULTS: readonly TreeFaultSample[] = [
  address('an address of 70,000 characters', 'a'.repeat(70_000), ['dm1-tree/uri-size', 0, '70000 characters']),
  address('nothing', '', ['dm1-tree/uri-empty', 0, 'nothing']),
  address('a query alone', '?prop=ACL', ['dm1-tree/uri-empty', 0, 'nothing']),
  address('a leading slash', '/DevInfo', ['dm1-tree/not-relative', 0, '"/"']),
  address('a scheme', 'http://a/b', ['dm1-tree/not-relative', 0, '"http://"']),
  address('a trailing slash', './DevInfo/', ['dm1-tree/trailing-slash', 9, '"/" at the end']),
  address('the root with a slash', './', ['dm1-tree/trailing-slash', 1, '"/" at the end']),
  address('a step up', './A/../B', ['dm1-tree/dot-segment', 4, '".."']),
  address('a dot inside', './A/./B', ['dm1-tree/dot-segment', 4, '"."']),
  address('two slashes', './A//B', ['dm1-tree/empty-segment', 4, '"//"']),
  address('a NUL', './A\0', ['dm1-tree/uri-encoding', 3, '"\\u0000"']),
  address('half a character', './A/\ud800', ['dm1-tree/uri-encoding', 4, '"\\ud800"']),
  address('a line end', './A\n', ['dm1-tree/uri-space', 3, '"\\n"']),
  address('another query', './A?x=1', ['dm1-tree/query', 4, '"x=1"']),
  address('a property that nobody has', './A?prop=Colour', ['dm1-tree/property-name', 9, '"Colour"']),
  address('a property in lower case', './A?prop=acl', ['dm1-tree/property-name', 9, '"acl"']),
  address('another list', './A?list=Everything', ['dm1-tree/list-name', 9, '"Everything"']),
  address('TNDS and more', './A?list=TNDSX', ['dm1-tree/list-name', 9, '"TNDSX"']),
  address('a list with a property that nobody has', './A?list=TNDS+ACL+Foo', ['dm1-tree/list-property', 18, '"Foo"']),
  address('a list with both signs', './A?list=TNDS+ACL-Type', ['dm1-tree/list-mixed', 17, '"-" after "+"']),
  acl('an ACL of 70,000 characters', 'G'.repeat(70_000), ['dm1-tree/acl-size', 0, '70000 characters']),
  acl('a command alone', 'Add=*&Get', ['dm1-tree/acl-entry', 6, '"Get"']),
  acl('a space for "="', 'Get A', ['dm1-tree/acl-entry', 0, '"Get A"']),
  acl('Copy', 'Copy=A', ['dm1-tree/acl-command', 0, '"Copy"']),
  acl('a command in lower case', 'Add=*&get=*', ['dm1-tree/acl-command', 6, '"get"']),
  acl('a command for nobody', 'Get=&Add=*', ['dm1-tree/acl-no-server', 0, '"Get="']),
  acl('an identifier with a space', 'Get=A B', ['dm1-tree/acl-server', 4, '"A B"']),
  acl('nothing between two plus signs', 'Get=A++B', ['dm1-tree/acl-server', 6, '""']),
  acl('everyone and one more', 'Get=*+A', ['dm1-tree/acl-star', 4, '"*+A"']),
  acl('the example with two entries for Get', 'Get=ServerA&Replace=ServerA&Get=ServerB', ['dm1-tree/acl-repeated', 28, 'Get again']),
  acl('a server twice', 'Get=A+A', ['dm1-tree/acl-repeated', 6, '"A" again']),
  other('a name with a slash', () => propertyFaults({ name: 'Name', value: 'a/b' }), ['dm1-tree/name', 1, '"a/b"']),
  other('an object of version 01.0', () => propertyFaults({ name: 'Type', value: 'org.example/01.0/X', node: 'interior' }), ['dm1-tree/object-id', 0, '"org.example/01.0/X"']),
  other('a leaf without media type', () => propertyFaults({ name: 'Type', value: 'plain', node: 'leaf' }), ['dm1-tree/media-type', 0, '"plain"']),
  other('a Size of 33 bits', () => propertyFaults({ name: 'Size', value: '4294967296' }), ['dm1-tree/size', 0, '"4294967296"']),
  other('a Title of 256 octets', () => propertyFaults({ name: 'Title', value: 'é'.repeat(128) }), ['dm1-tree/title', 0, '256 octets']),
  other('a TStamp in the extended format', () => propertyFaults({ name: 'TStamp', value: '2001-07-11T16:38:17Z' }), ['dm1-tree/time-stamp', 0, '"2001-07-11T16:38:17Z"']),
  other('a TStamp of 30 February', () => propertyFaults({ name: 'TStamp', value: '20010230T163817Z' }), ['dm1-tree/time-stamp', 0, '"20010230T163817Z"']),
  other('a VerNo of 17 bits', () => propertyFaults({ name: 'VerNo', value: '65536' }), ['dm1-tree/version-number', 0, '"65536"']),
  other('a Format that nobody has', () => propertyFaults({ name: 'Format', value: 'string' }), ['dm1-tree/format', 0, '"string"']),
  other('a number that is none', () => valueFaults('int', '12a'), ['dm1-tree/value', 0, '"12a"']),
];
