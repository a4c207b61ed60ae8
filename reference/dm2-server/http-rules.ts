/**
 * What the server asks of any request: method, types, Accept (OMA-TS-DM_Protocol-V2_0, ~5.5; RFC 9110, 12.5.1, 15.5).
 */
import { DecodeError } from '../../protocol/decode-error.js';
import { parseAccept, parseMediaType, preferredType } from '../../protocol/dm2/accept.js';
import { PACKAGE1_TYPE, PACKAGE3_TYPE } from '../../protocol/dm2/media-types.js';
import { HttpFault } from './faults.js';
import type { ServerResponse } from './model.js';
import type { ServerParts } from './parts.js';

/** DM2-PKG1-B-001, DM2-PKG3-B-001: packages are POSTs; other methods are named in the answer. */
export const checkMethod: ServerParts['checkMethod'] = (_server, { request, allowed }) => {
  if (!allowed.includes(request.method)) {
    throw new HttpFault(405, { reason: `${request.method} is not possible here; use ${allowed.join(' or ')}`, headers: [['Allow', allowed.join(', ')]] });
  }
};

/** DM2-HTTP-S-003: a body that is neither Package#1 nor Package#3 by its label is refused with 415. */
export const packageKind: ServerParts['packageKind'] = (_server, { request }) => {
  const label = request.headers.get('content-type');
  const essence = label === undefined ? undefined : essenceOf(label);
  if (essence === PACKAGE1_TYPE) return 'initiation';
  if (essence === PACKAGE3_TYPE) return 'response';
  throw new HttpFault(415, `the body is labelled ${label ?? 'with nothing'}; send ${PACKAGE1_TYPE} or ${PACKAGE3_TYPE}`);
};

/** DM2-HTTP-S-002: 406 when the type of the answer is not among those of Accept; without the header anything is taken. */
export const checkAccept: ServerParts['checkAccept'] = (_server, { request, offered }) => {
  const accept = request.headers.get('accept');
  if (accept === undefined) return;
  const ranges = orFault(400, () => parseAccept(accept));
  if (preferredType(ranges, [offered]) === undefined) {
    throw new HttpFault(406, `Accept takes ${accept}; here is only ${offered}`);
  }
};

/** The type without parameters, undefined when it cannot be read. */
export function essenceOf(contentType: string): string | undefined {
  try {
    return parseMediaType(contentType).essence;
  } catch (fault) {
    if (fault instanceof DecodeError) return undefined;
    throw fault;
  }
}

/** What `read` returns; a DecodeError becomes an answer with this status. */
export function orFault<Result>(status: number, read: () => Result): Result {
  try {
    return read();
  } catch (fault) {
    if (fault instanceof DecodeError) throw new HttpFault(status, fault.message);
    throw fault;
  }
}

/** An error answer for people. */
export const refusal: ServerParts['refusal'] = (_server, { status, reason, headers }) =>
  response({ status, headers: [...headers, ['Content-Type', 'text/plain; charset=utf-8']], body: `${reason}\n` });

interface ResponseText {
  readonly status: number;
  readonly headers: ServerResponse['headers'];
  readonly body: string;
}

/** A response with a text. */
export function response({ status, headers, body }: ResponseText): ServerResponse {
  return { status, headers, body: new TextEncoder().encode(body) };
}

/** A response without a body. */
export const emptyResponse = (status: number, headers: ServerResponse['headers'] = []): ServerResponse => ({ status, headers, body: new Uint8Array() });
