/** Collects what the reader of HTTP finds: places from byte offsets, up to a limit, in the order of the input. */

import type { Dm1ErrorCode } from '../error-codes.js';
import { byteOf, type Place, type XmlPlace } from '../model/element.js';
import { finding, type Finding1 } from '../model/finding.js';
import type { HttpLimits } from './limits.js';

export interface HttpFault {
  readonly code: Dm1ErrorCode;
  /** Offset in the input, or a place that is already known. */
  readonly byte: number | Place;
  /** Name of the header field, or what else of the message it is about. */
  readonly path?: string;
  readonly found: string;
  readonly expected: string;
}

export interface Faults {
  readonly add: (fault: HttpFault) => void;
  readonly place: PlaceOf;
  readonly list: () => readonly Finding1[];
}

/** A collector whose offsets `place` turns into places. */
export function createFaults(place: PlaceOf, { maxFindings }: Pick<HttpLimits, 'maxFindings'>): Faults {
  const found: Finding1[] = [];
  const add = (fault: HttpFault): void => {
    if (found.length > maxFindings) return;
    const where = typeof fault.byte === 'number' ? place(fault.byte) : fault.byte;
    const { path = '' } = fault;
    if (found.length < maxFindings) found.push(finding({ code: fault.code, where, path, found: fault.found, expected: fault.expected }));
    else found.push(finding({ code: 'dm1-http/findings', where, path: '', found: 'more faults', expected: `at most ${maxFindings}, the limit of this reader` }));
  };
  return { add, place, list: () => found.toSorted((left, right) => byteOf(left.where) - byteOf(right.where)) };
}

export type PlaceOf = (byte: number) => XmlPlace;

/** Places in the input. Lines end at LF; a column is a byte. Asked in ascending order it reads the input once. */
export function createPlacer(bytes: Uint8Array): PlaceOf {
  let [line, lineStart] = [1, 0];
  let lineEnd = bytes.indexOf(LF);
  return (byte) => {
    if (byte < lineStart) {
      [line, lineStart] = [1, 0];
      lineEnd = bytes.indexOf(LF);
    }
    while (lineEnd >= 0 && lineEnd < byte) {
      [line, lineStart] = [line + 1, lineEnd + 1];
      lineEnd = bytes.indexOf(LF, lineStart);
    }
    return { kind: 'xml', byte, line, column: byte - lineStart + 1 };
  };
}
const LF = 0x0a;
