/**
 * The transcript: everything that crossed a point of observation during one test, in order, with raw bytes and raw headers.
 * This is the only thing a judgement sees, and what `transcripts/<test id>.json` holds.
 */
import type { Protocol, Role } from '../judge/requirement.js';

export const TRANSCRIPT_SCHEMA = 'dm-conformance/transcript/1';

/**
 * Points of observation. `dm`: a DM endpoint; `control`: how the IUT was started and how it ended; `upper-tester`: what a
 * server under test was asked to do, and what it believes; `notification`: Package#0 on its way to a client; `description`:
 * the DDF files of the tester's device, which a server under test fetches; `challenge`: a request of the tester that is sent only to be
 * asked for credentials; `bootstrap`: a bootstrap server, and where bootstraps are pushed to.
 */
export type ObservationPoint = 'dm' | 'repository' | 'web' | 'upper-tester' | 'notification' | 'description' | 'challenge' | 'bootstrap' | 'control';

export type HeaderLines = readonly (readonly [name: string, value: string])[];

interface EventBase {
  /** Position in the transcript, from 0. */
  readonly n: number;
  /** Milliseconds since the test began. */
  readonly atMs: number;
}

/** A request: of a client under test, or of the tester to a server under test. */
export interface RequestEvent extends EventBase {
  readonly kind: 'request';
  readonly point: Exclude<ObservationPoint, 'control'>;
  /** Which address of the point: `a` or `b` for DM endpoints, `push` or `hook` for notifications, `main` otherwise. */
  readonly address: string;
  readonly exchange: number;
  readonly connection: number;
  readonly method: string;
  /** The request target exactly as it stood in the request line. */
  readonly target: string;
  /** The target without the part of the path that keeps tests apart. */
  readonly path: string;
  readonly httpVersion: string;
  readonly headers: HeaderLines;
  readonly body: Uint8Array;
  /** Why the request is not whole, or what the tester put wrong in it on purpose; or null. */
  readonly incomplete: string | null;
}

/** The answer to a request. */
export interface ResponseEvent extends EventBase {
  readonly kind: 'response';
  readonly point: Exclude<ObservationPoint, 'control'>;
  readonly address: string;
  readonly exchange: number;
  readonly status: number;
  readonly headers: HeaderLines;
  readonly body: Uint8Array;
  /** What the tester put wrong on the wire on purpose, or what was wrong with what a server under test sent; or null. */
  readonly fault: string | null;
}

/**
 * Something that happened at the control side: a start, an exit, a hook call, output of the IUT. `quiet`: nobody can tell
 * whether the device is done, but nothing came during the observation window after the session. `interrupted`: the proxy
 * between two products broke an exchange off, on purpose.
 */
export interface ControlEvent extends EventBase {
  readonly kind: 'control';
  readonly action: 'start' | 'ended' | 'quiet' | 'stopped' | 'hook' | 'output' | 'malformed' | 'limit' | 'interrupted';
  readonly detail: string;
}

/** A deadline passed while the tester waited. */
export interface DeadlineEvent extends EventBase {
  readonly kind: 'deadline';
  readonly waitedFor: string;
  readonly timeoutMs: number;
}

/** A notification as a datagram: of the tester to a client under test, or of a server under test to the tester. */
export interface DatagramEvent extends EventBase {
  readonly kind: 'datagram';
  readonly point: 'notification';
  readonly body: Uint8Array;
  /** Why it is not whole, or what the tester put wrong in it on purpose; or null. */
  readonly fault: string | null;
}

/** What a client offers in its first message of TLS. */
export interface OfferedTls {
  /** `TLSv1.2` …, best first. */
  readonly versions: readonly string[];
  /** IANA names; `0x1301` for what stands in no table of the specification. */
  readonly suites: readonly string[];
  readonly serverName: string | null;
  readonly alpn: readonly string[];
}

/**
 * A connection to an https address, as far as TLS goes. `secured`: the handshake is complete for the tester; `refused`: it came to nothing;
 * `plain`: the IUT's bytes are no TLS; `accepted`: the IUT goes on with a version that the tester only pretends to speak.
 */
export interface TlsEvent extends EventBase {
  readonly kind: 'tls';
  readonly point: Exclude<ObservationPoint, 'control'>;
  readonly address: string;
  readonly connection: number;
  /** What the tester offered, in words. */
  readonly offer: string;
  readonly outcome: 'secured' | 'refused' | 'plain' | 'accepted';
  readonly version: string | null;
  /** IANA name. */
  readonly suite: string | null;
  readonly alpn: string | null;
  /** Subject of the IUT's certificate; null where it showed none. */
  readonly peer: string | null;
  /** Why the handshake came to nothing, or why the tester does not trust the certificate of the IUT; else null. */
  readonly fault: string | null;
  /** Of a client under test; null where it cannot be read, and for servers. */
  readonly hello: OfferedTls | null;
}

export type TranscriptEvent = RequestEvent | ResponseEvent | DatagramEvent | ControlEvent | DeadlineEvent | TlsEvent;

/** The IUT of a transcript: one product, or two that were recorded between them. */
export type TranscriptRole = Role | 'pair';

/** A value of the IUT file or of the suite that a judgement may use. */
export type ParameterValue = string | number | boolean;

export interface Transcript {
  readonly schema: typeof TRANSCRIPT_SCHEMA;
  readonly test: string;
  readonly iut: string;
  /** Whose messages are judged; `pair`: those of two products that talk to each other. */
  readonly role: TranscriptRole;
  readonly protocol: Protocol;
  /** IXIT values and chosen readings of ambiguities; part of the evidence, so that a judgement needs nothing else. */
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  /** ICS answers in force. */
  readonly features: Readonly<Record<string, boolean>>;
  readonly events: readonly TranscriptEvent[];
}
