/**
 * Reads bytes of any format that OMA DM puts on the wire, for people: recognises the format, or takes the one that is
 * demanded, and reads the documents inside as well. Never throws for bad input. Leaves out rules of whole messages and our
 * own transcripts: those belong to higher floors.
 */

import { readBodyLabel } from '../dm1/http/media-types.js';
import type { ReadPart } from './embedded.js';
import { readJsonMessage, DM2_TYPES } from './read-json.js';
import { readHttpMessages } from './read-http.js';
import { readDm2Notification, readPackage0, readTrigger13 } from './read-notification.js';
import { readWbxmlDocument, readXmlDocument, unreadable } from './read-elements.js';
import type { Reading, Remark } from './reading.js';
import { bytesOfText, KNOWN_BEGINNINGS, recognise, type Format } from './recognise.js';

/** What a caller can demand; the kinds of DM 2.0 are JSON that is held to a schema. */
export const DEMANDS = Object.freeze(['xml', 'wbxml', 'json', 'package1', 'package2', 'package3', 'mo', 'http', 'notification', 'notification-1.3', 'dm2-notification', 'hex', 'base64'] as const);
export type Demand = (typeof DEMANDS)[number];

export interface ReadOptions {
  /** Absent: by the first bytes. */
  readonly as?: Demand | undefined;
  /** Media type that came with the bytes. */
  readonly contentType?: string | undefined;
  /** The body of an HTTP message whose head these bytes are. */
  readonly body?: Uint8Array | undefined;
  /** Levels of documents inside documents that are still read. */
  readonly maxNesting?: number | undefined;
}

const MAX_NESTING = 4;

/** Reads the bytes. Where nothing can be made of them the reading is `unreadable` and its remarks say why. */
export function readForPeople(bytes: Uint8Array, options: ReadOptions = {}): Reading {
  const as = options.as ?? formatOf(bytes, options);
  const maxNesting = options.maxNesting ?? MAX_NESTING;
  const inner = (part: Uint8Array, contentType?: string): Reading => readForPeople(part, { contentType, maxNesting: maxNesting - 1 });
  const readPart: ReadPart = (part) => (maxNesting > 0 ? inner(part) : undefined);
  switch (as) {
    case 'xml':
      return readXmlDocument(bytes, readPart);
    case 'wbxml':
      return readWbxmlDocument(bytes, readPart);
    case 'json':
      return readJsonMessage(bytes, options.contentType);
    case 'package1':
    case 'package2':
    case 'package3':
    case 'mo':
      return readJsonMessage(bytes, DM2_TYPES[as]);
    case 'http':
      return readHttpMessages({ bytes, body: options.body }, maxNesting > 0 ? inner : unreadBody);
    case 'hex':
    case 'base64':
      return readTextOfBytes(bytes, { as, maxNesting });
    case 'notification':
      return readPackage0(bytes);
    case 'notification-1.3':
      return readTrigger13(bytes);
    case 'dm2-notification':
      return readDm2Notification(bytes);
    case 'unknown':
      return unrecognised(bytes);
  }
}

/** Where the first bytes say nothing the label does: a truncated or damaged document is still explained as what it was sent for. */
function formatOf(bytes: Uint8Array, { contentType }: ReadOptions): Format | Demand {
  const format = recognise(bytes);
  if (format !== 'unknown' || contentType === undefined || bytes.length === 0) return format;
  const label = readBodyLabel(contentType);
  if (label.kind === 'other') return /json/i.test(label.mediaType.essence) ? 'json' : format;
  if (label.kind !== 'known') return format;
  const { kind, encoding } = label.row;
  if (kind === 'notification' || kind === 'notification-1.3') return kind;
  return encoding === 'octets' ? format : encoding;
}

function unreadBody(bytes: Uint8Array): Reading {
  return unrecognised(bytes);
}

function readTextOfBytes(bytes: Uint8Array, { as, maxNesting }: { readonly as: 'hex' | 'base64'; readonly maxNesting: number }): Reading {
  const octets = maxNesting > 0 ? bytesOfText(bytes, as) : undefined;
  if (octets === undefined) return unrecognised(bytes);
  const reading = readForPeople(octets, { maxNesting: maxNesting - 1 });
  if (as === 'base64' && reading.state === 'unreadable') return unrecognised(bytes);
  const name = as === 'hex' ? 'hexadecimal text' : 'Base64 text';
  return { ...reading, facts: [['source', `${name} of ${bytes.length} bytes; places count in the ${octets.length} bytes it stands for`], ...reading.facts] };
}

const SHOWN_BYTES = 8;

function unrecognised(bytes: Uint8Array): Reading {
  const start = Array.from(bytes.subarray(0, SHOWN_BYTES), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
  const found = bytes.length === 0 ? 'no bytes' : `${start}${bytes.length > SHOWN_BYTES ? ' …' : ''}`;
  const remark: Remark = { severity: 'fault', code: 'decode/format', requirement: '', clause: '', at: { byte: 0, length: Math.min(bytes.length, SHOWN_BYTES) }, path: '', found, expected: KNOWN_BEGINNINGS };
  return unreadable({ bytes, form: 'bytes', remarks: [remark] });
}
