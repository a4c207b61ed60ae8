/** An HTTP request as a tester wants it on the wire: the legal framings of RFC 9112 section 6, and the faults a client may show. */
import type { HeaderLines } from '../transcript/event.js';

/** `length`: Content-Length; `chunked`: in two chunks; `none`: nothing says how long the body is. */
export type RequestFraming = 'length' | 'chunked' | 'none';

/**
 * `cut`: the connection ends within the body; `half-closed`: the sending side is closed behind the request, which is legal;
 * `raw`: these bytes instead of the request.
 */
export type RequestFault =
  | { readonly kind: 'cut'; readonly afterBytes: number }
  | { readonly kind: 'half-closed' }
  | { readonly kind: 'raw'; readonly bytes: Uint8Array };

export interface OutgoingRequest {
  readonly method: string;
  /** As it stands in the request line. */
  readonly target: string;
  /** Without the lines that frame the body; Host included. */
  readonly headers: HeaderLines;
  readonly body: Uint8Array;
  readonly framing?: RequestFraming;
  readonly fault?: RequestFault;
}

/** What is written, piece by piece; each piece is a write of its own, so that a peer may see it in a segment of its own. */
export interface WireRequest {
  readonly headers: HeaderLines;
  readonly pieces: readonly Uint8Array[];
  /** What becomes of the connection behind the last piece. */
  readonly after: 'open' | 'half-closed' | 'destroyed';
}

/** The bytes of a request. */
export function wireRequest(request: OutgoingRequest): WireRequest {
  const { method, target, body, fault, framing = 'length' } = request;
  const headers = framedHeaders(request);
  if (fault?.kind === 'raw') return { headers, pieces: [fault.bytes], after: 'open' };
  const head = Buffer.from(`${method} ${target} HTTP/1.1\r\n${headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`, 'latin1');
  if (fault?.kind === 'cut') return { headers, pieces: [head, body.subarray(0, fault.afterBytes)], after: 'destroyed' };
  return { headers, pieces: [head, ...(framing === 'chunked' ? chunksOf(body) : [body])].filter((piece) => piece.length > 0), after: fault === undefined ? 'open' : 'half-closed' };
}

function framedHeaders({ method, headers, body, framing = 'length' }: OutgoingRequest): HeaderLines {
  switch (framing) {
    case 'none':
      return headers;
    case 'chunked':
      return [...headers, ['Transfer-Encoding', 'chunked']];
    case 'length':
      return body.length === 0 && method === 'GET' ? headers : [...headers, ['Content-Length', String(body.length)]];
  }
}

function chunksOf(body: Uint8Array): readonly Uint8Array[] {
  const middle = Math.ceil(body.length / 2);
  return [...[body.subarray(0, middle), body.subarray(middle)].filter((part) => part.length > 0).map((part) => Buffer.concat([Buffer.from(`${part.length.toString(16)}\r\n`), part, Buffer.from('\r\n')])), Buffer.from('0\r\n\r\n')];
}
