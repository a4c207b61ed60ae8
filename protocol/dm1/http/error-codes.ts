/**
 * Codes of what the reader of HTTP finds. The binding itself (SYNCHTTP 1.2) is known from memory: what only it asks for is
 * an oddity. Rows of the one table of DM 1.x (`protocol/dm1/error-codes.ts`).
 */

import type { Dm1ErrorCodeEntry } from '../error-code-entry.js';

const MESSAGE = 'RFC 9112';
const SEMANTICS = 'RFC 9110';
const BINDING = 'SYNCHTTP 1.2';
const PUSH = 'WAP-235-PushOTA, ~6';
const LENGTH = 'DM1-HTTP-B-003';
const LABEL = 'DM1-XML-B-001';

export const HTTP_ERROR_CODES = Object.freeze({
  'dm1-http/empty': { meaning: 'there is nothing to read', clause: `${MESSAGE}, 2.1`, requirement: '', severity: 'violation' },
  'dm1-http/head-size': { meaning: 'the head is longer than the limit of the reader', clause: `${MESSAGE}, 2.1`, requirement: '', severity: 'limit' },
  'dm1-http/body-size': { meaning: 'the body is longer than the limit of the reader', clause: `${MESSAGE}, 6`, requirement: '', severity: 'limit' },
  'dm1-http/messages': { meaning: 'there are more messages than the limit of the reader', clause: `${MESSAGE}, 9.3`, requirement: '', severity: 'limit' },
  'dm1-http/findings': { meaning: 'the head has more faults than the limit of the reader', clause: `${MESSAGE}, 2.1`, requirement: '', severity: 'limit' },
  'dm1-http/start-line': { meaning: 'the first line is neither a request line nor a status line', clause: `${MESSAGE}, 2.1`, requirement: '', severity: 'violation' },
  'dm1-http/version': { meaning: 'the version is neither HTTP/1.0 nor HTTP/1.1', clause: `${MESSAGE}, 2.3`, requirement: '', severity: 'violation' },
  'dm1-http/reason': { meaning: 'the space behind the status code is missing', clause: `${MESSAGE}, 4`, requirement: '', severity: 'oddity' },
  'dm1-http/field-line': { meaning: 'a line of the head is no header field', clause: `${MESSAGE}, 5`, requirement: '', severity: 'violation' },
  'dm1-http/folded-line': { meaning: 'a header field goes on in the next line, a form that is obsolete', clause: `${MESSAGE}, 5.2`, requirement: '', severity: 'oddity' },
  'dm1-http/line-end': { meaning: 'a line ends in LF without CR', clause: `${MESSAGE}, 2.2`, requirement: '', severity: 'oddity' },
  'dm1-http/empty-line': { meaning: 'empty lines stand before the message; a reader passes over at least one before a request', clause: `${MESSAGE}, 2.2`, requirement: '', severity: 'oddity' },
  'dm1-http/truncated': { meaning: 'the head ends without an empty line', clause: `${MESSAGE}, 2.1`, requirement: '', severity: 'violation' },
  'dm1-http/repeated-field': { meaning: 'a header field that stands once at most is given twice', clause: `${SEMANTICS}, 5.3`, requirement: '', severity: 'violation' },
  'dm1-http/content-length': { meaning: 'Content-Length is no decimal number, or several that differ', clause: `${MESSAGE}, 6.3`, requirement: LENGTH, severity: 'violation' },
  'dm1-http/two-lengths': { meaning: 'Content-Length and Transfer-Encoding stand in one head', clause: `${MESSAGE}, 6.2`, requirement: LENGTH, severity: 'violation' },
  'dm1-http/transfer-coding': { meaning: 'a transfer coding other than chunked, or chunked towards HTTP/1.0', clause: `${MESSAGE}, 6.1`, requirement: LENGTH, severity: 'violation' },
  'dm1-http/no-length': { meaning: 'nothing but the end of the connection delimits the body', clause: BINDING, requirement: LENGTH, severity: 'violation' },
  'dm1-http/short-body': { meaning: 'the body ends before its length says', clause: `${MESSAGE}, 8`, requirement: LENGTH, severity: 'violation' },
  'dm1-http/long-body': { meaning: 'bytes follow the body that are no other message', clause: `${MESSAGE}, 6.3`, requirement: LENGTH, severity: 'violation' },
  'dm1-http/chunk': { meaning: 'the chunked coding is broken', clause: `${MESSAGE}, 7.1`, requirement: LENGTH, severity: 'violation' },
  'dm1-http/decoded-body': { meaning: 'the head says chunked and the recorded body is not; it is taken as already decoded', clause: `${MESSAGE}, 7.1`, requirement: '', severity: 'oddity' },
  'dm1-http/host': { meaning: 'a request of HTTP/1.1 has no Host', clause: `${MESSAGE}, 3.2`, requirement: '', severity: 'violation' },
  'dm1-http/content-coding': { meaning: 'the body is compressed or otherwise coded and is not read', clause: `${SEMANTICS}, 8.4`, requirement: '', severity: 'oddity' },
  'dm1-http/content-type': { meaning: 'Content-Type is malformed', clause: `${SEMANTICS}, 8.3.1`, requirement: '', severity: 'violation' },
  'dm1-http/no-label': { meaning: 'a body has no Content-Type', clause: 'DMREPPRO 4.1.2.1', requirement: LABEL, severity: 'violation' },
  'dm1-http/label': { meaning: 'the media type is not one of a DM message', clause: 'DMREPPRO 4.1.2.1', requirement: LABEL, severity: 'violation' },
  'dm1-http/label-mismatch': { meaning: 'the media type and the first bytes of the body disagree', clause: 'DMREPPRO 4.1.2.1', requirement: 'DM1-XML-B-002', severity: 'violation' },
  'dm1-http/charset': { meaning: 'the parameter charset is not utf-8', clause: 'RFC 7303, 3.2', requirement: '', severity: 'oddity' },
  'dm1-http/charset-mismatch': { meaning: 'the parameter charset is not the encoding of the body', clause: 'RFC 7303, 3.2', requirement: '', severity: 'violation' },
  'dm1-http/accept': { meaning: 'Accept is malformed', clause: `${SEMANTICS}, 12.5.1`, requirement: '', severity: 'violation' },
  'dm1-http/no-accept': { meaning: 'a client does not say which media types it takes', clause: BINDING, requirement: 'DM1-HTTP-C-004', severity: 'violation' },
  'dm1-http/accept-dm': { meaning: 'Accept takes no media type of DM', clause: BINDING, requirement: 'DM1-HTTP-C-004', severity: 'violation' },
  'dm1-http/accept-other': { meaning: 'Accept does not take the encoding that the client itself sends', clause: BINDING, requirement: '', severity: 'oddity' },
  'dm1-http/no-agent': { meaning: 'a client does not name itself in User-Agent', clause: BINDING, requirement: 'DM1-HTTP-C-004', severity: 'violation' },
  'dm1-http/caching': { meaning: 'Cache-Control does not keep the message out of caches', clause: BINDING, requirement: 'DM1-HTTP-B-005', severity: 'violation' },
  'dm1-http/method': { meaning: 'a message is sent by another method than POST', clause: BINDING, requirement: 'DM1-HTTP-C-001', severity: 'violation' },
  'dm1-http/no-message': { meaning: 'a POST carries no message', clause: BINDING, requirement: 'DM1-HTTP-C-001', severity: 'violation' },
  'dm1-http/status': { meaning: 'a message comes with another status than 200', clause: BINDING, requirement: 'DM1-HTTP-S-002', severity: 'violation' },
  'dm1-http/push-version': { meaning: 'a push does not say version 1.0 in X-Wap-Push-OTA-Version', clause: PUSH, requirement: '', severity: 'oddity' },
  'dm1-http/push-method': { meaning: 'a push is not a POST', clause: PUSH, requirement: '', severity: 'oddity' },
  'dm1-http/push-envelope': { meaning: 'the body of a push is no HTTP response', clause: PUSH, requirement: '', severity: 'oddity' },
  'dm1-http/push-content': { meaning: 'a push carries something that DM does not push', clause: PUSH, requirement: '', severity: 'oddity' },
} as const satisfies Readonly<Record<string, Dm1ErrorCodeEntry>>);
