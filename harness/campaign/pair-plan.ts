/** The plan of a pair: which interoperability tests two products run against each other, and why the others do not. Pure. */
import type { PairControl } from '../iut/pair-control.js';
import type { IutFile } from '../iut/iut.js';
import { breaksDigest } from '../tester/pair/account.js';
import { pairCarrier } from '../tester/pair/carrier.js';
import { answersOf, planSide, type Plan, type PlannedTest } from './plan.js';
import { evaluate, parsePredicate } from './predicate.js';
import type { Suite } from './suite.js';
import type { PairTestCase, TestCase } from './test-case.js';

export type PairAbilities = Pick<PairControl, 'path'> & {
  readonly client: Pick<PairControl['client'], 'hooks' | 'notifications' | 'accounts' | 'keepsState' | 'kind'>;
  readonly server: Pick<PairControl['server'], 'upperTester'>;
};

export interface PairPlanInput {
  readonly suite: Suite;
  readonly client: IutFile;
  readonly server: IutFile;
  readonly abilities: PairAbilities;
  readonly selected: (test: TestCase) => boolean;
}

/** What the reports call two products together. */
export function pairName({ client, server }: Pick<PairPlanInput, 'client' | 'server'>): string {
  return `${client.name} with ${server.name}`;
}

/** Plans all selected pair tests. The plan goes by the name of the pair; deadlines and addresses are those of the client's file. */
export function planPair(input: PairPlanInput): Plan {
  const { suite, client, server } = input;
  const pair = { client: planSide(suite, client), server: planSide(suite, server) };
  const parameters = { ...pair.server.parameters, ...pair.client.parameters };
  const features = sharedFeatures(pair);
  const tests = suite.testCases
    .filter((test): test is PairTestCase => test.role === 'pair' && test.protocol === client.protocol && input.selected(test))
    .map((test, index) => planTest({ test, lane: `t${index + 1}`, input, pair, parameters }));
  return { iut: { ...client, name: pairName(input) }, features, parameters, tests, pair };
}

/** The client's answers, and the server's where a feature is one of servers. Rules of each side are judged by the answers of that side. */
function sharedFeatures({ client, server }: NonNullable<Plan['pair']>): Plan['features'] {
  const ofServers = Object.entries(server.features).filter(([name]) => name.startsWith('S_'));
  return { ...client.features, ...Object.fromEntries(ofServers) };
}

interface Planning {
  readonly test: PairTestCase;
  readonly lane: string;
  readonly input: PairPlanInput;
  readonly pair: NonNullable<Plan['pair']>;
  readonly parameters: Plan['parameters'];
}

function planTest({ test, lane, input, pair, parameters }: Planning): PlannedTest {
  const { needs = {}, applies = {} } = test;
  const wanted = new Set(needs.values ?? []);
  // An upper tester makes an account of the device for every test, and the account goes by this name.
  if (input.abilities.server.upperTester === 'present') wanted.add('device.id');
  const missingValues = [...wanted].filter((name) => parameters[name] === undefined);
  const notApplicable =
    absent(pair.client, applies.client) ??
    absent(pair.server, applies.server) ??
    unmet(test, input.abilities) ??
    unsignable(input) ??
    (missingValues.length > 0 ? `the IUT file gives no value ${missingValues.map((name) => `'${name}'`).join(', ')}` : null);
  const requirement = input.suite.requirements.get(test.expectation.id);
  const claimed = requirement === undefined ? [] : [requirement];
  return { test, lane, claimed, notApplicable, missingValues: notApplicable?.startsWith('the IUT file gives no value') === true ? missingValues : [] };
}

function absent({ iut, features }: Plan, predicate: string | undefined): string | null {
  if (predicate === undefined || evaluate(parsePredicate(predicate), features)) return null;
  return `the test needs ${predicate} of ${iut.name}; ${answersOf(predicate, features)}`;
}

/** The proxy writes the server's path where the client knows another one by heart, which a digest of the client does not survive. */
function unsignable({ client: { listen, credentials }, server, abilities }: PairPlanInput): string | null {
  if (abilities.path === 'direct' || server.endpoint === null || !breaksDigest({ known: listen.path, actual: new URL(server.endpoint).pathname, credentials })) return null;
  return `HTTP Digest covers the path: the client signs ${listen.path ?? ''} ('listen.path'), the server serves ${new URL(server.endpoint).pathname}; have both use the same path`;
}

function unmet({ needs = {} }: PairTestCase, { client, server, path }: PairAbilities): string | null {
  const hook = needs.hooks?.find((name) => !client.hooks.includes(name));
  if (needs.upperTester === true && server.upperTester === 'absent') return "no upper tester: the test needs the server to act, give 'control.http.upperTester' in the server's file";
  if (needs.proxy === true && path === 'direct') return "the client cannot be pointed at the proxy ('pair.proxy' is false among its values), so nothing between the two is seen or broken off";
  if (needs.accounts === 2 && client.accounts < 2) return `the test needs a device with two DM accounts; control.${client.kind} offers one`;
  if (needs.state === 'kept' && !client.keepsState) return `the test needs state that outlives a session; control.${client.kind} does not keep it (value 'state.kept')`;
  if (hook !== undefined) return `the test needs the local event '${hook}', which control.${client.kind} does not offer`;
  if (needs.notification === true && pairCarrier(client) === null) return "nothing says where the client takes a Package#0; give 'notification.udp', 'notification.push' or 'notification.hook' among its values";
  return null;
}
