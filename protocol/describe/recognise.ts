/**
 * Which format bytes are in, by their first bytes alone: XML, WBXML (WAP-192-WBXML, ~5.3), Package 0 of DM 1.2 (DMNOTI)
 * and of DM 2.0, JSON, an HTTP message, and hexadecimal or Base64 text of any of these. Damaged heads are recognised
 * where enough is left. Leaves out what the document is: its root says that.
 */

import { TRIGGER_HEADERS, type PushStart } from '../dm1/notification/wap-push.js';
import { isBase64Text, isHexText } from './text-of-bytes.js';

export type Format = 'xml' | 'wbxml' | 'json' | 'http' | 'notification' | 'dm2-notification' | 'hex' | 'base64' | 'unknown';

const DIGEST_BYTES = 16;
const NOTIFICATION_HEAD_BYTES = 24;
const SAMPLE_BYTES = 4_096;

/** The format; `unknown` where nothing fits. */
export function recognise(bytes: Uint8Array): Format {
  const text = LATIN1.decode(bytes.subarray(0, SAMPLE_BYTES)).replace(/^(?:\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)/, '');
  // A reader passes over empty lines in front (RFC 9112, 2.2).
  if (/^(?:\r?\n)*(?:HTTP\/\d|[A-Z]{3,10} \S+ HTTP\/\d)/.test(text)) return 'http';
  // UTF-16 shows its characters between NULs.
  // eslint-disable-next-line no-control-regex -- the NUL is what it looks for
  const shape = text.replace(/^[\s\u0000]+/, '');
  if (shape.startsWith('<') || BEHEADED_XML.test(text)) return 'xml';
  if (isNotification(bytes) || pushStart(bytes) !== undefined) return 'notification';
  if (isWbxml(bytes)) return 'wbxml';
  if (isDm2Notification(bytes)) return 'dm2-notification';
  if (isHexText(shape)) return 'hex';
  if (isDamagedXml(text)) return 'xml';
  if (/^(?:[[{"\d-]|true|false|null)/.test(shape)) return 'json';
  return isBase64Text(shape) ? 'base64' : guess(bytes, text);
}
/** The platform's `latin1` is Windows-1252; for what is looked at here that is the same. */
const LATIN1 = new TextDecoder('latin1');

/** The start of XML with another character in place of the first one, or none. */
const BEHEADED_XML = /^[^<]{0,2}(?:\?xml |SyncML[ >]|MgmtTree[ >]|wap-provisioningdoc[ >])/;

/** The last resort: a format of which one thing is wrong and the rest is there. */
function guess(bytes: Uint8Array, text: string): Format {
  if (HTTP_FIELDS.test(text)) return 'http';
  if (isDamagedNotification(bytes)) return 'notification';
  if (isDamagedWbxml(bytes) || /-\/\/(?:SYNCML|OMA|WAPFORUM)\/\/DTD/i.test(text)) return 'wbxml';
  if (isDamagedDm2Notification(bytes)) return 'dm2-notification';
  return /"[A-Za-z]{2,20}"\s*:\s*["[{\d]/.test(text) ? 'json' : 'unknown';
}

/** A line, or one that a line end or half of one parts in two, and two header fields below it, behind line ends or parts of them. */
const HTTP_FIELDS = /^[\r\n]*[^\r\n]{1,200}(?:[\r\n][^\r\n]{1,200})?\r?\n(?:[A-Za-z][A-Za-z0-9-]*:[^\r\n]*\r?\n){2}/;

/** Tags of DM behind a damaged start that is none of JSON. */
function isDamagedXml(text: string): boolean {
  const characters = text.replaceAll('\u0000', '');
  if (/^\s*(?:\{\s*["}]|\[\s*[[{"\]\d])/.test(characters)) return false;
  return /<(?:[\w.-]+:)?(?:SyncML|SyncHdr|SyncBody|VerDTD|MgmtTree|wap-provisioningdoc|characteristic)\b/.test(characters);
}

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

/** Two of the three that tell a notification (version, reserved bits, a name at the end), or all of them an octet off. Short ones have two. */
function isDamagedNotification(bytes: Uint8Array): boolean {
  if (bytes.length < DIGEST_BYTES + 2) return false;
  if (bytes.length < NOTIFICATION_HEAD_BYTES) return signsAt(bytes, DIGEST_BYTES).slice(0, 2).every((holds) => holds);
  const count = (at: number): number => signsAt(bytes, at).filter((holds) => holds).length;
  return count(DIGEST_BYTES) >= 2 || [-1, 1].some((shift) => count(DIGEST_BYTES + shift) === 3) || (bytes.includes(0) && COUNTS.some((at) => endsWithName(bytes, at)));
}

/** A name to the end, behind an octet that counts it. */
function endsWithName(bytes: Uint8Array, at: number): boolean {
  const name = bytes.subarray(at + 1);
  return name.length >= SHORTEST_NAME && bytes[at] === name.length && name.every((byte) => byte > 0x20 && byte < 0x7f);
}

/** Where the octet can stand that counts the name, behind a damaged push as well. */
const COUNTS: readonly number[] = Array.from({ length: 20 }, (_, index) => NOTIFICATION_HEAD_BYTES - 2 + index);

const HEADER_BYTES = 8;
const SHORTEST_NAME = 4;

/** The signs for a header at this byte. The name may be an octet off, where one was lost or added before it. */
function signsAt(bytes: Uint8Array, at: number): readonly [isVersion11: boolean, isReservedZero: boolean, isNamed: boolean] {
  const name = bytes.subarray(at + HEADER_BYTES + 1);
  return [
    bytes[at] === 0x02 && ((bytes[at + 1] ?? 0) & 0xc0) === 0xc0,
    bytes.subarray(at + 2, at + 5).every((byte) => byte === 0),
    name.length >= SHORTEST_NAME && name.every((byte) => byte > 0x20 && byte < 0x7f),
  ];
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

/** The character set behind the end of a public identifier of DM, an octet off, or an identifier in front of something else. */
function isDamagedWbxml(bytes: Uint8Array): boolean {
  if ([0, 1, 2].some((at) => bytes[at] === 0xa4 && bytes[at + 1] === 0x01) || (bytes[1] === 0x0b && bytes[3] === 0)) return true;
  return [1, 2, 3, 4].some((at) => bytes[at] === UTF8_MIB && ENDS_OF_IDENTIFIERS.has(bytes[at - 1] ?? -1));
}
const ENDS_OF_IDENTIFIERS: ReadonlySet<number> = new Set([0x00, 0x01, 0x0b, 0x51, 0x53]);

/** Version 1, nothing reserved, and SERVER-ID or a later option first. */
function isDm2Notification(bytes: Uint8Array): boolean {
  const [first = 0, second = 1, option = 0] = bytes;
  return first >> 4 === 1 && (second & 0x7f) === 0 && option >> 4 >= 1 && option >> 4 <= 6;
}

/** A sound head in front of anything, or SERVER-ID with its text where it may be when an octet was lost or added. */
function isDamagedDm2Notification(bytes: Uint8Array): boolean {
  const [first = 0, second = 1] = bytes;
  if (bytes.length < SHORTEST_TEXT) return false;
  const hasName = (at: number): boolean => (bytes[at] ?? 0) >> 4 === 1 && bytes.subarray(at + 2, at + 5).every((byte) => byte > 0x20 && byte < 0x7f);
  return (first >> 4 === 1 && (second & 0x7f) === 0) || [1, 2, 3].some((at) => hasName(at) && (first >> 4 === 1 || first === 0 || second === 0 || (second >> 4 === 1 && bytes[2] === 0)));
}
const SHORTEST_TEXT = 8;
