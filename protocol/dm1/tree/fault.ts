/**
 * What is wrong with a text of the DM tree: an address, a property, an ACL, a value. A fault knows its place in the text; the
 * caller knows where the text stood and makes a finding or an error of it.
 */

import type { DecodeError } from '../../decode-error.js';
import { DM1_ERROR_CODES, dm1Error, type Dm1ErrorCode } from '../error-codes.js';
import type { Place } from '../model/element.js';
import { finding, type Finding1 } from '../model/finding.js';
import { positionInText } from '../../json/utf8.js';

export interface TreeFault {
  readonly code: Dm1ErrorCode;
  /** Index in the text, in UTF-16 units. */
  readonly index: number;
  readonly found: string;
  readonly expected: string;
}

/** Faults of one text after which reading stops. */
export const MAX_FAULTS = 20;

export interface FaultSpot {
  /** Where the element stands that held the text. */
  readonly where: Place;
  readonly path: string;
  /** Only where the requirement of the table is not the one at hand. */
  readonly requirement?: string;
  readonly clause?: string;
}

/** A finding about the element that held the text; the place within it is added to what was found. */
export function findingOfFault(fault: TreeFault, spot: FaultSpot): Finding1 {
  return finding({ code: fault.code, ...spot, found: foundIn(fault), expected: fault.expected });
}

/** What was found and at which character of the text. */
export function foundIn({ index, found }: TreeFault): string {
  return index === 0 ? found : `${found} at character ${index + 1}`;
}

/** Throws the first fault that is more than odd, as a DecodeError with the place in `text`. */
export function throwFirst(text: string, faults: readonly TreeFault[]): void {
  const first = faults.find(({ code }) => DM1_ERROR_CODES[code].severity !== 'oddity');
  if (first !== undefined) throw errorOf(text, first);
}

function errorOf(text: string, { code, index, found, expected }: TreeFault): DecodeError {
  return dm1Error({ code, found, expected, position: positionInText(text, index) });
}
