/**
 * A transcript as it is kept in a file: JSON, bodies as `{ "text": … }` where they are valid UTF-8 and as `{ "base64": … }`
 * where they are not, so that people can read it and no byte is lost. Parsing is in `parse.ts`, masking in `mask.ts`.
 */
import { utf8Of } from '../../protocol/octets.js';
import type { Transcript, TranscriptEvent } from './event.js';

/** A body in a file. */
export type StoredBody = { readonly text: string } | { readonly base64: string };

/** JSON text, one event a line, ending with a line feed. */
export function serializeTranscript(transcript: Transcript): string {
  const { events, ...head } = transcript;
  const lines = events.map((event) => `    ${JSON.stringify(storedEvent(event))}`);
  const open = JSON.stringify(head, null, 2).slice(0, -2);
  return `${open},\n  "events": [${lines.length === 0 ? '' : `\n${lines.join(',\n')}\n  `}]\n}\n`;
}

function storedEvent(event: TranscriptEvent): object {
  return 'body' in event ? { ...event, body: storeBody(event.body) } : event;
}

/** Text only where decoding and encoding again gives the same bytes; a byte order mark would not survive. */
export function storeBody(body: Uint8Array): StoredBody {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const hasMark = body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf;
  const text = hasMark ? undefined : utf8Of(bytes);
  return text === undefined ? { base64: bytes.toString('base64') } : { text };
}
