/**
 * The hexadecimal view of a message: every byte of its WBXML with what it means, and for a message that came as XML the
 * WBXML it would be, each element with its line and column in the XML (WAP-192-WBXML, ~5.8).
 */

import type { Element } from '../dm1/model/element.js';
import { encodeWbxml } from '../dm1/wbxml/encode.js';
import { WbxmlEncodeError } from '../dm1/wbxml/encode-error.js';
import { wbxmlTokens } from '../dm1/wbxml/tokens.js';
import type { TokenKind, WbxmlToken } from '../dm1/wbxml/trace.js';
import type { Tile, TileView } from './reading.js';

/** The bytes of a WBXML document. */
export function wbxmlTiles(bytes: Uint8Array): TileView {
  return { title: `${bytes.length} bytes of WBXML and the XML they stand for`, bytes, tiles: tilesOf({ bytes, tokens: wbxmlTokens(bytes), places: [] }) };
}

/** The bytes a tree that was read from XML has in WBXML; where it has none, why not, and the bytes of the XML line by line. */
export function xmlTiles(root: Element, xml: Uint8Array): TileView {
  try {
    const bytes = encodeWbxml(root);
    return { title: `the same message as WBXML, ${bytes.length} bytes, with line:column of the XML`, bytes, tiles: tilesOf({ bytes, tokens: wbxmlTokens(bytes), places: placesOf(root) }) };
  } catch (error) {
    if (!(error instanceof WbxmlEncodeError)) throw error;
    return { title: `bytes of the XML, because no WBXML can be made of it: ${error.message}`, bytes: xml, tiles: lineTiles(xml) };
  }
}

const LINE_FEED = 0x0a;

function lineTiles(bytes: Uint8Array): readonly Tile[] {
  const tiles: Tile[] = [];
  for (let byte = 0; byte < bytes.length;) {
    const feed = bytes.indexOf(LINE_FEED, byte);
    const end = feed < 0 ? bytes.length : feed + 1;
    tiles.push({ byte, length: end - byte, depth: 0, kind: 'value', meaning: UTF8.decode(bytes.subarray(byte, end)), beside: `${tiles.length + 1}:1` });
    byte = end;
  }
  return tiles;
}
const UTF8 = new TextDecoder('utf-8');

/** Bytes that nobody could explain, as they are. */
export function plainTiles(bytes: Uint8Array): TileView {
  return { title: `${bytes.length} bytes`, bytes, tiles: bytes.length === 0 ? [] : [{ byte: 0, length: bytes.length, depth: 0, kind: 'value', meaning: '' }] };
}

/** `line:column` of every element in document order. */
function placesOf(root: Element): readonly string[] {
  const places: string[] = [];
  const visit = (element: Element): void => {
    const { where } = element;
    places.push(where.kind === 'xml' ? `${where.line}:${where.column}` : '');
    for (const child of element.children) if (child.kind === 'element') visit(child);
  };
  visit(root);
  return places;
}

const KINDS: Readonly<Record<TokenKind, Tile['kind']>> = Object.freeze({
  version: 'head', 'public-id': 'head', charset: 'head', 'string-table': 'head', 'switch-page': 'head',
  element: 'open', end: 'close', attribute: 'value', 'attribute-value': 'value', text: 'value', opaque: 'value',
  extension: 'value', instruction: 'value', fault: 'fault', trailing: 'fault',
});

interface Tokens {
  readonly bytes: Uint8Array;
  readonly tokens: readonly WbxmlToken[];
  /** `line:column` of each element. */
  readonly places: readonly string[];
}

/** Tokens with the depth of their element. One without the content bit has no end. */
function tilesOf({ bytes, tokens, places }: Tokens): readonly Tile[] {
  let depth = 0;
  let elements = 0;
  return tokens.map((token) => {
    const { byte, length } = token;
    const meaning = token.meaning.replace(/:\s*$/, '');
    const kind = KINDS[token.kind];
    if (token.kind !== 'element') {
      if (meaning.startsWith('</') && token.kind === 'end') depth = Math.max(0, depth - 1);
      return { byte, length, depth, kind, meaning };
    }
    const hasContent = ((bytes[byte] ?? 0) & CONTENT_BIT) !== 0;
    const tile: Tile = { byte, length, depth, kind, meaning: hasContent ? meaning : meaning.replace(/>$/, '/>'), beside: places[elements] };
    elements += 1;
    if (hasContent) depth += 1;
    return tile;
  });
}
const CONTENT_BIT = 0x40;
