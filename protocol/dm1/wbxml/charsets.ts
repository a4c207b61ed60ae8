/**
 * Character sets of WBXML (WAP-192-WBXML, ~5.2 and ~5.6): MIBenum numbers of IANA, how wide the terminator of a string
 * is, how bytes become text and back. Leaves out UTF-32 and the sets of which no product of DM was ever heard.
 */

export interface Charset {
  /** IANA MIBenum; 0 stands for a document that leaves it open. */
  readonly mib: number;
  readonly name: string;
  /** Zero bytes that end a string. */
  readonly terminatorBytes: 1 | 2;
  /** Are bytes below 80 the characters of ASCII? */
  readonly isAsciiBased: boolean;
  readonly isUtf8: boolean;
  /** Text and whether every byte sequence had a character; U+FFFD stands for those that had none. */
  readonly decode: (bytes: Uint8Array) => DecodedText;
  /** Bytes, or undefined where the set has not every character of the text, or is never written by us. */
  readonly encode: (text: string) => Uint8Array | undefined;
}

export interface DecodedText {
  readonly text: string;
  readonly isSound: boolean;
}

export type WritableCharset = 'utf-8' | 'us-ascii' | 'iso-8859-1' | 'utf-16be' | 'utf-16le';

const never = (): undefined => undefined;

/** One row per set. */
const CHARSETS: readonly Charset[] = Object.freeze([
  { mib: 106, name: 'UTF-8', terminatorBytes: 1, isAsciiBased: true, isUtf8: true, decode: decoderOf('utf-8'), encode: encodeUtf8 },
  { mib: 0, name: 'unknown (read as UTF-8)', terminatorBytes: 1, isAsciiBased: true, isUtf8: true, decode: decoderOf('utf-8'), encode: never },
  { mib: 3, name: 'US-ASCII', terminatorBytes: 1, isAsciiBased: true, isUtf8: false, decode: (bytes) => decodeSingleBytes(bytes, 0x7f), encode: (text) => encodeSingleBytes(text, 0x7f) },
  { mib: 4, name: 'ISO-8859-1', terminatorBytes: 1, isAsciiBased: true, isUtf8: false, decode: (bytes) => decodeSingleBytes(bytes, 0xff), encode: (text) => encodeSingleBytes(text, 0xff) },
  ...[2, 3, 4, 5, 6, 7, 8].map((part) => legacy(3 + part, `ISO-8859-${part}`)),
  legacy(17, 'Shift_JIS'),
  legacy(18, 'EUC-JP'),
  legacy(38, 'EUC-KR'),
  legacy(2025, 'GB2312'),
  legacy(2026, 'Big5'),
  { mib: 1000, name: 'ISO-10646-UCS-2', terminatorBytes: 2, isAsciiBased: false, isUtf8: false, decode: decoderOf('utf-16be'), encode: never },
  { mib: 1013, name: 'UTF-16BE', terminatorBytes: 2, isAsciiBased: false, isUtf8: false, decode: decoderOf('utf-16be'), encode: (text) => encodeUtf16(text, 'big') },
  { mib: 1014, name: 'UTF-16LE', terminatorBytes: 2, isAsciiBased: false, isUtf8: false, decode: decoderOf('utf-16le'), encode: (text) => encodeUtf16(text, 'little') },
  { mib: 1015, name: 'UTF-16', terminatorBytes: 2, isAsciiBased: false, isUtf8: false, decode: decoderOf('utf-16be'), encode: never },
]);

const WRITABLE: Readonly<Record<WritableCharset, number>> = Object.freeze({
  'utf-8': 106,
  'us-ascii': 3,
  'iso-8859-1': 4,
  'utf-16be': 1013,
  'utf-16le': 1014,
});

const BY_MIB: ReadonlyMap<number, Charset> = new Map(CHARSETS.map((charset) => [charset.mib, charset]));

export const UTF8_MIB = 106;

/** The set of a MIBenum, if it is one of those here. */
export function charsetOf(mib: number): Charset | undefined {
  return BY_MIB.get(mib);
}

/** The set to write in. */
export function writableCharset(name: WritableCharset): Charset {
  const charset = BY_MIB.get(WRITABLE[name]);
  if (charset === undefined) throw new RangeError(`no row for the character set ${name} in CHARSETS`);
  return charset;
}

function legacy(mib: number, name: string): Charset {
  return { mib, name, terminatorBytes: 1, isAsciiBased: true, isUtf8: false, decode: decoderOf(name), encode: never };
}

function decoderOf(label: string): (bytes: Uint8Array) => DecodedText {
  const decoder = new TextDecoder(label, { ignoreBOM: true });
  return (bytes) => {
    const text = decoder.decode(bytes);
    return { text, isSound: !text.includes('\ufffd') || isReplacementWritten(bytes, label) };
  };
}

/** U+FFFD is a character too: only a decoder that refuses can tell a written one from a replacement. */
function isReplacementWritten(bytes: Uint8Array, label: string): boolean {
  try {
    new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function decodeSingleBytes(bytes: Uint8Array, highest: number): DecodedText {
  let isSound = true;
  const text = Array.from(bytes, (byte) => {
    if (byte <= highest) return String.fromCharCode(byte);
    isSound = false;
    return '\ufffd';
  }).join('');
  return { text, isSound };
}

function encodeUtf8(text: string): Uint8Array {
  return UTF8.encode(text);
}
const UTF8 = new TextEncoder();

function encodeSingleBytes(text: string, highest: number): Uint8Array | undefined {
  const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
  const isCovered = Array.from(text).every((character) => (character.codePointAt(0) ?? 0) <= highest);
  return isCovered ? bytes : undefined;
}

function encodeUtf16(text: string, order: 'big' | 'little'): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let index = 0; index < text.length; index += 1) view.setUint16(index * 2, text.charCodeAt(index), order === 'little');
  return bytes;
}
