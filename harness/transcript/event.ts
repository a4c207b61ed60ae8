/**
 * The transcript: everything that crossed a point of observation during one test, in order, with raw bytes and raw headers.
 * This is the only thing a judgement sees, and what `transcripts/<test id>.json` holds.
 */
import type { Protocol, Role } from '../judge/requirement.js';

export const TRANSCRIPT_SCHEMA = 'dm-conformance/transcript/1';

/**
 * Points of observation. `dm`: a DM endpoint; `control`: how the IUT was started and how it ended; `upper-tester`: what a
 * server under test was asked to do, and what it believes; `challenge`: a request of the tester that is sent only to be asked for
 * credentials; `bootstrap`: a bootstrap server, and where bootstraps are pushed to.
 */
export type ObservationPoint = 'dm' | 'repository' | 'web' | 'upper-tester' | 'challenge' | 'bootstrap' | 'control';

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
  /** Which address of the point: `a` or `b` for DM endpoints, `main` otherwise. */
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
 * whether the device is done, but nothing came during the observation window after the session.
 */
export interface ControlEvent extends EventBase {
  readonly kind: 'control';
  readonly action: 'start' | 'ended' | 'quiet' | 'stopped' | 'hook' | 'output' | 'malformed' | 'limit';
  readonly detail: string;
}

/** A deadline passed while the tester waited. */
export interface DeadlineEvent extends EventBase {
  readonly kind: 'deadline';
  readonly waitedFor: string;
  readonly timeoutMs: number;
}

export type TranscriptEvent = RequestEvent | ResponseEvent | ControlEvent | DeadlineEvent;

/** A value of the IUT file or of the suite that a judgement may use. */
export type ParameterValue = string | number | boolean;

export interface Transcript {
  readonly schema: typeof TRANSCRIPT_SCHEMA;
  readonly test: string;
  readonly iut: string;
  readonly role: Role;
  readonly protocol: Protocol;
  /** IXIT values and chosen readings of ambiguities; part of the evidence, so that a judgement needs nothing else. */
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  /** ICS answers in force. */
  readonly features: Readonly<Record<string, boolean>>;
  readonly events: readonly TranscriptEvent[];
}
