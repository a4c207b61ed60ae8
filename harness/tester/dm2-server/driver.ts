/** What the drive half of a DM 2.0 client test can do: the tester's side of sessions, repository, web pages and device. */
import type { AccountName, HookCall } from '../../iut/control.js';
import type { NotificationCarrier } from '../../iut/notification-address.js';
import type { Post } from '../notification/post.js';
import type { Resource, Step } from './answer.js';
import type { SecureOffer, SecurePoint } from './secure-endpoint.js';
import type { AccessDemand } from './guard.js';

export interface Deadlines {
  /** From starting the IUT to its first message. */
  readonly startMs: number;
  /** From the tester's answer to the IUT's next message, or to the end of its session. */
  readonly replyMs: number;
  /** How long to listen for messages that must not come, where nobody can tell that the IUT is done. */
  readonly observeMs: number;
}

export interface SessionOptions {
  readonly account?: AccountName;
  /** How the session comes about: `start` asks the control (default); `awaited` waits for one the device opens by itself. */
  readonly opening?: 'start' | 'awaited';
  /** Who is let in at DM endpoints during the session, by the credentials of the IUT file; default: everybody. Needs `needs.credentials`. */
  readonly access?: AccessDemand;
}

/** A bootstrap of a client under test. */
export interface BootstrapOrder {
  readonly kind: 'factory' | 'smartcard' | 'client' | 'server';
  /** The document; null for a factory. */
  readonly document: { readonly type: string; readonly body: string | Uint8Array } | null;
  /** Default: `authorised`. */
  readonly authority?: 'authorised' | 'none';
  /** Default: `granted`. */
  readonly consent?: 'granted' | 'refused';
  /** Who gets the document from the tester's bootstrap server; default: everybody. */
  readonly access?: AccessDemand;
  /** `http`: without TLS, though the bootstrap server has it as well; for tests with `bootstrap` in `needs.secured`. */
  readonly over?: 'http';
}

export interface NotifiedOptions {
  /** Default: the first that the control has. */
  readonly carrier?: NotificationCarrier;
  /** `silence`: no session may follow, so that only the device's word or the observation window ends the wait. Default: `session`. */
  readonly expects?: 'session' | 'silence';
  /** Says that the octets are wrong on purpose, and how. */
  readonly illegal?: string;
}

/** Making notifications: see `Post`. */
export type Notifications = Pick<Post, 'coding' | 'facts' | 'write'>;

export interface ServerDriver {
  /** Addresses: DM endpoint of account a, of account b (also the target of CONT). */
  readonly endpoint: Readonly<Record<AccountName, string>>;
  /** What the next connections to an address of `needs.secured` are offered, by default to the DM endpoint of account a; for tests with `needs.tls`. `unspoken`: not possible on this platform, which the transcript says. */
  offer(offer: SecureOffer, at?: SecurePoint): Promise<'offered' | 'unspoken'>;
  /** Value of the IUT file or of the suite; the plan made sure that it is there. */
  value(name: string): string;
  /** Puts replies at a repository path and returns its URL; each request takes the next, the last one repeats. */
  repository(path: string, ...replies: readonly Resource[]): string;
  /** Puts a page at a path of the web component and returns its URL. */
  page(path: string, ...replies: readonly Resource[]): string;
  /**
   * Runs one session: each message of the IUT at a DM endpoint takes the next answer, END follows the last.
   * Returns when the session is over or a deadline passed; both are in the transcript.
   */
  session(script: readonly Step[], options?: SessionOptions): Promise<void>;
  readonly notifications: Notifications;
  /** Sends notifications, one after the other, and plays the session that the last of them opens; END follows the script. */
  notified(octets: Uint8Array | readonly Uint8Array[], options?: NotifiedOptions, script?: readonly Step[]): Promise<void>;
  /** Answers for DM sessions that the device opens by itself, at whichever endpoint. */
  expect(script: readonly Step[]): void;
  /** The last body uploaded to a repository path, parsed as JSON; undefined where nothing came or it is no JSON. For steps that depend on what the client sent. */
  uploaded(path: string): unknown;
  /** The last body that came at a DM endpoint, parsed as JSON; undefined where nothing came or it is no JSON. For the same purpose. */
  lastMessage(): unknown;
  /** The last Package#3, parsed as JSON, whatever the client sent after it; undefined where none came. For the same purpose. */
  lastReport(): unknown;
  hook(call: HookCall): Promise<void>;
  /** ICS answer. */
  supports(feature: string): boolean;
  /**
   * Has the device bootstrapped, by the control (hook `bootstrap`). The session that reports it is for `session` with the
   * opening `awaited`. Documents of a smartcard and of a push are in a file while the test runs.
   */
  bootstrap(order: BootstrapOrder): Promise<void>;
  /** Settles when `times` requests have arrived at the path (`dm`, a repository or web path), or the reply deadline passed. */
  arrival(path: string, times?: number): Promise<void>;
  /** Settles when a message whose JSON fits has arrived at a repository path, or the reply deadline passed. */
  arrivalWhere(path: string, fits: (message: unknown) => boolean): Promise<void>;
  /** The observation window: a wall-clock wait, because the absence of a message has no other sign. */
  observe(): Promise<void>;
}
