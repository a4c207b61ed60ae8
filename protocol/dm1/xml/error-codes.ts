/** Codes of what the XML reader of DM 1.x finds. Rows of the one table of DM 1.x (`protocol/dm1/error-codes.ts`). */

import type { Dm1ErrorCodeEntry } from '../error-code-entry.js';

const XML = 'XML 1.0';
const NAMES = 'Namespaces in XML 1.0';
/** What a broken message breaks: a DM message is one SyncML document. */
const MESSAGE = 'DM1-XML-B-003';

export const XML_ERROR_CODES = Object.freeze({
  'dm1-xml/empty': { meaning: 'there is nothing to read', clause: `${XML}, 2.1`, requirement: MESSAGE, severity: 'violation' },
  'dm1-xml/size': { meaning: 'the message is larger than the limit of the reader', clause: `${XML}, 2.1`, requirement: '', severity: 'limit' },
  'dm1-xml/depth': { meaning: 'elements are nested deeper than the limit of the reader', clause: `${XML}, 3.1`, requirement: '', severity: 'limit' },
  'dm1-xml/elements': { meaning: 'the message has more elements than the limit of the reader', clause: `${XML}, 3.1`, requirement: '', severity: 'limit' },
  'dm1-xml/entities': { meaning: 'the message has more references than the limit of the reader', clause: `${XML}, 4.1`, requirement: '', severity: 'limit' },
  'dm1-xml/findings': { meaning: 'the message has more faults than the limit of the reader', clause: `${XML}, 2.1`, requirement: '', severity: 'limit' },
  'dm1-xml/encoding-unknown': { meaning: 'the declared encoding is none that the reader knows; it may be a legal one', clause: `${XML}, 4.3.3`, requirement: '', severity: 'limit' },
  'dm1-xml/encoding-mismatch': { meaning: 'the declared encoding is not the one of the bytes', clause: `${XML}, 4.3.3`, requirement: MESSAGE, severity: 'violation' },
  'dm1-xml/encoding-bytes': { meaning: 'bytes that the encoding does not have', clause: `${XML}, 4.3.3`, requirement: MESSAGE, severity: 'violation' },
  'dm1-xml/bom': { meaning: 'the message starts with a byte order mark', clause: `${XML}, 4.3.3`, requirement: '', severity: 'oddity' },
  'dm1-xml/character': { meaning: 'a character that XML does not have', clause: `${XML}, 2.2`, requirement: MESSAGE, severity: 'violation' },
  'dm1-xml/doctype': { meaning: 'a document type declaration; it is read over and nothing in it is expanded', clause: `${XML}, 2.8`, requirement: '', severity: 'oddity' },
  'dm1-xml/entity': { meaning: 'a reference to an entity that XML does not predefine', clause: `${XML}, 4.1`, requirement: MESSAGE, severity: 'violation' },
  'dm1-xml/reference': { meaning: 'a malformed reference', clause: `${XML}, 4.1`, requirement: 'DM1-XML-B-007', severity: 'violation' },
  'dm1-xml/unescaped': { meaning: 'a "<" or "&" in text that is neither escaped nor in CDATA', clause: `${XML}, 2.4`, requirement: 'DM1-XML-B-007', severity: 'violation' },
  'dm1-xml/declaration': { meaning: 'the XML declaration is malformed, misplaced or not of XML 1.0', clause: `${XML}, 2.8`, requirement: MESSAGE, severity: 'violation' },
  'dm1-xml/leading-space': { meaning: 'white space stands before the document element', clause: `${XML}, 2.8`, requirement: '', severity: 'oddity' },
  'dm1-xml/mismatched-tag': { meaning: 'an end tag closes another element than the open one', clause: `${XML}, 3`, requirement: MESSAGE, severity: 'violation' },
  'dm1-xml/unclosed': { meaning: 'the message ends before an element does', clause: `${XML}, 3`, requirement: MESSAGE, severity: 'violation' },
  'dm1-xml/truncated': { meaning: 'the message ends in the middle of markup', clause: `${XML}, 2.1`, requirement: MESSAGE, severity: 'violation' },
  'dm1-xml/attribute': { meaning: 'an attribute is malformed or given twice', clause: `${XML}, 3.1`, requirement: MESSAGE, severity: 'violation' },
  'dm1-xml/outside': { meaning: 'something other than comments and white space stands outside the document element', clause: `${XML}, 2.1`, requirement: MESSAGE, severity: 'violation' },
  'dm1-xml/prefix': { meaning: 'a prefix is not bound to a namespace', clause: `${NAMES}, 5`, requirement: 'DM1-XML-B-013', severity: 'violation' },
  'dm1-xml/namespace': { meaning: 'a namespace declaration is not allowed', clause: `${NAMES}, 3`, requirement: 'DM1-XML-B-013', severity: 'violation' },
  'dm1-xml/unwritable': { meaning: 'a name or character that no XML message can hold was to be written', clause: `${XML}, 2.2, 2.3`, requirement: '', severity: 'violation' },
  'dm1-xml/malformed': { meaning: 'the text is not well-formed in another way', clause: `${XML}, 2.1`, requirement: MESSAGE, severity: 'violation' },
} as const satisfies Readonly<Record<string, Dm1ErrorCodeEntry>>);
