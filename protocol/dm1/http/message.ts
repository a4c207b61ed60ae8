/**
 * An HTTP/1.x message as it was recorded (RFC 9112), head and body, each header field with its place. Leaves out what the
 * body means: that is for the decoder that its label names (`media-types.ts`).
 */

import type { XmlPlace } from '../model/element.js';
import type { Finding1 } from '../model/finding.js';
import type { BodyLabel } from './media-types.js';

export type StartLine =
  | { readonly kind: 'request'; readonly method: string; readonly target: string; readonly version: string; readonly where: XmlPlace }
  | { readonly kind: 'response'; readonly status: number; readonly reason: string; readonly version: string; readonly where: XmlPlace };

export interface HeaderField {
  /** As it was written; compare with `fieldOf`. */
  readonly name: string;
  /** Without the white space around it; one character a byte. */
  readonly value: string;
  readonly where: XmlPlace;
}

/** What ended the body. `file`: it was recorded apart from its head. */
export type Framing =
  | { readonly kind: 'length'; readonly bytes: number }
  | { readonly kind: 'chunked'; readonly chunks: number }
  | { readonly kind: 'close' }
  | { readonly kind: 'none' };

/** A run of the body and where it stood in the input. */
export interface BodyPiece {
  /** Offset in the decoded body. */
  readonly at: number;
  /** First byte in the input that held the body. */
  readonly byte: number;
  readonly length: number;
}

export interface HttpMessage {
  readonly start: StartLine;
  readonly fields: readonly HeaderField[];
  readonly framing: Framing;
  /** Transfer coding taken off. */
  readonly body: Uint8Array;
  /** In order; one of them unless the body was chunked, none if it is empty. */
  readonly pieces: readonly BodyPiece[];
  /** `apart`: the bytes of `pieces` are those of the file that held only the body. */
  readonly bodySource: 'same-input' | 'apart';
  readonly label: BodyLabel;
  /** First byte of the start line in the input. */
  readonly byte: number;
  /** Of the head, the framing and the DM binding; in the order of the message. */
  readonly findings: readonly Finding1[];
}

/** The first header field of that name, in whatever letter case. */
export function fieldOf(fields: readonly HeaderField[], name: string): HeaderField | undefined {
  return fieldsOf(fields, name)[0];
}

/** All header fields of that name, in whatever letter case. */
export function fieldsOf(fields: readonly HeaderField[], name: string): readonly HeaderField[] {
  const wanted = name.toLowerCase();
  return fields.filter((field) => field.name.toLowerCase() === wanted);
}

/** Where a byte of the decoded body stood in the input that held the body; the end of the body for one behind it. */
export function inputByteOf({ pieces, byte }: Pick<HttpMessage, 'pieces' | 'byte'>, bodyByte: number): number {
  const piece = pieces.find(({ at, length }) => bodyByte < at + length) ?? pieces.at(-1);
  return piece === undefined ? byte : piece.byte + bodyByte - piece.at;
}
