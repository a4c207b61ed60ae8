/**
 * Hides credentials before a transcript leaves the process (design, section 9): the credentials of credential headers
 * (RFC 9110, 11.6 and 11.7; RFC 6265), and the given secrets wherever else they stand. The scheme of a header stays,
 * because requirements speak of it. Given secrets also in base64, percent-encoded, or escaped as JSON does. In bodies also the
 * members of JSON that hold secrets by their name, and what a member holds in base64, as an upper tester hands on a document; what
 * `mask-items.ts` tells apart in items and `mask-documents.ts` in XML. Left out: any other encoding, given secrets of fewer than four
 * characters outside credential headers, and under a name an array or object of JSON.
 */
import type { HeaderLines, Transcript, TranscriptEvent } from './event.js';
import { maskXml } from './mask-documents.js';
import { hidesLetters, maskLeafItems } from './mask-items.js';

const MASK = '***';

const SECRET_HEADERS: ReadonlySet<string> = new Set(['authorization', 'proxy-authorization', 'authentication-info', 'proxy-authentication-info', 'cookie', 'set-cookie', 'x-syncml-hmac']);
/** A shorter secret would hide ordinary words; it is still hidden in headers. */
const MIN_SECRET_CHARACTERS = 4;

/** Keys of a DM account (DM 2.0, DMACC: Noti/Secret, Trsp/Secret, Bootstrap/ClientSecretKey) and the password of a login. */
const SECRET_NAMES: readonly string[] = ['Secret', 'ClientSecretKey', 'password'];
const SECRET_MEMBER = memberNamed(SECRET_NAMES);
/** Slower, for texts that hold such escapes. */
const ESCAPED_MEMBER = memberNamed(SECRET_NAMES.map((name) => name.replaceAll(/./g, orEscaped)));
/** A member that may hold a document in base64; shorter ones hold none. */
const BASE64_MEMBER = /(:\s*")((?:[A-Za-z0-9+/]{4}){4,}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?)(?=")/g;

/** The transcript with credentials replaced by `***`. */
export function maskTranscript(transcript: Transcript, secrets: readonly string[]): Transcript {
  return { ...transcript, parameters: maskParameters(transcript.parameters, secrets), events: transcript.events.map((event) => maskEvent(event, secrets)) };
}

type Parameters = Transcript['parameters'];

/** All transcripts of a campaign have the same ones. */
const maskedParameters = new WeakMap<readonly string[], WeakMap<Parameters, Parameters>>();

function maskParameters(parameters: Parameters, secrets: readonly string[]): Parameters {
  const known = maskedParameters.get(secrets) ?? new WeakMap<Parameters, Parameters>();
  maskedParameters.set(secrets, known);
  const masked = known.get(parameters) ?? Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, typeof value === 'string' ? maskText(value, secrets) : value]));
  known.set(parameters, masked);
  return masked;
}

/** An event with credentials replaced. */
export function maskEvent(event: TranscriptEvent, secrets: readonly string[]): TranscriptEvent {
  switch (event.kind) {
    case 'request':
      return { ...event, target: maskText(event.target, secrets), path: maskText(event.path, secrets), headers: maskHeaders(event.headers, secrets), body: maskBytes(event.body, secrets) };
    case 'response':
      return { ...event, headers: maskHeaders(event.headers, secrets), body: maskBytes(event.body, secrets) };
    case 'datagram':
      return { ...event, body: maskBytes(event.body, secrets) };
    case 'control':
      return { ...event, detail: maskText(event.detail, secrets) };
    case 'deadline':
    case 'tls':
      return event;
  }
}

function maskHeaders(headers: HeaderLines, secrets: readonly string[]): HeaderLines {
  return headers.map(([name, value]) => [name, SECRET_HEADERS.has(name.toLowerCase()) ? maskCredentials(name, value) : maskText(value, secrets)]);
}

/** `Basic ***` keeps the scheme; a cookie has none. */
function maskCredentials(name: string, value: string): string {
  const scheme = /cookie$/i.test(name) ? undefined : /^[A-Za-z][\w-]*(?=\s+\S)/.exec(value)?.[0];
  return scheme === undefined ? MASK : `${scheme} ${MASK}`;
}

/** The text with every secret replaced that is long enough to be told from a word. */
export function maskText(text: string, secrets: readonly string[]): string {
  return formsOf(secrets).reduce((masked, { text: secret }) => masked.replaceAll(secret, MASK), maskNamed(text));
}

interface Form {
  readonly text: string;
  readonly bytes: Buffer;
}

/** A campaign asks for the same secrets in every text it writes. */
const known = new WeakMap<readonly string[], readonly Form[]>();

/** The longest first, because one form may be part of another. */
function formsOf(secrets: readonly string[]): readonly Form[] {
  const before = known.get(secrets);
  if (before !== undefined) return before;
  const long = secrets.filter((secret) => secret.length >= MIN_SECRET_CHARACTERS);
  const texts = new Set(long.flatMap(encodingsOf));
  const forms = [...texts].toSorted((a, b) => b.length - a.length).map((text) => ({ text, bytes: Buffer.from(text, 'utf8') }));
  known.set(secrets, forms);
  return forms;
}

function encodingsOf(secret: string): readonly string[] {
  const inJson = JSON.stringify(secret).slice(1, -1);
  const bytes = Buffer.from(secret);
  return [secret, inJson, inJson.replaceAll('/', '\\/'), bytes.toString('base64'), encodeURIComponent(bytes.toString())];
}

function maskBytes(body: Uint8Array, secrets: readonly string[]): Uint8Array {
  return formsOf(secrets).reduce((masked, { bytes }) => replaceBytes(masked, bytes), maskMembers(body, secrets));
}

/** Read as Latin-1, in which every byte survives and the names of members are what they are in UTF-8. */
function maskMembers(body: Uint8Array, secrets: readonly string[]): Uint8Array {
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('latin1');
  const named = maskNamed(text);
  const masked = named.replace(BASE64_MEMBER, (_, before: string, base64: string) => `${before}${maskBase64(base64, secrets)}`);
  return masked === text ? body : Buffer.from(masked, 'latin1');
}

/** What is told apart by its name or its position. */
function maskNamed(text: string): string {
  const members = text.replace(hidesLetters(text) ? ESCAPED_MEMBER : SECRET_MEMBER, (_, before: string, quote: string | undefined) => `${before}"${MASK}${quote ?? '"'}`);
  return maskXml(maskLeafItems(members, MASK), MASK);
}

/** A member of JSON with its value, which may be cut off, also within an escape. */
function memberNamed(names: readonly string[]): RegExp {
  return new RegExp(String.raw`("(?:${names.join('|')})"\s*:\s*)(?:"(?:[^"\\]|\\.)+("|\\?$)|-?\d[\d.eE+-]*)`, 'gis');
}

/** The letter in either case, or as JSON escapes it. */
function orEscaped(letter: string): string {
  const codes = [letter.toLowerCase(), letter.toUpperCase()].map((one) => one.charCodeAt(0).toString(16));
  return String.raw`(?:${letter}|\\u00(?:${codes.join('|')}))`;
}

function maskBase64(base64: string, secrets: readonly string[]): string {
  const held = Buffer.from(base64, 'base64');
  const masked = maskBytes(held, secrets);
  return masked === held ? base64 : Buffer.from(masked).toString('base64');
}

function replaceBytes(body: Uint8Array, secret: Buffer): Uint8Array {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  let at = bytes.indexOf(secret);
  if (at < 0) return body;
  const pieces: Buffer[] = [];
  let done = 0;
  for (; at >= 0; at = bytes.indexOf(secret, done)) {
    pieces.push(bytes.subarray(done, at), Buffer.from(MASK));
    done = at + secret.length;
  }
  return Buffer.concat([...pieces, bytes.subarray(done)]);
}
