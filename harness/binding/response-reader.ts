/**
 * Reads HTTP/1.1 responses off a stream of bytes as they are: raw header lines, the body after its framing (RFC 9112,
 * sections 4 to 7), and in words what was wrong. Interim responses are passed over, trailers are read and dropped. Written
 * by hand because the platform's client hides raw bytes, repairs some faults and retries by itself.
 */
import type { HeaderLines } from '../transcript/event.js';

export interface IncomingResponse {
  readonly status: number;
  readonly httpVersion: string;
  readonly headers: HeaderLines;
  readonly body: Uint8Array;
  /** Why the response is not whole or not well formed, or null. */
  readonly fault: string | null;
  /** True when another request may follow on the connection. */
  readonly keepsOpen: boolean;
}

export interface ResponseReader {
  /** Takes bytes; the response once it is complete or beyond hope. */
  push(bytes: Uint8Array): IncomingResponse | undefined;
  /** The peer closed: what there is of a response, or undefined when not even a head came. */
  end(): IncomingResponse | undefined;
}

/** A head is not read further than this. */
const MAX_HEAD_BYTES = 64 * 1024;
const SHOWN_CHARACTERS = 80;

interface Head {
  readonly status: number;
  readonly httpVersion: string;
  readonly headers: HeaderLines;
  readonly fault: string | null;
}

type BodyFraming = { readonly kind: 'none' } | { readonly kind: 'length'; readonly bytes: number } | { readonly kind: 'chunked' } | { readonly kind: 'close' };

type Body = { readonly bytes: Uint8Array; readonly fault: string | null; readonly rest: number };

/**
 * A reader for the response to one request.
 * @param method of the request: a response to HEAD has no body
 * @param maxBodyBytes the body is not kept beyond it, and the response ends there with a fault
 */
export function createResponseReader({ method, maxBodyBytes }: { readonly method: string; readonly maxBodyBytes: number }): ResponseReader {
  let chunks: Uint8Array[] = [];
  let size = 0;
  let head: Head | undefined;
  let framing: BodyFraming = { kind: 'none' };
  const joined = (): Uint8Array => {
    if (chunks.length !== 1) chunks = [Buffer.concat(chunks)];
    return chunks[0] ?? new Uint8Array();
  };
  const keep = (bytes: Uint8Array): void => {
    chunks = [bytes];
    size = bytes.length;
  };
  const respond = (known: Head, { bytes, fault, rest }: Body): IncomingResponse => {
    const surplus = rest > 0 && framing.kind !== 'close' ? `${rest} bytes follow the response` : null;
    const wrong = known.fault ?? fault ?? surplus;
    return { ...known, body: bytes, fault: wrong, keepsOpen: wrong === null && framing.kind !== 'close' && !saysClose(known) };
  };
  const step = (ended: 'ended' | 'open'): IncomingResponse | undefined => {
    while (head === undefined) {
      const bytes = joined();
      const end = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf('\r\n\r\n');
      if (end < 0) return headless(bytes, ended);
      const found = parseHead(bytes.subarray(0, end));
      keep(bytes.subarray(end + 4));
      if (found.status >= 100 && found.status <= 199 && found.status !== 101) continue;
      head = found;
      framing = framingOf(found, method);
    }
    if (framing.kind === 'length' && size < framing.bytes && size <= maxBodyBytes && ended === 'open') return undefined;
    const body = readBody(joined(), { framing, maxBodyBytes, ended });
    return body === undefined ? undefined : respond(head, body);
  };
  return {
    push(bytes) {
      chunks.push(bytes);
      size += bytes.length;
      return step('open');
    },
    end: () => step('ended'),
  };
}

function headless(bytes: Uint8Array, ended: 'ended' | 'open'): IncomingResponse | undefined {
  const isHopeless = bytes.length > MAX_HEAD_BYTES || (bytes.length >= 5 && Buffer.from(bytes.subarray(0, 5)).toString('latin1') !== 'HTTP/');
  if (bytes.length === 0 || (ended === 'open' && !isHopeless)) return undefined;
  const shown = JSON.stringify(Buffer.from(bytes.subarray(0, SHOWN_CHARACTERS)).toString('latin1'));
  const fault = bytes.length > MAX_HEAD_BYTES ? `the head is longer than ${MAX_HEAD_BYTES} bytes` : `bytes that are no HTTP response: ${shown}`;
  return { status: 0, httpVersion: '', headers: [], body: new Uint8Array(), fault, keepsOpen: false };
}

function parseHead(bytes: Uint8Array): Head {
  const [line = '', ...lines] = Buffer.from(bytes).toString('latin1').split('\r\n');
  const [, httpVersion = '', status = '0'] = /^HTTP\/(\d\.\d) (\d{3})(?: .*)?$/.exec(line) ?? [];
  const headers: (readonly [string, string])[] = [];
  let fault = httpVersion === '' ? `no status line: ${JSON.stringify(line.slice(0, SHOWN_CHARACTERS))}` : null;
  for (const text of lines) {
    const [, name = '', value = ''] = /^([!#$%&'*+\-.^_`|~0-9A-Za-z]+):[ \t]*(.*?)[ \t]*$/.exec(text) ?? [];
    if (name === '') fault ??= `no header line: ${JSON.stringify(text.slice(0, SHOWN_CHARACTERS))}`;
    else headers.push([name, value]);
  }
  return { status: Number(status), httpVersion, headers, fault };
}

const valuesOf = ({ headers }: Pick<Head, 'headers'>, wanted: string): readonly string[] => headers.filter(([name]) => name.toLowerCase() === wanted).map(([, value]) => value);

function saysClose(head: Head): boolean {
  const words = valuesOf(head, 'connection').flatMap((value) => value.toLowerCase().split(',').map((word) => word.trim()));
  return words.includes('close') || (head.httpVersion === '1.0' && !words.includes('keep-alive'));
}

/** RFC 9112, section 6.3. A Content-Length that is no number counts as absent; `readBody` then ends with the connection. */
function framingOf(head: Head, method: string): BodyFraming {
  if (method === 'HEAD' || head.status === 204 || head.status === 304) return { kind: 'none' };
  if (valuesOf(head, 'transfer-encoding').some((value) => /(^|,)\s*chunked$/i.test(value))) return { kind: 'chunked' };
  const [length] = valuesOf(head, 'content-length');
  return length !== undefined && /^\d{1,15}$/.test(length) ? { kind: 'length', bytes: Number(length) } : { kind: 'close' };
}

interface Limits {
  readonly framing: BodyFraming;
  readonly maxBodyBytes: number;
  readonly ended: 'ended' | 'open';
}

function readBody(bytes: Uint8Array, { framing, maxBodyBytes, ended }: Limits): Body | undefined {
  if (framing.kind === 'none') return { bytes: new Uint8Array(), fault: null, rest: bytes.length };
  if (framing.kind === 'chunked') return readChunks(bytes, { maxBodyBytes, ended });
  const wanted = framing.kind === 'length' ? framing.bytes : Infinity;
  const tooLarge = `the body exceeds the limit of ${maxBodyBytes} bytes; reading stopped`;
  if (Math.min(bytes.length, wanted) > maxBodyBytes) return { bytes: bytes.subarray(0, maxBodyBytes), fault: tooLarge, rest: 0 };
  if (bytes.length >= wanted) return { bytes: bytes.subarray(0, wanted), fault: null, rest: bytes.length - wanted };
  if (ended === 'open') return undefined;
  return { bytes, fault: framing.kind === 'close' ? null : `the connection closed after ${bytes.length} of ${wanted} bytes of the body`, rest: 0 };
}

function readChunks(bytes: Uint8Array, { maxBodyBytes, ended }: Omit<Limits, 'framing'>): Body | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: Uint8Array[] = [];
  let kept = 0;
  const done = (fault: string | null, rest = 0): Body => ({ bytes: Buffer.concat(parts), fault, rest });
  const unfinished = (): Body | undefined => (ended === 'ended' ? done('the connection closed within the chunked body') : undefined);
  for (let at = 0; ; ) {
    const line = buffer.indexOf('\r\n', at);
    if (line < 0) return unfinished();
    const [, hex] = /^([0-9A-Fa-f]{1,8})[ \t]*(?:;.*)?$/.exec(buffer.toString('latin1', at, line)) ?? [];
    if (hex === undefined) return done(`no chunk size: ${JSON.stringify(buffer.toString('latin1', at, Math.min(line, at + SHOWN_CHARACTERS)))}`);
    const size = Number.parseInt(hex, 16);
    if (size === 0) {
      const end = buffer.subarray(line, line + 4).toString('latin1') === '\r\n\r\n' ? line : buffer.indexOf('\r\n\r\n', line);
      return end < 0 ? unfinished() : done(null, buffer.length - end - 4);
    }
    kept += size;
    if (kept > maxBodyBytes) return done(`the body exceeds the limit of ${maxBodyBytes} bytes; reading stopped`);
    if (buffer.length < line + 2 + size + 2) return unfinished();
    parts.push(buffer.subarray(line + 2, line + 2 + size));
    at = line + 2 + size + 2;
  }
}
