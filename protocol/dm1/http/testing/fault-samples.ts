/** Recorded HTTP with one fault each and what the reader says of it. Tests only. */

import type { Dm1ErrorCode } from '../../error-codes.js';
import type { HttpLimits } from '../limits.js';

export interface HttpFaultSample {
  readonly name: string;
  readonly code: Dm1ErrorCode;
  /** Byte in the input. */
  readonly byte: number;
  readonly found: string;
  readonly input: string;
  readonly body?: string;
  readonly limits?: Partial<HttpLimits>;
}

const XML = '<SyncML xmlns="SYNCML:SYNCML1.2"/>';
const LABEL = 'Content-Type: application/vnd.syncml.dm+xml';
const CACHE = 'Cache-Control: no-store';
const LENGTH = `Content-Length: ${XML.length}`;
/** A head of a client without fault; \r\n for \n. */
const CLIENT = ['POST /dm HTTP/1.1', 'Host: s', 'User-Agent: x', 'Accept: application/vnd.syncml.dm+xml', CACHE, LABEL, LENGTH];

const lines = (...all: readonly string[]): string => `${all.join('\r\n')}\r\n\r\n`;
const client = (change: (line: string) => string | undefined, body: string = XML): string =>
  lines(...CLIENT.map(change).filter((line) => line !== undefined)) + body;
const without = (start: string): string => client((line) => (line.startsWith(start) ? undefined : line));
const replaced = (start: string, by: string, body?: string): string => client((line) => (line.startsWith(start) ? by : line), body);
const answer = (...fields: readonly string[]): string => lines('HTTP/1.1 200 OK', CACHE, LABEL, ...fields);
const at = (input: string, part: string): number => input.indexOf(part);

export const LEGAL_REQUEST = client((line) => line);
export const LEGAL_RESPONSE = answer(LENGTH) + XML;

function sample(name: string, input: string, [code, where, found]: readonly [Dm1ErrorCode, string | number, string], more: Pick<HttpFaultSample, 'body' | 'limits'> = {}): HttpFaultSample {
  return { name, input, code, byte: typeof where === 'number' ? where : at(input, where), found, ...more };
}

const PUSHED = 'HTTP/1.1 200 OK\r\nContent-Type: application/vnd.syncml.notification\r\nContent-Length: 2\r\n\r\nab';
export const push = (body: string, { first = 'POST /wappush HTTP/1.1', version = 'X-Wap-Push-OTA-Version: 1.0' }: { readonly first?: string; readonly version?: string } = {}): string =>
  lines(first, 'Host: d', 'Content-Type: application/http', version, `Content-Length: ${body.length}`) + body;
export const LEGAL_PUSH = push(PUSHED);

export const HTTP_FAULTS: readonly HttpFaultSample[] = [
  sample('nothing', '', ['dm1-http/empty', 0, 'no bytes']),
  sample('a head without end', `POST / HTTP/1.0\r\nA: ${'b'.repeat(100)}`, ['dm1-http/head-size', 0, 'more than 64 bytes'], { limits: { maxHeadBytes: 64 } }),
  sample('a body over the limit', LEGAL_RESPONSE, ['dm1-http/body-size', '<SyncML', `${XML.length} bytes`], { limits: { maxBodyBytes: 10 } }),
  sample('three messages', LEGAL_REQUEST + LEGAL_REQUEST + LEGAL_REQUEST, ['dm1-http/messages', LEGAL_REQUEST.length * 2, 'message 3'], { limits: { maxMessages: 2 } }),
  sample('many bad lines', lines('HTTP/1.1 204 OK', 'a', 'b', 'c'), ['dm1-http/findings', 23, 'more faults'], { limits: { maxFindings: 2 } }),
  sample('XML', XML, ['dm1-http/start-line', 0, '"<SyncML xmlns=\\"SYNCML:SYNCML1.2\\"/>"']),
  sample('header fields alone', lines(LABEL), ['dm1-http/start-line', 0, `"${LABEL}"`]),
  sample('HTTP/2.0', replaced('POST', 'POST /dm HTTP/2.0'), ['dm1-http/version', '2.0\r\n', 'HTTP/2.0']),
  sample('no space behind the code', LEGAL_RESPONSE.replace('200 OK', '200'), ['dm1-http/reason', 12, 'the end of the line']),
  sample('a space before the colon', replaced('Host', 'Host : s\r\nHost: s'), ['dm1-http/field-line', 'Host :', '"Host : s"']),
  sample('a line without colon', replaced('Host', 'nonsense\r\nHost: s'), ['dm1-http/field-line', 'nonsense', '"nonsense"']),
  sample('a NUL in a field', replaced('User-Agent', 'User-Agent: a\0b\r\nUser-Agent: x'), ['dm1-http/field-line', 'User-Agent', '"User-Agent: a\\u0000b"']),
  sample('a folded line', replaced('User-Agent', 'User-Agent: x\r\n y'), ['dm1-http/folded-line', ' y\r\n', 'a line that starts with white space']),
  sample('a bare LF', LEGAL_REQUEST.replace('Host: s\r\n', 'Host: s\n'), ['dm1-http/line-end', 'Host: s\n', 'LF']),
  sample('an empty line in front', `\r\n${LEGAL_REQUEST}`, ['dm1-http/empty-line', 0, 'an empty line']),
  sample('line ends in front', `\n\r\n${LEGAL_RESPONSE}`, ['dm1-http/empty-line', 0, '2 empty lines']),
  sample('half a head', 'POST /dm HTTP/1.1\r\nHost: s\r\nUser-Ag', ['dm1-http/truncated', 35, 'the end of the input']),
  sample('two Content-Types', replaced('Content-Type', `${LABEL}\r\ncontent-type: a/b`), ['dm1-http/repeated-field', 'content-type', 'Content-Type again']),
  sample('a length in words', answer('Content-Length: many') + XML, ['dm1-http/content-length', 'Content-Length', '"many"']),
  sample('two lengths that differ', answer('Content-Length: 1', LENGTH) + XML, ['dm1-http/content-length', 'Content-Length', `"1, ${XML.length}"`]),
  sample('a length beside chunked', answer('Content-Length: 3', 'Transfer-Encoding: chunked') + `22\r\n${XML}\r\n0\r\n\r\n`, ['dm1-http/two-lengths', 'Content-Length', 'Content-Length beside Transfer-Encoding']),
  sample('gzip as transfer coding', answer('Transfer-Encoding: gzip, chunked') + `22\r\n${XML}\r\n0\r\n\r\n`, ['dm1-http/transfer-coding', 'Transfer', '"gzip, chunked" in HTTP/1.1']),
  sample('no length', answer() + XML, ['dm1-http/no-length', '<SyncML', 'neither Content-Length nor chunked']),
  sample('a body that is cut', replaced('Content-Length', LENGTH, XML.slice(0, -4)), ['dm1-http/short-body', LEGAL_REQUEST.length - 4, `${XML.length - 4} bytes`]),
  sample('a chunk that is cut', answer('Transfer-Encoding: chunked') + '22\r\n<Sync', ['dm1-http/short-body', answer('Transfer-Encoding: chunked').length + 9, 'the end of the input']),
  sample('a body that is longer', replaced('Content-Length', LENGTH, `${XML}garbage`), ['dm1-http/long-body', 'garbage', '7 bytes more']),
  sample('a body apart that is longer', answer('Content-Length: 2'), ['dm1-http/long-body', answer('Content-Length: 2').length, `${XML.length} bytes`], { body: XML }),
  sample('a chunk size in words', answer('Transfer-Encoding: chunked') + `many\r\n${XML}`, ['dm1-http/chunk', 'many', `"many\\r\\n${XML.slice(0, 14)}"`]),
  sample('a chunk that is longer', answer('Transfer-Encoding: chunked') + `20\r\n${XML}\r\n0\r\n\r\n`, ['dm1-http/chunk', '/>\r\n0', '"/>\\r\\n0\\r\\n\\r\\n"']),
  sample('a body apart that is not chunked', answer('Transfer-Encoding: chunked'), ['dm1-http/decoded-body', 0, 'a body without chunks'], { body: XML }),
  sample('no Host', without('Host'), ['dm1-http/host', 0, 'no Host']),
  sample('gzip as content coding', replaced('Host', 'Host: s\r\nContent-Encoding: gzip'), ['dm1-http/content-coding', 'Content-Encoding', '"gzip"']),
  sample('half a media type', replaced('Content-Type', 'Content-Type: application'), ['dm1-http/content-type', 'Content-Type', 'the end of the value']),
  sample('no Content-Type', without('Content-Type'), ['dm1-http/no-label', 0, 'no Content-Type']),
  sample('text/xml', replaced('Content-Type', 'Content-Type: text/xml'), ['dm1-http/label', 'Content-Type', 'text/xml']),
  sample('the type of data synchronization', replaced('Content-Type', 'Content-Type: application/vnd.syncml+xml'), ['dm1-http/label', 'Content-Type', 'application/vnd.syncml+xml']),
  sample('XML that says WBXML', replaced('Content-Type', 'Content-Type: application/vnd.syncml.dm+wbxml').replace('Accept: application/vnd.syncml.dm+xml', 'Accept: */*'), ['dm1-http/label-mismatch', 'Content-Type', 'application/vnd.syncml.dm+wbxml over XML']),
  sample('Latin-1', replaced('Content-Type', `${LABEL}; charset=iso-8859-1`, XML.replace('<S', '<?xml version="1.0" encoding="iso-8859-1"?><S')).replace(LENGTH, `Content-Length: ${XML.length + 44}`), ['dm1-http/charset', 'Content-Type', '"iso-8859-1"']),
  sample('a charset that is not that of the body', replaced('Content-Type', `${LABEL}; charset="UTF-8"`, '\xff\xfe<\0a\0/\0>\0').replace(LENGTH, 'Content-Length: 10'), ['dm1-http/charset-mismatch', 'Content-Type', '"utf-8" over a body of utf-16le']),
  sample('half an Accept', replaced('Accept', 'Accept: application/'), ['dm1-http/accept', 'Accept', 'the end of the value']),
  sample('no Accept', without('Accept'), ['dm1-http/no-accept', 0, 'no Accept']),
  sample('an Accept without DM', replaced('Accept', 'Accept: text/html'), ['dm1-http/accept-dm', 'Accept', '"text/html"']),
  sample('an Accept for the other encoding', replaced('Accept', 'Accept: application/vnd.syncml.dm+wbxml'), ['dm1-http/accept-other', 'Accept', '"application/vnd.syncml.dm+wbxml"']),
  sample('no User-Agent', without('User-Agent'), ['dm1-http/no-agent', 0, 'no User-Agent']),
  sample('no Cache-Control', without('Cache-Control'), ['dm1-http/caching', 0, 'no Cache-Control']),
  sample('a public message', replaced('Cache-Control', 'Cache-Control: public, max-age=60'), ['dm1-http/caching', 'Cache-Control', '"public, max-age=60"']),
  sample('a PUT', replaced('POST', 'PUT /dm HTTP/1.1'), ['dm1-http/method', 0, '"PUT"']),
  sample('a POST without a body', replaced('Content-Length', 'Content-Length: 0', ''), ['dm1-http/no-message', 0, 'an empty body']),
  sample('a message with 500', LEGAL_RESPONSE.replace('200 OK', '500 Oops'), ['dm1-http/status', 0, '500']),
];

/** Pushes with one fault each. */
export const PUSH_FAULTS: readonly HttpFaultSample[] = [
  sample('a push of another version', push(PUSHED, { version: 'X-Wap-Push-OTA-Version: 2.0' }), ['dm1-http/push-version', 'X-Wap', '"2.0"']),
  sample('a push by PUT', push(PUSHED, { first: 'PUT /wappush HTTP/1.1' }), ['dm1-http/push-method', 0, '"PUT"']),
  sample('a push of a request', push('GET / HTTP/1.0\r\n\r\n'), ['dm1-http/push-envelope', 0, 'a request']),
  sample('a push of a page', push(PUSHED.replace('application/vnd.syncml.notification', 'text/html')), ['dm1-http/push-content', 'Content-Type', '"text/html" in the envelope']),
];
