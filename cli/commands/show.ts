/** `dm-conformance show ID`: everything the catalogue knows about one id, of whatever kind it is. */
import type { Suite } from '../../harness/campaign/suite.js';
import type { PairTestCase, TestCase } from '../../harness/campaign/test-case.js';
import type { Mutant, Variant } from '../../proof/defect.js';
import { loadRegistry, type Registry } from '../../proof/registry.js';
import { catalogue, type Ambiguity, type CatalogueRequirement, type Feature, type Value } from '../../testcases/catalogue.js';
import { loadWholeSuite, type Context } from '../context.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { suggestPattern } from '../pattern.js';
import { judgesOf } from '../traceability.js';
import { UsageError } from '../usage-error.js';

type Row = readonly [label: string, value: string | readonly string[]];

/** Prints what is known of the id. Throws a UsageError with the nearest known id. */
export async function show(id: string, context: Context): Promise<ExitCode> {
  const suite = await loadWholeSuite(context);
  const registry = loadRegistry(suite.requirements);
  const rows = find(id, suite, registry);
  if (rows === null) throw new UsageError(`nothing has the id '${id}'${suggestPattern(id, knownIds(suite, registry))}`);
  const { palette } = context.output;
  const width = Math.max(...rows.map(([label]) => label.length)) + 2;
  for (const [label, value] of rows) {
    const [first = '', ...rest] = typeof value === 'string' ? [value] : value;
    context.output.line(`${palette.cyan(label.padEnd(width))}${first}`);
    for (const line of rest) context.output.line(`${' '.repeat(width)}${line}`);
  }
  return EXIT.ok;
}

function find(id: string, suite: Suite, registry: Registry): readonly Row[] | null {
  const { requirements, features, values, ambiguities } = catalogue();
  const test = suite.testCases.find((candidate) => candidate.id === id);
  if (test !== undefined) return testRows(test, suite, registry);
  const requirement = requirements.get(id);
  if (requirement !== undefined) return requirementRows(requirement, suite, registry);
  const feature = features.get(id);
  if (feature !== undefined) return featureRows(feature, suite);
  const value = values.get(id);
  if (value !== undefined) return valueRows(value, suite);
  const ambiguity = ambiguities.get(id);
  if (ambiguity !== undefined) return ambiguityRows(ambiguity, suite);
  const altered = [...registry.mutants, ...registry.variants].find((candidate) => candidate.id === id);
  return altered === undefined ? null : alteredRows(altered, suite);
}

const tagged = (predicate: string | undefined, side: string): readonly string[] => (predicate === undefined ? [] : [`${predicate} of the ${side}`]);

/** What a test of pairs needs besides what others may need. */
function pairNeeds({ needs = {} }: PairTestCase): readonly string[] {
  return [
    ...(needs.proxy === true ? ['a client that can be pointed at the proxy'] : []),
    ...(needs.notification === true ? ['an address at which the client takes a Package#0'] : []),
  ];
}

function testRows(test: TestCase, suite: Suite, { mutants }: Registry): readonly Row[] {
  const { needs = {} } = test;
  const needed = [...(needs.values ?? []).map((name) => `value ${name}`), ...(needs.hooks ?? []).map((name) => `local event ${name}`), ...(needs.accounts === 2 ? ['two DM accounts'] : []), ...(needs.state === 'kept' ? ['state that outlives a session'] : []), ...(needs.upperTester === true ? ['the upper tester of the server'] : []), ...(test.role === 'pair' ? pairNeeds(test) : test.needs?.destructive === true ? ['destructive: true'] : [])];
  return [
    ['test case', test.id],
    ['title', test.title],
    ['purpose', test.purpose],
    ['procedure', test.procedure.map((step, index) => `${index + 1}. ${step}`)],
    ['claims', test.requirements.map((id) => requirementText(id, suite))],
    ...(test.role === 'pair' ? many('applies if', [...tagged(test.applies?.client, 'client'), ...tagged(test.applies?.server, 'server')]) : optional('applies if', test.applies)),
    ...many('needs', needed),
    ...many('killed by it', mutants.filter(({ violates }) => test.requirements.includes(violates)).map(({ id, does }) => `${id}: ${does}`)),
    ['declared at', test.source],
    ['run it', `npx dm-conformance run ${test.role === 'pair' ? '--pair ' : ''}--test ${test.id}`],
  ];
}

function requirementRows(requirement: CatalogueRequirement, suite: Suite, { mutants }: Registry): readonly Row[] {
  return [
    ['requirement', requirement.id],
    ['level', requirement.level],
    ['binds', requirement.role],
    ['clause', requirement.clause],
    ['text', requirement.text.trim()],
    ...optional('applies if', requirement.feature),
    ['basis', requirement.basis === 'text' ? `text (${requirement.source.join(', ')})` : 'recalled: a violation warns until the text was read'],
    ...optional('ambiguity', requirement.ambiguity),
    ...many('tested by', judgesOf(requirement.id, suite)),
    ...optional('not tested', requirement.untested),
    ...many('mutants', mutants.filter(({ violates }) => violates === requirement.id).map(({ id, does }) => `${id}: ${does}`)),
    ['declared at', requirement.line],
  ];
}

function featureRows(feature: Feature, suite: Suite): readonly Row[] {
  const bound = [...suite.requirements.values()].filter((requirement) => new RegExp(`\\b${feature.id}\\b`).test(requirement.feature ?? ''));
  return [
    ['feature', feature.id],
    ['question', feature.question],
    ['default', feature.default ? 'yes' : 'no'],
    ['clause', feature.clause],
    ['roles', feature.roles.join(', ')],
    ...many('requirements', bound.map(({ id }) => id)),
    ['declared at', feature.line],
  ];
}

function valueRows(value: Value, suite: Suite): readonly Row[] {
  return [
    ['value', value.id],
    ['question', value.question],
    ['example', String(value.example)],
    ...optional('default', value.default === undefined ? null : String(value.default)),
    ...many('needed by', suite.testCases.filter(({ needs }) => needs?.values?.includes(value.id) === true).map(({ id }) => id)),
    ['declared at', value.line],
  ];
}

function ambiguityRows(ambiguity: Ambiguity, suite: Suite): readonly Row[] {
  const choice = ambiguity.parameter === null ? 'none: every legal reading passes' : `value ${ambiguity.parameter}, default ${JSON.stringify(ambiguity.default)}`;
  return [
    ['ambiguity', ambiguity.id],
    ['question', ambiguity.question.trim()],
    ['reading', ambiguity.reading.trim()],
    ['to choose', choice],
    ...many('requirements', [...suite.requirements.values()].filter((requirement) => requirement.ambiguity === ambiguity.id).map(({ id }) => id)),
    ['declared at', ambiguity.line],
  ];
}

function alteredRows(altered: Mutant | Variant, suite: Suite): readonly Row[] {
  const base: readonly Row[] = [['violates' in altered ? 'mutant' : 'variant', altered.id], [`the ${altered.role ?? 'client'}`, altered.does]];
  if (!('violates' in altered)) return [...base, ['legal because', altered.legal], ['try it', `npx dm-conformance prove ${altered.id}`]];
  return [...base, ['violates', requirementText(altered.violates, suite)], ...many('may be caught by', judgesOf(altered.violates, suite)), ['try it', `npx dm-conformance prove ${altered.id}`]];
}

function requirementText(id: string, suite: Suite): string {
  const requirement = suite.requirements.get(id);
  return requirement === undefined ? id : `${id} (${requirement.level}, clause ${requirement.clause}): ${requirement.text.trim()}`;
}

const optional = (label: string, value: string | null | undefined): readonly Row[] => (value == null ? [] : [[label, value]]);

const many = (label: string, values: readonly string[]): readonly Row[] => (values.length === 0 ? [] : [[label, values]]);

function knownIds(suite: Suite, { mutants, variants }: Registry): readonly string[] {
  const { requirements, features, values, ambiguities } = catalogue();
  return [...suite.testCases, ...mutants, ...variants].map(({ id }) => id).concat(...[requirements, features, values, ambiguities].map((part) => [...part.keys()]));
}
