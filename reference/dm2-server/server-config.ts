/**
 * What a reference server is made of. Everything here is plain data, so that a test can spread a configuration and
 * change one thing.
 */
import type { LengthCoding } from '../../protocol/dm2/notification/options.js';
import type { Operation } from './model.js';

/** ICS items that can be switched off; every one is on by default. */
export const SERVER_FEATURES = ['S_SUB', 'S_CACHE', 'S_EXTRA_MIME'] as const;

export type ServerFeature = (typeof SERVER_FEATURES)[number];

/**
 * `closed`: a device needs an account. `open`: an unknown device gets one, without credentials, and these operations are
 * queued for it; each inner list is one Package#2.
 */
export type Enrolment =
  | { readonly kind: 'closed' }
  | { readonly kind: 'open'; readonly serverId: string; readonly greeting: readonly (readonly Operation[])[] };

export interface ServerConfig {
  /** Display name in accounts that the server makes. */
  readonly name: string;
  /** Protection space of HTTP authentication. */
  readonly realm: string;
  readonly enrolment: Enrolment;
  /** Whether a bootstrap goes over plain HTTP where an address says http (A-31: in the lab only); default `sent`. */
  readonly plainBootstrap?: 'sent' | 'refused';
  readonly features: Partial<Readonly<Record<ServerFeature, boolean>>>;
  /** Hosts from which descriptions of management objects are fetched; a device may name any address, so nothing else is asked. */
  readonly descriptionHosts: readonly string[];
  readonly notification: {
    readonly coding: LengthCoding;
    /** VER, 0 to 15. */
    readonly version: number;
    /** Whether authentication data of the account enters the digest. */
    readonly digest: 'with-data' | 'without-data';
    /** Width of TIMESTAMP. */
    readonly timestampBytes: 4 | 8;
  };
  readonly limits: {
    /** Largest request body. */
    readonly bodyBytes: number;
    /** How long a message of the server to somebody else may take. */
    readonly outboundMs: number;
    /** Accounts that a server makes by itself when it takes every device. */
    readonly devices: number;
    /** Operations of a device, and of uploads and alerts each as many; of those the oldest are forgotten. */
    readonly recordsPerDevice: number;
    /** Uploads of a device together, and its alerts. */
    readonly recordBytesPerDevice: number;
    /** Whole instances kept for caching. */
    readonly copiesPerDevice: number;
    /** Descriptions of management objects that are kept. */
    readonly descriptions: number;
    /** Nonces of HTTP Digest that are remembered. */
    readonly nonces: number;
  };
}

/** A server in a laboratory: devices need an account, descriptions come from this host only. */
export const DEFAULT_SERVER_CONFIG: ServerConfig = {
  name: 'Reference server',
  realm: 'dm',
  enrolment: { kind: 'closed' },
  features: {},
  descriptionHosts: ['127.0.0.1', '::1', 'localhost'],
  notification: { coding: 'CD', version: 1, digest: 'with-data', timestampBytes: 4 },
  limits: { bodyBytes: 4 * 1024 * 1024, outboundMs: 5000, devices: 10_000, recordsPerDevice: 1000, recordBytesPerDevice: 64 * 1024 * 1024, copiesPerDevice: 100, descriptions: 1000, nonces: 1000 },
};

/** Whether the server has a feature: everything not switched off is supported. */
export const supports = (config: ServerConfig, feature: ServerFeature): boolean => config.features[feature] !== false;
