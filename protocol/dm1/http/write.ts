/**
 * Writing HTTP/1.x messages (RFC 9112): head, framing and body as bytes, by length or in chunks, and the OTA-HTTP push
 * envelope (WAP-235-PushOTA, recalled). Header fields stand as they are given: a tester may want odd ones.
 */

import { PUSH_TYPE, PUSH_VERSION_FIELD } from './push.js';

export type WritableStart =
  | { readonly kind: 'request'; readonly method: string; readonly target: string; readonly version?: '1.0' | '1.1' }
  | { readonly kind: 'response'; readonly status: number; readonly reason: string; readonly version?: '1.0' | '1.1' };

export interface WritableHttp {
  readonly start: WritableStart;
  readonly fields: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array;
  /** `length` by default; `close` writes neither length nor chunks; a number cuts the body into chunks of so many bytes. */
  readonly framing?: 'length' | 'close' | { readonly chunkBytes: number };
}

/** Bytes of a message; the field for the framing comes last. */
export function writeHttp({ start, fields, body, framing = 'length' }: WritableHttp): Uint8Array {
  const framingField = framing === 'close' ? [] : framing === 'length' ? [['Content-Length', String(body.length)] as const] : [['Transfer-Encoding', 'chunked'] as const];
  const head = [startLine(start), ...[...fields, ...framingField].map(([name, value]) => `${name}: ${value}`), '', ''].join('\r\n');
  return joined([latin(head), ...(typeof framing === 'object' ? chunked(body, framing.chunkBytes) : [body])]);
}

export interface WritablePush {
  readonly target: string;
  readonly host: string;
  /** Content-Type of what is pushed, with its parameters. */
  readonly contentType: string;
  readonly content: Uint8Array;
}

/** Bytes of a push over HTTP: the content in a response in a POST. */
export function writePush({ target, host, contentType, content }: WritablePush): Uint8Array {
  const inner = writeHttp({ start: { kind: 'response', status: 200, reason: 'OK' }, fields: [['Content-Type', contentType]], body: content });
  const fields = [['Host', host], ['Content-Type', PUSH_TYPE], [PUSH_VERSION_FIELD, '1.0']] as const;
  return writeHttp({ start: { kind: 'request', method: 'POST', target }, fields, body: inner });
}

function startLine(start: WritableStart): string {
  const version = `HTTP/${start.version ?? '1.1'}`;
  return start.kind === 'request' ? `${start.method} ${start.target} ${version}` : `${version} ${start.status} ${start.reason}`;
}

function chunked(body: Uint8Array, chunkBytes: number): readonly Uint8Array[] {
  const size = Math.max(1, Math.floor(chunkBytes));
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < body.length; at += size) {
    const piece = body.subarray(at, at + size);
    pieces.push(latin(`${piece.length.toString(16)}\r\n`), piece, latin('\r\n'));
  }
  return [...pieces, latin('0\r\n\r\n')];
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

/** One byte a character; others become "?", as no header field can hold them. */
function latin(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return code > 0xff ? 0x3f : code;
  });
}
