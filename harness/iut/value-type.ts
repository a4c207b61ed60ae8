/**
 * Types of IXIT values: what `testcases/values.yaml` declares and what an IUT file and the questions of `init` are held against.
 * Left out: whether a node exists on the device, and what the members of a JSON object mean.
 */
import { DecodeError } from '../../protocol/decode-error.js';
import { parseClientUri } from '../../protocol/dm2/client-uri.js';
import { readJson } from '../../protocol/json/document.js';
import type { ParameterValue } from '../transcript/event.js';

export type ValueType = 'text' | 'uri' | 'client-uri' | 'json' | 'number' | 'boolean';

/** A value that is not of its type. */
export interface ValueFault {
  /** `a JSON object as text`. */
  readonly expected: string;
  /** What is wrong inside the text, or nothing more than that it is something else. */
  readonly detail: string | null;
  /** Where in the text, in UTF-16 units from 0. */
  readonly at: number;
}

/** What is wrong with `value`; null when it is of its type. */
export function valueFault(value: ParameterValue, type: ValueType): ValueFault | null {
  switch (type) {
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? null : plain('a number');
    case 'boolean':
      return typeof value === 'boolean' ? null : plain('true or false');
    case 'text':
      return typeof value === 'string' && value !== '' ? null : plain('text that is not empty');
    case 'uri':
      return typeof value === 'string' && ABSOLUTE_URI.test(value) ? null : plain('an absolute URI, for example urn:oma:mo:x-acme:1.0');
    case 'client-uri':
      return typeof value === 'string' ? clientUriFault(value) : plain(CLIENT_URI);
    case 'json':
      return typeof value === 'string' ? jsonFault(value) : plain(JSON_OBJECT);
  }
}

/** RFC 3986, 4.3, as far as it takes to tell a URI from anything else. */
const ABSOLUTE_URI = /^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]+$/i;
const CLIENT_URI = 'a ClientURI, for example urn:oma:mo:x-acme:1.0//Name';
const JSON_OBJECT = 'a JSON object as text';

const plain = (expected: string): ValueFault => ({ expected, detail: null, at: 0 });

function clientUriFault(text: string): ValueFault | null {
  return faultOf({ text, expected: CLIENT_URI, read: () => void parseClientUri(text) });
}

function jsonFault(text: string): ValueFault | null {
  const bytes = new TextEncoder().encode(text);
  let isObject = false;
  const fault = faultOf({ text, expected: JSON_OBJECT, read: () => void (isObject = readJson(bytes).root.type === 'object') });
  return fault ?? (isObject ? null : plain(JSON_OBJECT));
}

function faultOf({ text, expected, read }: { readonly text: string; readonly expected: string; readonly read: () => void }): ValueFault | null {
  try {
    read();
    return null;
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    const { found, expected: wanted, position } = error.fault;
    const at = new TextDecoder().decode(new TextEncoder().encode(text).subarray(0, position.byte)).length;
    return { expected, detail: `found ${found}, expected ${wanted}`, at };
  }
}
