/**
 * What the parser says against what this project says: one row per complaint of saxes 6, with the code, what the clause
 * expects, and which place the fault has. Complaints about structure are not here: the reader keeps its own stack.
 */

import type { Dm1ErrorCode } from '../error-codes.js';

/** `character`: the one just read. `tag`: the start tag it belongs to. `markup`: whatever markup is open. `reference`: the "&" before. */
export type FaultAnchor = 'character' | 'tag' | 'markup' | 'reference';

export interface ParserFault {
  /** Start of the complaint. */
  readonly says: string;
  readonly code: Dm1ErrorCode;
  readonly anchor: FaultAnchor;
  readonly expected: string;
}

const ROWS: readonly ParserFault[] = Object.freeze([
  { says: 'disallowed character in attribute name', code: 'dm1-xml/attribute', anchor: 'character', expected: 'an attribute, "/" or ">"' },
  { says: 'disallowed character in closing tag', code: 'dm1-xml/mismatched-tag', anchor: 'character', expected: 'a name and ">" in the end tag' },
  { says: 'disallowed character in tag name.', code: 'dm1-xml/malformed', anchor: 'character', expected: 'a name in the start tag' },
  { says: 'disallowed character in entity name', code: 'dm1-xml/reference', anchor: 'reference', expected: 'a name or number between "&" and ";"' },
  { says: 'disallowed character in processing instruction name', code: 'dm1-xml/malformed', anchor: 'character', expected: 'the name of a processing instruction' },
  { says: 'disallowed character.', code: 'dm1-xml/character', anchor: 'character', expected: 'a character of XML: tab, line feed, carriage return or U+0020 and up' },
  { says: 'malformed comment', code: 'dm1-xml/malformed', anchor: 'character', expected: '">" after "--" in a comment' },
  { says: 'inappropriately located doctype', code: 'dm1-xml/malformed', anchor: 'markup', expected: 'at most one DOCTYPE, before the document element' },
  { says: 'processing instruction without a target', code: 'dm1-xml/malformed', anchor: 'character', expected: 'the name of a processing instruction' },
  { says: 'forward-slash in opening tag', code: 'dm1-xml/malformed', anchor: 'character', expected: '">" after "/" in the start tag' },
  { says: 'attribute without value', code: 'dm1-xml/attribute', anchor: 'character', expected: '"=" and a value after the name of the attribute' },
  { says: 'unquoted attribute value', code: 'dm1-xml/attribute', anchor: 'character', expected: 'a value in quotes' },
  { says: 'no whitespace between attributes', code: 'dm1-xml/attribute', anchor: 'character', expected: 'white space between attributes' },
  { says: 'the string "]]>" is disallowed', code: 'dm1-xml/unescaped', anchor: 'character', expected: '"]]&gt;" in text' },
  { says: 'undefined entity', code: 'dm1-xml/entity', anchor: 'reference', expected: 'one of &amp;, &lt;, &gt;, &apos;, &quot; or a number' },
  { says: 'malformed character entity', code: 'dm1-xml/reference', anchor: 'reference', expected: 'the number of a character that XML has' },
  { says: 'malformed name', code: 'dm1-xml/namespace', anchor: 'tag', expected: 'at most one ":", with a name on each side' },
  { says: 'unbound namespace prefix', code: 'dm1-xml/prefix', anchor: 'tag', expected: 'a declaration xmlns:… for the prefix' },
  { says: 'tags may not have "xmlns"', code: 'dm1-xml/namespace', anchor: 'tag', expected: 'a prefix other than xmlns' },
  { says: 'duplicate attribute', code: 'dm1-xml/attribute', anchor: 'tag', expected: 'each attribute once' },
  { says: 'invalid attempt to undefine prefix', code: 'dm1-xml/namespace', anchor: 'tag', expected: 'a namespace that is not empty' },
  { says: 'xml prefix must be bound', code: 'dm1-xml/namespace', anchor: 'tag', expected: 'the prefixes xml and xmlns left alone' },
  { says: 'xmlns prefix must be bound', code: 'dm1-xml/namespace', anchor: 'tag', expected: 'the prefixes xml and xmlns left alone' },
  { says: 'the default namespace may not be set', code: 'dm1-xml/namespace', anchor: 'tag', expected: 'a namespace that is not one of XML itself' },
  { says: 'may not assign the xml namespace', code: 'dm1-xml/namespace', anchor: 'tag', expected: 'the prefixes xml and xmlns left alone' },
  ...declaration('an XML declaration must be at the start', 'the XML declaration at the very start'),
  ...declaration('the XML declaration must appear at the start', 'the XML declaration at the very start, spelt in lower case'),
  ...declaration('XML declaration', 'version, then encoding, then standalone, and "?>"'),
  ...declaration('did not expect any more', 'version, then encoding, then standalone, and "?>"'),
  ...declaration('expected ', 'version, then encoding, then standalone, and "?>"'),
  ...declaration('value ', 'a value in quotes after "="'),
  ...declaration('version number', 'a version of the form 1.0'),
  ...declaration('encoding value', 'the name of an encoding'),
  ...declaration('standalone value', 'yes or no'),
  ...declaration('whitespace required', 'white space between the parts of the XML declaration'),
  ...declaration('processing instructions are not allowed', 'the XML declaration at the very start'),
  ...declaration('The character ?', '"?>" at the end of the XML declaration'),
]);

const UNKNOWN: ParserFault = Object.freeze({ says: '', code: 'dm1-xml/malformed', anchor: 'character', expected: 'well-formed XML' });

/** The row of a complaint; one that no row knows is plainly malformed. */
export function faultOf(complaint: string): ParserFault {
  return ROWS.find(({ says }) => complaint.startsWith(says)) ?? UNKNOWN;
}

/** Complaints about structure, which the reader finds itself and with better words. */
export function isStructural(complaint: string): boolean {
  return STRUCTURAL.some((start) => complaint.startsWith(start));
}
const STRUCTURAL: readonly string[] = Object.freeze([
  'unclosed tag', 'unexpected close tag', 'document must contain a root element', 'text data outside of root node', 'documents may contain only one root',
]);

function declaration(says: string, expected: string): readonly ParserFault[] {
  return [{ says, code: 'dm1-xml/declaration', anchor: 'markup', expected }];
}
