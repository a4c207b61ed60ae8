/** A message of DM 2.0 as a reading. The rows are the lines of `dm2/describe.ts`. */

import { describeMessage, type MessageKind } from '../dm2/describe.js';
import { MO_TYPE, PACKAGE1_TYPE, PACKAGE2_TYPE, PACKAGE3_TYPE } from '../dm2/media-types.js';
import { NO_SUBJECT, type Reading, type Row } from './reading.js';
import { inOrder, remarkOfFault } from './remarks.js';
import { plainTiles } from './tiles.js';

/** The types by which a kind can be demanded. */
export const DM2_TYPES: Readonly<Record<'package1' | 'package2' | 'package3' | 'mo', string>> = Object.freeze({ package1: PACKAGE1_TYPE, package2: PACKAGE2_TYPE, package3: PACKAGE3_TYPE, mo: MO_TYPE });

/** Reads JSON; the kind follows the media type where one is given, otherwise the shape. Never throws. */
export function readJsonMessage(bytes: Uint8Array, contentType: string | undefined): Reading {
  const { kind, lines, faults } = describeMessage(bytes, contentType);
  const [title = '', ...rest] = lines;
  return {
    what: title.replace(/, \d+ bytes$/, ''),
    form: 'JSON',
    bytes,
    facts: [],
    rows: rest.map(rowOf),
    remarks: inOrder(faults.map(remarkOfFault)),
    state: stateOf(kind, lines),
    tiles: () => plainTiles(bytes),
    parts: [],
    subject: NO_SUBJECT,
  };
}

/** JSON of others is shown, and is no message. */
function stateOf(kind: MessageKind, lines: readonly string[]): Reading['state'] {
  if (kind === 'unknown' || lines.length === 1) return 'unreadable';
  return kind === 'json' ? 'foreign' : 'read';
}

function rowOf(line: string): Row {
  const depth = (/^ */.exec(line)?.[0].length ?? 0) / 2;
  const [, name = '', note] = /^(.*?)(?: {2}\((.*)\))?$/.exec(line.trim()) ?? [];
  return { depth, name, path: '', notes: note === undefined ? [] : [note] };
}
