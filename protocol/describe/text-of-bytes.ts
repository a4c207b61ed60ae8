/**
 * Octets as people paste them: hexadecimal digits in pairs, lists of `0x03, 0xA4`, dumps as `xxd`, `hexdump -C` and others
 * print them, and Base64 (RFC 4648, 4). Leaves out dumps that start in the middle of a message.
 */

const SAMPLE_CHARACTERS = 4_096;
const SHORTEST_TEXT = 10;

/** Is the text, or its beginning, hexadecimal in one of the forms? */
export function isHexText(text: string): boolean {
  const sample = text.slice(0, SAMPLE_CHARACTERS);
  return sample.length >= SHORTEST_TEXT && (isDigits(sample) || isList(sample) || isDump(sample));
}

/** What keeps text that looks hexadecimal from being octets, in words; undefined where nothing does, or it does not look so. */
export function faultOfHexText(text: string): string | undefined {
  if (!isHexText(text) || bytesOfHex(text) !== undefined) return undefined;
  if (isDump(text)) return 'a hexadecimal dump with a line that is none, or with a gap';
  const digits = text.replace(/[\s:]+/g, '');
  return /^[0-9a-fA-F]*$/.test(digits) ? `hexadecimal text with an odd number of digits, ${digits.length}` : 'hexadecimal text with other characters in it';
}

/** In lines or in one; what is cut off by the size of the sample need not come out even. */
export function isBase64Text(text: string): boolean {
  const characters = text.slice(0, SAMPLE_CHARACTERS).replace(/[\r\n]+/g, '');
  if (text.length < SHORTEST_TEXT || !/^[A-Za-z0-9+/]+={0,2}$/.test(characters)) return false;
  return text.length >= SAMPLE_CHARACTERS || characters.length % 4 === 0;
}

/** The bytes that hexadecimal or Base64 text stands for; undefined where it is neither to the end. */
export function bytesOfText(bytes: Uint8Array, format: 'hex' | 'base64'): Uint8Array | undefined {
  const text = LATIN1.decode(bytes);
  return format === 'hex' ? bytesOfHex(text) : bytesOfBase64(text.replace(/\s+/g, ''));
}
const LATIN1 = new TextDecoder('latin1');

function bytesOfHex(text: string): Uint8Array | undefined {
  if (isDump(text)) return bytesOfDump(text);
  const digits = isList(text) ? digitsOfList(text) : text.replace(/[\s:]+/g, '');
  return octetsOfDigits(digits);
}

function octetsOfDigits(digits: string): Uint8Array | undefined {
  if (digits.length % 2 !== 0 || !/^[0-9a-fA-F]*$/.test(digits)) return undefined;
  return Uint8Array.from({ length: digits.length / 2 }, (_, index) => Number.parseInt(digits.slice(index * 2, index * 2 + 2), 16));
}

/** Pairs of digits; the last may be half, so that it can be said. */
function isDigits(text: string): boolean {
  return /^\s*(?:[0-9a-fA-F]{2}[\s:]*)+[0-9a-fA-F]?\s*$/.test(text);
}

/** `0x03, 0xA4`, also in the brackets of a programming language. */
function isList(text: string): boolean {
  return /^[\s{[(]*0[xX][0-9a-fA-F]{1,2}(?:[\s,;]+0[xX][0-9a-fA-F]{1,2})+/.test(text);
}

function digitsOfList(text: string): string {
  const rest = text.replaceAll(/0[xX]([0-9a-fA-F]{1,2})(?![0-9a-fA-F])/g, (_, digits: string) => digits.padStart(2, '0'));
  return rest.replaceAll(/[\s,;{}[\]()]+/g, '');
}

/** An offset, then octets in groups, then the characters they are: `xxd` and `tcpdump -x` with a colon, `hexdump -C` with bars. */
const DUMP_LINE = /^(?:0x)?([0-9a-f]{4,8})(:?)\s+((?:[0-9a-f]{2}){1,2}(?:\s|$).*)$/i;

function isDump(text: string): boolean {
  const [first = ''] = text.trimStart().split(/\r?\n/, 1);
  const [, offset = '', colon = '', rest = ''] = DUMP_LINE.exec(first) ?? [];
  if (!/^0+$/.test(offset)) return false;
  return colon !== '' || rest.includes('|') || /^\S+\s{2}/.test(first) || /^0{6,8}$/.test(offset);
}

function bytesOfDump(text: string): Uint8Array | undefined {
  const octets: number[] = [];
  let isRepeated = false;
  for (const line of text.trim().split(/\r?\n/).map((one) => one.trim())) {
    if (line === '*') {
      isRepeated = true;
      continue;
    }
    const { offset, digits } = partsOfLine(line);
    const row = octetsOfDigits(digits);
    if (row === undefined || offset === undefined) return undefined;
    const [repeated, end] = isRepeated ? [octets.slice(-ROW_OCTETS), Math.min(offset, MAX_DUMP_OCTETS)] : [[], 0];
    while (repeated.length > 0 && octets.length < end) octets.push(...repeated);
    if (offset !== octets.length) return undefined;
    octets.push(...row);
    isRepeated = false;
  }
  return Uint8Array.from(octets);
}
const ROW_OCTETS = 16;
/** A `*` may stand for any length; no message comes near this one. */
const MAX_DUMP_OCTETS = 16 * 1024 * 1024;

interface DumpLine {
  readonly offset: number | undefined;
  readonly digits: string;
}

function partsOfLine(line: string): DumpLine {
  // The last line of `hexdump` is an offset alone.
  if (/^[0-9a-f]{4,8}$/i.test(line)) return { offset: Number.parseInt(line, 16), digits: '' };
  const [, offset, colon, rest = ''] = DUMP_LINE.exec(line) ?? [];
  if (offset === undefined) return { offset: undefined, digits: '' };
  const columns = rest.includes('|') && colon === '' ? rest.slice(0, rest.indexOf('|')) : (rest.split(colon === '' ? /\s{3,}/ : /\s{2,}/)[0] ?? '');
  return { offset: Number.parseInt(offset, 16), digits: columns.replaceAll(/\s+/g, '') };
}

function bytesOfBase64(text: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}
