/**
 * Reading recorded HTTP/1.x (RFC 9112) with what DM asks of it (SYNCHTTP 1.2, recalled): one or more messages one after
 * the other in one input, or a head and a body in two. Never throws; whatever is wrong is a finding of the message.
 * Leaves out HTTP/2, which the binding does not know, and the meaning of the body.
 */

import { readBody, startsMessage, type BodyReading } from './body.js';
import { checkBinding } from './binding.js';
import { createFaults, createPlacer, type Faults } from './faults.js';
import { readHead, type Head } from './head.js';
import { HTTP_LIMITS, type HttpLimits } from './limits.js';
import { readBodyLabel } from './media-types.js';
import { fieldOf, type HttpMessage } from './message.js';
import type { Finding1 } from '../model/finding.js';

export interface HttpInput {
  /** Head and body, or the head alone where `body` is given; several messages may follow one another. */
  readonly bytes: Uint8Array;
  /** The body, where it was recorded apart from its head. */
  readonly body?: Uint8Array | undefined;
  readonly limits?: Partial<HttpLimits> | undefined;
}

export interface HttpReading {
  readonly messages: readonly HttpMessage[];
  /** Of what is no message at all; those of a message are its own. */
  readonly findings: readonly Finding1[];
}

/** Reads recorded HTTP. Never throws. */
export function readHttp(input: HttpInput): HttpReading {
  const limits = { ...HTTP_LIMITS, ...input.limits };
  const place = createPlacer(input.bytes);
  const outer = createFaults(place, limits);
  if (input.bytes.length === 0) {
    outer.add({ code: 'dm1-http/empty', byte: 0, found: 'no bytes', expected: 'an HTTP message' });
    return { messages: [], findings: outer.list() };
  }
  const messages: HttpMessage[] = [];
  let at: number | undefined = 0;
  while (at !== undefined) {
    if (messages.length >= limits.maxMessages) {
      outer.add({ code: 'dm1-http/messages', byte: at, found: `message ${messages.length + 1}`, expected: `at most ${limits.maxMessages}, the limit of this reader` });
      break;
    }
    const faults = createFaults(place, limits);
    const head = readHead({ bytes: input.bytes, at, limits, faults });
    if (head === undefined) return { messages, findings: [...outer.list(), ...faults.list()] };
    const previous = messages.at(-1)?.start;
    const body = readBody({ bytes: input.bytes, apart: input.body, head, limits, faults, previous });
    messages.push(messageOf(faults, { head, body }));
    at = body.next;
  }
  return { messages, findings: outer.list() };
}

/** Does the input start like an HTTP message? */
export function looksLikeHttp(bytes: Uint8Array): boolean {
  return startsMessage(bytes, 0);
}

interface Parts {
  readonly head: Head;
  readonly body: BodyReading;
}

function messageOf(faults: Faults, { head, body }: Parts): HttpMessage {
  const label = readBodyLabel(fieldOf(head.fields, 'Content-Type')?.value);
  const { start, fields, byte } = head;
  const message = { start, fields, byte, label, framing: body.framing, body: body.bytes, pieces: body.pieces, bodySource: body.source, findings: [] };
  checkBinding(message, faults);
  return { ...message, findings: faults.list() };
}
