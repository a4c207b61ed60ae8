/**
 * Package#0 as the body of an HTTP push (OTA-HTTP, WAP-235-PushOTA, recalled): the body of a POST of type application/http
 * is an HTTP response, and its body is the notification. Which media type Package#0 has in it, no text says.
 * Left out: the connection itself, registration of terminals, and the WSP form.
 */
import { fieldOf } from '../../dm1/http/message.js';
import { PUSH_TYPE, PUSH_VERSION_FIELD } from '../../dm1/http/push.js';
import { readHttp } from '../../dm1/http/read.js';
import { writeHttp } from '../../dm1/http/write.js';

/** Header lines of the POST that carries a push. */
export const PUSH_HEADERS: readonly (readonly [name: string, value: string])[] = Object.freeze([['Content-Type', PUSH_TYPE], [PUSH_VERSION_FIELD, '1.0']] as const);

/** No text names a type for Package#0. */
export const NOTIFICATION_TYPE = 'application/octet-stream';

/** The body of the POST: a response with the notification as its body. */
export function writePushBody(notification: Uint8Array, contentType: string = NOTIFICATION_TYPE): Uint8Array {
  return writeHttp({ start: { kind: 'response', status: 200, reason: 'OK' }, fields: [['Content-Type', contentType]], body: notification });
}

export type PushBody =
  | { readonly kind: 'notification'; readonly octets: Uint8Array; readonly contentType: string | undefined }
  /** `fault`: why no notification can be taken out of it. */
  | { readonly kind: 'unreadable'; readonly fault: string };

/** Takes the notification out of the body of a POST. Never throws. */
export function readPushBody(body: Uint8Array): PushBody {
  const { messages: [inner, another] } = readHttp({ bytes: body });
  if (inner === undefined) return { kind: 'unreadable', fault: 'the body of the push holds no HTTP message' };
  const { start, fields, body: octets } = inner;
  if (start.kind === 'request') return { kind: 'unreadable', fault: 'the body of the push holds a request where a response has to be' };
  if (start.status !== 200) return { kind: 'unreadable', fault: `the response in the push has the status ${start.status}` };
  if (another !== undefined) return { kind: 'unreadable', fault: 'the body of the push holds more than one message' };
  return { kind: 'notification', octets, contentType: fieldOf(fields, 'Content-Type')?.value };
}
