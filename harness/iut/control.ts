/**
 * How the harness makes a client under test act: one device per test, started for sessions, driven by hooks.
 * Each rung of control (module, command, attach, http, operator) implements `ClientControl`.
 */
import type { ParameterValue } from '../transcript/event.js';
import type { DeviceTls, TlsMeans } from './tls-means.js';
import type { NotificationAddress, NotificationCarrier } from './notification-address.js';

/** Names of the DM accounts a device may hold: `a` is the tester's main server, `b` a second management authority. */
export type AccountName = 'a' | 'b';

export interface AccountEnvironment {
  /** Value of SrvID. */
  readonly serverId: string;
  /** Value of SrvURI: where sessions with this server start. */
  readonly url: string;
}

/** What a device is given for one test. */
export interface DeviceEnvironment {
  readonly test: string;
  readonly accounts: Readonly<Record<AccountName, AccountEnvironment>>;
  readonly values: Readonly<Record<string, ParameterValue>>;
  readonly credentials: { readonly user: string; readonly password: string } | null;
  /** For tests over TLS; absent in all others where nothing asks for it. */
  readonly tls?: DeviceTls;
  /** Sends the plain notification (Package#0) of an account to this address; it is in the transcript. */
  readonly sendNotification: (to: NotificationAddress, account: AccountName) => Promise<void>;
  /** Keeps a line of evidence (output of the IUT, a hook's answer) in the transcript. */
  readonly note: (action: 'output' | 'hook', detail: string) => void;
  /** Aborted when the test is over for any reason. */
  readonly signal: AbortSignal;
}

export type RunEnd =
  | { readonly kind: 'completed'; readonly detail: string }
  | { readonly kind: 'crashed'; readonly detail: string };

/** One session that a device was asked to run. */
export interface ClientRun {
  /** Settles when the device says that it has ended the session and all it does because of it; null where nobody can tell. */
  readonly ended: Promise<RunEnd> | null;
}

/** How a bootstrap reaches the device (clause ~8). A document is in a file as well, for devices that read it there. */
export type BootstrapWay =
  /** The device is as it left the factory, with an account for server a of the test. */
  | { readonly kind: 'factory' }
  | { readonly kind: 'smartcard'; readonly file: string }
  /** The device asks the bootstrap server at this URL. */
  | { readonly kind: 'client'; readonly url: string }
  /** The document, base64, is pushed to the device. */
  | { readonly kind: 'server'; readonly contentType: string; readonly document: string; readonly file: string };

export type BootstrapDelivery = BootstrapWay & {
  /** `authorised`: with the security that the device knows its bootstrap server by; `none`: without, as from anybody. */
  readonly authority: 'authorised' | 'none';
  /** What the user says when asked. */
  readonly consent: 'granted' | 'refused';
};

/** A local event on the device that a test needs and no server command can cause. */
export type HookCall =
  | { readonly action: 'change-node'; readonly uri: string; readonly value: ParameterValue }
  | { readonly action: 'need-mo'; readonly moid: string }
  | { readonly action: 'raise-alert'; readonly alertType: string; readonly sourceUri: string }
  | { readonly action: 'browser'; readonly state: 'available' | 'unavailable' }
  | { readonly action: 'bearer'; readonly cbt: number }
  | { readonly action: 'roaming'; readonly state: number }
  | { readonly action: 'restart' }
  /** The device is bootstrapped, and reports it by a session that it opens by itself. */
  | ({ readonly action: 'bootstrap' } & BootstrapDelivery);

export type HookName = HookCall['action'];

export const HOOK_NAMES: readonly HookName[] = ['change-node', 'need-mo', 'raise-alert', 'browser', 'bearer', 'roaming', 'restart', 'bootstrap'];

export interface ClientDevice {
  /** Asks for a session with an account. Rejects with `IutFault` when the IUT cannot be started. */
  start(account: AccountName): Promise<ClientRun>;
  /** Carries out a local event. Rejects with `IutFault` when the IUT does not. */
  hook(call: HookCall): Promise<void>;
  /**
   * Has the tester send a notification by that carrier, at the address that `send` is given; `ended` of the run settles when the
   * device has done all it does because of it. Present where the control has carriers.
   */
  notify?(carrier: NotificationCarrier, send: (to: NotificationAddress) => Promise<void>): Promise<ClientRun>;
  close(): Promise<void>;
}

export interface ClientControl {
  readonly role: 'client';
  readonly kind: 'module' | 'command' | 'attach' | 'http' | 'operator' | 'notify';
  /** How many devices may run at once. */
  readonly maxDevices: number;
  readonly hooks: readonly HookName[];
  /** How notifications reach the device; absent: not at all. */
  readonly notifications?: readonly NotificationCarrier[];
  /** Accounts the device can hold at the same time. */
  readonly accounts: 1 | 2;
  /** True when state a session leaves (tree, subscriptions, defaults) is there in the next session of the same device. */
  readonly keepsState: boolean;
  /** What of TLS the device can be given; default: nothing. */
  readonly tls?: readonly TlsMeans[];
  open(environment: DeviceEnvironment): Promise<ClientDevice>;
  close(): Promise<void>;
}

/** The IUT, or the way it is controlled, did not do what the control asked: never an error of ours, never a verdict on a requirement. */
export class IutFault extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'IutFault';
  }
}
