/** Messages on their way through the proxy: what belongs to one hop is made anew, and where an interruption falls (RFC 9110, 7.6; RFC 9112, 6 and 7). */
import type { HeaderLines } from '../transcript/event.js';
import type { IncomingRequest } from './http-listener.js';
import type { Framing, Reply } from './http-reply.js';
import type { OutgoingRequest, RequestFraming } from './http-request.js';
import type { IncomingResponse } from './response-reader.js';

/** Where an exchange is broken off: within the body of the request or of the response, after so many bytes, or in its middle. */
export interface Interruption {
  readonly within: 'request' | 'response';
  readonly afterBytes: number | 'half';
}

/** Names the proxy towards servers (RFC 9110, 7.6.3). */
const VIA = '1.1 dm-conformance';

/** They are about one connection, whatever `Connection` says (RFC 9110, 7.6.1); Host, Content-Length and Transfer-Encoding are written anew. */
const HOP_BY_HOP: ReadonlySet<string> = new Set(['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade', 'content-length']);

/** The request as it goes to the server. */
export function forwardedRequest(request: IncomingRequest, { target, host }: { readonly target: string; readonly host: string }): OutgoingRequest {
  const { method, headers, body } = request;
  const kept = endToEnd(headers).filter(([name]) => name.toLowerCase() !== 'host' && !isExpectation(name));
  return { method, target, headers: [['Host', host], ...kept, ['Via', VIA]], body, framing: framingOfRequest(request) };
}

/** The proxy has answered 100 itself when the body is here. */
const isExpectation = (name: string): boolean => name.toLowerCase() === 'expect';

function framingOfRequest({ headers, body }: IncomingRequest): RequestFraming {
  if (valueOf(headers, 'transfer-encoding') !== undefined) return 'chunked';
  return valueOf(headers, 'content-length') === undefined && body.length === 0 ? 'none' : 'length';
}

interface Broken {
  readonly request: IncomingRequest;
  readonly interruption: Interruption | null;
}

export interface CutRequest {
  readonly kind: 'interrupted' | 'closed';
  readonly reason: string;
  readonly request: OutgoingRequest;
}

/** The request broken off, and why: on purpose, or because it did not come whole. Null: it goes on whole. */
export function cutRequest(forwarded: OutgoingRequest, { request, interruption }: Broken): CutRequest | null {
  const { body, incomplete, headers } = request;
  if (interruption?.within !== 'request' && incomplete === null) return null;
  const isOnPurpose = interruption?.within === 'request';
  const afterBytes = isOnPurpose ? bytesOf(interruption, body) : body.length;
  // A length that is never reached: the server can see that the body is not whole.
  const announced = valueOf(headers, 'content-length') ?? String(Math.max(body.length, afterBytes + 1));
  const reason = isOnPurpose ? `the proxy cut the connection after ${afterBytes} of ${body.length} body bytes, on purpose` : (incomplete ?? '');
  return { kind: isOnPurpose ? 'interrupted' : 'closed', reason, request: { ...forwarded, headers: [...forwarded.headers, ['Content-Length', announced]], framing: 'none', fault: { kind: 'cut', afterBytes } } };
}

/** The response as it goes back, and in words where it was broken off on purpose. */
export function replyFor({ response, request, interruption }: Broken & { readonly response: IncomingResponse }): { readonly reply: Reply; readonly cut: string | null } {
  const { status, body, fault, keepsOpen } = response;
  if (status === 0) return { reply: { status: 500, headers: [], body, fault: { kind: 'reset' } }, cut: null };
  const headers: HeaderLines = [...endToEnd(response.headers), ...(keepsOpen ? [] : [['Connection', 'close'] as const])];
  const whole: Reply = { status, headers, body, framing: framingOfReply(response, request) };
  if (interruption?.within === 'response') {
    const afterBytes = bytesOf(interruption, body);
    const cut = { ...whole, framing: 'given' as const, headers: [...headers, ['Content-Length', String(Math.max(body.length, afterBytes + 1))] as const], fault: { kind: 'cut' as const, afterBytes } };
    return { reply: cut, cut: `the proxy cut the connection after ${afterBytes} of ${body.length} body bytes, on purpose` };
  }
  if (whole.framing === 'given') return { reply: { ...whole, headers: [...headers, ...lengthLine(response)] }, cut: null };
  if (fault === null) return { reply: whole, cut: null };
  return { reply: { ...whole, framing: 'given', headers: [...headers, ...lengthLine(response)], fault: { kind: 'cut', afterBytes: body.length } }, cut: null };
}

/** An answer without a body keeps what it says of its length (RFC 9110, 8.6); a client of HTTP/1.0 knows no chunks. */
function framingOfReply({ status, headers }: IncomingResponse, { method, httpVersion }: IncomingRequest): Framing {
  if (method === 'HEAD' || status === 204 || status === 304) return 'given';
  if (valueOf(headers, 'transfer-encoding') !== undefined) return httpVersion === '1.0' ? 'length' : 'chunked';
  return valueOf(headers, 'content-length') === undefined ? 'close' : 'length';
}

const lengthLine = ({ headers }: IncomingResponse): HeaderLines => {
  const length = valueOf(headers, 'content-length');
  return length === undefined ? [] : [['Content-Length', length]];
};

const bytesOf = ({ afterBytes }: Interruption, body: Uint8Array): number => (afterBytes === 'half' ? Math.floor(body.length / 2) : Math.min(afterBytes, body.length));

/** The lines that are for the other end. */
function endToEnd(headers: HeaderLines): HeaderLines {
  const named = new Set(headers.filter(([name]) => name.toLowerCase() === 'connection').flatMap(([, value]) => value.toLowerCase().split(',').map((word) => word.trim())));
  return headers.filter(([name]) => !HOP_BY_HOP.has(name.toLowerCase()) && !named.has(name.toLowerCase()));
}

const valueOf = (headers: HeaderLines, wanted: string): string | undefined => headers.find(([name]) => name.toLowerCase() === wanted)?.[1];
