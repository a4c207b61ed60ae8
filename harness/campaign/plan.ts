/** The plan: which test cases run against which IUT, and why the others do not. Pure. */
import type { ClientControl } from '../iut/control.js';
import type { ServerControl } from '../iut/server-control.js';
import type { IutFile } from '../iut/iut.js';
import type { Protocol, Requirement } from '../judge/requirement.js';
import type { ParameterValue } from '../transcript/event.js';
import { evaluate, featuresIn, parsePredicate } from './predicate.js';
import type { Suite } from './suite.js';
import type { TestCase } from './test-case.js';

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
}

export type ControlAbilities = Pick<ClientControl, 'role' | 'hooks' | 'accounts' | 'keepsState' | 'kind'> | Pick<ServerControl, 'role' | 'kind' | 'upperTester'>;

/** Plans all selected test cases for one IUT. */
export function planCampaign(input: { readonly suite: Suite; readonly iut: IutFile; readonly abilities: ControlAbilities; readonly selected: (test: TestCase) => boolean }): Plan {
  const { suite, iut, abilities } = input;
  const features = { ...featuresOf(suite, iut.protocol), ...iut.supports };
  const parameters = { ...suite.valueDefaults, ...iut.values };
  const tests = suite.testCases
    .filter((test) => test.role === iut.role && test.protocol === iut.protocol && input.selected(test))
    .map((test, index) => planTest({ iut, test, lane: `t${index + 1}`, suite, features, parameters, abilities }));
  return { iut, features, parameters, tests };
}

/** The defaults of the features that this protocol version has. */
function featuresOf({ featureDefaults, featureVersions }: Suite, protocol: Protocol): Readonly<Record<string, boolean>> {
  return Object.fromEntries(Object.entries(featureDefaults).filter(([name]) => featureVersions[name]?.includes(protocol) ?? true));
}

interface Planning {
  readonly iut: IutFile;
  readonly test: TestCase;
  readonly lane: string;
  readonly suite: Suite;
  readonly features: Readonly<Record<string, boolean>>;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly abilities: ControlAbilities;
}

function planTest(planning: Planning): PlannedTest {
  const { test, suite, features } = planning;
  const all = test.requirements.map((id) => suite.requirements.get(id)).filter((requirement) => requirement !== undefined);
  const claimed = all.filter((requirement) => requirement.feature === null || evaluate(parsePredicate(requirement.feature), features));
  const missingValues = (test.needs?.values ?? []).filter((name) => planning.parameters[name] === undefined);
  const [first] = all;
  const reason =
    (claimed.length === 0 && first?.feature != null ? answerTo(first.feature, features, `${first.id} applies if`) : null) ??
    (test.applies !== undefined && !evaluate(parsePredicate(test.applies), features) ? answerTo(test.applies, features, 'the test needs') : null) ??
    unmetAbility(test, planning.abilities) ??
    missingCredentials(test, planning) ??
    (test.needs?.destructive === true && String(planning.parameters['destructive']) !== 'true' ? "the test may harm a device and needs 'destructive: true' among the values" : null) ??
    (missingValues.length > 0 ? `the IUT file gives no value ${missingValues.map((name) => `'${name}'`).join(', ')}` : null);
  return { test, lane: planning.lane, claimed, notApplicable: reason, missingValues: reason?.startsWith('the IUT file gives no value') === true ? missingValues : [] };
}

function answerTo(predicate: string, features: Readonly<Record<string, boolean>>, lead: string): string {
  const answers = featuresIn(parsePredicate(predicate)).map((name) => `${name} is ${String(features[name] ?? false)}`);
  return `${lead} ${predicate}; ${answers.join(', ')}`;
}

function missingCredentials({ needs }: TestCase, { iut: { credentials }, abilities }: Planning): string | null {
  const wanted = needs?.credentials;
  if (wanted === undefined || (abilities.role === 'server' && abilities.upperTester === 'present')) return null;
  if (credentials === null) return "the IUT file gives no 'credentials'";
  return wanted === 'any' || wanted === credentials.scheme ? null : `the test needs credentials of the scheme ${wanted}, those of the IUT file have the scheme ${credentials.scheme}`;
}

function unmetAbility(test: TestCase, abilities: ControlAbilities): string | null {
  if (abilities.role === 'server') return test.needs?.upperTester === true && abilities.upperTester === 'absent' ? "no upper tester: the test needs the server to act, give 'control.http.upperTester'" : null;
  const missingHook = test.needs?.hooks?.find((hook) => !abilities.hooks.includes(hook));
  if (missingHook !== undefined) return `the test needs the local event '${missingHook}', which control.${abilities.kind} does not offer`;
  if (test.needs?.accounts === 2 && abilities.accounts < 2) return `the test needs a device with two DM accounts; control.${abilities.kind} offers one`;
  if (test.needs?.state === 'kept' && !abilities.keepsState) return `the test needs state that outlives a session; control.${abilities.kind} does not keep it (value 'state.kept')`;
  return null;
}
