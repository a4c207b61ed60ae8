/** Codes of what the WBXML reader of DM 1.x finds. Rows of the one table of DM 1.x (`protocol/dm1/error-codes.ts`). */

import type { Dm1ErrorCodeEntry } from '../error-code-entry.js';

const WBXML = 'WAP-192-WBXML';

export const WBXML_ERROR_CODES = Object.freeze({
  'dm1-wbxml/empty': { meaning: 'there is nothing to read', clause: `${WBXML}, ~5.3`, requirement: '', severity: 'violation' },
  'dm1-wbxml/size': { meaning: 'the document or its string table is larger than the limit of the reader', clause: `${WBXML}, ~5.3`, requirement: '', severity: 'limit' },
  'dm1-wbxml/depth': { meaning: 'elements are nested deeper than the limit of the reader', clause: `${WBXML}, ~5.8.2`, requirement: '', severity: 'limit' },
  'dm1-wbxml/elements': { meaning: 'the document has more elements and attributes than the limit of the reader', clause: `${WBXML}, ~5.8.2`, requirement: '', severity: 'limit' },
  'dm1-wbxml/expansion': { meaning: 'references to the string table expand to more text than the limit of the reader', clause: `${WBXML}, ~5.8.4.1`, requirement: '', severity: 'limit' },
  'dm1-wbxml/findings': { meaning: 'the document has more faults than the limit of the reader', clause: `${WBXML}, ~5.3`, requirement: '', severity: 'limit' },
  'dm1-wbxml/version': { meaning: 'the first byte is not the version of a WBXML 1.1, 1.2 or 1.3 document', clause: `${WBXML}, ~5.4`, requirement: 'DM1-WBXML-B-002', severity: 'violation' },
  'dm1-wbxml/integer': { meaning: 'a multi-byte integer is longer than 32 bits', clause: `${WBXML}, ~5.1`, requirement: '', severity: 'violation' },
  'dm1-wbxml/long-integer': { meaning: 'a multi-byte integer starts with bytes that add nothing', clause: `${WBXML}, ~5.1`, requirement: '', severity: 'oddity' },
  'dm1-wbxml/truncated': { meaning: 'the document ends before its root element does', clause: `${WBXML}, ~5.3`, requirement: '', severity: 'violation' },
  'dm1-wbxml/public-id': { meaning: 'the public identifier names no document type of DM 1.x', clause: `${WBXML}, ~5.5`, requirement: 'DM1-WBXML-B-005', severity: 'violation' },
  'dm1-wbxml/syncml-version': { meaning: 'the public identifier is that of an older SyncML', clause: 'REPPRO 1.2 (WBXML header)', requirement: 'DM1-WBXML-B-005', severity: 'violation' },
  'dm1-wbxml/charset': { meaning: 'the document declares a character set that the reader does not have', clause: `${WBXML}, ~5.6`, requirement: '', severity: 'limit' },
  'dm1-wbxml/charset-other': { meaning: 'the document declares another character set than UTF-8', clause: 'REPPRO 1.2 (WBXML header)', requirement: 'DM1-WBXML-B-006', severity: 'violation' },
  'dm1-wbxml/string-table': { meaning: 'the string table is longer than the document', clause: `${WBXML}, ~5.7`, requirement: '', severity: 'violation' },
  'dm1-wbxml/unterminated': { meaning: 'the last string of the string table has no terminator', clause: `${WBXML}, ~5.7`, requirement: '', severity: 'oddity' },
  'dm1-wbxml/string-index': { meaning: 'a reference points behind the string table', clause: `${WBXML}, ~5.8.4.1`, requirement: '', severity: 'violation' },
  'dm1-wbxml/characters': { meaning: 'a string holds bytes that its character set does not have', clause: `${WBXML}, ~5.6`, requirement: '', severity: 'violation' },
  'dm1-wbxml/control': { meaning: 'a string holds a control character that XML does not have', clause: 'XML 1.0, 2.2', requirement: '', severity: 'violation' },
  'dm1-wbxml/entity': { meaning: 'a character entity is no character of XML', clause: `${WBXML}, ~5.8.4.3`, requirement: '', severity: 'violation' },
  'dm1-wbxml/root': { meaning: 'the body does not start with an element', clause: `${WBXML}, ~5.3`, requirement: '', severity: 'violation' },
  'dm1-wbxml/trailing': { meaning: 'bytes follow the root element', clause: `${WBXML}, ~5.3`, requirement: '', severity: 'violation' },
  'dm1-wbxml/code-page': { meaning: 'a code page that the document type does not have', clause: `${WBXML}, ~5.8.4.7`, requirement: 'DM1-WBXML-B-004', severity: 'violation' },
  'dm1-wbxml/unknown-tag': { meaning: 'a tag token that the code page does not define', clause: `${WBXML}, ~5.8.2`, requirement: 'DM1-WBXML-B-003', severity: 'violation' },
  'dm1-wbxml/literal-tag': { meaning: 'a name is written out though its code page has a token for it', clause: 'REPPRO 1.2 (WBXML tokens)', requirement: 'DM1-WBXML-B-003', severity: 'oddity' },
  'dm1-wbxml/unknown-literal': { meaning: 'a name is written out that the document type does not define', clause: `${WBXML}, ~5.8.4.5`, requirement: 'DM1-WBXML-B-003', severity: 'violation' },
  'dm1-wbxml/literal-name': { meaning: 'a literal name is no name of XML', clause: `${WBXML}, ~5.8.4.5`, requirement: 'DM1-WBXML-B-003', severity: 'violation' },
  'dm1-wbxml/unknown-attribute': { meaning: 'an attribute token that the code page does not define', clause: `${WBXML}, ~5.8.3`, requirement: '', severity: 'violation' },
  'dm1-wbxml/attribute-syntax': { meaning: 'something that is no attribute stands in an attribute list', clause: `${WBXML}, ~5.8.3`, requirement: '', severity: 'violation' },
  'dm1-wbxml/duplicate-attribute': { meaning: 'an attribute is given twice', clause: 'XML 1.0, 3.1', requirement: '', severity: 'violation' },
  'dm1-wbxml/extension': { meaning: 'a global extension token, to which no document type of DM 1.x gives a meaning', clause: `${WBXML}, ~5.8.4.2`, requirement: '', severity: 'violation' },
} as const satisfies Readonly<Record<string, Dm1ErrorCodeEntry>>);

export type WbxmlErrorCode = keyof typeof WBXML_ERROR_CODES;
