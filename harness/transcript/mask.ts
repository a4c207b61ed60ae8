/**
 * Hides credentials before a transcript leaves the process (design, section 9): the credentials of credential headers
 * (RFC 9110, 11.6 and 11.7; RFC 6265), and the given secrets wherever else they stand. The scheme of a header stays,
 * because requirements speak of it. Left out: secrets that a body holds in another encoding.
 */
import type { HeaderLines, Transcript, TranscriptEvent } from './event.js';

const MASK = '***';

const SECRET_HEADERS: ReadonlySet<string> = new Set(['authorization', 'proxy-authorization', 'authentication-info', 'proxy-authentication-info', 'cookie', 'set-cookie', 'x-syncml-hmac']);
/** A shorter secret would hide ordinary words; it is still hidden in headers. */
const MIN_SECRET_CHARACTERS = 4;

/** The transcript with credentials replaced by `***`. */
export function maskTranscript(transcript: Transcript, secrets: readonly string[]): Transcript {
  const parameters = Object.fromEntries(Object.entries(transcript.parameters).map(([name, value]) => [name, typeof value === 'string' ? maskText(value, secrets) : value]));
  return { ...transcript, parameters, events: transcript.events.map((event) => maskEvent(event, secrets)) };
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
  return longOnes(secrets).reduce((masked, secret) => masked.replaceAll(secret, MASK), text);
}

const longOnes = (secrets: readonly string[]): readonly string[] => secrets.filter((secret) => secret.length >= MIN_SECRET_CHARACTERS);

function maskBytes(body: Uint8Array, secrets: readonly string[]): Uint8Array {
  return longOnes(secrets).reduce((masked, secret) => replaceBytes(masked, Buffer.from(secret, 'utf8')), body);
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
