/** One message of a transcript, read once: headers by name, JSON with positions, and whether it is a Package#1 or a Package#3. */
import { DecodeError, describeFault, type DecodeFault } from '../../../protocol/decode-error.js';
import { readJson, type JsonDocument } from '../../../protocol/json/document.js';
import { PACKAGE1_TYPE, PACKAGE3_TYPE } from '../../../protocol/dm2/media-types.js';
import { parseMediaType } from '../../../protocol/dm2/accept.js';
import type { RequestEvent, ResponseEvent } from '../../transcript/event.js';
import type { Observation, Place } from '../finding.js';

export interface MessageView<E extends RequestEvent | ResponseEvent> {
  readonly event: E;
  readonly at: Place;
  /** All values of a header, in order, names compared without case (RFC 9110, 5.1). */
  headers(name: string): readonly string[];
  /** The header as an observation; its value is undefined where it is absent. */
  header(name: string): Observation<string | undefined>;
  /** Media type without parameters, lower case; undefined where absent or malformed. */
  readonly contentType: string | undefined;
  /** The body as JSON, or the fault that it has. */
  readonly json: { readonly ok: true; readonly document: JsonDocument } | { readonly ok: false; readonly fault: DecodeFault; readonly message: string };
  /** The value of the body; undefined where it is no JSON. */
  readonly value: unknown;
}

export type RequestView = MessageView<RequestEvent>;
export type ResponseView = MessageView<ResponseEvent>;

/** Reads an event lazily: a body is parsed at most once, however many judgements look at it. */
export function viewMessage<E extends RequestEvent | ResponseEvent>(event: E): MessageView<E> {
  let json: MessageView<E>['json'] | undefined;
  let contentType: { readonly essence: string | undefined } | undefined;
  const at: Place = { event: event.n };
  const headers = (name: string): readonly string[] => {
    const wanted = name.toLowerCase();
    return event.headers.filter(([key]) => key.toLowerCase() === wanted).map(([, value]) => value);
  };
  return {
    event,
    at,
    headers,
    header: (name) => ({ value: headers(name)[0], at: { event: event.n, path: `header:${name}` }, what: `header ${name} of ${describeEvent(event)}` }),
    get contentType() {
      contentType ??= { essence: essenceOf(headers('Content-Type')[0]) };
      return contentType.essence;
    },
    get json() {
      json ??= parse(event.body);
      return json;
    },
    get value() {
      json ??= parse(event.body);
      return json.ok ? json.document.value : undefined;
    },
  };
}

function parse(body: Uint8Array): MessageView<RequestEvent>['json'] {
  try {
    return { ok: true, document: readJson(body) };
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    return { ok: false, fault: error.fault, message: describeFault(error.fault) };
  }
}

function essenceOf(contentType: string | undefined): string | undefined {
  if (contentType === undefined) return undefined;
  try {
    return parseMediaType(contentType).essence;
  } catch (error) {
    if (error instanceof DecodeError) return undefined;
    throw error;
  }
}

/** `POST /dm` or `the answer 200`: how messages name an event. */
function describeEvent(event: RequestEvent | ResponseEvent): string {
  return event.kind === 'request' ? `${event.method} ${event.path}` : `the answer ${event.status}`;
}

/** A client package by its media type, then by its shape; null where neither tells. */
export function packageNumber(message: RequestView): 1 | 3 | null {
  if (message.contentType === PACKAGE1_TYPE) return 1;
  if (message.contentType === PACKAGE3_TYPE) return 3;
  if (message.value === null || typeof message.value !== 'object') return null;
  return 'Status' in message.value ? 3 : 1;
}
