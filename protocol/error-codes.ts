/**
 * The one table of decode faults of `protocol/`: code, what it means, and the clause it enforces by default. The
 * documentation page of error codes is made from it. Verdicts are not here: a fault is a fact about bytes, and whether
 * it counts against a product is for the test cases to say.
 */

import { DecodeError, type Position } from './decode-error.js';
import { NOTIFICATION2_ERROR_CODES } from './dm2/notification/error-codes.js';

export interface ErrorCodeEntry {
  readonly meaning: string;
  /** Document and clause; a raiser may name a narrower one. `~` marks a clause number that was derived, not read. */
  readonly clause: string;
}

const DM2 = 'OMA-TS-DM_Protocol-V2_0';

export const ERROR_CODES = Object.freeze({
  'json/size': { meaning: 'the document is larger than the limit of the reader', clause: 'RFC 8259, 9' },
  'json/bom': { meaning: 'the document starts with a byte order mark', clause: 'RFC 8259, 8.1' },
  'json/utf8': { meaning: 'the bytes are not UTF-8', clause: 'RFC 8259, 8.1' },
  'json/empty': { meaning: 'the document holds no value', clause: 'RFC 8259, 2' },
  'json/syntax': { meaning: 'a token stands where the grammar allows none of its kind', clause: 'RFC 8259, 2' },
  'json/truncated': { meaning: 'the document ends before its value does', clause: 'RFC 8259, 2' },
  'json/trailing': { meaning: 'something other than white space follows the value', clause: 'RFC 8259, 2' },
  'json/depth': { meaning: 'objects and arrays are nested deeper than the limit of the reader', clause: 'RFC 8259, 9' },
  'json/literal': { meaning: 'a bare word is none of true, false and null', clause: 'RFC 8259, 3' },
  'json/number': { meaning: 'a number does not follow the grammar', clause: 'RFC 8259, 6' },
  'json/number-range': { meaning: 'a number is beyond the range of IEEE 754 binary64', clause: 'RFC 8259, 6' },
  'json/control': { meaning: 'a string holds an unescaped control character', clause: 'RFC 8259, 7' },
  'json/escape': { meaning: 'a string holds an unknown or unfinished escape', clause: 'RFC 8259, 7' },
  'http/size': { meaning: 'a header value is longer than the limit of the reader', clause: 'RFC 9110, 5.4' },
  'http/media-type': { meaning: 'a media type is not type "/" subtype with tokens', clause: 'RFC 9110, 8.3.1' },
  'http/media-range': { meaning: 'a media range is none of */*, type/* and type/subtype', clause: 'RFC 9110, 12.5.1' },
  'http/parameter': { meaning: 'a parameter is not name "=" value', clause: 'RFC 9110, 5.6.6' },
  'http/quoted-string': { meaning: 'a quoted string is unfinished or holds a forbidden character', clause: 'RFC 9110, 5.6.4' },
  'http/duplicate-parameter': { meaning: 'a parameter is given twice', clause: 'RFC 6838, 4.3' },
  'http/weight': { meaning: 'a weight is not a number from 0 to 1 with at most three decimals', clause: 'RFC 9110, 12.4.2' },
  'dm2/member-type': { meaning: 'a member has the wrong JSON type', clause: `${DM2}, 5.2` },
  'dm2/member-missing': { meaning: 'a required member is absent', clause: `${DM2}, 5.2` },
  'dm2/member-value': { meaning: 'a member has a value outside its set', clause: `${DM2}, ~5.5` },
  'dm2/member-empty': { meaning: 'a member that identifies something is empty', clause: `${DM2}, ~5.5` },
  'dm2/mo-list': { meaning: 'an array stands in management object data, where only objects and scalars can', clause: `${DM2}, 7.2.1.4` },
  'dm2/client-uri-size': { meaning: 'a ClientURI is longer than the limit of the reader', clause: `${DM2}, ~6.1` },
  'dm2/client-uri-moid': { meaning: 'a ClientURI does not start with a MOID and a slash', clause: `${DM2}, ~6.1.1` },
  'dm2/client-uri-component': { meaning: 'a component is no name, x-name or wildcard', clause: `${DM2}, ~6.1.1` },
  'dm2/client-uri-x-name': { meaning: 'an x-name is not one letter in parentheses, or its letter is used twice', clause: `${DM2}, ~6.1.1` },
  'dm2/client-uri-percent': { meaning: 'a percent-encoding is malformed or does not give UTF-8', clause: 'RFC 3986, 2.1' },
  'dm2/client-uri-field': { meaning: 'a query field is not name "=" value', clause: `${DM2}, ~6.1.3` },
  'dm2/client-uri-nv': { meaning: 'an nv field is not x-name "/" path ":" value', clause: `${DM2}, ~6.1.2` },
  'dm2/client-uri-cv': { meaning: 'a ClientURI has more than one cv field', clause: `${DM2}, 7.2.1.4` },
  ...NOTIFICATION2_ERROR_CODES,
} as const satisfies Readonly<Record<string, ErrorCodeEntry>>);

export type ErrorCode = keyof typeof ERROR_CODES;

export interface FaultFacts {
  readonly code: ErrorCode;
  readonly position: Position;
  /** What stands there, ready to follow "found". */
  readonly found: string;
  /** What the clause asks for, ready to follow "expected". */
  readonly expected: string;
  /** Only where the clause of the table is not narrow enough. */
  readonly clause?: string;
  readonly cause?: unknown;
}

/** The only way to make a DecodeError: the code decides the clause unless the caller names a narrower one. */
export function decodeError(facts: FaultFacts): DecodeError {
  const { code, position, found, expected } = facts;
  const clause = facts.clause ?? ERROR_CODES[code].clause;
  return new DecodeError({ code, clause, position, found, expected }, facts.cause === undefined ? {} : { cause: facts.cause });
}
