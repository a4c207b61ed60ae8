/**
 * From bytes to a typed message of DM 2.0: reads JSON, applies a compiled schema, and turns its first complaint into a
 * DecodeError that points at a byte. Members that no schema names are left alone; they stay in `document.value`.
 */

import type { DecodeError } from '../decode-error.js';
import { decodeError, type ErrorCode } from '../error-codes.js';
import { positionOf, readJson, type JsonDocument, type JsonNode } from '../json/document.js';
import { childOf, joinPath } from '../json/path.js';
import { octetsOf } from '../octets.js';
import { quoteText } from '../quote.js';

/** A message and the document it was read from, for positions and for members no schema names. */
export interface Decoded<T> {
  readonly value: T;
  readonly document: JsonDocument;
}

/** What a compiled schema reports; the shape is that of the schema compiler. */
export interface SchemaComplaint {
  readonly keyword: string;
  /** JSON Pointer (RFC 6901) to the offending value. */
  readonly instancePath: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message?: string;
}

/** A compiled schema; `errors` speaks of the last call. */
export interface SchemaValidator<T> {
  (data: unknown): data is T;
  errors?: readonly SchemaComplaint[] | null;
}

export interface MessageSchema<T> {
  readonly validate: SchemaValidator<T>;
  /** Clause that defines the message. */
  readonly clause: string;
}

/** Reads `bytes` as one message. Throws DecodeError with a `json/…` or `dm2/member-…` code. */
export function decodeMessage<T>(bytes: Uint8Array, schema: MessageSchema<T>): Decoded<T> {
  const document = readJson(bytes);
  const { value } = document;
  if (schema.validate(value)) return { value, document };
  const [complaint] = schema.validate.errors ?? [];
  throw schemaError({ document, clause: schema.clause, complaint: complaint ?? { keyword: '', instancePath: '', params: {} } });
}

/** Bytes of one message, in the member order of the type, without white space. */
export function encodeMessage(value: object): Uint8Array {
  return octetsOf(JSON.stringify(value));
}

interface SchemaFailure {
  readonly document: JsonDocument;
  readonly clause: string;
  readonly complaint: SchemaComplaint;
}

const CODES: Readonly<Record<string, ErrorCode>> = Object.freeze({
  required: 'dm2/member-missing',
  enum: 'dm2/member-value',
  minLength: 'dm2/member-empty',
});

function schemaError({ document, clause, complaint }: SchemaFailure): DecodeError {
  const { path, node } = follow(document.root, complaint.instancePath);
  const { missingProperty, type, allowedValues } = complaint.params;
  const code = CODES[complaint.keyword] ?? 'dm2/member-type';
  const missing = typeof missingProperty === 'string';
  const expected = missing
    ? `a member ${JSON.stringify(missingProperty)}`
    : Array.isArray(allowedValues)
      ? `one of ${allowedValues.join(', ')}`
      : typeof type === 'string'
        ? `a value of type ${type}`
        : (complaint.message ?? 'another value');
  const found = missing ? 'an object without it' : nameOfNode(node);
  return decodeError({ code, clause, position: positionOf(document.bytes, node.start, path), found, expected });
}

/** Walks a JSON Pointer and writes it as one of our paths. */
function follow(root: JsonNode, pointer: string): { readonly path: string; readonly node: JsonNode } {
  let path = '';
  let node = root;
  for (const part of pointer.split('/').slice(1)) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
    const step = node.type === 'array' ? Number(name) : name;
    const child = childOf(node, step);
    if (child === undefined) break;
    path = joinPath(path, step);
    node = child;
  }
  return { path, node };
}

/** A node in a few words: its type, and its value where that is short. */
export function nameOfNode(node: JsonNode): string {
  switch (node.type) {
    case 'object':
      return `an object of ${node.members.length} members`;
    case 'array':
      return `an array of ${node.items.length} items`;
    case 'string':
      return `the string ${quoteText(node.value, 40)}`;
    case 'number':
      return node.text.length > 24 ? `a number of ${node.text.length} characters` : `the number ${node.text}`;
    case 'boolean':
      return String(node.value);
    case 'null':
      return 'null';
  }
}
