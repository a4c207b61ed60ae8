/**
 * From the bytes of an XML message to text (XML 1.0, 4.3.3 and appendix F): UTF-8, UTF-16 with byte order mark, and
 * US-ASCII and ISO-8859-1 where declared. Bad bytes are replaced and reported, a wrong declaration is reported and the
 * bytes decide. Leaves out other encodings: they are read as UTF-8.
 */

import type { Dm1ErrorCode } from '../error-codes.js';
import { sequenceLength } from '../../json/utf8.js';
import { utf8Of } from '../../octets.js';
import { quoteText } from '../../quote.js';
import type { TextSource } from './locator.js';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'us-ascii' | 'iso-8859-1';

/** A fault and the index in the text where it is. */
export interface TextFault {
  readonly code: Dm1ErrorCode;
  readonly index: number;
  readonly found: string;
  readonly expected: string;
}

export interface DecodedText {
  readonly source: TextSource;
  /** What the bytes were read as. */
  readonly encoding: Encoding;
  /** Name in the XML declaration, as it stands there. */
  readonly declared: string | undefined;
  readonly byteOrderMark: 'present' | 'absent';
  readonly faults: readonly TextFault[];
}

/** Decodes a whole message. Never throws. */
export function decodeText(bytes: Uint8Array): DecodedText {
  const mark = markOf(bytes);
  const body = bytes.subarray(mark.length);
  const declaredInBytes = declaredName(latin1(body.subarray(0, 256)));
  const encoding = mark.encoding ?? unmarkedEncoding(body) ?? knownEncoding(declaredInBytes) ?? 'utf-8';
  const { text, replaced, faults } = DECODERS[encoding](body);
  const declared = declaredInBytes ?? declaredName(text.slice(0, 256));
  const unit = encoding === 'utf-8' ? (text.length === body.length ? 1 : 'utf-8') : encoding.startsWith('utf-16') ? 2 : 1;
  const byteOrderMark = mark.length > 0 ? 'present' : 'absent';
  return {
    source: { text, unit, startByte: mark.length, replaced },
    encoding, declared, byteOrderMark,
    faults: [...declarationFaults({ text, declared, encoding, byteOrderMark }), ...faults],
  };
}

function markOf(bytes: Uint8Array): { readonly length: number; readonly encoding?: Encoding } {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { length: 3, encoding: 'utf-8' };
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { length: 2, encoding: 'utf-16le' };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { length: 2, encoding: 'utf-16be' };
  return { length: 0 };
}

/** UTF-16 shows without a mark as well: "<" and a zero byte. */
function unmarkedEncoding(body: Uint8Array): Encoding | undefined {
  if (body[0] === 0x3c && body[1] === 0) return 'utf-16le';
  if (body[0] === 0 && body[1] === 0x3c) return 'utf-16be';
  return undefined;
}

function declaredName(start: string): string | undefined {
  return /^\s*<\?xml\s[^?>]*?encoding\s*=\s*["']([A-Za-z][A-Za-z0-9._-]*)["']/.exec(start)?.[1];
}

const NAMES: ReadonlyMap<string, Encoding> = new Map<string, Encoding>([
  ['utf-8', 'utf-8'], ['utf8', 'utf-8'], ['us-ascii', 'us-ascii'], ['ascii', 'us-ascii'], ['iso-8859-1', 'iso-8859-1'], ['latin1', 'iso-8859-1'],
]);

function knownEncoding(declared: string | undefined): Encoding | undefined {
  return declared === undefined ? undefined : NAMES.get(declared.toLowerCase());
}

interface Declaration {
  readonly text: string;
  readonly declared: string | undefined;
  readonly encoding: Encoding;
  readonly byteOrderMark: 'present' | 'absent';
}

function declarationFaults({ text, declared, encoding, byteOrderMark }: Declaration): readonly TextFault[] {
  const wide = encoding === 'utf-16le' || encoding === 'utf-16be';
  if (wide && byteOrderMark === 'absent') return [{ code: 'dm1-xml/encoding-mismatch', index: 0, found: 'UTF-16 without a byte order mark', expected: 'a byte order mark, or UTF-8' }];
  if (declared === undefined) return [];
  const name = declared.toLowerCase();
  const right = wide ? name === 'utf-16' || name === encoding : NAMES.get(name) === encoding;
  if (right) return [];
  const code: Dm1ErrorCode = NAMES.has(name) || name.startsWith('utf-16') ? 'dm1-xml/encoding-mismatch' : 'dm1-xml/encoding-unknown';
  const expected = code === 'dm1-xml/encoding-mismatch' ? `the encoding of the bytes, ${encoding.toUpperCase()}` : 'UTF-8, UTF-16, US-ASCII or ISO-8859-1';
  return [{ code, index: Math.max(0, text.indexOf(declared)), found: quoteText(declared, 40), expected }];
}

interface Decoded {
  readonly text: string;
  readonly replaced: ReadonlySet<number>;
  readonly faults: readonly TextFault[];
}
const NONE: ReadonlySet<number> = new Set();

const DECODERS: Readonly<Record<Encoding, (body: Uint8Array) => Decoded>> = Object.freeze({
  'utf-8': decodeUtf8,
  'utf-16le': (body: Uint8Array) => decodeUtf16(body, 'utf-16le'),
  'utf-16be': (body: Uint8Array) => decodeUtf16(body, 'utf-16be'),
  'us-ascii': decodeAscii,
  'iso-8859-1': (body: Uint8Array) => ({ text: latin1(body), replaced: NONE, faults: [] }),
});

function decodeUtf8(body: Uint8Array): Decoded {
  const text = utf8Of(body);
  return text === undefined ? repairUtf8(body) : { text, replaced: NONE, faults: [] };
}

/** Every byte that belongs to no sequence becomes U+FFFD; neighbours are one fault. After this many bytes the rest is dropped. */
const MAX_REPAIRS = 1_000;

function repairUtf8(body: Uint8Array): Decoded {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const replaced = new Set<number>();
  const faults: TextFault[] = [];
  let text = '';
  let start = 0;
  let lastBad = -2;
  for (let index = 0; index < body.length;) {
    const length = sequenceLength(body, index);
    if (length > 0) {
      index += length;
      continue;
    }
    text += decoder.decode(body.subarray(start, index));
    if (replaced.size === MAX_REPAIRS) return { text, replaced, faults: [...faults, tooManyBadBytes(text.length)] };
    if (index !== lastBad + 1) faults.push({ code: 'dm1-xml/encoding-bytes', index: text.length, found: hex(body[index] ?? 0), expected: 'well-formed UTF-8' });
    replaced.add(text.length);
    text += '\ufffd';
    lastBad = index;
    index += 1;
    start = index;
  }
  return { text: text + decoder.decode(body.subarray(start)), replaced, faults };
}

function tooManyBadBytes(index: number): TextFault {
  return { code: 'dm1-xml/findings', index, found: `${MAX_REPAIRS} bytes that are no UTF-8 up to here`, expected: 'fewer faults; the rest of the message is not read' };
}

/** Lone surrogates are replaced and half a unit at the end is dropped, which the character check of the reader does not see: told here. */
function decodeUtf16(body: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): Decoded {
  const whole = body.subarray(0, body.length - (body.length % 2));
  const ordered = encoding === 'utf-16le' ? whole : swapped(whole);
  const text = new TextDecoder('utf-16le', { ignoreBOM: true }).decode(ordered);
  if (whole.length < body.length) return { text, replaced: NONE, faults: [{ code: 'dm1-xml/encoding-bytes', index: text.length, found: 'half a unit', expected: 'well-formed UTF-16' }] };
  try {
    new TextDecoder('utf-16le', { fatal: true, ignoreBOM: true }).decode(ordered);
    return { text, replaced: NONE, faults: [] };
  } catch {
    return { text, replaced: NONE, faults: [{ code: 'dm1-xml/encoding-bytes', index: Math.max(0, text.indexOf('\ufffd')), found: 'a lone surrogate', expected: 'well-formed UTF-16' }] };
  }
}

function swapped(body: Uint8Array): Uint8Array {
  // `slice` of a Buffer is a view of the same bytes, which are the caller's.
  const copy = Uint8Array.from(body);
  for (let index = 0; index + 1 < copy.length; index += 2) [copy[index], copy[index + 1]] = [copy[index + 1] ?? 0, copy[index] ?? 0];
  return copy;
}

function decodeAscii(body: Uint8Array): Decoded {
  const text = latin1(body);
  const faults: TextFault[] = [];
  for (const run of text.matchAll(/[\u0080-\u00ff]+/g)) {
    faults.push({ code: 'dm1-xml/encoding-bytes', index: run.index, found: hex(text.charCodeAt(run.index)), expected: 'US-ASCII, as declared' });
    if (faults.length === MAX_REPAIRS) break;
  }
  return { text, replaced: NONE, faults };
}

/** The decoder of the platform that goes by this name reads Windows-1252. */
function latin1(bytes: Uint8Array): string {
  let text = '';
  for (let index = 0; index < bytes.length; index += 8_192) text += String.fromCharCode(...bytes.subarray(index, index + 8_192));
  return text;
}

function hex(byte: number): string {
  return `byte 0x${byte.toString(16).padStart(2, '0')}`;
}
