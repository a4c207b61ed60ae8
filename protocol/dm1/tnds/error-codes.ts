/** Codes of what the reader of serialized trees finds. Rows of the one table of DM 1.x (`protocol/dm1/error-codes.ts`). */

import type { Dm1ErrorCodeEntry } from '../error-code-entry.js';

const DTD = 'DMTNDS 9.2.3';
const DOCUMENT = 'DM1-TNDS-B-002';
const ELEMENTS = 'DM1-TNDS-B-003';
const PROPERTIES = 'DM1-TNDS-B-007';

export const TNDS_ERROR_CODES = Object.freeze({
  'dm1-tnds/none': { meaning: 'data that should hold a serialized tree holds none', clause: 'DMTNDS 9.1.1', requirement: 'DM1-TNDS-B-001', severity: 'violation' },
  'dm1-tnds/root': { meaning: 'the document element is not MgmtTree', clause: 'DMTNDS 9.2.3.1.1', requirement: DOCUMENT, severity: 'violation' },
  'dm1-tnds/unknown-element': { meaning: 'an element that the DTD does not have', clause: DTD, requirement: ELEMENTS, severity: 'violation' },
  'dm1-tnds/foreign-element': { meaning: 'an element of another vocabulary; it is passed over', clause: DTD, requirement: '', severity: 'oddity' },
  'dm1-tnds/misplaced-element': { meaning: 'an element stands where the DTD has no place for it', clause: DTD, requirement: ELEMENTS, severity: 'violation' },
  'dm1-tnds/order': { meaning: 'children do not follow the order of the DTD', clause: DTD, requirement: ELEMENTS, severity: 'violation' },
  'dm1-tnds/repeated': { meaning: 'a child stands more often than the DTD allows', clause: DTD, requirement: ELEMENTS, severity: 'violation' },
  'dm1-tnds/missing': { meaning: 'a required child is absent', clause: DTD, requirement: ELEMENTS, severity: 'violation' },
  'dm1-tnds/stray-text': { meaning: 'text stands in an element that holds elements only', clause: DTD, requirement: ELEMENTS, severity: 'violation' },
  'dm1-tnds/markup-in-text': { meaning: 'an element stands in an element that holds text only', clause: DTD, requirement: ELEMENTS, severity: 'violation' },
  'dm1-tnds/not-empty': { meaning: 'an element that only names something has content', clause: DTD, requirement: ELEMENTS, severity: 'violation' },
  'dm1-tnds/attribute': { meaning: 'an attribute, which the DTD does not have', clause: DTD, requirement: '', severity: 'oddity' },
  'dm1-tnds/namespace': { meaning: 'an element is not in the namespace that the examples show', clause: 'DMTNDS 9.2 (examples)', requirement: '', severity: 'oddity' },
  'dm1-tnds/version': { meaning: 'VerDTD is not 1.2', clause: 'DMTNDS 9.2.3.1.2', requirement: DOCUMENT, severity: 'violation' },
  'dm1-tnds/value-and-nodes': { meaning: 'a node has both a value and child nodes', clause: 'DMTNDS 9.2.3.1.5', requirement: 'DM1-TNDS-B-004', severity: 'violation' },
  'dm1-tnds/node-format': { meaning: 'children or a value of a node contradict its Format', clause: 'DMTNDS 9.2.3.1.11', requirement: PROPERTIES, severity: 'violation' },
  'dm1-tnds/node-type': { meaning: 'the Type of an interior node is no DDFName, or that of a leaf is no MIME', clause: 'DMTNDS 9.2.3.1.13', requirement: PROPERTIES, severity: 'violation' },
  'dm1-tnds/no-type': { meaning: 'a node has no Type', clause: 'DMTNDS 9.2.1', requirement: PROPERTIES, severity: 'oddity' },
  'dm1-tnds/interior-size': { meaning: 'an interior node has a Size', clause: 'DMTND 8.3.2', requirement: 'DM1-TREE-C-015', severity: 'violation' },
  'dm1-tnds/name-property': { meaning: 'the property Name is not the NodeName', clause: 'DMTND 8.3.7.3', requirement: PROPERTIES, severity: 'oddity' },
  'dm1-tnds/no-name': { meaning: 'a node below the first has an empty name', clause: 'DMTNDS 9.2.3.1.6', requirement: 'DM1-TNDS-C-009', severity: 'violation' },
  'dm1-tnds/path': { meaning: 'a Path is no address of the tree', clause: 'DMTNDS 9.2.3.1.7', requirement: 'DM1-TNDS-B-006', severity: 'oddity' },
  'dm1-tnds/nested-path': { meaning: 'a Path stands on a node within another, whose place the ancestors give already', clause: 'DMTNDS 9.2.3.1.7', requirement: 'DM1-TNDS-B-006', severity: 'oddity' },
  'dm1-tnds/octets': { meaning: 'octets that are not UTF-8 stand where text is asked for', clause: 'DMTND 8.3.4', requirement: 'DM1-TREE-B-020', severity: 'violation' },
  'dm1-tnds/duplicate': { meaning: 'two nodes have one address', clause: 'DMTND 8.1', requirement: 'DM1-TREE-C-001', severity: 'violation' },
  'dm1-tnds/depth': { meaning: 'nodes are nested deeper than the limit of the reader', clause: DTD, requirement: '', severity: 'limit' },
  'dm1-tnds/nodes': { meaning: 'there are more nodes than the limit of the reader', clause: DTD, requirement: '', severity: 'limit' },
  'dm1-tnds/findings': { meaning: 'the tree has more faults than the limit of the reader', clause: DTD, requirement: '', severity: 'limit' },
} as const satisfies Readonly<Record<string, Dm1ErrorCodeEntry>>);
