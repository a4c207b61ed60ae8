/** Codes of what the reader of device descriptions finds. Rows of the one table of DM 1.x (`protocol/dm1/error-codes.ts`). */

import type { Dm1ErrorCodeEntry } from '../error-code-entry.js';

const DTD = 'DMTND 8.5.4';
const DOCUMENT = 'DM1-DDF-C-002';

export const DDF_ERROR_CODES = Object.freeze({
  'dm1-ddf/root': { meaning: 'the document element is not MgmtTree', clause: 'DMTND 8.5.4.1.1', requirement: DOCUMENT, severity: 'violation' },
  'dm1-ddf/unknown-element': { meaning: 'an element that the DTD does not have', clause: DTD, requirement: DOCUMENT, severity: 'violation' },
  'dm1-ddf/foreign-element': { meaning: 'an element of another vocabulary, such as vendors add; it is passed over', clause: DTD, requirement: '', severity: 'oddity' },
  'dm1-ddf/misplaced-element': { meaning: 'an element stands where the DTD has no place for it', clause: DTD, requirement: DOCUMENT, severity: 'violation' },
  'dm1-ddf/order': { meaning: 'children do not follow the order of the DTD', clause: DTD, requirement: DOCUMENT, severity: 'violation' },
  'dm1-ddf/repeated': { meaning: 'a child stands more often than the DTD allows', clause: DTD, requirement: DOCUMENT, severity: 'violation' },
  'dm1-ddf/missing': { meaning: 'a required child is absent', clause: DTD, requirement: DOCUMENT, severity: 'violation' },
  'dm1-ddf/stray-text': { meaning: 'text stands in an element that holds elements only', clause: DTD, requirement: DOCUMENT, severity: 'violation' },
  'dm1-ddf/markup-in-text': { meaning: 'an element stands in an element that holds text only', clause: DTD, requirement: DOCUMENT, severity: 'violation' },
  'dm1-ddf/not-empty': { meaning: 'an element that only names something has content', clause: DTD, requirement: DOCUMENT, severity: 'violation' },
  'dm1-ddf/attribute': { meaning: 'an attribute, which the DTD does not have', clause: DTD, requirement: '', severity: 'oddity' },
  'dm1-ddf/namespace': { meaning: 'an element is not in the namespace of descriptions, of which examples alone speak', clause: 'DMTND 8.5.3', requirement: '', severity: 'oddity' },
  'dm1-ddf/version': { meaning: 'VerDTD is not 1.2', clause: 'DMTND 8.5.4.1.2', requirement: DOCUMENT, severity: 'violation' },
  'dm1-ddf/value-and-nodes': { meaning: 'a node has both a value and child nodes', clause: 'DMTND 8.5.4.1.5', requirement: 'DM1-DDF-C-003', severity: 'violation' },
  'dm1-ddf/node-format': { meaning: 'children or a value of a node contradict its DFFormat', clause: 'DMTND 8.5.4.3.4', requirement: 'DM1-DDF-C-007', severity: 'violation' },
  'dm1-ddf/node-type': { meaning: 'DFType of an interior node is no DDFName, or that of a leaf is no MIME', clause: 'DMTND 8.5.4.3.8', requirement: 'DM1-DDF-C-007', severity: 'violation' },
  'dm1-ddf/occurrence': { meaning: 'N of ZeroOrN or OneOrN is no number from 2 to 65536', clause: 'DMTND 8.5.4.3.18, .20', requirement: 'DM1-DDF-C-008', severity: 'violation' },
  'dm1-ddf/no-access': { meaning: 'AccessType lists no command', clause: 'DMTND 8.5.4.3.1', requirement: 'DM1-DDF-C-006', severity: 'oddity' },
  'dm1-ddf/run-time': { meaning: 'RTProperties leaves out a property that every node supports; the DTD allows it, the prose does not', clause: 'DMTND 8.5.4.2', requirement: 'DM1-DDF-C-004', severity: 'oddity' },
  'dm1-ddf/interior-size': { meaning: 'an interior node is described with a Size', clause: 'DMTND 8.3.2', requirement: 'DM1-TREE-C-015', severity: 'violation' },
  'dm1-ddf/path': { meaning: 'a Path is no address of the tree', clause: 'DMTND 8.5.4.1.7', requirement: '', severity: 'oddity' },
  'dm1-ddf/duplicate': { meaning: 'two nodes have one address', clause: 'DMTND 8.1', requirement: 'DM1-TREE-C-001', severity: 'violation' },
  'dm1-ddf/depth': { meaning: 'nodes are nested deeper than the limit of the reader', clause: DTD, requirement: '', severity: 'limit' },
  'dm1-ddf/nodes': { meaning: 'there are more nodes than the limit of the reader', clause: DTD, requirement: '', severity: 'limit' },
  'dm1-ddf/findings': { meaning: 'the description has more faults than the limit of the reader', clause: DTD, requirement: '', severity: 'limit' },
} as const satisfies Readonly<Record<string, Dm1ErrorCodeEntry>>);
