/**
 * Codes of what the reader of Client Provisioning documents finds. Rows of the one table of DM 1.x (`protocol/dm1/error-codes.ts`).
 * PROVCONT, PROVBOOT and the registration of w7 were not at hand: what rests on memory of them is an oddity. Only what the
 * document type refuses outright is a violation.
 */

import type { Dm1ErrorCodeEntry } from '../error-code-entry.js';

const DTD = 'PROVCONT 1.1 (DTD)';
const DOCUMENT = 'DM1-BOOT-S-035';
const CONTENT = 'PROVCONT 1.1';
const W7 = 'DMSTDOBJ App.; w7 registration';
const W7_PART = 'DM1-BOOT-S-032';
const SECURITY = 'PROVBOOT 1.1';
const PUSH = 'DM1-BOOT-B-027';

export const PROVISIONING_ERROR_CODES = Object.freeze({
  'dm1-prov/root': { meaning: 'the document element is not wap-provisioningdoc', clause: DTD, requirement: DOCUMENT, severity: 'violation' },
  'dm1-prov/unknown-element': { meaning: 'an element that the document type does not have, or not there', clause: DTD, requirement: DOCUMENT, severity: 'violation' },
  'dm1-prov/attribute': { meaning: 'an attribute that the document type does not have', clause: DTD, requirement: DOCUMENT, severity: 'violation' },
  'dm1-prov/missing-attribute': { meaning: 'a characteristic without type, or a parm without name', clause: DTD, requirement: DOCUMENT, severity: 'violation' },
  'dm1-prov/text': { meaning: 'text stands in a document that has attributes only', clause: DTD, requirement: DOCUMENT, severity: 'violation' },
  'dm1-prov/empty': { meaning: 'the document has no characteristic', clause: DTD, requirement: DOCUMENT, severity: 'violation' },
  'dm1-prov/order': { meaning: 'a parm stands behind a characteristic of the same parent', clause: DTD, requirement: '', severity: 'oddity' },
  'dm1-prov/version': { meaning: 'the version of the document is none that is known', clause: CONTENT, requirement: '', severity: 'oddity' },
  'dm1-prov/depth': { meaning: 'characteristics are nested deeper than the limit of the reader', clause: DTD, requirement: '', severity: 'limit' },
  'dm1-prov/findings': { meaning: 'the document has more faults than the limit of the reader', clause: DTD, requirement: '', severity: 'limit' },
  'dm1-prov/unknown-type': { meaning: 'a characteristic of a type that nobody defined', clause: CONTENT, requirement: '', severity: 'oddity' },
  'dm1-prov/misplaced': { meaning: 'a characteristic stands where its type has no place', clause: CONTENT, requirement: '', severity: 'oddity' },
  'dm1-prov/unknown-parm': { meaning: 'a parm that its characteristic does not define', clause: CONTENT, requirement: '', severity: 'oddity' },
  'dm1-prov/repeated': { meaning: 'a parm or characteristic stands more often than it may', clause: CONTENT, requirement: '', severity: 'oddity' },
  'dm1-prov/missing': { meaning: 'a parm or characteristic is absent that its parent asks for', clause: CONTENT, requirement: '', severity: 'oddity' },
  'dm1-prov/value': { meaning: 'the value of a parm is outside its set', clause: CONTENT, requirement: '', severity: 'oddity' },
  'dm1-prov/reference': { meaning: 'a parm refers to a network or proxy that the document does not define', clause: CONTENT, requirement: '', severity: 'oddity' },
  'dm1-prov/w7-missing': { meaning: 'the w7 part lacks PROVIDER-ID, an address or credentials', clause: W7, requirement: W7_PART, severity: 'violation' },
  'dm1-prov/w7-value': { meaning: 'a value of the w7 part cannot be mapped to the account', clause: W7, requirement: 'DM1-BOOT-C-020', severity: 'oddity' },
  'dm1-prov/pin': { meaning: 'a PIN or network secret does not fit its security method; a fault of the caller', clause: SECURITY, requirement: '', severity: 'violation' },
  'dm1-prov/sec': { meaning: 'the SEC parameter is absent or names no security method', clause: SECURITY, requirement: PUSH, severity: 'oddity' },
  'dm1-prov/mac': { meaning: 'the MAC parameter is absent, repeated or not 40 hexadecimal digits', clause: SECURITY, requirement: PUSH, severity: 'oddity' },
  'dm1-prov/content-type': { meaning: 'the content type is not that of a provisioning document, or its parameters cannot be read', clause: SECURITY, requirement: PUSH, severity: 'oddity' },
} as const satisfies Readonly<Record<string, Dm1ErrorCodeEntry>>);
