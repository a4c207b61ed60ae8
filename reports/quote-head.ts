/** The head of a recorded message as lines (RFC 9112, 2.1), masked, and where a header, the target or the method stands in it. */
import type { RequestEvent, ResponseEvent } from '../harness/transcript/event.js';
import type { MarkedText, Masker } from './secrets.js';

/** Start line and header lines, as they crossed the wire except for masked secrets. */
export function headOf(event: RequestEvent | ResponseEvent, masker: Masker): string {
  return [startLine(event, masker), ...event.headers.map(([name, value]) => `${name}: ${masker.header(name, value)}`)].join('\n');
}

/** Marks `header:NAME` (its first line), `target` or `method` in the head. An absent header marks nothing; the note says so. */
export function locateInHead(input: { readonly event: RequestEvent | ResponseEvent; readonly path: string; readonly masker: Masker }): { readonly note: string; readonly text: MarkedText } {
  const { event, path, masker } = input;
  const text = headOf(event, masker);
  if (path.startsWith('header:')) return locateHeader(text, path.slice('header:'.length));
  const target = text.indexOf(' ') + 1;
  if (event.kind === 'response') return { note: 'the status line', text: { text, start: 0, end: lineEnd(text, 0) } };
  if (path === 'method') return { note: 'the method', text: { text, start: 0, end: target - 1 } };
  return { note: 'the request target', text: { text, start: target, end: lineEnd(text, 0) - ` ${httpVersion(event)}`.length } };
}

function startLine(event: RequestEvent | ResponseEvent, masker: Masker): string {
  return event.kind === 'request' ? `${event.method} ${masker.text(event.target)} ${httpVersion(event)}` : `HTTP/1.1 ${event.status}`;
}

function httpVersion(event: RequestEvent): string {
  return event.httpVersion.startsWith('HTTP/') ? event.httpVersion : `HTTP/${event.httpVersion}`;
}

function locateHeader(text: string, name: string): { readonly note: string; readonly text: MarkedText } {
  const wanted = `${name.toLowerCase()}:`;
  let start = text.indexOf('\n') + 1;
  while (start > 0) {
    const end = lineEnd(text, start);
    if (text.slice(start, end).toLowerCase().startsWith(wanted)) return { note: `header ${name}`, text: { text, start, end } };
    start = text.indexOf('\n', start) + 1;
  }
  return { note: `header ${name} is absent`, text: { text, start: 0, end: 0 } };
}

function lineEnd(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  return end < 0 ? text.length : end;
}
