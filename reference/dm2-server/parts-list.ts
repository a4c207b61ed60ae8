/**
 * Names and shapes of all parts of the reference server, grouped by topic.
 *
 * A part that raises HttpFault ends the request with that answer.
 */
import type { TlsOptions } from 'node:tls';
import type { Alert } from '../../protocol/dm2/alert.js';
import type { ClientUri } from '../../protocol/dm2/client-uri.js';
import type { Command } from '../../protocol/dm2/commands.js';
import type { MoItem } from '../../protocol/dm2/mo.js';
import type { NotificationFacts } from '../../protocol/dm2/notification/encode.js';
import type { LengthCoding } from '../../protocol/dm2/notification/options.js';
import type { Package1 } from '../../protocol/dm2/package1.js';
import type { Package2 } from '../../protocol/dm2/package2.js';
import type { Package3, StatusItem } from '../../protocol/dm2/package3.js';
import type { DescribedNode } from './descriptions.js';
import type { Description, Device, DeviceAccount, DeviceCredentials, Operation, Order, ServerRequest, ServerResponse, Session } from './model.js';
import type { TlsListening } from './listener.js';
import type { Part } from './parts.js';

type OfRequest<Extra = unknown> = Readonly<{ request: ServerRequest }> & Readonly<Extra>;
type OfDevice<Extra = unknown> = Readonly<{ device: Device }> & Readonly<Extra>;
type InSession<Extra = unknown> = Readonly<{ session: Session }> & Readonly<Extra>;

/** What a package brought, and the JSON it was read from. */
export interface Received<Package> {
  readonly value: Package;
  readonly json: unknown;
}

type Listening = Readonly<{ tls: TlsListening }>;

/** secure.ts */
export interface SecureParts {
  readonly tlsOptions: Part<Listening, TlsOptions>;
  /** OpenSSL names. */
  readonly tlsSuites: Part<Listening, readonly string[]>;
  readonly tlsVersions: Part<Listening, Pick<TlsOptions, 'minVersion' | 'maxVersion'>>;
  readonly demandCertificate: Part<Listening, Pick<TlsOptions, 'requestCert' | 'rejectUnauthorized'>>;
  readonly sharedKey: Part<{ readonly keys: ReadonlyMap<string, Uint8Array>; readonly identity: string }, Uint8Array | undefined>;
}

/** endpoint.ts, http-rules.ts */
export interface EndpointParts {
  /** Any request; never rejects for a fault of the peer. */
  readonly respond: Part<OfRequest, Promise<ServerResponse>>;
  readonly handlePackage: Part<OfRequest, ServerResponse>;
  readonly identifyDevice: Part<OfRequest, Device>;
  readonly onUnknownDevice: Part<{ readonly devId: string }, Device>;
  readonly checkMethod: Part<OfRequest<{ allowed: readonly string[] }>, void>;
  readonly packageKind: Part<OfRequest, 'initiation' | 'response'>;
  readonly checkAccept: Part<OfRequest<{ offered: string }>, void>;
  readonly readPackage1: Part<OfRequest, Received<Package1>>;
  readonly readPackage3: Part<OfRequest, Received<Package3>>;
  readonly refusal: Part<{ readonly status: number; readonly reason: string; readonly headers: ServerResponse['headers'] }, ServerResponse>;
}

/** authentication.ts, digest.ts */
export interface AuthenticationParts {
  readonly authenticate: Part<OfRequest<{ device: Device }>, void>;
  /** Values of WWW-Authenticate, the one liked best first. */
  readonly challenges: Part<{ readonly credentials: DeviceCredentials; readonly staleness: 'fresh' | 'stale' }, readonly string[]>;
  readonly checkBasic: Part<OfRequest<{ credentials: DeviceCredentials }>, 'right' | 'wrong'>;
  readonly checkDigest: Part<OfRequest<{ credentials: DeviceCredentials }>, 'right' | 'wrong' | 'stale'>;
  readonly newNonce: Part<{ readonly purpose: 'digest' }, string>;
  /** Whether this count of the nonce comes for the first time. */
  readonly useNonce: Part<{ readonly nonce: string; readonly count: number }, 'fresh' | 'replayed' | 'unknown'>;
}

/** sessions.ts */
export interface SessionParts {
  readonly openSession: Part<OfDevice<{ path: string }>, Session>;
  readonly findSession: Part<OfDevice<{ path: string }>, Session | undefined>;
  readonly onUnmatchedPackage3: Part<OfDevice<{ path: string }>, Session>;
  readonly endSession: Part<InSession, void>;
  readonly acceptPackage1: Part<InSession<{ received: Received<Package1> }>, void>;
  readonly acceptPackage3: Part<InSession<{ received: Received<Package3> }>, void>;
  /** What became of the orders of the last Package#2. */
  readonly relateStatuses: Part<InSession<{ statuses: readonly StatusItem[]; json: unknown }>, void>;
  readonly noteStatus: Part<InSession<{ order: Order; status: StatusItem; content: unknown }>, void>;
  readonly stateAfter: Part<{ readonly order: Order; readonly sc: number }, Order['state']>;
  readonly onMissingStatus: Part<{ readonly order: Order }, void>;
  readonly contentOf: Part<{ readonly item: unknown }, unknown>;
  readonly recordAlerts: Part<InSession<{ alerts: readonly Alert[] }>, void>;
  readonly operationCompleted: Part<OfDevice<{ alert: Alert }>, Order | undefined>;
  readonly sourceMatches: Part<{ readonly ordered: ClientUri; readonly source: ClientUri }, boolean>;
}

/** package2.ts */
export interface Package2Parts {
  /** The next list of operations of this session; empty: there is nothing more to do. */
  readonly nextOrders: Part<InSession, readonly Order[]>;
  readonly buildPackage2: Part<InSession<{ orders: readonly Order[] }>, Package2>;
  readonly writeCommand: Part<OfDevice<{ operation: Operation }>, readonly string[]>;
  readonly commandOf: Part<{ readonly operation: Operation }, Command>;
  readonly formatCommand: Part<{ readonly command: Command }, readonly string[]>;
  readonly writeClientUri: Part<OfDevice<{ operation: Operation; clientUri: string }>, string>;
  readonly endCommand: Part<InSession, readonly string[]>;
  readonly encodePackage2: Part<{ readonly package2: Package2 }, Uint8Array>;
  readonly packageResponse: Part<InSession<{ package2: Package2 }>, ServerResponse>;
  readonly package2Type: Part<InSession, string>;
  readonly announcedTypes: Part<{ readonly purpose: 'package' | 'refusal' }, string | undefined>;
  /** Where the session goes on after this package. */
  readonly continuation: Part<InSession<{ orders: readonly Order[] }>, readonly string[]>;
}

/** accounts.ts */
export interface AccountParts {
  readonly createDevice: Part<{ readonly account: DeviceAccount }, Device>;
  readonly enqueue: Part<OfDevice<{ packages: readonly (readonly Operation[])[] }>, void>;
  readonly checkPermission: Part<OfDevice<{ operation: Operation }>, void>;
  /** The operation with the addresses that the server chose. */
  readonly withAddresses: Part<OfDevice<{ operation: Operation }>, Operation>;
}

/** repository.ts, uploads.ts, web.ts */
export interface RepositoryParts {
  readonly handleContent: Part<OfRequest<{ path: string }>, ServerResponse>;
  readonly contentResponse: Part<OfRequest<{ contentType: string; body: Uint8Array }>, ServerResponse>;
  readonly handleUpload: Part<OfRequest<{ path: string }>, ServerResponse>;
  readonly uploadTypes: Part<{ readonly purpose: 'upload' }, readonly string[]>;
  readonly onUnsupportedUpload: Part<{ readonly contentType: string }, ServerResponse>;
  readonly readUpload: Part<{ readonly body: Uint8Array }, readonly MoItem[]>;
  readonly uploadStatus: Part<OfDevice<{ path: string }>, number>;
  readonly handlePage: Part<OfRequest, ServerResponse>;
}

/** copies.ts */
export interface CopyParts {
  /** Keeps what a read of whole instances brought, where it came with a validator. */
  readonly rememberItems: Part<OfDevice<{ items: readonly MoItem[] }>, void>;
  readonly validatorFor: Part<OfDevice<{ uri: ClientUri }>, string | undefined>;
  readonly storedCopy: Part<OfDevice<{ clientUris: readonly string[] }>, readonly MoItem[] | null>;
}

/** descriptions.ts */
export interface DescriptionParts {
  readonly learnDescriptions: Part<{ readonly package1: Package1 }, void>;
  readonly mayFetch: Part<{ readonly url: string }, boolean>;
  readonly fetchDescription: Part<{ readonly url: string }, Promise<Description>>;
  readonly readDescription: Part<{ readonly body: Uint8Array }, readonly DescribedNode[]>;
}

export type NotificationAddress =
  | { readonly carrier: 'udp'; readonly host: string; readonly port: number }
  | { readonly carrier: 'http' | 'push'; readonly url: string };

export interface NotificationOrder {
  readonly to: NotificationAddress;
  readonly id?: number;
  readonly connection?: 'any' | 'cellular' | 'wlan' | 'wireline';
  readonly requestMos?: 'yes' | 'no';
  readonly digest?: 'yes' | 'no';
  readonly timestamp?: 'yes' | 'no';
  readonly coding?: LengthCoding;
}

/** notification.ts, bootstrap.ts */
export interface NotificationParts {
  readonly notify: Part<OfDevice<{ order: NotificationOrder }>, Promise<void>>;
  readonly notificationFacts: Part<OfDevice<{ order: NotificationOrder }>, NotificationFacts>;
  readonly encodeNotification: Part<{ readonly facts: NotificationFacts; readonly coding: LengthCoding }, Uint8Array>;
  readonly sendNotification: Part<{ readonly to: NotificationAddress; readonly body: Uint8Array }, Promise<void>>;
  readonly handleBootstrap: Part<OfRequest, ServerResponse>;
  readonly bootstrapItems: Part<OfDevice, readonly MoItem[]>;
  readonly encodeBootstrap: Part<{ readonly items: readonly MoItem[] }, Uint8Array>;
  readonly sendBootstrap: Part<{ readonly url: string; readonly contentType: string; readonly body: Uint8Array }, Promise<void>>;
}

export interface ServerParts extends
  SecureParts, EndpointParts, AuthenticationParts, SessionParts, Package2Parts, AccountParts, RepositoryParts, CopyParts,
  DescriptionParts, NotificationParts {}
