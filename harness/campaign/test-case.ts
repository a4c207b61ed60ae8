/**
 * The form of a test case and of a rule: data first, code last. `drive` plays the opposite role and leaves a transcript;
 * `judge` is a pure function of it. The engine is handed both; it imports none.
 */
import type { HookName } from '../iut/control.js';
import type { ClientView } from '../judge/dm2-client/view.js';
import type { ServerView } from '../judge/dm2-server/view.js';
import type { Judge } from '../judge/judge.js';
import type { Protocol } from '../judge/requirement.js';
import type { ClientDriver } from '../tester/dm2-client/driver.js';
import type { ServerDriver } from '../tester/dm2-server/driver.js';

export interface Needs {
  /** IXIT values that the IUT file must give (names of `values.yaml`). */
  readonly values?: readonly string[];
  /** Local events that the control must be able to cause. */
  readonly hooks?: readonly HookName[];
  /** DM accounts the device must hold at once. */
  readonly accounts?: 1 | 2;
  /** State must outlive a session. */
  readonly state?: 'kept';
  /** May harm a device: needs `values.destructive: true`. */
  readonly destructive?: true;
  /** HTTP credentials: those of the IUT file; for a server of this scheme, or any that the upper tester can make an account with. */
  readonly credentials?: 'any' | 'basic' | 'digest';
  /** A server must offer the upper tester: a device, commands or content made for the test. */
  readonly upperTester?: true;
}

interface TestCaseFacts {
  /** `dm2/client/<area>/<slug>`; never changes, never counts. */
  readonly id: string;
  /** A statement in the present tense. */
  readonly title: string;
  readonly protocol: Protocol;
  /** Claimed requirements: the verdict speaks for these and no others. */
  readonly requirements: readonly string[];
  /** What a person should know before reading the procedure. */
  readonly purpose: string;
  readonly procedure: readonly string[];
  /** ICS predicate for features the test uses as a means; the features of claimed requirements need not be repeated. */
  readonly applies?: string;
  readonly needs?: Needs;
  /** Where it is declared, `file:line`, for messages. */
  readonly source: string;
}

/** A test of a client: the tester plays the server. */
export interface ClientTestCase extends TestCaseFacts {
  readonly role: 'client';
  drive(tester: ServerDriver): Promise<void>;
  judge(view: ClientView, judge: Judge): void;
}

/** A test of a server: the tester plays the client. */
export interface ServerTestCase extends TestCaseFacts {
  readonly role: 'server';
  drive(tester: ClientDriver): Promise<void>;
  judge(view: ServerView, judge: Judge): void;
}

export type TestCase = ClientTestCase | ServerTestCase;

interface RuleFacts {
  readonly requirement: string;
  readonly title: string;
  readonly protocol: Protocol;
  readonly source: string;
}

/** A rule for transcripts whose IUT is a client. */
export interface ClientRule extends RuleFacts {
  readonly role: 'client';
  judge(view: ClientView, judge: Judge): void;
}

/** A rule for transcripts whose IUT is a server. */
export interface ServerRule extends RuleFacts {
  readonly role: 'server';
  judge(view: ServerView, judge: Judge): void;
}

/** A judgement that holds for every message of a role, run over every transcript and every capture. */
export type Rule = ClientRule | ServerRule;
