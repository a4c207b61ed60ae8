/**
 * The choices that WBXML leaves to a writer. Every combination is legal and means the same; testers use the odd ones to
 * see what a receiver can read (DM1-WBXML-B-001, -005, -010). The defaults are what every product of the field took.
 */

import type { WritableCharset } from './charsets.js';
import type { DocumentTypeName } from './document-types.js';

export interface WbxmlOptions {
  /** `1.2` unless said otherwise: some clients refuse 1.3. */
  readonly version: '1.1' | '1.2' | '1.3';
  /** `by-root`: the type of which the root element is. */
  readonly type: DocumentTypeName | 'by-root';
  /** `number` falls back on `text` for a type without a number; `unterminated-text` leaves the last zero of the table out. */
  readonly publicId: 'number' | 'text' | 'unterminated-text';
  /** Characters that the set lacks are written as entities. */
  readonly charset: WritableCharset;
  /**
   * The form of text: inline, in the string table, in the table where it comes again, as opaque data (which a reader gives back
   * as octets), or these three in turn.
   */
  readonly strings: 'inline' | 'table' | 'repeated-in-table' | 'opaque' | 'mixed';
  /** Which characters become entities. */
  readonly entities: 'needed' | 'beyond-ascii' | 'all';
  /** Longest piece of text in one string, in code points; longer text is split. */
  readonly maxPieceCharacters: number;
  /** `literal`: names are written out where a reader finds the same namespace again. */
  readonly names: 'token' | 'literal';
  /** `redundant`: a SWITCH_PAGE before every tag and attribute. */
  readonly pageSwitches: 'needed' | 'redundant';
  /** `long`: an empty element has the content bit and an END. */
  readonly emptyElements: 'short' | 'long';
  /** `string`: attribute values are never written by value tokens, and attributes only by tokens without a value. */
  readonly attributeValues: 'token' | 'string';
  /** `padded`: integers have one leading byte 0x80 more than they need. */
  readonly integers: 'shortest' | 'padded';
}

export const DEFAULT_WBXML_OPTIONS: WbxmlOptions = Object.freeze<WbxmlOptions>({
  version: '1.2',
  type: 'by-root',
  publicId: 'number',
  charset: 'utf-8',
  strings: 'inline',
  entities: 'needed',
  maxPieceCharacters: Number.POSITIVE_INFINITY,
  names: 'token',
  pageSwitches: 'needed',
  emptyElements: 'short',
  attributeValues: 'token',
  integers: 'shortest',
});
