/** What the drive half of a pair test can do: have the server queue commands, start the client, break an exchange off between them. */
import type { AccountName, HookCall } from '../../iut/control.js';
import type { OperationList } from '../../iut/upper-tester.js';

/** Package 1 and 3 go to the server, Package 2 to the client. */
export type PackageNumber = 1 | 2 | 3;

/** A server that manages the device: the one of the pair, or a second management authority. */
export interface Authority {
  /**
   * Second DM endpoint of the same server, target of CONT; null where it has none. It leads through the proxy where the server could
   * be told of it, for a session goes on only at an address that the server takes for its own; all other addresses always do.
   */
  readonly other: string | null;
  /** Base of the server's repository for this device, without a trailing slash. */
  readonly repository: string;
  /** Makes the account of the device anew, with this SrvID: for a bootstrap that brings the client a server it does not know yet. `repository` is another one from then on. */
  provision(serverId: string): Promise<void>;
  /** Queues operations, one list for each Package#2. */
  queue(...packages: readonly OperationList[]): Promise<void>;
  /** Content that the server's repository serves from now on; its URL. */
  content(path: string, content: { readonly type: string; readonly body: string }): Promise<string>;
  /** Asks the server what it believes about the device; the answer is in the transcript. */
  ask(): Promise<void>;
}

export interface PairDriver {
  /** IXIT value of the client, or one of the suite; the plan made sure that it is there. */
  value(name: string): string;
  /** The server of the pair. Only for tests that need its upper tester. */
  readonly server: Authority;
  /** The second management authority, the reference server. Only for tests that need two accounts. */
  readonly second: Authority;
  /** Starts a session of the client and follows it to its end; a deadline that passes is in the transcript. */
  session(account?: AccountName): Promise<void>;
  /** A local event on the device. */
  hook(call: HookCall): Promise<void>;
  /** Breaks off, once, the next package with this number, in the middle of its body. */
  interrupt(number: PackageNumber): void;
  /** Has the server send a Package#0 to the address at which the client takes it, and follows the session that comes of it. */
  notify(): Promise<void>;
  /** Has the server make the bootstrap of the device, hands it to the client as if it were pushed, and follows the session that comes of it. Needs the hook `bootstrap`. */
  bootstrap(): Promise<void>;
  /** Settles when a request for this URL has come through the proxy, or the reply deadline passed. */
  arrival(url: string, times?: number): Promise<void>;
  /** The observation window: a wall-clock wait, because the absence of a message has no other sign. */
  observe(): Promise<void>;
}
