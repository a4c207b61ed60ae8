/**
 * What DM asks of the HTTP around a message (SYNCHTTP 1.2, recalled; DMREPPRO 4.1.2.1): method and status, label against
 * body, charset, Accept, caching. Messages of other protocols and pushes are left alone. Leaves out what takes several
 * messages to see: RespURI, sessions, repetition.
 */

import { parseAccept, preferredType, type MediaRange } from '../../dm2/accept.js';
import { DecodeError } from '../../decode-error.js';
import { quoteText } from '../../quote.js';
import { decodeText } from '../xml/decode-text.js';
import type { Faults } from './faults.js';
import { mediaTypeRow, MESSAGE_TYPES, sniffEncoding, type MediaTypeRow } from './media-types.js';
import { fieldOf, fieldsOf, type HeaderField, type HttpMessage } from './message.js';
import { octetText } from './octet-text.js';
import { isPush } from './push.js';

type Read = Omit<HttpMessage, 'findings'>;

/** Reports what is wrong or odd around the body of one message. */
export function checkBinding(message: Read, faults: Faults): void {
  checkFields(message, faults);
  if (message.label.kind === 'malformed') reportMalformed(message, faults);
  if (!isOfDm(message)) return;
  checkStart(message, faults);
  checkLabel(message, faults);
  checkCharset(message, faults);
  checkCaching(message, faults);
  if (message.start.kind === 'request') checkClient(message, faults);
}

/** Fields that RFC 9110 lets stand once; Host of HTTP/1.1. */
function checkFields({ start, fields }: Read, faults: Faults): void {
  for (const name of SINGLE) {
    const [, second] = fieldsOf(fields, name);
    if (second !== undefined) faults.add({ code: 'dm1-http/repeated-field', byte: second.where, path: second.name, found: `${name} again`, expected: `one ${name}` });
  }
  if (start.kind === 'request' && start.version === '1.1' && fieldOf(fields, 'Host') === undefined) {
    faults.add({ code: 'dm1-http/host', byte: start.where, path: 'Host', found: 'no Host', expected: 'the host that the request is for' });
  }
}
const SINGLE = Object.freeze(['Content-Type', 'Host', 'User-Agent', 'x-syncml-hmac']);

function reportMalformed({ fields, label }: Read, faults: Faults): void {
  const field = fieldOf(fields, 'Content-Type');
  if (field === undefined || label.kind !== 'malformed') return;
  faults.add({ code: 'dm1-http/content-type', byte: field.where, path: field.name, found: label.found, expected: label.expected });
}

/** A DM message by its label; without one, or with a label that says nothing, by the look of its body. */
function isOfDm(message: Read): boolean {
  const { label, body, start } = message;
  if (isPush(message)) return false;
  switch (label.kind) {
    case 'known':
      return label.row.kind === 'message' || label.row.kind === 'sync-message';
    case 'absent':
    case 'malformed':
      return body.length > 0 && sniffEncoding(body) !== 'unknown';
    case 'other':
      return GENERIC.has(label.mediaType.essence) && (start.kind === 'request' || start.status === 200) && looksLikeMessage(body);
  }
}
const GENERIC: ReadonlySet<string> = new Set(['text/xml', 'application/xml', 'text/plain', 'text/html', 'application/octet-stream']);

/** XML that names SyncML near its start; WBXML with the public identifier of a SyncML, in numbers or in its string table. */
function looksLikeMessage(body: Uint8Array): boolean {
  const encoding = sniffEncoding(body);
  const start = octetText(body.subarray(0, 1024));
  if (encoding === 'xml') return start.includes('SyncML');
  return encoding === 'wbxml' && (SYNCML_IDS.has(start.slice(1, 3)) || start.slice(0, 64).toUpperCase().includes('DTD SYNCML'));
}
const SYNCML_IDS: ReadonlySet<string> = new Set(['\u00a4\u0001', '\u009fS', '\u009fQ']);

function checkStart({ start, body }: Read, faults: Faults): void {
  if (start.kind === 'request' && start.method !== 'POST') faults.add({ code: 'dm1-http/method', byte: start.where, found: quoteText(start.method, 20), expected: 'POST' });
  if (start.kind === 'request' && body.length === 0) faults.add({ code: 'dm1-http/no-message', byte: start.where, found: 'an empty body', expected: 'one DM message' });
  if (start.kind === 'response' && start.status !== 200 && body.length > 0) {
    faults.add({ code: 'dm1-http/status', byte: start.where, found: `${start.status}`, expected: '200; what is wrong with a message is said in it' });
  }
}

function checkLabel({ fields, label, body, start }: Read, faults: Faults): void {
  const field = fieldOf(fields, 'Content-Type');
  const where = field?.where ?? start.where;
  const expected = MESSAGE_TYPES.join(' or ');
  if (label.kind === 'absent') faults.add({ code: 'dm1-http/no-label', byte: start.where, path: 'Content-Type', found: 'no Content-Type', expected });
  if (label.kind === 'other') faults.add({ code: 'dm1-http/label', byte: where, path: 'Content-Type', found: label.mediaType.essence, expected });
  if (label.kind !== 'known') return;
  const { row } = label;
  if (row.kind !== 'message') faults.add({ code: 'dm1-http/label', byte: where, path: 'Content-Type', found: row.type, expected });
  const coding = fieldOf(fields, 'Content-Encoding');
  if (coding !== undefined && coding.value.toLowerCase() !== 'identity') {
    faults.add({ code: 'dm1-http/content-coding', byte: coding.where, path: coding.name, found: quoteText(coding.value, 40), expected: 'a body that is not coded' });
    return;
  }
  const sniffed = sniffEncoding(body);
  if (body.length === 0 || sniffed === row.encoding) return;
  faults.add({ code: 'dm1-http/label-mismatch', byte: where, path: 'Content-Type', found: `${row.type} over ${describeSniffed(sniffed)}`, expected: 'label and body of one encoding' });
}

function describeSniffed(sniffed: ReturnType<typeof sniffEncoding>): string {
  switch (sniffed) {
    case 'xml':
      return 'XML';
    case 'wbxml':
      return 'WBXML';
    case 'unknown':
      return 'neither XML nor WBXML';
  }
}

/** Of XML only: the label goes before the XML declaration (RFC 7303, 3.2), and a body with a mark before both. */
function checkCharset({ fields, label, body }: Read, faults: Faults): void {
  const field = fieldOf(fields, 'Content-Type');
  if (field === undefined || label.kind !== 'known' || label.row.encoding !== 'xml') return;
  const charset = label.mediaType.parameters.get('charset')?.toLowerCase();
  if (charset === undefined) return;
  if (charset !== 'utf-8') faults.add({ code: 'dm1-http/charset', byte: field.where, path: field.name, found: quoteText(charset, 40), expected: 'utf-8' });
  if (body.length === 0 || sniffEncoding(body) !== 'xml') return;
  const { encoding } = decodeText(body);
  const isSame = charset === encoding || encoding.startsWith(charset) || (charset === 'us-ascii' && encoding === 'utf-8') || (charset === 'utf-8' && encoding === 'us-ascii');
  if (!isSame) faults.add({ code: 'dm1-http/charset-mismatch', byte: field.where, path: field.name, found: `${quoteText(charset, 40)} over a body of ${encoding}`, expected: 'the encoding of the body' });
}

function checkCaching({ fields, start }: Read, faults: Faults): void {
  const values = fieldsOf(fields, 'Cache-Control').map(({ value }) => value).join(',').toLowerCase();
  const directives = new Set(values.split(',').map((directive) => directive.trim().replace(/=.*$/s, '')));
  if (directives.has('no-store') || directives.has('private')) return;
  const where = fieldOf(fields, 'Cache-Control')?.where ?? start.where;
  faults.add({ code: 'dm1-http/caching', byte: where, path: 'Cache-Control', found: values === '' ? 'no Cache-Control' : quoteText(values, 40), expected: 'no-store or private' });
}

function checkClient(message: Read, faults: Faults): void {
  const { fields, start } = message;
  if (fieldOf(fields, 'User-Agent') === undefined) faults.add({ code: 'dm1-http/no-agent', byte: start.where, path: 'User-Agent', found: 'no User-Agent', expected: 'the name of the client' });
  const [accept] = fieldsOf(fields, 'Accept');
  if (accept === undefined) {
    faults.add({ code: 'dm1-http/no-accept', byte: start.where, path: 'Accept', found: 'no Accept', expected: 'the media types of DM that the client takes' });
    return;
  }
  const ranges = rangesOf(fieldsOf(fields, 'Accept'), faults);
  if (ranges !== undefined) checkRanges(message, { accept, ranges, faults });
}

function rangesOf(fields: readonly HeaderField[], faults: Faults): readonly MediaRange[] | undefined {
  try {
    return parseAccept(fields.map(({ value }) => value).join(','));
  } catch (error) {
    const [first] = fields;
    if (!(error instanceof DecodeError) || first === undefined) throw error;
    faults.add({ code: 'dm1-http/accept', byte: first.where, path: first.name, found: error.fault.found, expected: error.fault.expected });
    return undefined;
  }
}

interface Ranges {
  readonly accept: HeaderField;
  readonly ranges: readonly MediaRange[];
  readonly faults: Faults;
}

function checkRanges({ label }: Read, { accept, ranges, faults }: Ranges): void {
  const { name: path, value, where } = accept;
  if (preferredType(ranges, MESSAGE_TYPES) === undefined) {
    faults.add({ code: 'dm1-http/accept-dm', byte: where, path, found: quoteText(value, 60), expected: MESSAGE_TYPES.join(' or ') });
    return;
  }
  const sent: MediaTypeRow | undefined = label.kind === 'known' ? mediaTypeRow(label.row.type) : undefined;
  if (sent?.kind !== 'message' || preferredType(ranges, [sent.type]) !== undefined) return;
  faults.add({ code: 'dm1-http/accept-other', byte: where, path, found: quoteText(value, 60), expected: `${sent.type} among them, which is what the client sends` });
}
