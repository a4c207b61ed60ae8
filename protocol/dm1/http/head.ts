/**
 * Start line and header fields of an HTTP/1.x message (RFC 9112, 2 to 5). Goes on after a fault: a line that is no field
 * is reported and passed over.
 */

import { quoteText } from '../../quote.js';
import type { Faults } from './faults.js';
import type { HttpLimits } from './limits.js';
import type { HeaderField, StartLine } from './message.js';
import { octetText } from './octet-text.js';

export interface Head {
  readonly start: StartLine;
  readonly fields: readonly HeaderField[];
  /** First byte of the start line. */
  readonly byte: number;
  /** First byte behind the empty line. */
  readonly end: number;
}

export interface HeadInput {
  readonly bytes: Uint8Array;
  readonly at: number;
  readonly limits: HttpLimits;
  readonly faults: Faults;
}

interface Line {
  readonly text: string;
  readonly byte: number;
  /** First byte of the next line. */
  readonly next: number;
}

/** Reads a head, or reports why nothing here can be one. */
export function readHead(input: HeadInput): Head | undefined {
  const { faults } = input;
  const first = firstLine(input);
  if (first === undefined) return undefined;
  const start = startLineOf(first, faults);
  if (start === undefined) return undefined;
  const fields: HeaderField[] = [];
  for (let at = first.next; ; ) {
    const line = lineAt(input, at);
    if (line === undefined) return { start, fields, byte: first.byte, end: at };
    if (line.text === '') return { start, fields, byte: first.byte, end: line.next };
    readField(line, { fields, faults });
    at = line.next;
  }
}

/** Empty lines in front of a message are passed over and reported together (RFC 9112, 2.2). */
function firstLine(input: HeadInput): Line | undefined {
  let line = lineAt(input, input.at);
  let empty = 0;
  for (; line?.text === ''; line = lineAt(input, line.next)) empty += 1;
  if (line !== undefined && empty > 0) input.faults.add({ code: 'dm1-http/empty-line', byte: input.at, found: empty === 1 ? 'an empty line' : `${empty} empty lines`, expected: 'the first line of the message' });
  return line;
}

/** A line without its end. Undefined behind the last one or the limit, which is reported. */
function lineAt({ bytes, at: start, limits, faults }: HeadInput, at: number): Line | undefined {
  const end = bytes.subarray(at, start + limits.maxHeadBytes).indexOf(LF) + at;
  if (end < at) {
    if (bytes.length - start > limits.maxHeadBytes) {
      faults.add({ code: 'dm1-http/head-size', byte: start, found: `more than ${limits.maxHeadBytes} bytes`, expected: 'an empty line before, the limit of this reader' });
      return undefined;
    }
    const rest = octetText(bytes.subarray(at));
    faults.add({ code: 'dm1-http/truncated', byte: bytes.length, found: 'the end of the input', expected: rest === '' ? 'an empty line behind the head' : `the rest of ${quoteText(rest.slice(0, 40))}` });
    return rest === '' ? undefined : { text: rest, byte: at, next: bytes.length };
  }
  const isWhole = end > at && bytes[end - 1] === CR;
  if (!isWhole) faults.add({ code: 'dm1-http/line-end', byte: end, found: 'LF', expected: 'CR LF' });
  return { text: octetText(bytes.subarray(at, isWhole ? end - 1 : end)), byte: at, next: end + 1 };
}
const [CR, LF] = [0x0d, 0x0a];

const REQUEST = /^([!#$%&'*+\-.^_`|~0-9A-Za-z]+) ([^ \t\r]+) HTTP\/([0-9]+(?:\.[0-9]+)?)$/;
const RESPONSE = /^HTTP\/([0-9]+(?:\.[0-9]+)?) ([0-9]{3})( ?)([\t \x21-\x7e\x80-\xff]*)$/;

function startLineOf({ text, byte }: Line, faults: Faults): StartLine | undefined {
  const where = faults.place(byte);
  const [, method, target = '', version = ''] = REQUEST.exec(text) ?? [];
  if (method !== undefined) {
    checkVersion(version, { faults, byte: byte + text.length - version.length });
    return { kind: 'request', method, target, version, where };
  }
  const [, responseVersion, code = '', space = '', reason = ''] = RESPONSE.exec(text) ?? [];
  if (responseVersion === undefined || (space === '' && reason !== '')) {
    faults.add({ code: 'dm1-http/start-line', byte, found: quoteText(text, 60), expected: 'method, target and version, or version and status code' });
    return undefined;
  }
  checkVersion(responseVersion, { faults, byte: byte + 'HTTP/'.length });
  if (space === '') faults.add({ code: 'dm1-http/reason', byte: byte + text.length, found: 'the end of the line', expected: 'a space behind the status code' });
  return { kind: 'response', status: Number(code), reason, version: responseVersion, where };
}

function checkVersion(version: string, { faults, byte }: { readonly faults: Faults; readonly byte: number }): void {
  if (version !== '1.0' && version !== '1.1') faults.add({ code: 'dm1-http/version', byte, found: `HTTP/${version}`, expected: 'HTTP/1.1 or HTTP/1.0' });
}

const FIELD = /^([!#$%&'*+\-.^_`|~0-9A-Za-z]+):[ \t]*([\t \x21-\x7e\x80-\xff]*?)[ \t]*$/;

function readField({ text, byte }: Line, { fields, faults }: { readonly fields: HeaderField[]; readonly faults: Faults }): void {
  const last = fields.at(-1);
  if (/^[ \t]/.test(text) && last !== undefined) {
    faults.add({ code: 'dm1-http/folded-line', byte, path: last.name, found: 'a line that starts with white space', expected: 'the whole field in one line' });
    const rest = text.trim();
    fields[fields.length - 1] = { ...last, value: last.value === '' || rest === '' ? last.value + rest : `${last.value} ${rest}` };
    return;
  }
  const [, name, value = ''] = FIELD.exec(text) ?? [];
  if (name === undefined) faults.add({ code: 'dm1-http/field-line', byte, found: quoteText(text, 60), expected: 'name ":" value, without white space before ":" or control characters' });
  else fields.push({ name, value, where: faults.place(byte) });
}
