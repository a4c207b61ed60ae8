/**
 * The state of a running reference device: trees, grants, subscriptions, pending alerts, the session at hand.
 *
 * A leaf keeps its value as it is emitted: numbers for int and float, booleans for bool, Base64 text for bin and b64,
 * text for the rest. Left out: node properties (title, time stamp, version), which DM 2.0 does not use.
 */
import type { Alert } from '../../protocol/dm2/alert.js';
import type { MediaRange } from '../../protocol/dm2/accept.js';
import type { AccountConfig, InteriorDefinition, LeafDefinition, LeafValue, MoDefinition, Rights } from './device-config.js';

export interface InteriorNode {
  readonly kind: 'interior';
  readonly name: string;
  readonly definition: InteriorDefinition;
  readonly children: Map<string, TreeNode>;
}

export interface LeafNode {
  readonly kind: 'leaf';
  readonly name: string;
  readonly definition: LeafDefinition;
  value: LeafValue;
}

export type TreeNode = InteriorNode | LeafNode;

export type Right = 'read' | 'write' | 'execute' | 'delegate';

/** One line of the access control data: `name` is the node name below Grant. */
export interface Grant {
  readonly name: string;
  readonly srvId: string;
  readonly rights: Rights;
}

export interface MoInstance {
  readonly definition: MoDefinition;
  readonly miid: string;
  /** `device` or a SrvID. */
  readonly owner: string;
  readonly everyone: Rights;
  /** Name of its group in the Delegation Access Control MO. */
  readonly group: string;
  root: InteriorNode;
  grants: readonly Grant[];
  validator: string;
}

export interface MoHolding {
  readonly definition: MoDefinition;
  readonly instances: Map<string, MoInstance>;
}

/** A node together with its place: node names from below the root; an empty path is the instance root. */
export interface Place {
  readonly instance: MoInstance;
  readonly path: readonly string[];
  readonly node: TreeNode;
}

export type ChangeKind = 'changed' | 'created' | 'deleted';

/** A change of one node, the root included (empty path: the whole instance came or went). */
export interface Change {
  readonly moid: string;
  readonly miid: string;
  readonly path: readonly string[];
  readonly kind: ChangeKind;
}

export interface Subscription {
  readonly srvId: string;
  readonly serverUri: string;
  /** As written in SUB: UNSUB must repeat it to the letter. */
  readonly clientUri: string;
  readonly contentType: string;
}

export interface DefaultSource {
  readonly srvId: string;
  readonly serverUri: string;
}

/** An alert waiting for delivery to one account. */
export interface PendingAlert {
  readonly alert: Alert;
  readonly accountId: string;
  /** Present for the result of an EXEC with ServerURI: only a session started there carries it. */
  readonly endpoint?: string;
  /** The session that ordered the operation; it never carries the result. */
  readonly orderedIn?: number;
  /**
   * `waiting`: wants a session of its own; `scheduled`: one is on its way; `failed`: was sent in vain and waits for a
   * session that has another cause.
   */
  delivery: 'waiting' | 'scheduled' | 'failed';
}

export interface DeviceState {
  /** Those of the configuration, and those that bootstraps brought or changed since. */
  accounts: readonly AccountConfig[];
  readonly mos: Map<string, MoHolding>;
  /** Key: SrvID, blank, ClientURI. */
  readonly subscriptions: Map<string, Subscription>;
  readonly defaults: Map<string, DefaultSource>;
  alerts: readonly PendingAlert[];
  /** Changes not yet reported to subscribers. */
  changes: readonly Change[];
  browser: 'available' | 'unavailable';
  /** NOTIFICATION-IDs that opened a session, oldest first, by SrvID; a restart forgets them. */
  readonly notificationIds: Map<string, readonly number[]>;
  /** SrvIDs whose bootstrap has not been confirmed yet. */
  readonly unconfirmed: Set<string>;
  /** Source of all names the device invents; never goes back. */
  serial: number;
  /** Makes the validators of this device unlike those of another. */
  readonly validatorPrefix: string;
}

/** Why a session is opened. */
export type SessionCause =
  | { readonly kind: 'client' }
  | { readonly kind: 'bootstrap' }
  | { readonly kind: 'notification'; readonly notificationId?: number; readonly requestMos: 'yes' | 'no' };

/** The challenges of a conversation, and how often the nonces in them have been used. */
export interface Login {
  /** The last WWW-Authenticate of each origin. */
  readonly challenges: Map<string, string>;
  readonly counts: Map<string, number>;
}

export interface SessionEnd {
  /** `completed`: END came. `aborted`: the server's answer ended it. `failed`: no usable answer. */
  readonly outcome: 'completed' | 'aborted' | 'failed';
  readonly reason: string;
}

export interface Session {
  readonly id: number;
  readonly account: AccountConfig;
  readonly cause: SessionCause;
  /** `main`: starts at the account's SrvURI; `result`: reports an EXEC at another ServerURI. */
  readonly purpose: 'main' | 'result';
  readonly startUri: string;
  /** Where the next package goes; CONT changes it. */
  endpoint: string;
  /** The last OMADM-Accept of the server in this session. */
  accepted: readonly MediaRange[] | undefined;
  /** What servers asked for credentials with. */
  readonly login: Login;
  /** Settles when the session is over, however it ended. */
  readonly ended: Promise<void>;
}

/** An HTTP response; header names in lower case. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Uint8Array;
  /** `truncated`: the connection was lost before the whole body had come. */
  readonly extent: 'complete' | 'truncated';
}

export interface HttpRequest {
  readonly method: 'GET' | 'PUT' | 'POST';
  /** Absolute http or https URI; used byte for byte. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** The request target when it is not path and query of the URI. */
  readonly target?: string;
  /** `unlimited`: no time limit, for pages that a user may keep open. */
  readonly patience?: 'limited' | 'unlimited';
}
