/** What the drive half of a DM 2.0 server test can do: devices with their messages, commands for them, content of the server's repository. */
import type { DeviceAccount, NotificationOrder, NotificationTarget, OperationList } from '../../iut/upper-tester.js';
import type { RequestFault, RequestFraming } from '../../binding/http-request.js';
import type { HeaderLines } from '../../transcript/event.js';
import type { DeviceTree } from './device-tree.js';
import type { DeviceOffer } from './secure-device.js';
import type { Authorize } from './login.js';

/** One message of the device to a DM endpoint, with everything unusual about it named. */
export interface ClientMessage {
  /** The body as JSON. */
  readonly body: unknown;
  /** Another way of writing the body, or something that is no JSON; default: the plain way. */
  readonly text?: string | Uint8Array;
  /** Content-Type; null: no such header. */
  readonly type: string | null;
  readonly method?: string;
  /** OMADM-DevID; default: that of the device; null: no such header. */
  readonly deviceId?: string | null;
  /** Accept; default: the type of Package#2; null: no such header. */
  readonly accept?: string | null;
  /** Value of Authorization, or none; default: the device authenticates as its account says, and answers what it is asked. */
  readonly authorization?: 'none' | Authorize;
  readonly headers?: HeaderLines;
  readonly framing?: RequestFraming;
  readonly fault?: RequestFault;
  /** Says that the message breaks the protocol on purpose, and how; keeps the rules from calling it our error. */
  readonly illegal?: string;
}

/** A Package#2 as it came, as far as it can be read. */
export interface ReceivedPackage2 {
  /** From 1 within the session. */
  readonly round: number;
  readonly commands: readonly (readonly string[])[];
}

/** Result of one command in Package#3. */
export interface StatusReport {
  readonly sc: number;
  readonly URI?: readonly string[];
  /** Data of GET, under the name of the IXIT value GET_RESULT_MEMBER. */
  readonly data?: unknown;
}

export interface SessionScript {
  /** URL at which the session starts; default: the DM endpoint. */
  readonly address?: string;
  /** Package#1; default: the plain one of a session that the client starts. */
  readonly opening?: ClientMessage;
  /** Result of a command instead of what the device does by itself; undefined: the device follows the command. */
  readonly status?: (command: readonly string[], received: ReceivedPackage2) => StatusReport | undefined;
  /** Package#3 instead of the plain one with these statuses; null: the device says nothing more and the session stops. */
  readonly report?: (statuses: readonly StatusReport[], received: ReceivedPackage2) => ClientMessage | null | Promise<ClientMessage | null>;
}

export interface TestDevice {
  readonly id: string;
  /** DM endpoints; the second is null where the server has none, or nobody tells. */
  readonly endpoint: string;
  readonly other: string | null;
  /** Base of the server's repository for this device; null where nobody tells. */
  readonly repository: string | null;
  /** What the device holds; the test may change it. */
  readonly tree: DeviceTree;
  /** Queues operations, one list for each Package#2. */
  queue(...packages: readonly OperationList[]): Promise<void>;
  /** Runs a session to its end: END, an HTTP error, silence. What came is in the transcript. */
  session(script?: SessionScript): Promise<void>;
  /** Sends one message and takes one answer, at endpoint `a` (default) or `b`; nothing follows from the answer. */
  send(message: ClientMessage, address?: 'a' | 'b'): Promise<void>;
  /** One handshake at the https address, with Package#1 over it where it comes about; for tests with `needs.tls`. */
  overTls(offer: DeviceOffer): Promise<void>;
  /** Plain Package#1 (of a session that the client starts) and Package#3, with these members instead. */
  package1(members?: object): ClientMessage;
  package3(members: object): ClientMessage;
  /** Alerts that go out with the next package of the device. */
  raiseAlert(alert: object): void;
  /** Ends the operations that wait (EXEC of Operations/Slow), each with an alert in a session of its own, at the ServerURI of EXEC if it had one. */
  finish(): Promise<void>;
  /** Reports every subscription to its address by PUT; default: the subscribed node as it is. */
  report(instead?: { readonly type: string; readonly body: unknown }): Promise<void>;
  /** Writes to the server's repository, as HPUT and HPOST do; default: in the MO serialization. */
  upload(request: { readonly method: 'PUT' | 'POST'; readonly path: string; readonly type?: string; readonly body: unknown }): Promise<void>;
  /** Has the server send a Package#0 to the tester, and settles when it has come in or the reply deadline passed. */
  notification(order?: Omit<NotificationOrder, 'to'>, carrier?: NotificationTarget['carrier']): Promise<void>;
  /** Where the device asks for its bootstrap; null where the server has no such place, or nobody tells. */
  readonly bootstrapAt: string | null;
  /** Asks for the bootstrap there, by GET; the device authenticates as in messages. */
  askForBootstrap(authorization?: ClientMessage['authorization']): Promise<void>;
  /** Has the server make its bootstrap: `shown` is in the answer of the upper tester, `pushed` comes to an address of the tester as well. */
  orderBootstrap(how: 'shown' | 'pushed'): Promise<void>;
  /** Asks the server what it believes about the device; the answer is in the transcript. */
  ask(): Promise<void>;
}

/** An address of the tester itself. */
export interface OfferedAddress {
  readonly url: string;
  /** Settles when the server has come there, or has not within the observation window. */
  used(): Promise<void>;
}

export interface ClientDriver {
  /** Value of the IUT file or of the suite; the plan made sure that it is there. */
  value(name: string): string;
  /** A new device, known to the server. Without an upper tester there is one, the one of the IUT file. */
  device(account?: Partial<DeviceAccount>): Promise<TestDevice>;
  /** Content that the server's repository serves from now on, by default in the MO serialization; its URL. */
  content(path: string, content: { readonly type?: string; readonly body: string }): Promise<string>;
  /** A DDF file that a Package#1 may name (member DDF of MOS). */
  description(path: string, xml: string): Promise<OfferedAddress>;
  /** The observation window: a wall-clock wait, because the absence of a message has no other sign. */
  observe(): Promise<void>;
}
