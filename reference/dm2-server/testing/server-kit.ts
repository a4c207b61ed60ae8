/** What the tests of this folder share: a server on real sockets, its operator, and a device that speaks plain HTTP and JSON without the codecs. */
import { DEFAULT_PARTS } from '../default-parts.js';
import type { DeviceView, OrderView } from '../operator-view.js';
import type { Outbound } from '../outbound.js';
import type { ServerParts } from '../parts.js';
import { DEFAULT_SERVER_CONFIG, type ServerConfig } from '../server-config.js';
import { createReferenceServer, type ReferenceServer } from '../server.js';

export const PROBE = 'urn:oma:mo:x-suite-probe:1.0';
export const DEV_ID = 'urn:uuid:00000000-0000-4000-8000-000000000001';

export interface KitOptions {
  readonly parts?: Partial<ServerParts>;
  readonly change?: (config: ServerConfig) => ServerConfig;
  readonly outbound?: Outbound;
  readonly nowMs?: number;
}

export interface Addresses {
  readonly endpoint: string;
  readonly other: string;
  readonly repository: string;
}

/** What an answer to the operator may hold; each answer has some of it. */
export interface OperatorBody extends Addresses {
  readonly error: string;
  readonly contentType: string;
  readonly body: string;
}

/** An operation as the operator sees it; content is most often the items of a GET. */
export type SeenOrder = Omit<OrderView, 'content'> & { readonly content: readonly [{ readonly ClientURI: string; readonly MOData: object }] };

export type SeenDevice = Omit<DeviceView, 'commands'> & { readonly commands: readonly SeenOrder[] };

export interface Packet {
  readonly status: number;
  readonly headers: Headers;
  /** The commands of a Package#2; undefined for any other answer. */
  readonly commands: readonly (readonly string[])[] | undefined;
}

export interface Kit {
  readonly server: ReferenceServer;
  readonly origin: string;
  /** One request to the upper tester. */
  readonly operate: (method: string, path: string, body?: unknown) => Promise<{ readonly status: number; readonly body: OperatorBody }>;
  /** Makes an account and returns its addresses. */
  readonly enrol: (changes?: Readonly<Record<string, unknown>>, devId?: string) => Promise<Addresses>;
  readonly order: (packages: unknown, devId?: string) => Promise<number>;
  /** What the server believes. */
  readonly view: (devId?: string) => Promise<SeenDevice>;
  /** Sends Package#1 (`MOS`, `Alert`) or Package#3 (`Status`). */
  readonly send: (message: Readonly<Record<string, unknown>>, target?: { readonly url?: string; readonly devId?: string }) => Promise<Packet>;
  readonly close: () => Promise<void>;
}

/** A server and its operator, each on a port of its own. */
export async function openKit({ parts = {}, change = (config) => config, outbound, nowMs = 0 }: KitOptions = {}): Promise<Kit> {
  const server = createReferenceServer({
    config: change(DEFAULT_SERVER_CONFIG), parts: { ...DEFAULT_PARTS, ...parts }, clock: { now: () => nowMs }, ...(outbound === undefined ? {} : { outbound }),
  });
  const { origin } = await server.listen({ host: '127.0.0.1', port: 0 });
  const operator = await server.listenToOperator({ host: '127.0.0.1', port: 0 });
  const operate: Kit['operate'] = async (method, path, body) => {
    const answer = await fetch(`${operator.origin}${path}`, { method, ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }) });
    const text = await answer.text();
    return { status: answer.status, body: JSON.parse(text === '' ? '{}' : text) as OperatorBody };
  };
  const at = (devId: string): string => `/devices/${encodeURIComponent(devId)}`;
  return {
    server, origin, operate,
    enrol: async (changes = {}, devId = DEV_ID) =>
      (await operate('PUT', at(devId), { serverId: 'srv1', credentials: null, notification: null, permissions: [], ...changes })).body,
    order: async (packages, devId = DEV_ID) => (await operate('POST', `${at(devId)}/commands`, { packages })).status,
    view: async (devId = DEV_ID) => (await operate('GET', at(devId))).body as unknown as SeenDevice,
    send: (message, { url = `${origin}/dm`, devId = DEV_ID } = {}) => post({ url, devId, message }),
    close: async () => {
      await server.close();
      await server.idle();
    },
  };
}

interface Posting {
  readonly url: string;
  readonly devId: string;
  readonly message: Readonly<Record<string, unknown>>;
}

async function post({ url, devId, message }: Posting): Promise<Packet> {
  const type = 'Status' in message ? 'response' : 'initiation';
  const answer = await fetch(url, {
    method: 'POST', body: JSON.stringify(message),
    headers: { 'OMADM-DevID': devId, 'Content-Type': `application/vnd.oma.dm.${type}+json`, Accept: 'application/vnd.oma.dm.request+json' },
  });
  const text = await answer.text();
  const isPackage = answer.headers.get('content-type') === 'application/vnd.oma.dm.request+json';
  return { status: answer.status, headers: answer.headers, commands: isPackage ? (JSON.parse(text) as { readonly CMD: readonly (readonly string[])[] }).CMD : undefined };
}
