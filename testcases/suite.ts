/** The whole suite as the engine takes it, checked once when it is loaded: every fault names the file and the line. */
import type { Suite } from '../harness/campaign/suite.js';
import { predicatesOf, type PairTestCase, type Rule, type TestCase } from '../harness/campaign/test-case.js';
import type { MessageRule } from '../harness/judge/dm1/message-rule.js';
import type { Requirement } from '../harness/judge/requirement.js';
import { parsePredicate, featuresIn } from '../harness/campaign/predicate.js';
import type { ParameterValue } from '../harness/transcript/event.js';
import { catalogue, type Ambiguity, type Catalogue } from './catalogue.js';
import { CLIENT_TESTS } from './generated/client-tests.js';
import { INTEROP_TESTS } from './generated/interop-tests.js';
import { SERVER_TESTS } from './generated/server-tests.js';
import { CLIENT_RULES } from './rules/dm2/client/index.js';
import { SERVER_RULES } from './rules/dm2/server/index.js';
import { TESTER_RULES } from './rules/dm2/tester.js';

/** A fault in `testcases/`: ours, found before anything is sent. */
class SuiteError extends Error {
  constructor(faults: readonly string[]) {
    super(`the suite is not consistent:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
    this.name = 'SuiteError';
  }
}

/**
 * Loads and checks the suite. Throws a SuiteError that lists every fault.
 * @param messageRules rules for single messages of DM 1.x, where the caller needs them: with their codecs they are a third
 *   of the program, and no campaign uses them. Without them the coverage of DM 1.x is not checked.
 */
export function loadSuite(coverage: 'whole' | 'partial' = 'whole', messageRules: readonly MessageRule[] = []): Suite {
  return buildSuite({ catalogue: catalogue(), testCases: [...CLIENT_TESTS, ...SERVER_TESTS, ...INTEROP_TESTS], rules: [...CLIENT_RULES, ...SERVER_RULES], testerRules: TESTER_RULES, messageRules, coverage });
}

export interface SuiteParts {
  readonly catalogue: Catalogue;
  readonly testCases: readonly TestCase[];
  readonly rules: readonly Rule[];
  readonly testerRules: readonly Rule[];
  readonly messageRules: readonly MessageRule[];
  /** `partial` lets requirements stand without a test; for authors only. */
  readonly coverage?: 'whole' | 'partial';
}

/** Checks the parts against each other and puts them together. */
export function buildSuite(parts: SuiteParts): Suite {
  const faults = checkSuite(parts);
  if (faults.length > 0) throw new SuiteError(faults);
  const { features, values, ambiguities, requirements } = parts.catalogue;
  const readings = [...ambiguities.values()];
  return {
    testCases: parts.testCases,
    rules: parts.rules,
    testerRules: parts.testerRules,
    messageRules: parts.messageRules,
    requirements: new Map<string, Requirement>([...requirements, ...parts.testCases.flatMap(expectationOf)]),
    featureDefaults: Object.fromEntries([...features.values()].map((feature) => [feature.id, feature.default])),
    featureVersions: Object.fromEntries([...features.values()].map((feature) => [feature.id, feature.versions])),
    valueDefaults: Object.fromEntries([
      ...readings.flatMap((ambiguity) => parameterDefault(ambiguity)),
      ...[...values.values()].flatMap((value) => (value.default === undefined ? [] : [[value.id, value.default] as const])),
    ]),
    readings: readings.map(({ id, question, reading, parameter, ...rest }) => ({ id, question, reading, parameter, value: scalar(rest.default) })),
  };
}

/** What a pair test expects, in the shape in which reports speak of requirements. */
function expectationOf(test: TestCase): readonly (readonly [string, Requirement])[] {
  if (test.role !== 'pair') return [];
  const { id, clause, text } = test.expectation;
  return [[id, { id, clause, text, level: 'MUST', role: 'pair', versions: [test.protocol], area: 'INTEROP', feature: null, basis: 'text', source: [], testable: 'yes', ambiguity: null }]];
}

function parameterDefault(ambiguity: Ambiguity): readonly (readonly [string, ParameterValue])[] {
  const value = scalar(ambiguity.default);
  return ambiguity.parameter === null || value === null ? [] : [[ambiguity.parameter, value]];
}

function scalar(value: Ambiguity['default']): ParameterValue | null {
  return value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : value.join(', ');
}

const ID = /^dm[12]\/(client|server|interop)(\/[a-z0-9]+(-[a-z0-9]+)*){2}$/;

/** Every fault of the suite as `file:line: what`; empty when it is consistent. */
export function checkSuite(parts: SuiteParts): readonly string[] {
  const { catalogue: known } = parts;
  const faults: string[] = [];
  const seen = new Map<string, Declaration>();
  const expected = new Map<string, Declaration>();
  for (const test of parts.testCases) {
    const earlier = seen.get(test.id);
    if (earlier !== undefined) faults.push(`${test.source}: test case id '${test.id}' is already declared at ${earlier.source}`);
    seen.set(test.id, test);
    if (!ID.test(test.id)) faults.push(`${test.source}: test case id '${test.id}' is not of the form dm2/client/<area>/<slug>`);
    if (test.requirements.length === 0) faults.push(`${test.source}: test case '${test.id}' claims no requirement`);
    if (test.procedure.length === 0) faults.push(`${test.source}: test case '${test.id}' has no procedure`);
    if (test.role !== 'pair') for (const id of test.requirements) faults.push(...checkClaim(id, test, known));
    else faults.push(...checkExpectation(test, { known, seen: expected }));
    for (const name of test.needs?.values ?? []) if (!known.values.has(name)) faults.push(`${test.source}: value '${name}' is not in testcases/values.yaml`);
    for (const predicate of predicatesOf(test)) faults.push(...checkPredicate(predicate, test, known));
  }
  for (const rule of [...parts.rules, ...parts.messageRules]) faults.push(...checkClaim(rule.requirement, rule, known));
  return parts.coverage === 'partial' ? faults : [...faults, ...checkCoverage(parts)];
}

/** Anything with a place; asked for it only when there is something to say, because finding it costs. */
type Declaration = Pick<TestCase, 'source'>;

function checkClaim(id: string, declared: Declaration, known: Catalogue): readonly string[] {
  const requirement = known.requirements.get(id);
  if (requirement === undefined) return [`${declared.source}: requirement '${id}' is not in the catalogue`];
  return requirement.untested === undefined ? [] : [`${declared.source}: requirement '${id}' is claimed, but ${requirement.line} says why it is untested`];
}

/** What a pair test expects has an id of its own, which no requirement has. */
function checkExpectation({ expectation: { id }, ...test }: PairTestCase, { known, seen }: { readonly known: Catalogue; readonly seen: Map<string, Declaration> }): readonly string[] {
  const earlier = seen.get(id);
  seen.set(id, test);
  if (earlier !== undefined) return [`${test.source}: expectation '${id}' is already declared at ${earlier.source}`];
  return /^DM[12]-IOP(-[A-Z0-9]+)+$/.test(id) && !known.requirements.has(id) ? [] : [`${test.source}: expectation '${id}' is not of the form DM2-IOP-<WORD>`];
}

function checkPredicate(predicate: string, declared: Declaration, known: Catalogue): readonly string[] {
  try {
    return featuresIn(parsePredicate(predicate)).flatMap((name) => (known.features.has(name) ? [] : [`${declared.source}: feature '${name}' is not in testcases/features.yaml`]));
  } catch (error) {
    return [`${declared.source}: ${error instanceof Error ? error.message : String(error)}`];
  }
}

function checkCoverage(parts: SuiteParts): readonly string[] {
  const claimed = new Set([...parts.testCases.flatMap((test) => test.requirements), ...[...parts.rules, ...parts.messageRules].map((rule) => rule.requirement)]);
  return [...parts.catalogue.requirements.values()].flatMap((requirement) => {
    const faults = requirement.feature === null ? [] : checkPredicate(requirement.feature, { source: requirement.line }, parts.catalogue);
    const isJudgedElsewhere = parts.messageRules.length === 0 && isOfMessages(requirement);
    const isUnclaimed = !claimed.has(requirement.id) && requirement.untested === undefined && !isJudgedElsewhere;
    return isUnclaimed ? [...faults, `${requirement.line}: requirement ${requirement.id} has no test case, no rule and no reason ('untested')`] : faults;
  });
}

/** A requirement of DM 1.x, which this version judges on single messages only. */
const isOfMessages = ({ versions }: Requirement): boolean => versions.every((version) => version !== 'dm-2.0');
