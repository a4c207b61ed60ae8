/**
 * Places in an XML message: from an index in the decoded text to byte, line and column. Asked mostly in ascending order,
 * which costs nothing but the distance; going back is possible. Lines end at CR LF, CR or LF (XML 1.0, 2.11); columns
 * count characters (code points).
 */

import type { XmlPlace } from '../model/element.js';

export type Locate = (index: number) => XmlPlace;

/** How the text came out of the bytes. */
export interface TextSource {
  readonly text: string;
  /** Bytes of a UTF-16 unit of the text, or `utf-8` where that depends on the character. */
  readonly unit: 1 | 2 | 'utf-8';
  /** Length of the byte order mark. */
  readonly startByte: number;
  /** Indexes of replacement characters that stand for one bad byte each. */
  readonly replaced: ReadonlySet<number>;
}

/** The places of one text. */
export function createLocator(source: TextSource): Locate {
  const { text, unit, startByte } = source;
  const hasPairs = unit !== 1 && /[\ud800-\udfff]/.test(text);
  let [at, byte, points, line, lineStart, lineStartPoints] = [0, startByte, 0, 1, 0, 0];
  let lineAfter = createLineFinder(text);
  let nextLine = lineAfter(0);

  const advance = (to: number): void => {
    const [from, until] = to < at ? [to, at] : [at, to];
    const sign = to < at ? -1 : 1;
    if (unit === 'utf-8') byte += sign * utf8Length(source, { from, until });
    else byte += (to - at) * unit;
    points += hasPairs ? sign * pointsBetween(text, { from, until }) : to - at;
    at = to;
  };
  return (index) => {
    if (index < lineStart) {
      [at, byte, points, line, lineStart, lineStartPoints] = [0, startByte, 0, 1, 0, 0];
      lineAfter = createLineFinder(text);
      nextLine = lineAfter(0);
    }
    while (nextLine <= index) {
      advance(nextLine);
      [line, lineStart, lineStartPoints] = [line + 1, nextLine, points];
      nextLine = lineAfter(nextLine);
    }
    advance(index);
    return { kind: 'xml', byte, line, column: points - lineStartPoints + 1 };
  };
}

/** Start of the line after the one that holds `from`, or infinity. To be asked in ascending order: each end of line is looked for once. */
function createLineFinder(text: string): (from: number) => number {
  let feed = -1;
  let back = -1;
  return (from) => {
    if (feed < from) feed = indexOrInfinity(text, { of: '\n', from });
    if (back < from) back = indexOrInfinity(text, { of: '\r', from });
    if (back > feed) return feed + 1;
    return text.charCodeAt(back + 1) === 0x0a ? back + 2 : back + 1;
  };
}

function indexOrInfinity(text: string, { of, from }: { readonly of: string; readonly from: number }): number {
  const index = text.indexOf(of, from);
  return index < 0 ? Number.POSITIVE_INFINITY : index;
}

interface Stretch {
  readonly from: number;
  readonly until: number;
}

function utf8Length({ text, replaced }: TextSource, { from, until }: Stretch): number {
  let length = until - from;
  for (let index = from; index < until; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) continue;
    if (unit < 0x800 || (unit & 0xf800) === 0xd800) length += 1;
    else if (unit !== 0xfffd || !replaced.has(index)) length += 2;
  }
  return length;
}

function pointsBetween(text: string, { from, until }: Stretch): number {
  let points = 0;
  for (let index = from; index < until; index += 1) if ((text.charCodeAt(index) & 0xfc00) !== 0xdc00) points += 1;
  return points;
}
