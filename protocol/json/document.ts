/**
 * JSON reader that keeps positions, because a verdict must point at a byte (RFC 8259).
 * It is strict: what the grammar does not allow is a DecodeError with byte, line and column. Not here: schemas
 * (`dm2/decoded.ts`), writing (the platform does that), and any repair of bad input.
 * Duplicate members are legal though unwise (RFC 8259, 4): the last one wins and all are listed.
 */

import type { Position } from '../decode-error.js';
import { decodeError } from '../error-codes.js';
import { parseText } from './parse-text.js';
import { decodeUtf8, positionOf } from './utf8.js';

export { joinPath, locate } from './path.js';
export { positionOf } from './utf8.js';

export interface JsonLimits {
  /** Largest document read, in bytes; default 4 MiB. */
  readonly maxBytes: number;
  /** Deepest nesting of objects and arrays; default 64, never above 1000 whatever is asked. */
  readonly maxDepth: number;
}

/** Where a node stands, in bytes from the start of the document; `end` is exclusive. */
interface Span {
  readonly start: number;
  readonly end: number;
}

export interface JsonMember {
  readonly name: string;
  /** Byte of the opening quote of the name. */
  readonly nameStart: number;
  readonly node: JsonNode;
}

export type JsonNode =
  | (Span & { readonly type: 'object'; readonly members: readonly JsonMember[] })
  | (Span & { readonly type: 'array'; readonly items: readonly JsonNode[] })
  | (Span & { readonly type: 'string'; readonly value: string })
  | (Span & { readonly type: 'number'; readonly value: number; readonly text: string })
  | (Span & { readonly type: 'boolean'; readonly value: boolean })
  | (Span & { readonly type: 'null' });

export interface DuplicateMember {
  readonly path: string;
  /** Byte of the name of the later member. */
  readonly byte: number;
}

export interface JsonDocument {
  readonly bytes: Uint8Array;
  readonly root: JsonNode;
  /** The same content as plain values; a member `__proto__` is an own property like any other. */
  readonly value: unknown;
  readonly duplicates: readonly DuplicateMember[];
}

const JSON_LIMITS: JsonLimits = Object.freeze({ maxBytes: 4 * 1024 * 1024, maxDepth: 64 });

const DEEPEST = 1000;
const START: Position = Object.freeze({ byte: 0, line: 1, column: 1, path: '' });

/** Reads one JSON text. Throws DecodeError with a `json/…` code. */
export function readJson(bytes: Uint8Array, limits: Partial<JsonLimits> = {}): JsonDocument {
  const { maxBytes, maxDepth } = { ...JSON_LIMITS, ...limits };
  if (bytes.length > maxBytes) {
    throw decodeError({ code: 'json/size', position: START, found: `${bytes.length} bytes`, expected: `at most ${maxBytes} bytes` });
  }
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
    throw decodeError({ code: 'json/bom', position: START, found: 'a byte order mark', expected: 'a JSON value' });
  }
  const text = decodeUtf8(bytes);
  const { root, duplicates } = parseText(text, {
    maxDepth: Math.min(maxDepth, DEEPEST),
    fail: ({ byte, path, ...facts }) => decodeError({ ...facts, position: positionOf(bytes, byte, path) }),
  });
  // The text is known to be sound here, so the platform's parser cannot fail and gives the same values.
  const value: unknown = JSON.parse(text);
  return { bytes, root, value, duplicates };
}
