/**
 * ClientURI: which nodes of which management object a command means (OMA-TS-DM_Protocol-V2_0, ~6.1). The grammar is
 * that of the digest, put into ABNF by this project. Leaves out resolution: what a ClientURI reaches depends on a tree.
 */

import type { DecodeError } from '../decode-error.js';
import { decodeError, type ErrorCode } from '../error-codes.js';
import { positionInText } from '../json/utf8.js';
import { quoteText } from '../quote.js';
import { decodeComponent, encodeComponent, encodeValue, isName, isValue } from './uri-text.js';

export { encodeComponent } from './uri-text.js';

/** Longest ClientURI read, in UTF-16 units. */
const MAX_CLIENT_URI_LENGTH = 65_536;

/** One step of the path; names are decoded. */
export type Component =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'x-name'; readonly letter: string }
  | { readonly kind: 'wildcard' };

/** Which instances of the MOID: `only` is the empty component, right only where there is exactly one instance. */
export type Instance = Component | { readonly kind: 'only' };

/** A condition on what an x-name stands for: the node at `path` below it has `value`. All parts decoded. */
export interface NvField {
  readonly letter: string;
  readonly path: readonly string[];
  readonly value: string;
}

export interface ClientUri {
  /** Decoded. */
  readonly moid: string;
  readonly instance: Instance;
  /** Empty for the root of the instance. A slash at the end of the text means nothing and is not kept. */
  readonly path: readonly Component[];
  readonly nv: readonly NvField[];
  /** Validator for caching, decoded. */
  readonly cv?: string;
  /** Query fields without a meaning, name and decoded value. */
  readonly other: readonly (readonly [name: string, value: string])[];
}

/** A piece of the text and where it starts, so that every fault can point at it. */
interface Piece {
  readonly text: string;
  readonly at: number;
}

type Fail = (code: ErrorCode, facts: { readonly piece: Piece; readonly expected: string }) => DecodeError;

/** Reads a ClientURI. Throws DecodeError with a `dm2/client-uri-…` code; positions are bytes of UTF-8 in `text`. */
export function parseClientUri(text: string): ClientUri {
  const fail: Fail = (code, { piece, expected }) =>
    decodeError({ code, position: positionInText(text, piece.at), found: describePiece(piece), expected });
  if (text.length > MAX_CLIENT_URI_LENGTH) {
    throw fail('dm2/client-uri-size', { piece: { text, at: 0 }, expected: `at most ${MAX_CLIENT_URI_LENGTH} characters` });
  }
  const mark = text.indexOf('?');
  const [moid, instance, ...rest] = split({ text: mark < 0 ? text : text.slice(0, mark), at: 0 }, '/');
  if (moid === undefined || instance === undefined || !isName(moid.text)) {
    throw fail('dm2/client-uri-moid', { piece: moid ?? { text, at: 0 }, expected: 'a MOID and a slash' });
  }
  const steps = rest.at(-1)?.text === '' ? rest.slice(0, -1) : rest;
  const letters = new Set<string>();
  return {
    moid: decodePiece(moid, fail),
    instance: instance.text === '' ? { kind: 'only' } : readComponent(instance, { letters, fail }),
    path: steps.map((step) => readComponent(step, { letters, fail })),
    ...readQuery(mark < 0 ? undefined : { text: text.slice(mark + 1), at: mark + 1 }, fail),
  };
}

/** Writes a ClientURI; the root of an instance gets a slash at its end, a node gets none. */
export function formatClientUri(uri: ClientUri): string {
  const steps = [uri.instance, ...uri.path].map(formatComponent);
  const fields = [
    ...uri.nv.map(({ letter, path, value }) => `nv=(${letter})/${path.map(encodeRelative).join('/')}:${encodeValue(value)}`),
    ...(uri.cv === undefined ? [] : [`cv=${encodeValue(uri.cv)}`]),
    ...uri.other.map(([name, value]) => `${name}=${encodeValue(value)}`),
  ];
  const query = fields.length === 0 ? '' : `?${fields.join('&')}`;
  return `${encodeComponent(uri.moid)}/${steps.join('/')}${uri.path.length === 0 ? '/' : ''}${query}`;
}

/** Whether a command parameter is a ServerURI: an absolute http or https URI with a host and no white space (~6.2). */
export function isServerUri(text: string): boolean {
  return /^https?:\/\/[^\s/?#]+[^\s]*$/i.test(text);
}

function split({ text, at }: Piece, separator: string): readonly Piece[] {
  let next = at;
  return text.split(separator).map((part) => {
    const piece = { text: part, at: next };
    next += part.length + 1;
    return piece;
  });
}

function readComponent(piece: Piece, { letters, fail }: { readonly letters: Set<string>; readonly fail: Fail }): Component {
  const { text } = piece;
  if (text === '*') return { kind: 'wildcard' };
  if (text.startsWith('(')) {
    const letter = readXName(piece, fail);
    if (letters.has(letter)) throw fail('dm2/client-uri-x-name', { piece, expected: 'a letter that no other x-name of the ClientURI uses' });
    letters.add(letter);
    return { kind: 'x-name', letter };
  }
  if (!isName(text)) throw fail('dm2/client-uri-component', { piece, expected: 'a name with other characters percent-encoded, an x-name or *' });
  return { kind: 'name', name: decodePiece(piece, fail) };
}

function readXName(piece: Piece, fail: Fail): string {
  const letter = /^\(([A-Za-z])\)$/.exec(piece.text)?.[1];
  if (letter === undefined) throw fail('dm2/client-uri-x-name', { piece, expected: 'one letter in parentheses' });
  return letter;
}

type Query = Pick<ClientUri, 'nv' | 'cv' | 'other'>;

function readQuery(query: Piece | undefined, fail: Fail): Query {
  const nv: NvField[] = [];
  const cv: string[] = [];
  const other: [string, string][] = [];
  for (const field of query === undefined ? [] : split(query, '&')) {
    const equals = field.text.indexOf('=');
    const name = field.text.slice(0, Math.max(equals, 0));
    const content: Piece = { text: field.text.slice(equals + 1), at: field.at + equals + 1 };
    if (!/^[A-Za-z]+$/.test(name)) throw fail('dm2/client-uri-field', { piece: field, expected: 'nv=…, cv=… or another name of letters with "=" and a value' });
    if (name === 'nv') nv.push(readNv(content, fail));
    else if (name !== 'cv') other.push([name, readValue(content, fail)]);
    else if (cv.push(readValue(content, fail)) > 1) throw fail('dm2/client-uri-cv', { piece: field, expected: 'one cv field' });
  }
  const [validator] = cv;
  return { nv, other, ...(validator === undefined ? {} : { cv: validator }) };
}

/** Reads `x-name "/" path ":" value`; the first colon ends the path, so a colon in a node name has to be encoded. */
function readNv(piece: Piece, fail: Fail): NvField {
  const colon = piece.text.indexOf(':');
  const address = { text: piece.text.slice(0, Math.max(colon, 0)), at: piece.at };
  const [xName, ...path] = split(address, '/');
  if (xName === undefined || path.length === 0) throw fail('dm2/client-uri-nv', { piece, expected: '(letter)/path:value' });
  const wrong = path.find((step) => !isName(step.text));
  if (wrong !== undefined) throw fail('dm2/client-uri-nv', { piece: wrong, expected: 'a node name' });
  return {
    letter: readXName(xName, fail),
    path: path.map((step) => decodePiece(step, fail)),
    value: readValue({ text: piece.text.slice(colon + 1), at: piece.at + colon + 1 }, fail),
  };
}

function readValue(piece: Piece, fail: Fail): string {
  if (!isValue(piece.text)) throw fail('dm2/client-uri-field', { piece, expected: 'a value with other characters percent-encoded' });
  return decodePiece(piece, fail);
}

function decodePiece(piece: Piece, fail: Fail): string {
  const text = decodeComponent(piece.text);
  if (text === undefined) throw fail('dm2/client-uri-percent', { piece, expected: '% and two hexadecimal digits, the bytes being UTF-8' });
  return text;
}

function formatComponent(component: Instance): string {
  switch (component.kind) {
    case 'name':
      return encodeComponent(component.name);
    case 'x-name':
      return `(${component.letter})`;
    case 'wildcard':
      return '*';
    case 'only':
      return '';
  }
}

function encodeRelative(name: string): string {
  return encodeComponent(name).replaceAll(':', '%3A');
}

function describePiece({ text }: Piece): string {
  return text === '' ? 'nothing' : quoteText(text, 60);
}
