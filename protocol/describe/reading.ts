/**
 * What a reader for people makes of bytes, whatever their format: rows of a tree, facts, remarks, and tiles of bytes for
 * the hexadecimal view. One shape, so that printing, JSON and marks are written once. Leaves out colour and the terminal.
 */

import type { HttpMessage } from '../dm1/http/message.js';
import type { SyncMlMessage } from '../dm1/model/message.js';

/** A place in the input. `line` and `column` count from 1 and are there for text only. */
export interface At {
  readonly byte: number;
  /** Bytes that are meant; 0 where only a point is known. */
  readonly length: number;
  readonly line?: number;
  readonly column?: number;
}

/** One line of the tree. */
export interface Row {
  readonly depth: number;
  readonly at?: At | undefined;
  readonly name: string;
  /** Names from the root, as in findings; '' where rows have no path. */
  readonly path: string;
  readonly attributes?: readonly (readonly [name: string, value: string])[] | undefined;
  /** Text as it was received, unescaped; absent for a row that only holds others. */
  readonly value?: string | undefined;
  /** Octets that are no text. */
  readonly octets?: Uint8Array | undefined;
  /** A value that is a number or a word of ours and needs no quotes. */
  readonly word?: string | undefined;
  /** What this suite knows about it, in words. */
  readonly notes: readonly string[];
}

/** `fault`: a clause forbids it. `warning`: broken, but no product fails for it. `oddity`: legal, or harmless, but worth a word. */
export type RemarkSeverity = 'fault' | 'warning' | 'oddity';

/** A finding of a codec, a rule or a reader of JSON in one form. */
export interface Remark {
  readonly severity: RemarkSeverity;
  /** Stable identifier of the table of error codes, or the id of the rule. */
  readonly code: string;
  /** Id of the catalogue, '' where only a base document asks for it. */
  readonly requirement: string;
  readonly clause: string;
  readonly at?: At | undefined;
  readonly path: string;
  readonly found: string;
  readonly expected: string;
}

/** Neighbouring bytes with one meaning; tiles of a reading cover the bytes without gap. */
export interface Tile {
  readonly byte: number;
  readonly length: number;
  readonly depth: number;
  readonly kind: 'head' | 'open' | 'close' | 'value' | 'fault';
  readonly meaning: string;
  /** Where the same stands in the other form of the message: line and column of the XML. */
  readonly beside?: string | undefined;
}

/** A label and what it says: `['session', '1, message 2']`. */
export type Fact = readonly [label: string, text: string];

export interface Reading {
  /** `SyncML 1.2 message`, `TNDS document`, `Package#3 (results of the client)`. */
  readonly what: string;
  /** `XML`, `WBXML 1.2`, `JSON`, `HTTP`, `bytes`. */
  readonly form: string;
  readonly bytes: Uint8Array;
  readonly facts: readonly Fact[];
  readonly rows: readonly Row[];
  /** In the order of the bytes. */
  readonly remarks: readonly Remark[];
  /** `unreadable`: nothing of it could be understood; the first remark says why. */
  readonly state: 'read' | 'unreadable';
  /** Bytes of the hexadecimal view and what they are; made when asked for. */
  readonly tiles: () => TileView;
  /** What stands inside this one, for example the body of an HTTP message. */
  readonly parts: readonly Part[];
  /** What was read, for those who judge it. */
  readonly subject: Subject;
}

/** A reading inside another. */
export interface Part {
  /** Where it stands: `body, from byte 142 on`. */
  readonly where: string;
  /** What places in it count from: the start of the part, or that of the whole input. */
  readonly placesFrom: 'part' | 'whole';
  readonly reading: Reading;
}

/** The tiles of some bytes: those of the reading, or those it would have in its binary form. */
export interface TileView {
  readonly title: string;
  readonly bytes: Uint8Array;
  readonly tiles: readonly Tile[];
}

/** The value behind a reading, for those who judge it. */
export type Subject =
  | { readonly kind: 'dm1-message'; readonly message: SyncMlMessage }
  | { readonly kind: 'http-message'; readonly message: HttpMessage }
  | { readonly kind: 'other' };

export const NO_SUBJECT: Subject = Object.freeze({ kind: 'other' });
