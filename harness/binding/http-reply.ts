/** An HTTP reply as a tester wants it on the wire, the legal framings of RFC 9112 section 6 and the faults a repository may show. */
import type { ServerResponse } from 'node:http';
import type { HeaderLines } from '../transcript/event.js';

/** `length`: Content-Length; `chunked`: several chunks; `close`: delimited by closing the connection; `given`: the headers say it already. */
export type Framing = 'length' | 'chunked' | 'close' | 'given';

export type ReplyFault =
  | { readonly kind: 'reset' }
  | { readonly kind: 'cut'; readonly afterBytes: number }
  | { readonly kind: 'endless'; readonly maxBytes: number };

export interface Reply {
  readonly status: number;
  readonly headers: HeaderLines;
  readonly body: Uint8Array;
  readonly framing?: Framing;
  readonly fault?: ReplyFault;
  /** The reply is held until this settles. */
  readonly holdUntil?: Promise<unknown>;
}

/** What really went out. */
export interface WrittenReply {
  readonly status: number;
  readonly headers: HeaderLines;
  readonly body: Uint8Array;
  readonly fault: string | null;
}

const CHUNK_BYTES = 64 * 1024;

/** Writes `reply`, telling `written` just before the last byte leaves, so that a record never follows the peer's reaction. */
export async function writeReply(response: ServerResponse, reply: Reply, written: ((written: WrittenReply) => void) | undefined): Promise<void> {
  if (reply.holdUntil !== undefined) await reply.holdUntil;
  const headers = framed(reply);
  written?.({ status: reply.status, headers, body: reply.body, fault: describeFaultOnWire(reply) });
  if (response.destroyed) return;
  if (reply.fault?.kind === 'reset') {
    response.socket?.resetAndDestroy();
    return;
  }
  response.sendDate = false;
  if (reply.framing === 'close') response.removeHeader('Transfer-Encoding');
  response.writeHead(reply.status, headers.flat());
  if (reply.fault === undefined) writeBody(response, reply);
  else await writeFaulty(response, reply.body, reply.fault);
}

/** The headers as they go out: with the line that frames the body. */
export function framed(reply: Reply): HeaderLines {
  switch (reply.framing ?? 'length') {
    case 'length':
      return [...reply.headers, ['Content-Length', String(reply.fault?.kind === 'endless' ? Number.MAX_SAFE_INTEGER : reply.body.length)]];
    case 'chunked':
      return [...reply.headers, ['Transfer-Encoding', 'chunked']];
    case 'close':
      return [...reply.headers, ['Connection', 'close']];
    case 'given':
      return reply.headers;
  }
}

function writeBody(response: ServerResponse, reply: Reply): void {
  if (reply.framing !== 'chunked' || reply.body.length < 2) {
    response.end(reply.body);
    return;
  }
  const middle = Math.ceil(reply.body.length / 2);
  response.write(reply.body.subarray(0, middle));
  response.end(reply.body.subarray(middle));
}

async function writeFaulty(response: ServerResponse, body: Uint8Array, fault: Exclude<ReplyFault, { kind: 'reset' }>): Promise<void> {
  if (fault.kind === 'cut') {
    await new Promise<void>((resolve) => response.write(body.subarray(0, fault.afterBytes), () => resolve()));
    response.socket?.destroy();
    return;
  }
  const chunk = new Uint8Array(CHUNK_BYTES).fill(0x20);
  const closed = new Promise<void>((resolve) => response.once('close', () => resolve()));
  for (let sent = 0; sent < fault.maxBytes && !response.destroyed; sent += chunk.length) {
    await Promise.race([closed, new Promise<void>((resolve) => response.write(chunk, () => resolve()))]);
  }
  response.socket?.destroy();
}

/** The fault that is put on the wire on purpose, in words; null when there is none. */
export function describeFaultOnWire(reply: Reply): string | null {
  switch (reply.fault?.kind) {
    case undefined:
      return null;
    case 'reset':
      return 'connection reset instead of a reply';
    case 'cut':
      return `connection cut after ${reply.fault.afterBytes} of ${reply.body.length} body bytes`;
    case 'endless':
      return `body without end, stopped after ${reply.fault.maxBytes} bytes`;
  }
}
