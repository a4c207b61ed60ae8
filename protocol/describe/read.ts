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
import { NO_SUBJECT, type Reading, type Remark } from './reading.js';
import { KNOWN_BEGINNINGS, recognise, type Format } from './recognise.js';
import { bytesOfText, faultOfHexText } from './text-of-bytes.js';

/** What a caller can demand; the kinds of DM 2.0 are JSON that is held to a schema. */
export const DEMANDS = Object.freeze(['xml', 'wbxml', 'json', 'package1', 'package2', 'package3', 'mo', 'http', 'notification', 'notification-1.3', 'dm2-notification', 'hex', 'base64'] as const);
export type Demand = (typeof DEMANDS)[number];

export interface ReadOptions {
  /** Absent: by the first bytes. */
  readonly as?: Demand | undefined;
  /** Media type that came with the bytes. */
  readonly contentType?: string | undefined;
  /** What brought them: the body of an HTTP message and the Data of a command may be anything, an input of its own is meant to be read. */
  readonly carrier?: 'http' | 'data' | undefined;
  /** The body of an HTTP message whose head these bytes are. */
  readonly body?: Uint8Array | undefined;
  /** Levels of documents inside documents that are still read. */
  readonly maxNesting?: number | undefined;
}

const MAX_NESTING = 4;

/** Reads the bytes. Where nothing can be made of them the reading is `unreadable` and its remarks say why. */
export function readForPeople(bytes: Uint8Array, options: ReadOptions = {}): Reading {
  const format = recognise(bytes);
  if ((format === 'hex' || format === 'base64') && (options.as === undefined || isOfOctets(options.as))) return readTextOfBytes(bytes, { format, options });
  const as = options.as ?? formatOf(format, { bytes, options });
  const maxNesting = options.maxNesting ?? MAX_NESTING;
  const readPart: ReadPart = (part) => (maxNesting > 0 ? readForPeople(part, { carrier: 'data', maxNesting: maxNesting - 1 }) : undefined);
  switch (as) {
    case 'xml':
      return ofCarrier(readXmlDocument(bytes, { readPart, promised: promiseOf(options) }), options);
    case 'wbxml':
      return ofCarrier(readWbxmlDocument(bytes, { readPart, promised: promiseOf(options) }), options);
    case 'json':
      return ofCarrier(jsonReading(bytes, options), options);
    case 'package1':
    case 'package2':
    case 'package3':
    case 'mo':
      return readJsonMessage(bytes, DM2_TYPES[as]);
    case 'http':
      return readHttpMessages({ bytes, body: options.body }, (body, contentType) => (maxNesting > 0 ? readForPeople(body, { contentType, carrier: 'http', maxNesting: maxNesting - 1 }) : unrecognised(body, { carrier: 'http' })));
    case 'hex':
    case 'base64':
      return readTextOfBytes(bytes, { format: as, options: { ...options, as: undefined } });
    case 'notification':
      return readPackage0(bytes);
    case 'notification-1.3':
      return readTrigger13(bytes);
    case 'dm2-notification':
      return readDm2Notification(bytes);
    case 'unknown':
      return unrecognised(bytes, options);
  }
}

/** What only looks a little like JSON, and was not sent for it, is something else. */
function jsonReading(bytes: Uint8Array, options: ReadOptions): Reading {
  const { carrier, contentType } = options;
  const reading = readJsonMessage(bytes, contentType);
  const isDemanded = carrier === undefined || (contentType !== undefined && /json/i.test(contentType));
  return reading.state === 'unreadable' && !isDemanded ? unrecognised(bytes, options) : reading;
}

/** Formats of octets and markup: digits in their place are text of these octets. JSON can be digits itself. */
function isOfOctets(as: Demand): boolean {
  return as === 'xml' || as === 'wbxml' || as === 'http' || as === 'notification' || as === 'notification-1.3' || as === 'dm2-notification';
}

/** Where the first bytes say nothing the label does: a truncated or damaged document is still explained as what it was sent for. */
function formatOf(format: Format, { bytes, options: { contentType } }: { readonly bytes: Uint8Array; readonly options: ReadOptions }): Format | Demand {
  if (format !== 'unknown' || contentType === undefined || bytes.length === 0) return format;
  const label = readBodyLabel(contentType);
  if (label.kind === 'other') return /json/i.test(label.mediaType.essence) ? 'json' : format;
  if (label.kind !== 'known') return format;
  const { kind, encoding } = label.row;
  if (kind === 'notification' || kind === 'notification-1.3') return kind;
  return encoding === 'octets' ? format : encoding;
}

function promiseOf({ contentType }: ReadOptions): 'dm' | 'nothing' {
  const label = readBodyLabel(contentType);
  return label.kind === 'known' && (label.row.kind === 'message' || label.row.kind === 'sync-message') ? 'dm' : 'nothing';
}

/** What has no label of DM and no element of it is an error page of HTTP as likely as not; alone it is told what was looked for. */
function ofCarrier(reading: Reading, options: ReadOptions): Reading {
  if (options.carrier === 'http') return isUnlabelled(reading, options) ? { ...reading, subject: NO_SUBJECT } : reading;
  if (reading.state !== 'foreign' || options.carrier === 'data') return reading;
  const [first] = reading.rows;
  const remark: Remark = { severity: 'limit', code: 'decode/format', requirement: '', clause: '', at: first?.at ?? { byte: 0, length: 0 }, path: first?.path ?? '', ...(reading.form === 'JSON' ? FOREIGN_JSON : { found: `<${first?.name ?? ''}>`, expected: KNOWN_ROOTS }) };
  return { ...reading, remarks: [remark, ...reading.remarks] };
}
const FOREIGN_JSON = Object.freeze({ found: 'other members', expected: 'MOS or Alert (Package#1), CMD (Package#2), Status (Package#3), or management object data' });
const KNOWN_ROOTS = '<SyncML>, <MgmtTree>, <wap-provisioningdoc>, <DevInf> or <MetInf>';

function isUnlabelled({ state, form }: Reading, { contentType }: ReadOptions): boolean {
  return state === 'unreadable' && !form.startsWith('WBXML') && readBodyLabel(contentType).kind !== 'known';
}

interface TextOfBytes {
  readonly format: 'hex' | 'base64';
  readonly options: ReadOptions;
}

function readTextOfBytes(bytes: Uint8Array, { format, options }: TextOfBytes): Reading {
  const { as, maxNesting = MAX_NESTING } = options;
  const octets = maxNesting > 0 ? bytesOfText(bytes, format) : undefined;
  if (octets === undefined) return unrecognised(bytes, options);
  const reading = readForPeople(octets, { as, carrier: options.carrier, maxNesting: maxNesting - 1 });
  if (format === 'base64' && as === undefined && reading.state === 'unreadable') return unrecognised(bytes, options);
  const name = format === 'hex' ? 'hexadecimal text' : 'Base64 text';
  return { ...reading, facts: [['source', `${name} of ${bytes.length} bytes; places count in the ${octets.length} bytes it stands for`], ...reading.facts] };
}

const SHOWN_BYTES = 8;

function unrecognised(bytes: Uint8Array, { carrier }: ReadOptions): Reading {
  const start = Array.from(bytes.subarray(0, SHOWN_BYTES), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
  const found = bytes.length === 0 ? 'no bytes' : (faultOfHexText(new TextDecoder().decode(bytes)) ?? `${start}${bytes.length > SHOWN_BYTES ? ' …' : ''}`);
  const remark: Remark = { severity: carrier === undefined ? 'limit' : 'oddity', code: 'decode/format', requirement: '', clause: '', at: { byte: 0, length: Math.min(bytes.length, SHOWN_BYTES) }, path: '', found, expected: KNOWN_BEGINNINGS };
  return unreadable({ bytes, form: 'bytes', remarks: [remark] });
}
