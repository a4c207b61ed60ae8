/**
 * Codes of what the message model finds: content models of the SyncML 1.2 and MetInf 1.2 DTDs, namespaces, identifiers.
 * Rows of the one table of DM 1.x (`protocol/dm1/error-codes.ts`).
 */

import type { Dm1ErrorCodeEntry } from '../error-code-entry.js';

const DTD = 'REPPRO 1.2 (DTD)';
const META = 'META 1.2';

export const MODEL_ERROR_CODES = Object.freeze({
  'dm1-model/root': { meaning: 'the document element is not SyncML', clause: 'DMREPPRO 4.1.2', requirement: 'DM1-XML-B-003', severity: 'violation' },
  'dm1-model/unknown-element': { meaning: 'an element that no document of DM 1.x defines', clause: DTD, requirement: 'DM1-XML-B-015', severity: 'violation' },
  'dm1-model/misplaced-element': { meaning: 'an element stands where the content model has no place for it', clause: DTD, requirement: 'DM1-XML-B-015', severity: 'violation' },
  'dm1-model/unused-element': { meaning: 'an element of data synchronization that DM does not use', clause: 'DMREPPRO 4.1.1, 4.1.6', requirement: 'DM1-XML-B-006', severity: 'violation' },
  'dm1-model/order': { meaning: 'children do not follow the order of the DTD', clause: DTD, requirement: 'DM1-XML-B-015', severity: 'violation' },
  'dm1-model/meta-order': { meaning: 'children of Meta do not follow the order that MetInf would give them', clause: META, requirement: '', severity: 'oddity' },
  'dm1-model/repeated': { meaning: 'a child stands more often than the DTD allows', clause: DTD, requirement: 'DM1-XML-B-015', severity: 'violation' },
  'dm1-model/missing': { meaning: 'a required child is absent', clause: DTD, requirement: 'DM1-XML-B-015', severity: 'violation' },
  'dm1-model/stray-text': { meaning: 'text stands in an element that holds elements only', clause: DTD, requirement: 'DM1-XML-B-015', severity: 'violation' },
  'dm1-model/markup-in-text': { meaning: 'an element stands in an element that holds text only', clause: 'DMREPPRO 4.1.3.1', requirement: 'DM1-XML-B-007', severity: 'violation' },
  'dm1-model/not-empty': { meaning: 'an element that is a mere flag has content', clause: DTD, requirement: 'DM1-XML-B-015', severity: 'violation' },
  'dm1-model/attribute': { meaning: 'an attribute stands on an element that has none', clause: DTD, requirement: 'DM1-XML-B-015', severity: 'violation' },
  'dm1-model/xml-attribute': { meaning: 'an attribute of XML itself, which the DTD does not declare', clause: DTD, requirement: '', severity: 'oddity' },
  'dm1-model/syncml-namespace': { meaning: 'an element of SyncML is not in its namespace', clause: 'REPPRO 1.2', requirement: 'DM1-XML-B-013', severity: 'violation' },
  'dm1-model/metinf-namespace': { meaning: 'an element of MetInf is not in its namespace', clause: 'DMREPPRO 4.1.1; META 1.2', requirement: 'DM1-XML-B-013', severity: 'violation' },
  'dm1-model/meta-namespace': { meaning: 'Meta itself stands in the namespace of its children, the short way to declare it for all of them', clause: 'DMREPPRO 4.1.1; META 1.2', requirement: '', severity: 'oddity' },
  'dm1-model/cmd-id': { meaning: 'a CmdID is empty, has white space, or is the reserved 0', clause: 'REPPRO 1.2 (CmdID)', requirement: 'DM1-XML-B-014', severity: 'violation' },
  'dm1-model/cmd-ref': { meaning: 'a CmdRef can name no command', clause: 'REPPRO 1.2 (CmdRef)', requirement: 'DM1-SESS-B-047', severity: 'violation' },
  'dm1-model/msg-id': { meaning: 'a MsgID or MsgRef is no decimal number from 1 on', clause: 'REPPRO 1.2 (MsgID)', requirement: 'DM1-SESS-B-007', severity: 'violation' },
  'dm1-model/session-id': { meaning: 'a SessionID is empty, has white space or is longer than four octets', clause: 'REPPRO 1.2 (SessionID)', requirement: 'DM1-SESS-B-008', severity: 'violation' },
  'dm1-model/loc-uri': { meaning: 'a LocURI is empty or has white space around it', clause: 'REPPRO 1.2 (LocURI)', requirement: '', severity: 'oddity' },
  'dm1-model/number': { meaning: 'a size of MetInf is no decimal number', clause: META, requirement: '', severity: 'oddity' },
  'dm1-model/format-name': { meaning: 'a Format is none of the names of the DM documents', clause: 'META 1.2; DMTND 8.5.4', requirement: 'DM1-XML-B-022', severity: 'violation' },
  'dm1-model/opaque-text': { meaning: 'octets that are not UTF-8 stand where text is asked for', clause: 'WBXML 1.x, 5.8.4.6', requirement: '', severity: 'oddity' },
  'dm1-model/path': { meaning: 'a message was to be broken at an element that it does not have; a fault of the caller', clause: DTD, requirement: '', severity: 'violation' },
  'dm1-model/depth': { meaning: 'commands are nested deeper than the limit of the reader', clause: DTD, requirement: '', severity: 'limit' },
} as const satisfies Readonly<Record<string, Dm1ErrorCodeEntry>>);
