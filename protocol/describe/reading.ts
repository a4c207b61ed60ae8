/**
 * What a reader for people makes of bytes, whatever their format: rows of a tree, facts, remarks, and tiles of bytes for
 * the hexadecimal view. One shape, so that printing, JSON and marks are written once. Leaves out colour and the terminal.
 */

import type { HttpMessage } from '../dm1/http/message.js';

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

/**
 * `fault`: a requirement forbids it. `warning`: one whose breach fails no product. `oddity`: no requirement forbids it, but it
 * is worth a word. `limit`: this reader takes no more, which says nothing about the sender. Of DM 1.x the codecs decide
 * between the last two alone; what is a fault the rules say, for whoever applies them to the subject.
 */
export type RemarkSeverity = 'fault' | 'warning' | 'oddity' | 'limit';

/** A finding of a codec, a rule or a reader of JSON in one form. */
export interface Remark {
  readonly severity: RemarkSeverity;
  /** Stable identifier of the table of error codes, or the id of the rule. */
  readonly code: string;
  /** Id of the catalogue, '' where only a base document asks for it. */
  readonly requirement: string;
  /** MUST, SHOULD and so on, where a rule judged. */
  readonly level?: string | undefined;
  readonly clause: string;
  /** Why it is a warning only. */
  readonly leniency?: string | undefined;
  readonly at?: At | undefined;
  /** The same in the message, where `at` counts from the start of a part of it. */
  readonly outer?: At | undefined;
  readonly path: string;
  readonly found: string;
  readonly expected: string;
  /** How many more of its requirement there are that are not listed. */
  readonly more?: number | undefined;
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
  /** Bytes it takes, where `bytes` are those of several readings. */
  readonly length?: number | undefined;
  readonly facts: readonly Fact[];
  readonly rows: readonly Row[];
  /** In the order of the bytes. */
  readonly remarks: readonly Remark[];
  /** `unreadable`: nothing of it could be understood; the first remark says why. `foreign`: it could, but it is no document of OMA DM. */
  readonly state: 'read' | 'foreign' | 'unreadable';
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
  /** Path of the element that holds it, where one does. */
  readonly path?: string | undefined;
  /** Where its first byte stands in the whole, if all of it stands there byte by byte. */
  readonly startByte?: number | undefined;
  readonly reading: Reading;
}

/** The tiles of some bytes: those of the reading, or those it would have in its binary form. */
export interface TileView {
  readonly title: string;
  readonly bytes: Uint8Array;
  readonly tiles: readonly Tile[];
}

/** What the rules of DM 1.x can be applied to. */
export type Subject =
  /** A message, tree, description or provisioning document, also one that went wrong. */
  | { readonly kind: 'dm1-document'; readonly encoding: 'xml' | 'wbxml' }
  | { readonly kind: 'package0' }
  | { readonly kind: 'http-message'; readonly message: HttpMessage }
  | { readonly kind: 'other' };

export const NO_SUBJECT: Subject = Object.freeze({ kind: 'other' });
