/**
 * The proxies between the two products of a pair during one test, one for each origin of the server, with everything recorded:
 * which message belongs to a DM endpoint and which to the repository, what was broken off on purpose, which addresses lead past.
 */
import type { ConnectionOptions } from 'node:tls';
import { addressesAt } from '../../binding/foreign-addresses.js';
import type { IncomingRequest, Listener } from '../../binding/http-listener.js';
import type { Interruption } from '../../binding/proxy-messages.js';
import { startProxy, type Passage, type Silence } from '../../binding/proxy.js';
import type { IncomingResponse } from '../../binding/response-reader.js';
import { PACKAGE1_TYPE, PACKAGE3_TYPE } from '../../../protocol/dm2/media-types.js';
import type { Timers } from '../../clock/timers.js';
import { packageNumber, viewMessage } from '../../judge/dm2-client/message-view.js';
import { commandsIn } from '../../judge/exchange-view.js';
import type { RequestEvent, ResponseEvent } from '../../transcript/event.js';
import type { Recorder } from '../../transcript/recorder.js';
import { createSignal, type Signal } from '../dm2-server/waiting.js';
import type { PackageNumber } from './driver.js';

export interface Site {
  /** The server, any URL of its origin. */
  readonly to: string;
  readonly tls: ConnectionOptions;
  readonly listen: { readonly host: string; readonly port: number };
  /** Path by which the client reaches the endpoint of the server, where it knows one URL only; null: the server's own. */
  readonly path: { readonly client: string; readonly server: string } | null;
  /** Where a message belongs; null: that follows from its media type. */
  readonly placeOf: (path: string) => Place | null;
  /** Address of everything else. */
  readonly address: string;
}

export type Place = Pick<RequestEvent, 'point' | 'address'>;

export interface RelayOptions {
  readonly recorder: Recorder;
  readonly timers: Timers;
  /** From the last byte of a request to the last byte of its response. */
  readonly replyMs: number;
  readonly maxBodyBytes: number;
  /** Shared with whatever else writes exchanges into the transcript. */
  readonly counters: { exchange: number; connection: number };
}

export interface Relay {
  /** Opens a proxy; its origin. Rejects with the system's error when the address is taken. */
  open(site: Site): Promise<string>;
  /** Raised with every message. */
  readonly moved: Signal;
  /** Messages so far, both ways. */
  moves(): number;
  /** The last answer at a DM endpoint ends the session, or there was none. */
  isOver(): boolean;
  /** Requests so far for this URL of a proxy. */
  count(url: string): number;
  interrupt(number: PackageNumber): void;
  /** Addresses in messages that lead past the proxies. */
  bypasses(): readonly string[];
  close(): Promise<void>;
}

interface Book {
  readonly options: RelayOptions;
  readonly moved: Signal;
  readonly counts: Map<string, number>;
  /** Origins of the servers, which the proxies stand for. */
  readonly behind: Set<string>;
  readonly bypasses: Set<string>;
  moves: number;
  isOver: boolean;
  pending: PackageNumber | null;
}

const MAX_BYPASSES = 20;

/** A relay without proxies yet. */
export function createRelay(options: RelayOptions): Relay {
  const book: Book = { options, moved: createSignal(), counts: new Map(), behind: new Set(), bypasses: new Set(), moves: 0, isOver: false, pending: null };
  const listeners: Listener[] = [];
  return {
    async open(site) {
      const { timers, replyMs, maxBodyBytes, recorder } = options;
      const to = new URL(site.to);
      const known = { origin: '' };
      const connections = new Map<number, number>();
      const onRequest = (request: IncomingRequest): Passage => passageOf(book, { site, origin: known.origin, request: { ...request, connection: numberOf(connections, request.connection, options) } });
      const onMalformed = (detail: string): void => void recorder.add({ kind: 'control', action: 'malformed', detail });
      const listener = await startProxy({ ...site.listen, to, tls: site.tls, timeoutMs: replyMs, maxBodyBytes, timers, onRequest, onMalformed });
      listeners.push(listener);
      known.origin = listener.origin;
      book.behind.add(to.origin);
      return listener.origin;
    },
    moved: book.moved,
    moves: () => book.moves,
    isOver: () => book.isOver,
    count: (url) => book.counts.get(url) ?? 0,
    interrupt: (number) => void (book.pending = number),
    bypasses: () => [...book.bypasses],
    close: async () => void (await Promise.all(listeners.map((listener) => listener.close()))),
  };
}

/** Connections are counted over all proxies of a test. */
function numberOf(known: Map<number, number>, connection: number, { counters }: RelayOptions): number {
  const number = known.get(connection) ?? counters.connection++;
  known.set(connection, number);
  return number;
}

interface Arrival {
  readonly site: Site;
  readonly origin: string;
  readonly request: IncomingRequest;
}

function passageOf(book: Book, { site, origin, request }: Arrival): Passage {
  const { recorder, counters, replyMs } = book.options;
  const [path = ''] = request.target.split('?');
  const place = site.placeOf(path) ?? placeByType(request, site);
  const exchange = counters.exchange++;
  const base = { ...place, exchange };
  const event = { kind: 'request', ...base, path: request.target, ...request } as const;
  const interruption = place.point === 'dm' ? takeInterruption(book, { ...event, n: 0, atMs: 0 }) : null;
  const incomplete = request.incomplete ?? (interruption?.within === 'request' ? 'broken off by the proxy in the middle of the body, on purpose' : null);
  recorder.add({ ...event, incomplete });
  const url = `${origin}${path}`;
  book.counts.set(url, (book.counts.get(url) ?? 0) + 1);
  if (place.point === 'dm') book.isOver = false;
  move(book);
  return {
    ...(site.path?.client === path ? { target: request.target.replace(path, site.path.server) } : {}),
    interruption,
    interruptionOf: (response) => (place.point === 'dm' && book.pending === 2 && isPackage2(response) ? taken(book, 'response') : null),
    onResponse(response, cut) {
      noteBypasses(book, response);
      recorder.add({ kind: 'response', ...base, status: response.status, headers: response.headers, body: response.body, fault: cut ?? response.fault });
      if (place.point === 'dm') book.isOver = cut !== null || endsSession(response);
      move(book);
    },
    onSilence(silence) {
      noteSilence(recorder, { silence, what: `${request.method} ${path}`, timeoutMs: replyMs });
      if (place.point === 'dm') book.isOver = true;
      move(book);
    },
  };
}

function move(book: Book): void {
  book.moves += 1;
  book.moved.raise();
}

/** What is no package is a transfer. */
function placeByType(request: IncomingRequest, { address }: Site): Place {
  const [type = ''] = request.headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1].toLowerCase().split(';') ?? [];
  return [PACKAGE1_TYPE, PACKAGE3_TYPE].includes(type.trim()) ? { point: 'dm', address: address === 'main' ? 'a' : address } : { point: 'repository', address };
}

/** The interruption that was asked for, when its package is here. */
function takeInterruption(book: Book, event: RequestEvent): Interruption | null {
  const { pending } = book;
  return pending !== null && pending !== 2 && packageNumber(viewMessage(event)) === pending ? taken(book, 'request') : null;
}

function taken(book: Book, within: Interruption['within']): Interruption {
  book.pending = null;
  return { within, afterBytes: 'half' };
}

/** END, or an answer that is no Package#2. */
function endsSession(response: IncomingResponse): boolean {
  return response.status !== 200 || (commandsOf(response) ?? [['END']]).some(([name]) => name === 'END');
}

const isPackage2 = (response: IncomingResponse): boolean => response.status === 200 && commandsOf(response) !== undefined;

function commandsOf({ status, body }: IncomingResponse): ReturnType<typeof commandsIn> {
  const event: ResponseEvent = { kind: 'response', n: 0, atMs: 0, point: 'dm', address: '', exchange: 0, status, headers: [], body, fault: null };
  return commandsIn(viewMessage(event));
}

function noteBypasses(book: Book, response: IncomingResponse): void {
  for (const address of addressesAt(book.behind, response)) {
    if (book.bypasses.size < MAX_BYPASSES) book.bypasses.add(address);
  }
}

function noteSilence(recorder: Recorder, { silence, what, timeoutMs }: { readonly silence: Silence; readonly what: string; readonly timeoutMs: number }): void {
  if (silence.kind === 'late') recorder.add({ kind: 'deadline', waitedFor: `the answer of the server to ${what}`, timeoutMs });
  else recorder.add({ kind: 'control', action: silence.kind === 'interrupted' ? 'interrupted' : 'ended', detail: `${what}: ${silence.reason}` });
}
