/** The exchange of a test: every event of its transcript, head and body, JSON laid out, elements that findings point at marked. */
import type { Place } from '../../harness/judge/finding.js';
import type { Transcript, TranscriptEvent, TranscriptRole } from '../../harness/transcript/event.js';
import { headOf, locateInHead } from '../quote-head.js';
import { bodyText, detailOfEvent, nameOfEvent, nearestNode, notificationText, readBody, type MessageEvent } from '../quote.js';
import { createMasker, type MarkedText, type Masker } from '../secrets.js';
import type { PageContext } from './context.js';
import { layOutJson } from './json-text.js';
import { html, type Markup } from './markup.js';
import { markedText, notificationBlock } from './marked-text.js';

const MARKED_CHARACTERS = 16 * 1024;
const OTHER_CHARACTERS = 4 * 1024;
/** Events shown from the beginning and from the end of a long transcript, besides those with findings. */
const EVENTS_AT_EACH_END = 20;

/** The collapsible list of events. `places`: where findings point; the first one in an event is marked. */
export function exchange(context: PageContext, { transcript, path, places }: { readonly transcript: Transcript; readonly path: string; readonly places: readonly Place[] }): Markup {
  if (!context.hasRoom()) return html`<p class="quiet">The exchange is left out to keep this file small. Evidence: <code>${path}</code></p>`;
  const masker = createMasker(context.input.reveal, transcript);
  const { events } = transcript;
  const shown = events.filter(({ n }) => n < EVENTS_AT_EACH_END || n >= events.length - EVENTS_AT_EACH_END || places.some(({ event }) => event === n));
  const left = events.length - shown.length;
  return html`<details class="exchange"><summary>The exchange: ${events.length} ${events.length === 1 ? 'event' : 'events'}</summary>
<p class="quiet">Evidence: <code>${path}</code>${left === 0 ? null : html`; ${left} events in the middle are left out here`}</p>
<ol class="events">${shown.map((event) => eventItem(context, { event, masker, role: transcript.role, place: places.find((place) => place.event === event.n) }))}</ol></details>`;
}

interface Shown<E extends TranscriptEvent> {
  readonly event: E;
  readonly masker: Masker;
  readonly place: Place | undefined;
  /** Of the IUT. */
  readonly role: TranscriptRole;
}

/** A client asks, and begins handshakes; a server answers. Between two products the tester is heard at the upper tester only. */
function senderOf(event: TranscriptEvent, role: TranscriptRole): 'IUT' | 'tester' | 'control' | 'client' | 'server' {
  const { kind } = event;
  // Package#0 goes the other way round: a server sends it.
  if (kind === 'datagram' || (kind !== 'control' && kind !== 'deadline' && kind !== 'tls' && event.point === 'notification')) return role === 'pair' ? (kind === 'response' ? 'client' : 'server') : (kind === 'response') === (role === 'client') ? 'IUT' : 'tester';
  if (kind === 'tls') return role === 'pair' ? 'client' : role === 'client' ? 'IUT' : 'tester';
  if (kind !== 'request' && kind !== 'response') return 'control';
  if (role !== 'pair') return (kind === 'request') === (role === 'client') ? 'IUT' : 'tester';
  return kind === 'response' ? 'server' : event.point === 'upper-tester' ? 'tester' : 'client';
}

function eventItem(context: PageContext, shown: Shown<TranscriptEvent>): Markup {
  const { event, masker, place, role } = shown;
  const from = senderOf(event, role);
  const title = html`<p class="event"><span class="number">${event.n}</span> <span class="from ${from}">${from}</span> ${nameOfEvent(event, role)} <span class="quiet">${event.atMs.toFixed(1)} ms</span></p>`;
  switch (event.kind) {
    case 'control':
    case 'tls':
    case 'deadline': {
      const detail = masker.text(detailOfEvent(event));
      return html`<li>${title}<pre>${place === undefined ? markedText({ text: detail, start: 0, end: 0 }, OTHER_CHARACTERS) : html`<mark>${detail.slice(0, OTHER_CHARACTERS)}</mark>`}</pre></li>`;
    }
    case 'datagram':
      return html`<li>${title}${event.fault === null ? null : html`<p class="remark">${event.fault}</p>`}${notificationBlock(masker.marked({ text: notificationText(event), start: 0, end: 0 }), OTHER_CHARACTERS)}</li>`;
    case 'request':
    case 'response':
      return html`<li>${title}${remark(event)}${context.evidence(() => message({ event, masker, place })) ?? html`<p class="quiet">Left out to keep this file small; the transcript has it.</p>`}</li>`;
  }
}

function remark(event: MessageEvent): Markup | null {
  const text = event.kind === 'request' ? event.incomplete : event.fault === null ? null : `On purpose: ${event.fault}`;
  return text === null ? null : html`<p class="remark">${text}</p>`;
}

function message({ event, masker, place }: Omit<Shown<MessageEvent>, 'role'>): Markup {
  const path = place?.path ?? '';
  const isInHead = path === 'target' || path === 'method' || path.startsWith('header:');
  const head = isInHead ? locateInHead({ event, path, masker }).text : { text: headOf(event, masker), start: 0, end: 0 };
  const body = event.body.length === 0 ? null : masker.marked(bodyOf(event, isInHead ? '' : path));
  const max = place === undefined ? OTHER_CHARACTERS : MARKED_CHARACTERS;
  const isNotification = event.kind === 'request' && event.point === 'notification';
  const block = body === null ? null : isNotification ? notificationBlock(body, max) : html`<pre class="body">${markedText(body, max)}</pre>`;
  return html`<pre class="head">${markedText(head, max)}</pre>${block}`;
}

function bodyOf(event: MessageEvent, path: string): MarkedText {
  if (event.kind === 'request' && event.point === 'notification') return { text: notificationText(event), start: 0, end: 0 };
  const reading = readBody(event);
  switch (reading.kind) {
    case 'json':
      return layOutJson(reading.document.root, path === '' ? undefined : nearestNode(reading.document, path).node);
    case 'fault': {
      const { byte } = reading.error.fault.position;
      const before = bodyText(event.body.subarray(0, byte));
      const at = bodyText(event.body.subarray(byte, byte + 1));
      return { text: before + at + bodyText(event.body.subarray(byte + 1)), start: before.length, end: before.length + at.length };
    }
    case 'other':
      return { text: bodyText(event.body), start: 0, end: 0 };
  }
}
