/** `--trace` and `decode` of a transcript: each event in a few lines, as far as a terminal can show it. */
import type { DatagramEvent, HeaderLines, RequestEvent, ResponseEvent, TranscriptEvent } from '../harness/transcript/event.js';
import { describeTls } from '../harness/judge/tls-view.js';
import { storeBody } from '../harness/transcript/serialize.js';
import { notificationLines } from '../reports/notification.js';
import { visibleLine } from '../reports/visible.js';

const MAX_BODY_CHARACTERS = 400;
/** Headers that say nothing about the protocol. */
const DULL_HEADERS = new Set(['connection', 'keep-alive', 'transfer-encoding', 'date']);

/** The event in one or more lines: what it was, then headers and body of a message. */
export function eventLines(event: TranscriptEvent): readonly string[] {
  const head = `${String(event.n).padStart(3)} ${event.atMs.toFixed(1).padStart(8)} ms`;
  switch (event.kind) {
    case 'request':
      return [`${head}  ${wayOf(event, '->')} ${event.address}  ${visibleLine(`${event.method} ${event.path}`)}`, ...messageLines(event.headers, event.point === 'notification' ? NO_BODY : event.body), ...notified(event), ...remark(event.incomplete)];
    case 'response':
      return [`${head}  ${wayOf(event, '<-')} ${event.address}  ${event.status}`, ...messageLines(event.headers, event.body), ...remark(event.fault)];
    case 'datagram':
      return [`${head}  ${event.point} by datagram`, ...notified(event), ...remark(event.fault)];
    case 'control':
      return [`${head}  control ${event.action}: ${visibleLine(event.detail)}`];
    case 'tls':
      return [`${head}  TLS at ${event.point} ${event.address}: ${visibleLine(describeTls(event))}`];
    case 'deadline':
      return [`${head}  deadline: ${visibleLine(event.waitedFor)} did not come within ${event.timeoutMs} ms`];
  }
}

/** A notification goes the other way round, and which side is the IUT an event alone does not say. */
const wayOf = ({ point }: RequestEvent | ResponseEvent, arrow: '->' | '<-'): string => (point === 'notification' ? point : `IUT ${arrow} ${point}`);

const NO_BODY = new Uint8Array();

const notified = (event: DatagramEvent | RequestEvent): readonly string[] => (event.point === 'notification' ? notificationLines(event).map((line) => `${INDENT}${visibleLine(line)}`) : []);

function messageLines(headers: HeaderLines, body: Uint8Array): readonly string[] {
  const lines = headers.filter(([name]) => !DULL_HEADERS.has(name.toLowerCase())).map(([name, value]) => `${INDENT}${visibleLine(`${name}: ${value}`)}`);
  return body.length === 0 ? lines : [...lines, `${INDENT}${bodyText(body)}`];
}

function bodyText(body: Uint8Array): string {
  const stored = storeBody(body);
  const text = 'text' in stored ? stored.text : `${body.length} bytes, base64 ${stored.base64}`;
  const shown = visibleLine(text.slice(0, MAX_BODY_CHARACTERS));
  return text.length > MAX_BODY_CHARACTERS ? `${shown}… (${body.length} bytes)` : shown;
}

const INDENT = '               ';

const remark = (text: string | null): readonly string[] => (text === null ? [] : [`${INDENT}(${visibleLine(text)})`]);
