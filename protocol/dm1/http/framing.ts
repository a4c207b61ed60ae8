/** What a head says of the length of its body (RFC 9112, 6): in this order no body at all, chunked, a length, the end of the connection. */

import { quoteText } from '../../quote.js';
import type { Faults } from './faults.js';
import type { Head } from './head.js';
import { fieldsOf, type HeaderField, type StartLine } from './message.js';

/** `unsaid`: a request without a length, which has no body unless the recording shows one. */
export type Announced =
  | { readonly kind: 'length'; readonly bytes: number }
  | { readonly kind: 'chunked' | 'close' | 'none' | 'unsaid' };

export interface FramingInput {
  readonly head: Head;
  readonly faults: Faults;
  /** Start line of the message before. */
  readonly previous: StartLine | undefined;
}

/** Reads Transfer-Encoding and Content-Length. */
export function announcedBody({ head, faults, previous }: FramingInput): Announced {
  const { start, fields } = head;
  const length = lengthOf(fieldsOf(fields, 'Content-Length'), faults);
  if (start.kind === 'response' && isBodiless(start.status, previous)) return { kind: 'none' };
  const codings = fieldsOf(fields, 'Transfer-Encoding');
  const [coding] = codings;
  if (coding !== undefined) return codedBody({ head, faults, coding, list: codings.map(({ value }) => value).join(', ').toLowerCase() });
  if (length !== undefined) return { kind: 'length', bytes: length };
  return { kind: start.kind === 'request' ? 'unsaid' : 'close' };
}

function isBodiless(status: number, previous: StartLine | undefined): boolean {
  return status < 200 || status === 204 || status === 304 || (previous?.kind === 'request' && previous.method === 'HEAD');
}

interface Coded {
  readonly head: Head;
  readonly faults: Faults;
  readonly coding: HeaderField;
  readonly list: string;
}

function codedBody({ head, faults, coding, list }: Coded): Announced {
  const [length] = fieldsOf(head.fields, 'Content-Length');
  if (length !== undefined) {
    faults.add({ code: 'dm1-http/two-lengths', byte: length.where, path: length.name, found: 'Content-Length beside Transfer-Encoding', expected: 'one of them' });
  }
  if (list !== 'chunked' || head.start.version === '1.0') {
    faults.add({ code: 'dm1-http/transfer-coding', byte: coding.where, path: coding.name, found: `${quoteText(list, 40)} in HTTP/${head.start.version}`, expected: 'chunked, in HTTP/1.1' });
  }
  return { kind: /(?:^|[,\s])chunked$/.test(list) ? 'chunked' : 'close' };
}

/** The length, if all fields agree on a number. A list of equal numbers is as good as one (RFC 9112, 6.3). */
function lengthOf(fields: readonly HeaderField[], faults: Faults): number | undefined {
  const [first] = fields;
  if (first === undefined) return undefined;
  const values = new Set(fields.flatMap(({ value }) => value.split(',').map((part) => part.trim())));
  const [value = ''] = values;
  if (values.size === 1 && /^[0-9]{1,15}$/.test(value)) return Number(value);
  const found = quoteText([...values].join(', '), 40);
  faults.add({ code: 'dm1-http/content-length', byte: first.where, path: first.name, found, expected: 'one decimal number' });
  return undefined;
}
