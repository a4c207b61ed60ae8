/** A short text of a message, and where it stood there: the content of an element or the value of a header. */

import type { Place } from '../model/element.js';

export interface TextSource {
  readonly text: string;
  /** Place of the element; absent for the value of a header, whose places count from its first character. */
  readonly where?: Place;
  /** Path of the element, or the name of the header. */
  readonly path: string;
}

/** The place of a character: within a header that of the character, within an element that of the element. */
export function placeIn(source: TextSource, index: number): Place {
  return source.where ?? { kind: 'xml', byte: index, line: 1, column: index + 1 };
}
