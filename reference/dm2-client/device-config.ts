/**
 * What a reference device is made of: accounts, management objects, features, limits.
 *
 * Everything here is plain data, so that a test can spread a configuration and change one thing.
 * The node definitions follow the DDF vocabulary (OMA-TS-DM_Protocol-V2_0 chapter on management objects):
 * format, access type, scope, occurrence. Left out: DFTitle, Description and other display elements.
 */
import type { MoValue } from '../../protocol/dm2/mo.js';
import type { LengthCoding } from '../../protocol/dm2/notification/options.js';

/** ICS items that can be switched off in the reference client; every one of them is on by default. */
export const FEATURE_NAMES = [
  'C_GET', 'C_SHOW', 'C_DEFAULT', 'C_SUB', 'C_URI_QUERY', 'C_URI_XNAME', 'C_URI_WILDCARD', 'C_ACL', 'C_CACHE',
  'C_HTTP_RANGE', 'C_EXTRA_MIME', 'MO_SESSINFO', 'MO_DM1X', 'C_AUTH_DIGEST',
] as const;

export type FeatureName = (typeof FEATURE_NAMES)[number];

/** Leaf formats of the definition rules; interior nodes have the format `node`. */
export type LeafFormat = 'chr' | 'int' | 'bool' | 'bin' | 'b64' | 'float' | 'xml' | 'date' | 'time' | 'null';

/** Access types of a node. A node without `Get` is hidden: it is never sent. */
export type AccessType = 'Get' | 'Add' | 'Replace' | 'Delete' | 'Exec';

/** How many siblings a definition allows, both bounds inclusive. */
export interface Occurrence {
  readonly min: 0 | 1;
  readonly max: number;
}

/** What an executable node does. */
export interface OperationDefinition {
  /** `asynchronous`: the client itself chooses to answer 202 and to report later, even without a ServerURI. */
  readonly reporting: 'synchronous' | 'asynchronous';
  /** A leaf of the same instance that the operation sets, path from the root. */
  readonly sets?: { readonly path: readonly string[]; readonly value: LeafValue };
  /** A generic alert the operation raises; it takes the place of the default result alert. */
  readonly alert?: { readonly type: string; readonly dataType?: string; readonly data: Readonly<Record<string, unknown>> };
}

export type LeafValue = string | number | boolean | null;

interface NodeDefinitionBase {
  /** Name of the node; for a placeholder the text between the angle brackets. */
  readonly name: string;
  /** `placeholder`: any name is possible, given when the node is created. */
  readonly naming: 'fixed' | 'placeholder';
  readonly scope: 'permanent' | 'dynamic';
  readonly access: readonly AccessType[];
  readonly occurrence: Occurrence;
}

export interface InteriorDefinition extends NodeDefinitionBase {
  readonly format: 'node';
  readonly children: readonly NodeDefinition[];
}

export interface LeafDefinition extends NodeDefinitionBase {
  readonly format: LeafFormat;
  /** Value of a node that comes into being without one. */
  readonly initial: LeafValue;
  /** Media types whose raw content this leaf takes, `type/*` allowed. */
  readonly rawTypes?: readonly string[];
  readonly operation?: OperationDefinition;
}

export type NodeDefinition = InteriorDefinition | LeafDefinition;

export interface MoDefinition {
  readonly moid: string;
  /** Appended to DeviceConfig.ddfBase. */
  readonly ddfFile: string;
  /** Cacheable instances have a validator (CV). */
  readonly caching: 'cacheable' | 'volatile';
  /** `virtual`: its content is computed from the grants (Delegation Access Control MO). */
  readonly content: 'stored' | 'virtual';
  /** A feature without which the device does not have this MO. */
  readonly feature?: FeatureName;
  readonly root: InteriorDefinition;
}

/** Rights on an instance: letters out of R (read), W (write), X (execute), D (delegate). */
export type Rights = string;

export interface InstanceSetup {
  readonly miid: string;
  /** Children of the root; what is missing gets the initial value of its definition. */
  readonly data: { readonly [name: string]: MoValue };
  /** `device`, or the SrvID of the account that owns the instance with full rights. */
  readonly owner: string;
  /** Rights of every bootstrapped server, for device-owned instances. */
  readonly everyone?: Rights;
  readonly grants?: readonly { readonly srvId: string; readonly rights: Rights }[];
}

export interface MoSetup {
  readonly definition: MoDefinition;
  readonly instances: readonly InstanceSetup[];
}

export interface HttpCredentials {
  readonly user: string;
  readonly password: string;
  /** `preemptive`: sent with every package; `challenged`: only after a 401 that asks for it. */
  readonly sending: 'preemptive' | 'challenged';
}

export interface AccountConfig {
  /** The device's own handle of the account, argument of runSession. */
  readonly id: string;
  readonly srvId: string;
  /** Absolute http or https URI where sessions start. */
  readonly srvUri: string;
  readonly name: string;
  /** MOIDs set for this server at bootstrap. */
  readonly moids: readonly string[];
  readonly auth?: HttpCredentials;
  /** Of Auth/Noti, both Base64; null: no notification can be authenticated. */
  readonly notification: { readonly secret: string; readonly data: string } | null;
  /** `just-completed`: the first session carries BootstrapComplete. Default: `earlier`. */
  readonly bootstrap?: 'earlier' | 'just-completed';
}

/** What the device has for TLS; certificates and keys are PEM. */
export interface TlsSetup {
  /** Authorities to trust; default: those of the platform. */
  readonly ca?: string | readonly string[];
  /** Certificate of the device, with its key. */
  readonly cert?: string;
  readonly key?: string;
  readonly psk?: { readonly identity: string; readonly key: Uint8Array };
  readonly servername?: string;
  /** TLS 1.0 and 1.1 as well; default `off`. */
  readonly legacy?: 'on' | 'off';
}

export interface DeviceConfig {
  /** Value of DevInfo/DevID and of the header OMADM-DevID. */
  readonly devId: string;
  readonly features: Partial<Readonly<Record<FeatureName, boolean>>>;
  readonly accounts: readonly AccountConfig[];
  readonly mos: readonly MoSetup[];
  /** Absolute URI prefix of the DDF links, ends with a slash. */
  readonly ddfBase: string;
  /** How long one HTTP exchange may take; default 5000. */
  readonly timeouts?: { readonly requestMs?: number };
  /** Largest HTTP response body in bytes (default 64 MiB) and rounds per session (default 1000). */
  readonly limits?: { readonly responseBytes?: number; readonly rounds?: number };
  readonly tls?: TlsSetup;
  /** Whether a bootstrap may come over plain HTTP (A-31: in the lab only); default `taken`. */
  readonly plainBootstrap?: 'taken' | 'refused';
  /** Coding of lengths in notifications; default `any`: whichever fits (A-01). */
  readonly notification?: { readonly coding: LengthCoding | 'any' };
}

/** Whether the device has a feature: everything not switched off is supported. */
export const supports = (config: DeviceConfig, feature: FeatureName): boolean => config.features[feature] !== false;
