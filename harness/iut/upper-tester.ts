/**
 * The upper tester of a DM 2.0 server under test: the small REST contract by which the suite asks a server to act and asks
 * what it believes (docs/upper-tester.openapi.yaml). The shapes of the contract and how the suite calls it; a product puts
 * an adapter in front of its own management interface. Left out: how the words of a command are written, which is the
 * server's business and is judged.
 */

/** A device that the server shall know, and the DM account it holds with this server. */
export interface DeviceAccount {
  /** Value of SrvID in the device's DM Account. */
  readonly serverId: string;
  /** How the device authenticates at the DM endpoint; null: not at all. */
  readonly credentials: { readonly scheme: 'basic' | 'digest'; readonly user: string; readonly password: string } | null;
  /** Secret and data of the account's notification part, both base64; null: it has none. */
  readonly notification: { readonly secret: string; readonly data: string | null } | null;
  /** MOIDs that the server may manage on the device; empty: those the device names in Package#1. */
  readonly permissions: readonly string[];
}

/** Where the device finds the server. */
export interface DeviceAddresses {
  /** DM endpoint, value of SrvURI. */
  readonly endpoint: string;
  /** A second DM endpoint of the same server, target of CONT; null: there is none. */
  readonly other: string | null;
  /** Base of the data repository for this device, without a trailing slash; any path below it takes PUT and POST. */
  readonly repository: string;
  /** Where the device asks for its bootstrap by GET; null: it cannot. */
  readonly bootstrap: string | null;
}

export type OperationName = 'HGET' | 'HPUT' | 'HPOST' | 'DELETE' | 'EXEC' | 'GET' | 'SHOW' | 'CONT' | 'DEFAULT' | 'SUB' | 'UNSUB';

/** What the server shall have the device do. END is not asked for: a server ends the session when it has nothing more to send. */
export interface Operation {
  readonly command: OperationName;
  /** ServerURI of the command, absolute. */
  readonly server?: string;
  /** ClientURIs of the command. */
  readonly client?: readonly string[];
  /** For DEFAULT. */
  readonly moid?: string;
}

/** The operations of one Package#2. */
export type OperationList = readonly Operation[];

/**
 * `queued`: not sent yet; `sent`: no status yet; `pending`: accepted with 202, its alert has not come;
 * `done`; `failed`; `unknown`: the session went on, or ended, without a status for it.
 */
export type CommandState = 'queued' | 'sent' | 'pending' | 'done' | 'failed' | 'unknown';

/** What the server believes about one operation. */
export interface CommandRecord extends Operation {
  readonly state: CommandState;
  /** Last status code that the device reported. */
  readonly status: number | null;
  /** ClientURIs that the device reported for it (where new data stands). */
  readonly created: readonly string[];
  /** Data that the device reported for it in Package#3 (GET); null: none. */
  readonly content: unknown;
}

/** An alert of the device. */
export interface AlertRecord {
  readonly type: string;
  readonly source: string | null;
  /** Position in `commands` of the asynchronous operation that it completes; null: of none. */
  readonly completes: number | null;
}

/** Something that the device wrote to the repository. */
export interface UploadRecord {
  readonly method: string;
  /** Below the repository base, with its leading slash. */
  readonly path: string;
  readonly contentType: string | null;
  /** Body, base64. */
  readonly body: string;
  /** Status the server answered. */
  readonly status: number;
}

/** What the server believes about a device; every list is in the order of time. */
export interface DeviceRecord {
  readonly device: string;
  readonly session: 'none' | 'open';
  /** Body of the last Package#1 as JSON; null before the first. */
  readonly package1: unknown;
  readonly commands: readonly CommandRecord[];
  readonly alerts: readonly AlertRecord[];
  /** Validators that the server holds for its copies. */
  readonly validators: readonly { readonly client: string; readonly cv: string }[];
  readonly uploads: readonly UploadRecord[];
}

/** Where a Package#0 goes: a datagram, the body of an HTTP POST (`http`), or an OTA-HTTP push (`push`: in a response that is the body of a POST). */
export type NotificationTarget = { readonly carrier: 'udp'; readonly host: string; readonly port: number } | { readonly carrier: 'http' | 'push'; readonly url: string };

/** A Package#0 that the server shall send. */
export interface NotificationOrder {
  readonly to: NotificationTarget;
  /** NOTIFICATION-ID; the same again is a retransmission. */
  readonly id?: number;
  readonly connection?: 'any' | 'cellular' | 'wlan' | 'wireline';
  readonly requestMos?: 'yes' | 'no';
  /** `yes`: with SHA256-DIGEST over the account's notification secret. */
  readonly digest?: 'yes' | 'no';
  readonly timestamp?: 'yes' | 'no';
  /** How lengths of options are written (IXIT P0_CODING). */
  readonly coding?: 'CD' | 'L12' | 'RFC';
}

/** A bootstrap that the server shall make, and send by HTTP POST when `to` names a URL. */
export interface BootstrapOrder {
  readonly to: string | null;
}

/** The bootstrap document. */
export interface BootstrapDocument {
  readonly contentType: string;
  /** Base64. */
  readonly body: string;
}
