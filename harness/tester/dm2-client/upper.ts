/**
 * The tester's calls of the upper tester (docs/upper-tester.openapi.yaml), each in the transcript at a point of its own: what the
 * server was asked to do and what it believes are evidence. Left out: checking what the server believes, which is a
 * judgement.
 */
import { MO_TYPE } from '../../../protocol/dm2/media-types.js';
import { WALL_CLOCK, type Clock } from '../../clock/timers.js';
import { IutFault } from '../../iut/control.js';
import type { BootstrapDocument, DeviceAccount, DeviceAddresses, NotificationOrder, OperationList } from '../../iut/upper-tester.js';
import type { IncomingResponse } from '../../binding/response-reader.js';
import type { HeaderLines } from '../../transcript/event.js';
import type { Wire } from './wire.js';

export interface UpperTester {
  createDevice(id: string, account: DeviceAccount): Promise<DeviceAddresses>;
  queue(id: string, packages: readonly OperationList[]): Promise<void>;
  /** What the server believes; only the transcript holds it. */
  read(id: string): Promise<void>;
  /** The URL of the content. */
  provide(path: string, content: { readonly type: string; readonly body: string }): Promise<string>;
  /** The order carries the tester's time of day, so that the transcript has it. */
  notify(id: string, order: NotificationOrder): Promise<void>;
  /** Has the server make a bootstrap, and push it to this URL; null: it only says what it would send. */
  bootstrap(id: string, to: string | null): Promise<BootstrapDocument>;
  remove(id: string): Promise<void>;
}

const JSON_TYPE = 'application/json';

/**
 * An upper tester at this URL. Every call rejects with IutFault where the answer is no 2xx or has not what the contract says.
 * @param base without a trailing slash
 */
export function createUpperTester(base: string, wire: Wire, clock: Clock = WALL_CLOCK): UpperTester {
  const device = (id: string): string => `/devices/${encodeURIComponent(id)}`;
  return {
    async createDevice(id, account) {
      const answer = await call(wire, { base, method: 'PUT', path: device(id), body: account });
      return { endpoint: urlIn(answer, 'endpoint'), other: 'other' in answer && answer.other === null ? null : urlIn(answer, 'other'), repository: urlIn(answer, 'repository').replace(/\/$/, ''), bootstrap: 'bootstrap' in answer && answer.bootstrap !== null ? urlIn(answer, 'bootstrap') : null };
    },
    queue: async (id, packages) => void (await call(wire, { base, method: 'POST', path: `${device(id)}/commands`, body: { packages } })),
    read: async (id) => void (await call(wire, { base, method: 'GET', path: device(id) })),
    async provide(path, { type, body }) {
      const answer = await call(wire, { base, method: 'PUT', path: `/repository${path}`, text: body, type });
      return urlIn(answer, 'url');
    },
    notify: async (id, order) => void (await call(wire, { base, method: 'POST', path: `${device(id)}/notification`, body: order, headers: [['Date', new Date(clock.now()).toUTCString()]] })),
    bootstrap: async (id, to) => documentIn(await call(wire, { base, method: 'POST', path: `${device(id)}/bootstrap`, body: { to } })),
    remove: async (id) => void (await call(wire, { base, method: 'DELETE', path: device(id) })),
  };
}

interface Call {
  readonly base: string;
  readonly method: string;
  readonly path: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is. */
  readonly text?: string;
  readonly type?: string;
  readonly headers?: HeaderLines;
}

async function call(wire: Wire, { base, method, path, body, text, headers = [], type = text === undefined ? JSON_TYPE : MO_TYPE }: Call): Promise<object> {
  const content = text ?? (body === undefined ? undefined : JSON.stringify(body));
  const response = await wire.send({
    point: 'upper-tester',
    address: 'main',
    url: `${base}${path}`,
    method,
    headers: [['Accept', JSON_TYPE], ...headers, ...(content === undefined ? [] : [['Content-Type', type] as const])],
    body: Buffer.from(content ?? ''),
    onPurpose: null,
  });
  const what = `the upper tester, asked for ${method} ${path},`;
  if (response === undefined) throw new IutFault(`${what} did not answer`);
  if (response.status < 200 || response.status > 299) throw new IutFault(`${what} answered ${response.status}${errorIn(response)}`);
  return jsonOf(response, what);
}

/** The reason that the contract puts under `error`, else the beginning of the text. */
function errorIn(response: IncomingResponse): string {
  const text = wordsOf(Buffer.from(response.body).toString('utf8').slice(0, READ_CHARACTERS)).replaceAll(/\s+/g, ' ').trim().slice(0, SHOWN_CHARACTERS);
  if (text === '') return ' without a word';
  const value = parsed(text);
  return `: ${typeof value === 'object' && value !== null && 'error' in value ? String(value.error) : text}`;
}

const READ_CHARACTERS = 4000;
const SHOWN_CHARACTERS = 300;

/** A page of HTML, as frameworks answer, without its tags. */
function wordsOf(text: string): string {
  return /^\s*<(?:!doctype|html)/i.test(text) ? text.replaceAll(/<style[^>]*>[^<]*<\/style>/gi, ' ').replaceAll(/<[^>]*>/g, ' ') : text;
}

function jsonOf({ body }: IncomingResponse, what: string): object {
  if (body.length === 0) return {};
  const value = parsed(Buffer.from(body).toString('utf8'));
  if (typeof value !== 'object' || value === null) throw new IutFault(`${what} answered something that is no JSON object`);
  return value;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function documentIn(answer: object): BootstrapDocument {
  const { contentType, body }: Readonly<Record<string, unknown>> = { ...answer };
  if (typeof contentType === 'string' && typeof body === 'string') return { contentType, body };
  throw new IutFault("the upper tester gives no bootstrap document, which is 'contentType' and 'body'");
}

function urlIn(answer: object, member: string): string {
  const value: unknown = Object.entries(answer).find(([name]) => name === member)?.[1];
  if (typeof value === 'string' && URL.canParse(value) && /^https?:/.test(value)) return value;
  throw new IutFault(`the upper tester gives no absolute URL under '${member}', found ${JSON.stringify(value) ?? 'nothing'}`);
}
