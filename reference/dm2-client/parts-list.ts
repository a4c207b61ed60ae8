/**
 * Names and shapes of all parts of the reference client, grouped by topic.
 *
 * A part that raises CommandFault ends the running command with that status; SessionFault ends the session.
 */
import type { Socket } from 'node:net';
import type { ConnectionOptions, PeerCertificate } from 'node:tls';
import type { Alert } from '../../protocol/dm2/alert.js';
import type { ClientUri } from '../../protocol/dm2/client-uri.js';
import type { Command, CommandName } from '../../protocol/dm2/commands.js';
import type { MoItem, MoValue } from '../../protocol/dm2/mo.js';
import type { Notification2 } from '../../protocol/dm2/notification/notification.js';
import type { MoEntry, Package1 } from '../../protocol/dm2/package1.js';
import type { Package2 } from '../../protocol/dm2/package2.js';
import type { Package3, StatusItem } from '../../protocol/dm2/package3.js';
import type { AccountConfig, MoDefinition, NodeDefinition } from './device-config.js';
import type {
  Change, HttpRequest, HttpResponse, MoInstance, PendingAlert, Place, Session, SessionCause, SessionEnd, Subscription, TreeNode,
} from './model.js';
import type { Part, PlainPart } from './parts.js';
import type { AuthenticationParts, BootstrapParts } from './parts-security.js';
import type { AccessParts, ChangeLog, ReadParts, UriParts, WriteParts } from './parts-tree.js';

export type CommandOf<Name extends CommandName, Any = Command> =
  Any extends { readonly name: infer Known } ? (Name extends Known ? Any : never) : never;

/** A command handler: does the work and returns the status item of the command. */
export type Handler<Name extends CommandName> =
  Part<{ readonly session: Session; readonly command: CommandOf<Name> }, Promise<StatusItem>>;

type InSession<Extra = unknown> = Readonly<{ session: Session }> & Readonly<Extra>;

/** secure.ts; texts are reasons to refuse the server. */
export interface SecureParts {
  readonly connectSecurely: Part<{ readonly host: string; readonly port: number }, Promise<Socket>>;
  readonly tlsOptions: Part<{ readonly host: string }, ConnectionOptions>;
  readonly tlsVersions: PlainPart<Pick<ConnectionOptions, 'minVersion' | 'maxVersion'>>;
  /** OpenSSL names. */
  readonly tlsSuites: PlainPart<readonly string[]>;
  readonly clientCertificate: PlainPart<Pick<ConnectionOptions, 'cert' | 'key'>>;
  readonly preSharedKey: PlainPart<{ readonly identity: string; readonly key: Uint8Array } | undefined>;
  readonly checkTlsVersion: Part<{ readonly version: string }, string | undefined>;
  /** `fault`: what the platform found wrong with the chain of the server's certificate. */
  readonly checkTrust: Part<{ readonly host: string; readonly fault: string | undefined }, string | undefined>;
  readonly checkServerName: Part<{ readonly host: string; readonly certificate: PeerCertificate }, string | undefined>;
}

/** What HGET brought: MO data, or the bytes of one leaf. */
export type Fetched =
  | { readonly kind: 'items'; readonly items: readonly MoItem[] }
  | { readonly kind: 'raw'; readonly mediaType: string; readonly bytes: Uint8Array };

/** session.ts, rounds.ts */
export interface SessionParts {
  readonly conductSession: Part<InSession, Promise<SessionEnd>>;
  readonly acceptPackage2: Part<InSession<{ response: HttpResponse }>, Package2>;
  readonly executePackage: Part<InSession<{ package2: Package2 }>, Promise<readonly StatusItem[]>>;
  readonly runCommand: Part<InSession<{ entry: readonly string[] }>, Promise<StatusItem>>;
  readonly dispatch: Part<InSession<{ command: Command }>, Promise<StatusItem>>;
  readonly nextAction: Part<InSession<{ package2: Package2 }>, 'respond' | 'finish'>;
  readonly continueAt: Part<InSession<{ serverUri: string }>, void>;
  readonly statusForUnknownCommand: Part<{ readonly entry: readonly string[] }, StatusItem>;
  readonly statusForBadParameters: Part<{ readonly entry: readonly string[] }, StatusItem>;
  readonly statusForUnsupported: Part<{ readonly command: Command }, StatusItem>;
  readonly onServerError: Part<InSession<{ response: HttpResponse }>, SessionEnd>;
  readonly onConnectionLoss: Part<InSession<{ message: string }>, SessionEnd>;
  readonly onInvalidPackage2: Part<InSession<{ message: string }>, SessionEnd>;
  readonly noteServerAccept: Part<InSession<{ response: HttpResponse }>, void>;
  readonly afterSession: Part<InSession<{ end: SessionEnd }>, void>;
}

/** package1.ts, package3.ts, sender.ts */
export interface PackageParts {
  readonly buildPackage1: Part<InSession<{ alerts: readonly Alert[] }>, Package1>;
  readonly moEntries: Part<{ readonly account: AccountConfig }, readonly MoEntry[]>;
  readonly listedMoids: Part<{ readonly account: AccountConfig }, readonly string[]>;
  readonly visibleMiids: Part<{ readonly account: AccountConfig; readonly moid: string }, readonly string[]>;
  readonly ddfLink: Part<{ readonly definition: MoDefinition }, string>;
  readonly initiationAlerts: Part<InSession, readonly Alert[]>;
  readonly buildPackage3: Part<InSession<{ statuses: readonly StatusItem[]; alerts: readonly Alert[] }>, Package3>;
  readonly encodePackage1: Part<{ readonly package1: Package1 }, Uint8Array>;
  readonly encodePackage3: Part<{ readonly package3: Package3 }, Uint8Array>;
  readonly sendPackage1: Part<InSession<{ package1: Package1 }>, Promise<HttpResponse>>;
  readonly sendPackage3: Part<InSession<{ package3: Package3 }>, Promise<HttpResponse>>;
  readonly startUriOf: Part<{ readonly account: AccountConfig }, string>;
  readonly packageContentType: Part<{ readonly kind: 'initiation' | 'response' }, string>;
  readonly packageHeaders: Part<InSession<{ contentType: string }>, Readonly<Record<string, string>>>;
  readonly deviceId: PlainPart<string>;
  readonly acceptHeader: Part<{ readonly purpose: 'package' | 'download' | 'page' }, string>;
  readonly sendPackage: Part<InSession<{ contentType: string; body: Uint8Array }>, Promise<HttpResponse>>;
}

/** alerts.ts */
export interface AlertParts {
  readonly queueAlert: Part<PendingAlert, void>;
  readonly accountForAlert: Part<{ readonly alert: Alert }, AccountConfig>;
  readonly pendingAlerts: Part<InSession, readonly PendingAlert[]>;
  readonly formatAlert: Part<{ readonly alert: Alert }, Alert>;
  readonly alertsDelivered: Part<InSession<{ alerts: readonly PendingAlert[] }>, void>;
  readonly alertsUndelivered: Part<InSession<{ alerts: readonly PendingAlert[] }>, void>;
  readonly deliverPending: PlainPart<Promise<void>>;
}

/** transfer.ts, http.ts */
export interface TransferParts {
  readonly httpRequest: Part<HttpRequest, Promise<HttpResponse>>;
  readonly download: Part<{ readonly serverUri: string }, Promise<HttpResponse>>;
  readonly resumeDownload: Part<{ readonly serverUri: string; readonly partial: HttpResponse }, Promise<HttpResponse>>;
  readonly uploadRequest: Part<UploadArgs, Promise<HttpResponse>>;
  /** The status code of a command whose repository answered so; 200 goes on. */
  readonly onRepositoryStatus: Part<{ readonly status: number }, number>;
  readonly onRepositoryLoss: Part<{ readonly message: string }, number>;
  readonly uploadTypes: PlainPart<readonly string[]>;
  readonly negotiateUploadType: Part<InSession, string | undefined>;
  readonly encodeUpload: Part<{ readonly items: readonly MoItem[]; readonly contentType: string }, Uint8Array>;
  readonly decodeFetched: Part<{ readonly response: HttpResponse; readonly target: Place | undefined }, Fetched>;
}

export interface UploadArgs {
  readonly method: 'PUT' | 'POST';
  readonly serverUri: string;
  readonly contentType: string;
  readonly body: Uint8Array;
}

/** commands/*.ts: the twelve handlers and what they share */
export interface CommandParts {
  readonly hget: Handler<'HGET'>;
  readonly hput: Handler<'HPUT'>;
  readonly hpost: Handler<'HPOST'>;
  readonly delete: Handler<'DELETE'>;
  readonly exec: Handler<'EXEC'>;
  readonly get: Handler<'GET'>;
  readonly show: Handler<'SHOW'>;
  readonly cont: Handler<'CONT'>;
  readonly end: Handler<'END'>;
  readonly default: Handler<'DEFAULT'>;
  readonly sub: Handler<'SUB'>;
  readonly unsub: Handler<'UNSUB'>;
  readonly upload: Part<InSession<{ method: 'PUT' | 'POST'; serverUri: string; clientUris: readonly string[] }>, Promise<StatusItem>>;
  readonly fetchMo: Part<{ readonly serverUri: string; readonly target: Place | undefined }, Promise<Fetched>>;
  /** Stores below the command's address and returns addresses to report: none, or those the client chose. */
  readonly storeAt: Part<InSession<{ clientUri: string; fetched: Fetched }>, readonly string[]>;
  readonly storeAnywhere: Part<{ readonly account: AccountConfig; readonly fetched: Fetched }, readonly string[]>;
  readonly checkStoreTarget: Part<{ readonly account: AccountConfig; readonly uri: ClientUri }, Place | undefined>;
  readonly payloadFor: Part<PayloadArgs, MoValue>;
  readonly planWrite: Part<
    { readonly account: AccountConfig; readonly clientUri: string; readonly fetched: Fetched },
    CommitArgs | undefined
  >;
  readonly commitNode: Part<CommitArgs, void>;
  readonly execSync: Part<InSession<{ place: Place }>, Promise<StatusItem>>;
  readonly execAsync: Part<InSession<{ place: Place; serverUri: string | undefined }>, Promise<StatusItem>>;
  readonly performOperation: Part<{ readonly place: Place; readonly account: AccountConfig }, number>;
  readonly resultAlert: Part<{ readonly place: Place; readonly sc: number }, Alert>;
  readonly reportAsync: Part<InSession<{ alert: Alert; serverUri: string | undefined }>, Promise<void>>;
  readonly startBrowser: Part<{ readonly serverUri: string }, 'started' | 'unavailable'>;
}

export interface CommitArgs {
  readonly account: AccountConfig;
  readonly instance: MoInstance;
  readonly path: readonly string[];
  readonly fresh: TreeNode;
  readonly log: ChangeLog;
}

export interface PayloadArgs {
  readonly items: readonly MoItem[];
  readonly clientUri: string;
  readonly definition: NodeDefinition;
  readonly rootName: string;
  /** Names from below the root to the addressed node. */
  readonly path: readonly string[];
}

/** subscriptions.ts, defaults.ts */
export interface LaterParts {
  readonly subscribe: Part<Subscription, void>;
  readonly unsubscribe: Part<{ readonly srvId: string; readonly clientUri: string }, 'removed' | 'unknown'>;
  readonly takeChanges: PlainPart<readonly Change[]>;
  readonly reportChanges: PlainPart<void>;
  readonly subscriptionConcerned: Part<{ readonly subscription: Subscription; readonly changes: readonly Change[] }, boolean>;
  readonly reportTarget: Part<{ readonly subscription: Subscription }, string>;
  readonly reportItems: Part<{ readonly subscription: Subscription }, readonly MoItem[] | undefined>;
  readonly reportSubscription: Part<{ readonly subscription: Subscription; readonly items: readonly MoItem[] }, Promise<void>>;
  readonly reportAgain: Part<
    { readonly subscription: Subscription; readonly items: readonly MoItem[]; readonly response: HttpResponse },
    Promise<void>
  >;
  readonly storeDefault: Part<{ readonly moid: string; readonly serverUri: string; readonly srvId: string }, void>;
  readonly fetchDefault: Part<{ readonly moid: string }, Promise<'present' | 'fetched' | 'unavailable'>>;
}

/** lifecycle.ts */
export interface LifecycleParts {
  readonly openSession: Part<
    { readonly account: AccountConfig; readonly cause: SessionCause; readonly serverUri?: string },
    Promise<SessionEnd>
  >;
  readonly snapshotState: PlainPart<string>;
}

/** A session, or why there is none; the sender learns nothing of either. */
export type NotificationResult = { readonly kind: 'session'; readonly end: SessionEnd } | { readonly kind: 'dropped'; readonly reason: string };

/** An HTTP request at the address for pushes. */
export interface PushRequest {
  readonly method: string;
  readonly contentType: string | undefined;
  readonly body: Uint8Array;
}

/** What it is answered, and the notification in it. */
export interface PushAnswer {
  readonly status: number;
  readonly octets: Uint8Array | undefined;
}

type OfNotification<Extra = unknown> = Readonly<{ notification: Notification2 }> & Readonly<Extra>;

/** notification.ts; the checks raise NotificationFault */
export interface NotificationParts {
  readonly receiveNotification: Part<{ readonly octets: Uint8Array }, Promise<NotificationResult>>;
  readonly readNotification: Part<{ readonly octets: Uint8Array }, Notification2>;
  readonly notifiedAccount: Part<OfNotification, AccountConfig>;
  readonly authenticateNotification: Part<OfNotification<{ octets: Uint8Array; account: AccountConfig }>, void>;
  readonly checkNotificationTime: Part<OfNotification, void>;
  readonly checkNotificationId: Part<OfNotification<{ account: AccountConfig }>, void>;
  readonly notifiedCause: Part<OfNotification, SessionCause>;
  readonly takePush: Part<PushRequest, PushAnswer>;
}

export interface ClientParts extends
  SessionParts, SecureParts, PackageParts, AlertParts, TransferParts, CommandParts, UriParts, AccessParts, ReadParts, WriteParts,
  LaterParts, LifecycleParts, NotificationParts, AuthenticationParts, BootstrapParts {}
