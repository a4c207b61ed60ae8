/**
 * The form of a test case and of a rule: data first, code last. `drive` plays the opposite role and leaves a transcript;
 * `judge` is a pure function of it. The engine is handed both; it imports none.
 */
import type { TlsDemand } from '../binding/tls-suites.js';
import type { HookName } from '../iut/control.js';
import type { TlsMeans } from '../iut/tls-means.js';
import type { NotificationCarrier } from '../iut/notification-address.js';
import type { ClientView } from '../judge/dm2-client/view.js';
import type { ServerView } from '../judge/dm2-server/view.js';
import type { Judge } from '../judge/judge.js';
import type { PairView } from '../judge/pair/view.js';
import type { Protocol } from '../judge/requirement.js';
import type { ClientDriver } from '../tester/dm2-client/driver.js';
import type { ServerDriver } from '../tester/dm2-server/driver.js';
import type { SecurePoint } from '../tester/dm2-server/secure-endpoint.js';
import type { PairDriver } from '../tester/pair/driver.js';

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
  /** Notifications must reach the client, by this carrier or by any. */
  readonly notification?: NotificationCarrier | 'any';
  /** Sessions must be the client's own idea, not asked for by a notification. */
  readonly initiative?: 'client';
  /** HTTP credentials: those of the IUT file; for a server of this scheme, or any that the upper tester can make an account with. */
  readonly credentials?: 'any' | 'basic' | 'digest';
  /** A server must offer the upper tester: a device, commands or content made for the test. */
  readonly upperTester?: true;
  /** The test is played over TLS, with these means. */
  readonly tls?: readonly TlsMeans[];
  /** Which addresses of the tester are https in a test of a client over TLS; default: the DM endpoint of account a. */
  readonly secured?: readonly SecurePoint[];
  /** What the TLS of this platform has to be able to offer. */
  readonly platform?: TlsDemand;
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

/** What a pair test cannot do without. */
export interface PairNeeds extends Pick<Needs, 'values' | 'hooks' | 'accounts' | 'state' | 'upperTester'> {
  /** What passes between the two must be seen. */
  readonly proxy?: true;
  /** An address at which the client takes a Package#0. */
  readonly notification?: true;
}

/** A test of two products with each other. Its verdict speaks for the pair; which of them broke a requirement is said by rules. */
export interface PairTestCase extends Omit<TestCaseFacts, 'applies' | 'needs'> {
  readonly role: 'pair';
  /** What the two achieve together; stands where a requirement stands in findings, and is in no specification. */
  readonly expectation: { readonly id: string; readonly clause: string; readonly text: string };
  /** ICS predicates of each side. */
  readonly applies?: { readonly client?: string; readonly server?: string };
  readonly needs?: PairNeeds;
  drive(tester: PairDriver): Promise<void>;
  judge(view: PairView, judge: Judge): void;
}

/** A test of one product. */
export type SingleTestCase = ClientTestCase | ServerTestCase;

export type TestCase = SingleTestCase | PairTestCase;

/** Whether a test needs TLS to be run at all. */
export function isOverTls(test: TestCase): boolean {
  return test.role !== 'pair' && test.needs?.tls !== undefined;
}

/** The ICS predicates of a test itself; those of claimed requirements are not among them. */
export function predicatesOf(test: TestCase): readonly string[] {
  const predicates = test.role === 'pair' ? [test.applies?.client, test.applies?.server] : [test.applies];
  return predicates.filter((predicate) => predicate !== undefined);
}

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
