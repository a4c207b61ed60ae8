/**
 * The forms an XML message can be written in: the canonical one, which every client seen in the field accepted, and the
 * odd but legal choices that a test makes on purpose (XML 1.0; Namespaces in XML 1.0; META 1.2). `none` as a namespace
 * form is the one choice that is not legal (DM1-XML-B-013) though accepted by all clients seen.
 */

import type { Encoding } from './decode-text.js';

export interface XmlForm {
  readonly encoding: Encoding;
  /** UTF-16 always has one: XML demands it. */
  readonly byteOrderMark: 'absent' | 'present';
  readonly declaration: 'absent' | 'present';
  readonly doctype: 'absent' | 'present';
  /** One before the document element. */
  readonly processingInstruction: 'absent' | 'present';
  /** One before the document element and one at the start of each element that holds elements. */
  readonly comments: 'absent' | 'present';
  readonly layout: 'compact' | 'pretty';
  /** Of attributes and the XML declaration. */
  readonly quotes: 'double' | 'single';
  readonly characterData: 'escaped' | 'cdata';
  readonly emptyElements: 'short' | 'long';
  readonly syncmlNamespace: 'default' | 'prefix' | 'none';
  /** `on-meta` puts Meta itself into the namespace of its children, as some products do. */
  readonly metinfNamespace: 'each-child' | 'on-meta' | 'prefix-on-child' | 'prefix-on-root' | 'none';
  /** Declarations of namespaces count as attributes and come first as given. */
  readonly attributeOrder: 'as-given' | 'reversed';
}

/** No prefix, `xmlns` on each child of Meta, no byte order mark, no declaration, no processing instruction, short empty elements. */
export const CANONICAL_FORM: XmlForm = Object.freeze({
  encoding: 'utf-8',
  byteOrderMark: 'absent',
  declaration: 'absent',
  doctype: 'absent',
  processingInstruction: 'absent',
  comments: 'absent',
  layout: 'compact',
  quotes: 'double',
  characterData: 'escaped',
  emptyElements: 'short',
  syncmlNamespace: 'default',
  metinfNamespace: 'each-child',
  attributeOrder: 'as-given',
});
