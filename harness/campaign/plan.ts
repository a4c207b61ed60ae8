/** The plan: which test cases run against which IUT, and why the others do not. Pure. */
import { whyNotOffered, type TlsDemand } from '../binding/tls-suites.js';
import type { ClientControl } from '../iut/control.js';
import type { ServerControl } from '../iut/server-control.js';
import type { IutFile } from '../iut/iut.js';
import { missingMeans } from '../iut/tls-means.js';
import type { Protocol, Requirement } from '../judge/requirement.js';
import type { ParameterValue } from '../transcript/event.js';
import { evaluate, featuresIn, parsePredicate } from './predicate.js';
import type { Suite } from './suite.js';
import type { SingleTestCase, TestCase } from './test-case.js';

export interface PlannedTest {
  readonly test: TestCase;
  /** First segment of the path in every address of this test; the same in every campaign with this plan. */
  readonly lane: string;
  /** Claimed requirements that apply to this IUT. */
  readonly claimed: readonly Requirement[];
  /** Why the test is not run, or null. Shown with the predicate and the answer. */
  readonly notApplicable: string | null;
  /** Values of the IUT file that are missing; empty unless they are why it is not run. */
  readonly missingValues: readonly string[];
}

export interface Plan {
  readonly iut: IutFile;
  readonly features: Readonly<Record<string, boolean>>;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly tests: readonly PlannedTest[];
  /** The two products of a pair, each with its own answers and values; absent where one product is tested. */
  readonly pair?: { readonly client: Plan; readonly server: Plan };
}

export type ControlAbilities = Pick<ClientControl, 'role' | 'hooks' | 'notifications' | 'accounts' | 'keepsState' | 'kind' | 'tls'> | Pick<ServerControl, 'role' | 'kind' | 'upperTester' | 'tls'>;

export interface Planned {
  readonly suite: Suite;
  readonly iut: IutFile;
  readonly abilities: ControlAbilities;
  readonly selected: (test: TestCase) => boolean;
  /** Why this platform cannot offer what a test needs; default: its OpenSSL is asked. */
  readonly platform?: Platform;
}

export type Platform = (demand: TlsDemand) => string | null;

/** Plans all selected test cases for one IUT. */
export function planCampaign(input: Planned): Plan {
  const { suite, iut, abilities, platform = whyNotOffered } = input;
  const side = planSide(suite, iut);
  const { features, parameters } = side;
  const tests = suite.testCases
    .filter((test): test is SingleTestCase => test.role === iut.role && test.protocol === iut.protocol && input.selected(test))
    .map((test, index) => planTest({ iut, test, lane: `t${index + 1}`, suite, features, parameters, abilities, platform }));
  return { ...side, tests };
}

/** What is known of a product: its answers and values over the defaults. Without a test. */
export function planSide(suite: Suite, iut: IutFile): Plan {
  return { iut, features: { ...featuresOf(suite, iut.protocol), ...iut.supports }, parameters: { ...suite.valueDefaults, ...iut.values }, tests: [] };
}

/** The defaults of the features that this protocol version has. */
function featuresOf({ featureDefaults, featureVersions }: Suite, protocol: Protocol): Readonly<Record<string, boolean>> {
  return Object.fromEntries(Object.entries(featureDefaults).filter(([name]) => featureVersions[name]?.includes(protocol) ?? true));
}

interface Planning {
  readonly iut: IutFile;
  readonly test: SingleTestCase;
  readonly lane: string;
  readonly suite: Suite;
  readonly features: Readonly<Record<string, boolean>>;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly abilities: ControlAbilities;
  readonly platform: Platform;
}

function planTest(planning: Planning): PlannedTest {
  const { test, suite, features } = planning;
  const all = test.requirements.map((id) => suite.requirements.get(id)).filter((requirement) => requirement !== undefined);
  const claimed = all.filter((requirement) => requirement.feature === null || evaluate(parsePredicate(requirement.feature), features));
  const missingValues = valuesOf(test, planning.abilities).filter((name) => planning.parameters[name] === undefined);
  const [first] = all;
  const reason =
    (claimed.length === 0 && first?.feature != null ? answerTo(first.feature, features, `${first.id} applies if`) : null) ??
    (test.applies !== undefined && !evaluate(parsePredicate(test.applies), features) ? answerTo(test.applies, features, 'the test needs') : null) ??
    unmetAbility(test, planning.abilities) ??
    (test.needs?.platform === undefined ? null : planning.platform(test.needs.platform)) ??
    missingCredentials(test, planning) ??
    (test.needs?.destructive === true && String(planning.parameters['destructive']) !== 'true' ? "the test may harm a device and needs 'destructive: true' among the values" : null) ??
    (missingValues.length > 0 ? `the IUT file gives no value ${missingValues.map((name) => `'${name}'`).join(', ')}` : null);
  return { test, lane: planning.lane, claimed, notApplicable: reason, missingValues: reason?.startsWith('the IUT file gives no value') === true ? missingValues : [] };
}

/** Controls that give the client no account: a notification reaches it only with the SERVER-ID of the account that it has. */
const WITHOUT_ACCOUNTS: ReadonlySet<string> = new Set(['notify', 'attach', 'operator', 'http']);

/** The values that a test needs with this control. */
function valuesOf({ needs, role }: SingleTestCase, { kind }: ControlAbilities): readonly string[] {
  const account = role === 'client' && needs?.notification !== undefined && WITHOUT_ACCOUNTS.has(kind) ? ['server.a.id'] : [];
  return [...new Set([...(needs?.values ?? []), ...account])];
}

function answerTo(predicate: string, features: Readonly<Record<string, boolean>>, lead: string): string {
  return `${lead} ${predicate}; ${answersOf(predicate, features)}`;
}

/** `C_GET is true, C_SHOW is false`: the answers on which a predicate rests. */
export function answersOf(predicate: string, features: Readonly<Record<string, boolean>>): string {
  return featuresIn(parsePredicate(predicate)).map((name) => `${name} is ${String(features[name] ?? false)}`).join(', ');
}

function missingCredentials({ needs }: SingleTestCase, { iut: { credentials }, abilities }: Planning): string | null {
  const wanted = needs?.credentials;
  if (wanted === undefined || (abilities.role === 'server' && abilities.upperTester === 'present')) return null;
  if (credentials === null) return "the IUT file gives no 'credentials'";
  return wanted === 'any' || wanted === credentials.scheme ? null : `the test needs credentials of the scheme ${wanted}, those of the IUT file have the scheme ${credentials.scheme}`;
}

function unmetAbility(test: SingleTestCase, abilities: ControlAbilities): string | null {
  const tls = missingMeans({ wanted: test.needs?.tls ?? [], offered: abilities.tls ?? [], role: abilities.role });
  if (tls !== null) return tls;
  if (abilities.role === 'server') return test.needs?.upperTester === true && abilities.upperTester === 'absent' ? "no upper tester: the test needs the server to act, give 'control.http.upperTester'" : null;
  const missingHook = test.needs?.hooks?.find((hook) => !abilities.hooks.includes(hook));
  if (missingHook !== undefined) return `the test needs the local event '${missingHook}', which control.${abilities.kind} does not offer`;
  const { notification, initiative } = test.needs ?? {};
  const carriers = abilities.notifications ?? [];
  const isReached = notification === undefined || (notification === 'any' ? carriers.length > 0 : carriers.includes(notification));
  if (!isReached) return `the test sends notifications, and nothing says how they reach the client; give 'notification.${notification === 'any' ? 'udp' : notification}' among the values`;
  if (initiative === 'client' && abilities.kind === 'notify') return 'the test needs sessions that the client begins by itself; control.notify asks for each by a notification';
  if (test.needs?.accounts === 2 && abilities.accounts < 2) return `the test needs a device with two DM accounts; control.${abilities.kind} offers one`;
  if (test.needs?.state === 'kept' && !abilities.keepsState) return `the test needs state that outlives a session; control.${abilities.kind} does not keep it (value 'state.kept')`;
  return null;
}
