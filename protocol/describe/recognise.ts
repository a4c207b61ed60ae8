/**
 * Which format bytes are in, by their first bytes alone: XML, WBXML (WAP-192-WBXML, ~5.3), Package 0 of DM 1.2 (DMNOTI)
 * and of DM 2.0, JSON, an HTTP message, and hexadecimal or Base64 text of any of these. Damaged heads are recognised
 * where enough is left. Leaves out what the document is: its root says that.
 */

import { TRIGGER_HEADERS, type PushStart } from '../dm1/notification/wap-push.js';

export type Format = 'xml' | 'wbxml' | 'json' | 'http' | 'notification' | 'dm2-notification' | 'hex' | 'base64' | 'unknown';

const DIGEST_BYTES = 16;
const NOTIFICATION_HEAD_BYTES = 24;
const SAMPLE_BYTES = 4_096;

/** The format; `unknown` where nothing fits. */
export function recognise(bytes: Uint8Array): Format {
  const text = LATIN1.decode(bytes.subarray(0, SAMPLE_BYTES)).replace(/^(?:\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)/, '');
  if (/^(?:HTTP\/\d|[A-Z]{3,10} \S+ HTTP\/\d)/.test(text)) return 'http';
  // UTF-16 shows its characters between NULs.
  // eslint-disable-next-line no-control-regex -- the NUL is what it looks for
  const shape = text.replace(/^[\s\u0000]+/, '');
  if (shape.startsWith('<')) return 'xml';
  if (isNotification(bytes) || pushStart(bytes) !== undefined) return 'notification';
  if (isWbxml(bytes)) return 'wbxml';
  if (isDm2Notification(bytes)) return 'dm2-notification';
  if (/^(?:[[{"\d-]|true|false|null)/.test(shape) && !isHex(shape)) return 'json';
  if (isHex(shape)) return 'hex';
  return isBase64(shape) ? 'base64' : 'unknown';
}
/** The platform's `latin1` is Windows-1252; for what is looked at here that is the same. */
const LATIN1 = new TextDecoder('latin1');

/** What was looked for, ready to follow "expected". */
export const KNOWN_BEGINNINGS = '"<" of XML, a WBXML head (0x01 to 0x03), "{" or "[" of JSON, an HTTP head, or a Package 0 of DM 1.2 or DM 2.0';

/** Version 1.1 as ten bits behind the digest, and a server identifier that fits. */
function isNotification(bytes: Uint8Array): boolean {
  const idLength = bytes[NOTIFICATION_HEAD_BYTES - 1];
  if (idLength === undefined || bytes.length < NOTIFICATION_HEAD_BYTES + idLength) return false;
  const isVersion11 = bytes[DIGEST_BYTES] === 0x02 && ((bytes[DIGEST_BYTES + 1] ?? 0) & 0xc0) === 0xc0;
  const isReservedZero = bytes.subarray(DIGEST_BYTES + 2, DIGEST_BYTES + 5).every((byte) => byte === 0);
  const identifier = bytes.subarray(NOTIFICATION_HEAD_BYTES, NOTIFICATION_HEAD_BYTES + idLength);
  return isVersion11 && (isReservedZero || (idLength > 0 && identifier.every((byte) => byte > 0x20 && byte < 0x7f)));
}

/** Is this a push of application 07, and from where on? */
export function pushStart(bytes: Uint8Array): PushStart | undefined {
  const holdsHeaders = (at: number): boolean => bytes[at + 1] === PUSH_PDU && TRIGGER_HEADERS.every((octet, index) => bytes[at + 3 + index] === octet);
  if (holdsHeaders(0)) return 'wsp';
  const [length = 0] = bytes;
  return length > 0 && length < MAX_USER_DATA_HEADER && holdsHeaders(length + 1) ? 'user-data-header' : undefined;
}
const PUSH_PDU = 0x06;
const MAX_USER_DATA_HEADER = 40;

/** A known version, or a damaged one in front of an identifier and character set that say it. */
function isWbxml(bytes: Uint8Array): boolean {
  const [version = 0, first = 0, second = 0, third = 0] = bytes;
  if (version >= 1 && version <= 3) return bytes.length > 1;
  const isSyncml = (first === 0xa4 && second === 0x01) || (first === 0x9f && (second === 0x51 || second === 0x53)) || (first === 0 && second === 0);
  return (isSyncml && third === UTF8_MIB) || (first === 0x0b && second === UTF8_MIB);
}
const UTF8_MIB = 0x6a;

/** Version 1, nothing reserved, and SERVER-ID or a later option first. */
function isDm2Notification(bytes: Uint8Array): boolean {
  const [first = 0, second = 1, option = 0] = bytes;
  return first >> 4 === 1 && (second & 0x7f) === 0 && option >> 4 >= 1 && option >> 4 <= 6;
}

const SHORTEST_TEXT = 10;

/** Pairs of digits, or a dump as `xxd` prints it. */
function isHex(text: string): boolean {
  if (text.length < SHORTEST_TEXT) return false;
  return /^(?:[0-9a-fA-F]{2}[\s:]*)+[0-9a-fA-F]?$/.test(text) || XXD_LINE.test(text);
}
const XXD_LINE = /^[0-9a-f]{8}: (?:[0-9a-f]{2,4} ){1,8}/;

/** In lines or in one; what is cut off by the size of the sample need not come out even. */
function isBase64(text: string): boolean {
  const characters = text.replace(/[\r\n]+/g, '');
  if (text.length < SHORTEST_TEXT || !/^[A-Za-z0-9+/]+={0,2}$/.test(characters)) return false;
  return text.length >= SAMPLE_BYTES || characters.length % 4 === 0;
}

/** The bytes that hexadecimal or Base64 text stands for; undefined where it is neither to the end. */
export function bytesOfText(bytes: Uint8Array, format: 'hex' | 'base64'): Uint8Array | undefined {
  const text = LATIN1.decode(bytes);
  return format === 'hex' ? bytesOfHex(text) : bytesOfBase64(text.replace(/\s+/g, ''));
}

function bytesOfHex(text: string): Uint8Array | undefined {
  const lines = XXD_LINE.test(text.trimStart()) ? text.split('\n').map((line) => line.replace(/^[0-9a-f]{8}: /, '').replace(/ {2}.*$/, '')) : [text];
  const digits = lines.join('').replace(/[\s:]+/g, '');
  if (digits.length % 2 !== 0 || !/^[0-9a-fA-F]*$/.test(digits)) return undefined;
  return Uint8Array.from({ length: digits.length / 2 }, (_, index) => Number.parseInt(digits.slice(index * 2, index * 2 + 2), 16));
}

function bytesOfBase64(text: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}
