/**
 * Finds the place of a finding in a transcript and quotes the message with that element marked: a JSON path in a body,
 * `header:NAME`, `target` or `method` (paths as in `harness/judge/finding.ts`). A path that leads nowhere marks the nearest
 * element above it and says so. Leaves out paths into XML and binary bodies: those are quoted from their beginning.
 */
import { DecodeError } from '../protocol/decode-error.js';
import { locate, positionOf, readJson, type JsonDocument, type JsonNode } from '../protocol/json/document.js';
import type { Place } from '../harness/judge/finding.js';
import { describeTls } from '../harness/judge/tls-view.js';
import type { DatagramEvent, RequestEvent, ResponseEvent, Transcript, TranscriptEvent, TranscriptRole } from '../harness/transcript/event.js';
import { notificationLines } from './notification.js';
import { headOf, locateInHead } from './quote-head.js';
import type { MarkedText, Masker } from './secrets.js';

export type MessageEvent = RequestEvent | ResponseEvent;

export interface Quote {
  /** Which message, which element, byte, line and column; one line. */
  readonly where: string;
  /** Head or body with the element marked, masked, not yet made visible; an empty mark means the message as a whole. */
  readonly text: MarkedText;
  readonly part: 'head' | 'body' | 'octets' | 'none';
}

/** Quotes the place of a finding; undefined when the transcript has no such event. */
export function quotePlace(input: { readonly transcript: Transcript; readonly place: Place; readonly masker: Masker }): Quote | undefined {
  const { transcript, place, masker } = input;
  const event = transcript.events[place.event];
  if (event === undefined) return undefined;
  const name = `${nameOfEvent(event, transcript.role)} (event ${event.n})`;
  switch (event.kind) {
    case 'request':
    case 'response':
      return quoteMessage({ event, name, path: place.path ?? '', masker });
    case 'datagram':
      return { where: place.path === undefined ? name : `${name}, ${place.path}`, text: masker.marked(whole(notificationText(event))), part: 'octets' };
    case 'control':
    case 'tls':
    case 'deadline':
      return { where: name, text: whole(masker.text(detailOfEvent(event))), part: 'none' };
  }
}

/** `POST /dm`, `the tester's answer 200 at repository`, `control: ended`: how reports name an event; `role` is that of the IUT. */
export function nameOfEvent(event: TranscriptEvent, role: TranscriptRole): string {
  switch (event.kind) {
    case 'request':
      return `${event.method} ${event.path}${pointOf(event)}`;
    case 'response':
      return `the ${role === 'client' ? 'tester' : 'server'}'s answer ${event.status}${pointOf(event)}`;
    case 'datagram':
      return 'Package#0 as a datagram';
    case 'control':
      return `control: ${event.action}`;
    case 'tls':
      return `TLS handshake at ${event.point === 'dm' ? `DM endpoint ${event.address}` : event.point}`;
    case 'deadline':
      return 'a deadline passed';
  }
}

/** What an event says that is no message. */
export function detailOfEvent(event: Exclude<TranscriptEvent, MessageEvent | DatagramEvent>): string {
  switch (event.kind) {
    case 'control':
      return event.detail;
    case 'tls':
      return describeTls(event);
    case 'deadline':
      return `${event.waitedFor} did not come within ${event.timeoutMs} ms`;
  }
}

/** What a Package#0 says, then its octets. */
export function notificationText(event: DatagramEvent | RequestEvent): string {
  return [...notificationLines(event), ...(event.body.length === 0 ? [] : ['', hexDump(event.body)])].join('\n');
}

/** The body as JSON with positions, the fault that keeps it from being JSON, or neither where it does not claim to be JSON. */
export type BodyReading = { readonly kind: 'json'; readonly document: JsonDocument } | { readonly kind: 'fault'; readonly error: DecodeError } | { readonly kind: 'other' };

/** Reads a body as JSON if its media type or its first character says so. */
export function readBody(event: MessageEvent): BodyReading {
  const claimsJson = event.headers.some(([name, value]) => name.toLowerCase() === 'content-type' && /json/i.test(value));
  const first = event.body.find((octet) => octet > 0x20);
  if (first === undefined || (!claimsJson && first !== 0x7b && first !== 0x5b)) return { kind: 'other' };
  try {
    return { kind: 'json', document: readJson(event.body, { maxDepth: 1000, maxBytes: Number.MAX_SAFE_INTEGER }) };
  } catch (error) {
    if (error instanceof DecodeError) return { kind: 'fault', error };
    throw error;
  }
}

/** The node at a path, or the nearest one above it. */
export function nearestNode(document: JsonDocument, path: string): { readonly node: JsonNode; readonly path: string } {
  for (let shorter = path; shorter !== ''; shorter = shorter.replace(LAST_STEP, '')) {
    const node = locate(document, shorter);
    if (node !== undefined) return { node, path: shorter };
    if (!LAST_STEP.test(shorter)) break;
  }
  return { node: document.root, path: '' };
}

const LAST_STEP = /(?:\.?[A-Za-z_][A-Za-z0-9_-]*|\[(?:0|[1-9][0-9]*)\]|\["(?:[^"\\]|\\.)*"\])$/;

interface Wanted {
  readonly event: MessageEvent;
  readonly name: string;
  readonly path: string;
  readonly masker: Masker;
}

function quoteMessage(wanted: Wanted): Quote {
  const { event, name, path, masker } = wanted;
  if (path === 'target' || path === 'method' || path.startsWith('header:')) {
    const { note, text } = locateInHead({ event, path, masker });
    return { where: `${name}, ${note}`, text, part: 'head' };
  }
  if (event.kind === 'request' && event.point === 'notification') return { where: path === '' ? name : `${name}, ${path}`, text: masker.marked(whole(notificationText(event))), part: 'octets' };
  const reading = readBody(event);
  switch (reading.kind) {
    case 'json':
      return quoteNode(wanted, reading.document);
    case 'fault':
      return quoteFault(wanted, reading.error);
    case 'other':
      return event.body.length === 0
        ? { where: `${name}, ${path === '' ? 'which has no body' : `${path}: the message has no body`}`, text: whole(headOf(event, masker)), part: 'head' }
        : { where: path === '' ? name : `${name}, ${path}`, text: masker.marked(whole(bodyText(event.body))), part: 'body' };
  }
}

function quoteNode({ event, name, path, masker }: Wanted, document: JsonDocument): Quote {
  if (path === '') return { where: `${name}, the whole message`, text: masker.marked(whole(bodyText(event.body))), part: 'body' };
  const nearest = nearestNode(document, path);
  const { start, end } = nearest.node;
  const { byte, line, column } = positionOf(event.body, start, nearest.path);
  const element = nearest.path === '' ? 'the whole body' : nearest.path;
  const what = nearest.path === path ? path : `${path} is absent; marked is ${element}`;
  return { where: `${name}, ${what}, at byte ${byte}, line ${line}, column ${column}`, text: masker.marked(markBytes(event.body, start, end)), part: 'body' };
}

function quoteFault({ event, name, masker }: Wanted, { fault }: DecodeError): Quote {
  const { byte, line, column } = fault.position;
  const where = `${name}, at byte ${byte}, line ${line}, column ${column}: found ${fault.found}, expected ${fault.expected} [${fault.code}]`;
  return { where, text: masker.marked(markBytes(event.body, byte, byte + 1)), part: 'body' };
}

function markBytes(bytes: Uint8Array, start: number, end: number): MarkedText {
  const before = bodyText(bytes.subarray(0, start));
  const element = bodyText(bytes.subarray(start, end));
  return { text: before + element + bodyText(bytes.subarray(end)), start: before.length, end: before.length + element.length };
}

const DUMPED_BYTES = 256;

/** A body as text; octets that are no UTF-8 make it a hexadecimal dump of the first 256 bytes, unless it is meant as text. */
export function bodyText(bytes: Uint8Array): string {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const isText = !text.includes('\ufffd') || /^\s*[{[<"]/.test(text) || bytes.length < 2;
  return isText ? text : hexDump(bytes);
}

/** The first 256 octets, sixteen a line. */
function hexDump(bytes: Uint8Array): string {
  const lines: string[] = [];
  for (let at = 0; at < Math.min(bytes.length, DUMPED_BYTES); at += 16) {
    const row = bytes.subarray(at, Math.min(at + 16, DUMPED_BYTES));
    const hex = Array.from(row, (octet) => octet.toString(16).padStart(2, '0')).join(' ');
    const characters = Array.from(row, (octet) => (octet >= 0x20 && octet < 0x7f ? String.fromCharCode(octet) : '.')).join('');
    lines.push(`${at.toString(16).padStart(6, '0')}  ${hex.padEnd(47)}  ${characters}`);
  }
  if (bytes.length > DUMPED_BYTES) lines.push(`… ${bytes.length} bytes in all`);
  return lines.join('\n');
}

function whole(text: string): MarkedText {
  return { text, start: 0, end: 0 };
}

function pointOf(event: MessageEvent): string {
  if (event.point !== 'dm') return ` at ${event.point}`;
  return event.address === 'a' ? '' : ` at DM endpoint ${event.address}`;
}
