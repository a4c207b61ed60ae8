/**
 * JSON reader that keeps positions, because a verdict must point at a byte (RFC 8259).
 * It is strict: what the grammar does not allow is a DecodeError with byte, line and column. Not here: schemas
 * (`dm2/decoded.ts`), writing (the platform does that), and any repair of bad input.
 * Duplicate members are legal though unwise (RFC 8259, 4): the last one wins and all are listed.
 */

import type { Position } from '../decode-error.js';
import { decodeError } from '../error-codes.js';
import { parseText, type ParsedText } from './parse-text.js';
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
  const depth = Math.min(maxDepth, DEEPEST);
  const parse = (): ParsedText =>
    parseText(text, { maxDepth: depth, fail: ({ byte, path, ...facts }) => decodeError({ ...facts, position: positionOf(bytes, byte, path) }) });
  const quick = readQuickly(text, depth);
  if (quick !== undefined) return withNodesOnDemand({ bytes, value: quick.value }, parse);
  const { root, duplicates } = parse();
  // The text is known to be sound here, so the platform's parser cannot fail and gives the same values.
  return { bytes, root, value: JSON.parse(text), duplicates };
}

/** A number that binary64 may not hold has an exponent or hundreds of digits. Digits before an `e` in a string only cost time. */
const LARGE_NUMBER = /\d[eE]|\d{300}/;

/** What the platform's parser makes of a text that it takes by the same grammar; undefined where ours has to look at it. */
function readQuickly(text: string, depth: number): { readonly value: unknown } | undefined {
  if (hasMoreBrackets(text, depth) || LARGE_NUMBER.test(text)) return undefined;
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** No text is nested deeper than it has opening brackets; those in strings only cost time. */
function hasMoreBrackets(text: string, limit: number): boolean {
  const opening = /[[{]/g;
  for (let count = 0; count <= limit; count += 1) if (!opening.test(text)) return false;
  return true;
}

/** Positions are wanted of few documents, and finding them costs more than reading the values. */
function withNodesOnDemand(read: Pick<JsonDocument, 'bytes' | 'value'>, parse: () => ParsedText): JsonDocument {
  let parsed: ParsedText | undefined;
  return {
    ...read,
    get root() {
      parsed ??= parse();
      return parsed.root;
    },
    get duplicates() {
      parsed ??= parse();
      return parsed.duplicates;
    },
  };
}
