/**
 * The state of the reference server of DM 2.0: accounts of devices, what each was told and has answered, sessions,
 * repository content, descriptions of management objects.
 *
 * Everything lives in memory and is forgotten with the program; a device is known by its OMADM-DevID.
 */
import type { MoItem } from '../../protocol/dm2/mo.js';
import type { Package1 } from '../../protocol/dm2/package1.js';
import type { DescribedNode } from './descriptions.js';

/** How a device shows who it is at the DM endpoint. */
export interface DeviceCredentials {
  readonly scheme: 'basic' | 'digest';
  readonly user: string;
  readonly password: string;
}

/** A device that the server knows, and the DM account it holds with this server. */
export interface DeviceAccount {
  readonly devId: string;
  /** SrvID of the account. */
  readonly serverId: string;
  readonly credentials: DeviceCredentials | null;
  /** Base64, as the nodes Secret and Data of Auth/Noti hold them. */
  readonly notification: { readonly secret: string; readonly data: string | null } | null;
  /** MOIDs the server may manage; empty: those that the device names. */
  readonly permissions: readonly string[];
}

export const OPERATION_NAMES = ['HGET', 'HPUT', 'HPOST', 'DELETE', 'EXEC', 'GET', 'SHOW', 'CONT', 'DEFAULT', 'SUB', 'UNSUB'] as const;

export type OperationName = (typeof OPERATION_NAMES)[number];

/** What an operator asks for; END is the server's own business. */
export interface Operation {
  readonly command: OperationName;
  /** ServerURI; without it the server takes an address of its own where it has one to offer. */
  readonly server?: string;
  /** ClientURIs. */
  readonly client?: readonly string[];
  readonly moid?: string;
}

/**
 * `queued`: not sent yet; `sent`: no status yet; `pending`: 202, the alert is to come; `unknown`: the session went on or
 * ended without a status for it.
 */
export type OrderState = 'queued' | 'sent' | 'pending' | 'done' | 'failed' | 'unknown';

/** One operation and what became of it. */
export interface Order {
  readonly operation: Operation;
  state: OrderState;
  /** Last status code of the device. */
  status: number | null;
  created: readonly string[];
  /** Data for it: from Package#3, the stored copy after 304, or the choice on the page of SHOW; null: none. */
  content: unknown;
}

export interface ReceivedAlert {
  readonly type: string;
  readonly source: string | null;
  /** The asynchronous operation that it completes. */
  readonly completes: Order | null;
}

export interface Upload {
  readonly method: 'PUT' | 'POST';
  /** Below the device's base, with its leading slash, as it stood in the request. */
  readonly path: string;
  readonly contentType: string | null;
  readonly body: Uint8Array;
  /** Status of the answer. */
  readonly status: number;
}

/** The last whole instance that a cacheable read brought, with its validator. */
export interface StoredInstance {
  readonly moid: string;
  readonly miid: string;
  readonly cv: string;
  readonly item: MoItem;
}

export interface Device {
  readonly account: DeviceAccount;
  /** Segment of the device in addresses of the repository. */
  readonly key: string;
  /** All operations since the account was made, in the order of asking. */
  readonly orders: Order[];
  /** Those not sent yet; each list is one Package#2. */
  readonly queue: (readonly Order[])[];
  package1: { readonly value: Package1; readonly json: unknown } | null;
  readonly alerts: ReceivedAlert[];
  readonly uploads: Upload[];
  /** Key: MOID, blank, MIID. */
  readonly copies: Map<string, StoredInstance>;
  /** ClientURIs of subscriptions as they were sent, by their normal form. */
  readonly subscriptions: Map<string, string>;
}

/** A session between a Package#1 and the Package#2 that ends it. */
export interface Session {
  readonly id: number;
  readonly device: Device;
  /** Paths at which the next package may come: one, or two while a CONT is not confirmed. */
  paths: readonly string[];
  /** Orders of the last Package#2, in its order. */
  sent: readonly Order[];
}

/** Content that devices fetch. */
export interface Content {
  readonly contentType: string;
  readonly body: Uint8Array;
}

/** A page that a SHOW names: identified by the query of its address (DM2-UI-S-007). */
export interface Page {
  readonly order: Order;
}

/** What is known of the description of a management object. */
export type Description =
  | { readonly state: 'fetching' }
  | { readonly state: 'refused' | 'failed'; readonly reason: string }
  | { readonly state: 'known'; readonly nodes: readonly DescribedNode[] };

export interface ServerState {
  /** `http://host:port` under which devices reach the server. */
  origin: string;
  /** By DevID. */
  readonly devices: Map<string, Device>;
  readonly sessions: Set<Session>;
  /** By path below the content base. */
  readonly content: Map<string, Content>;
  /** By identifier in the page's address. */
  readonly pages: Map<string, Page>;
  /** By address. */
  readonly descriptions: Map<string, Description>;
  /** Highest nonce count seen, by nonce; oldest first. */
  readonly nonces: Map<string, number>;
  /** Source of every number the server invents. */
  serial: number;
}

/** A request as it came; header names in lower case. */
export interface ServerRequest {
  readonly method: string;
  /** Path and query as they stood in the request line. */
  readonly target: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Uint8Array;
}

export interface ServerResponse {
  readonly status: number;
  /** In order; a name may stand twice. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array;
}
