/**
 * A recorded HTTP message of DM 1.x as a reading: start line and header fields as rows, the body as a part that is read by
 * its first bytes, or by its label where they say nothing (RFC 9112; SYNCHTTP 1.2). Several messages in one input are parts
 * one behind the other.
 */

import { atOf, inOrder, remarkOfFinding } from './remarks.js';
import { NO_SUBJECT, type Part, type Reading, type Row } from './reading.js';
import { plainTiles } from './tiles.js';
import { isPush, readPush } from '../dm1/http/push.js';
import type { Finding1 } from '../dm1/model/finding.js';
import type { HttpMessage } from '../dm1/http/message.js';
import { readHttp } from '../dm1/http/read.js';
import { unreadable } from './read-elements.js';

export interface HttpBytes {
  readonly bytes: Uint8Array;
  /** The body, where it was recorded apart from its head. */
  readonly body: Uint8Array | undefined;
}

/** Reads a body; the media type of its label helps with JSON. */
export type ReadBody = (bytes: Uint8Array, contentType: string | undefined) => Reading;

/** Reads one or more HTTP messages. Never throws. */
export function readHttpMessages(input: HttpBytes, readBody: ReadBody): Reading {
  const { messages, findings } = readHttp(input);
  const remarks = findings.map(remarkOfFinding);
  const [first, second] = messages;
  if (first === undefined) return unreadable({ bytes: input.bytes, form: 'HTTP', remarks });
  if (second === undefined) {
    const reading = readingOf({ input, message: first, readBody });
    return { ...reading, remarks: inOrder([...remarks, ...reading.remarks]) };
  }
  const parts = messages.map((message, index): Part => {
    const length = (messages[index + 1]?.byte ?? input.bytes.length) - message.byte;
    return { where: `message at byte ${message.byte}`, placesFrom: 'whole', reading: { ...readingOf({ input, message, readBody }), length } };
  });
  return { ...base(input.bytes), what: `${messages.length} HTTP messages`, rows: [], remarks, parts, subject: NO_SUBJECT };
}

interface MessageInput {
  readonly input: HttpBytes;
  readonly message: HttpMessage;
  readonly readBody: ReadBody;
}

function readingOf({ input, message, readBody }: MessageInput): Reading {
  const { start, fields, body, label } = message;
  const rows = fields.map(({ name, value, where }): Row => ({ depth: 1, at: atOf(where), name, path: name, value, notes: [] }));
  const words = start.kind === 'request' ? `${start.method} ${start.target} HTTP/${start.version}` : `HTTP/${start.version} ${start.status} ${start.reason}`.trimEnd();
  const contentType = label.kind === 'absent' || label.kind === 'malformed' ? undefined : fields.find(({ name }) => name.toLowerCase() === 'content-type')?.value;
  return {
    ...base(input.bytes),
    what: start.kind === 'request' ? 'HTTP request' : 'HTTP response',
    facts: [['start', words], ['body', `${body.length} bytes, ${FRAMINGS[message.framing.kind]}`]],
    rows,
    remarks: inOrder([...message.findings, ...envelopeFindings(message)].map(remarkOfFinding)),
    parts: body.length === 0 ? [] : [{ where: bodyPlace(message), placesFrom: 'part', reading: readBody(body, contentType) }],
    subject: { kind: 'http-message', message },
  };
}

/** Of a push envelope what concerns the envelope itself; what is in it is a part. */
function envelopeFindings(message: HttpMessage): readonly Finding1[] {
  if (!isPush(message)) return [];
  const places = new Set([message.start.where, ...message.fields.map(({ where }) => where)]);
  return readPush(message).findings.filter(({ where }) => where.kind === 'xml' && places.has(where));
}

const FRAMINGS: Readonly<Record<HttpMessage['framing']['kind'], string>> = Object.freeze({
  length: 'as long as Content-Length says', chunked: 'in chunks, taken apart here', close: 'to the end of the input', none: 'none',
});

function bodyPlace({ pieces, bodySource }: HttpMessage): string {
  if (bodySource === 'apart') return 'body, recorded apart from its head';
  const [first, second] = pieces;
  if (first === undefined) return 'body';
  return second === undefined ? `body, from byte ${first.byte} on` : `body, in ${pieces.length} chunks from byte ${first.byte} on`;
}

function base(bytes: Uint8Array): Pick<Reading, 'form' | 'bytes' | 'facts' | 'state' | 'tiles'> {
  return { form: 'HTTP', bytes, facts: [], state: 'read', tiles: () => plainTiles(bytes) };
}
