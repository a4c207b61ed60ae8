/**
 * JUnit XML for CI systems. JUnit knows passed, failed, error and skipped; the six verdicts stay apart by the type and message
 * of the skip and by a property. Rules are a suite of their own. The same results always give the same bytes.
 * The builder is loaded with this module, so only a run that writes JUnit pays for it. Leaves out namespaces and CDATA.
 */
import { createRequire } from 'node:module';
import type * as FastXml from 'fast-xml-parser';
import type { RuleResult, TestResult } from '../harness/campaign/results.js';
import { failureText } from './failure-text.js';
import { reasonOf, type Failure } from './failure.js';
import type { ReportInput } from './input.js';
import { visible, visibleLine } from './visible.js';

// The package offers two forms of itself: thirty-five modules for `import`, one file for `require`. The one file loads in a third of the time.
// eslint-disable-next-line @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-deprecated -- `require` knows no types; re-exported from fast-xml-builder, one dependency reads and writes XML
const { XMLBuilder }: typeof FastXml = createRequire(import.meta.url)('fast-xml-parser');

interface XmlElement {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string | number>>;
  readonly children?: readonly XmlElement[];
  /** Character data; an element has either text or children. */
  readonly text?: string;
}

/** Renders results as JUnit XML: a suite per IUT (or pair of them) and area, then one for the rules of each IUT. */
export function renderJunit(input: ReportInput): string {
  const { results } = input;
  const suites = [...(results.pairs ?? []), ...results.iuts].flatMap((iut) => {
    const own = { name: `${iut.name}: `, timestamp: results.run.startedAt, properties: propertiesOf({ ...iut, ...toolOf(input) }) };
    const areas = byArea(results.tests.filter((test) => test.iut === iut.name));
    const rules = results.rules.filter((rule) => rule.iut === iut.name);
    return [
      ...[...areas].map(([area, tests]) => suite({ ...own, name: `${own.name}${area}`, cases: tests.map((test) => testCase(input, test)) })),
      ...(rules.length === 0 ? [] : [suite({ ...own, name: `${own.name}rules`, cases: rules.map((rule) => ruleCase(input, rule)) })]),
    ];
  });
  return xmlDocument({ name: 'testsuites', attributes: { name: 'dm-conformance', ...countsOf(suites.flatMap(({ children = [] }) => children)), time: seconds(results.run.durationMs) }, children: suites });
}

interface Case {
  readonly id: string;
  readonly classname: string;
  readonly durationMs: number;
  readonly properties: Readonly<Record<string, string>>;
  readonly outcome: readonly XmlElement[];
}

function testCase(input: ReportInput, test: TestResult): XmlElement {
  const { id, verdict, requirements, warnings, durationMs, title } = test;
  const properties = { verdict, title, requirements: requirements.join(' '), warnings: String(warnings), transcript: test.transcript ?? '' };
  return caseElement({ id, classname: areaOf(id).replaceAll('/', '.'), durationMs, properties, outcome: outcomeOfTest(input, test) });
}

function outcomeOfTest(input: ReportInput, test: TestResult): readonly XmlElement[] {
  const failure: Failure = { kind: 'test', test };
  // The reason needs the transcript for its secrets; a pass has none, and most tests pass.
  const reason = test.verdict === 'pass' ? '' : visibleLine(reasonOf(input, test));
  switch (test.verdict) {
    case 'pass':
      return test.findings.filter(({ severity }) => severity === 'warning').map((finding) => ({ name: 'system-out', text: failureText(input, { ...failure, finding }) }));
    case 'fail':
      return [{ name: 'failure', attributes: { type: 'fail', message: reason }, text: failureText(input, failure) }];
    case 'error':
      return [{ name: 'error', attributes: { type: 'error', message: reason }, text: failureText(input, failure) }];
    case 'inconclusive':
      return [{ name: 'skipped', attributes: { message: `inconclusive: ${reason}` } }, { name: 'system-out', text: failureText(input, failure) }];
    case 'not-applicable':
    case 'out-of-time':
      return [{ name: 'skipped', attributes: { message: `${test.verdict}: ${reason}` } }];
  }
}

function ruleCase(input: ReportInput, rule: RuleResult): XmlElement {
  const { requirement, title, outcome, severity, judged } = rule;
  const verdict = outcome === 'violated' && severity === 'warning' ? 'warning' : outcome;
  const properties = { verdict, title, requirements: requirement, judged: String(judged) };
  return caseElement({ id: `${requirement}: ${title}`, classname: 'rules', durationMs: 0, properties, outcome: outcomeOfRule(input, rule) });
}

function outcomeOfRule(input: ReportInput, rule: RuleResult): readonly XmlElement[] {
  const message = visibleLine(rule.message);
  switch (rule.outcome) {
    case 'satisfied':
      return [];
    case 'violated': {
      const text = failureText(input, { kind: 'rule', rule });
      return [rule.severity === 'warning' ? { name: 'system-out', text } : { name: 'failure', attributes: { type: 'fail', message }, text }];
    }
    case 'inconclusive':
    case 'not-tested':
      return [{ name: 'skipped', attributes: { message: `${rule.outcome}: ${message}` } }];
  }
}

function caseElement({ id, classname, durationMs, properties, outcome }: Case): XmlElement {
  return { name: 'testcase', attributes: { name: visibleLine(id), classname, time: seconds(durationMs) }, children: [propertiesOf(properties), ...outcome] };
}

function suite(parts: { readonly name: string; readonly timestamp: string; readonly properties: XmlElement; readonly cases: readonly XmlElement[] }): XmlElement {
  const time = parts.cases.reduce((sum, { attributes = {} }) => sum + Number(attributes['time']), 0);
  return {
    name: 'testsuite',
    attributes: { name: visibleLine(parts.name), ...countsOf(parts.cases), time: time.toFixed(6), timestamp: parts.timestamp },
    children: [parts.properties, ...parts.cases],
  };
}

function countsOf(elements: readonly XmlElement[]): Readonly<Record<string, number>> {
  const cases = elements.filter(({ name }) => name === 'testcase');
  const having = (name: string): number => cases.filter(({ children = [] }) => children.some((child) => child.name === name)).length;
  return { tests: cases.length, failures: having('failure'), errors: having('error'), skipped: having('skipped') };
}

function propertiesOf(properties: Readonly<Record<string, string>>): XmlElement {
  const entries = Object.entries(properties).filter(([, value]) => value !== '');
  return { name: 'properties', children: entries.map(([name, value]) => ({ name: 'property', attributes: { name, value: visibleLine(value) } })) };
}

function toolOf({ results }: ReportInput): Readonly<Record<string, string>> {
  return { tool: `${results.tool.name} ${results.tool.version}`, seed: String(results.run.seed), mode: results.run.strict ? 'strict' : 'normal' };
}

function byArea(tests: readonly TestResult[]): ReadonlyMap<string, readonly TestResult[]> {
  const areas = new Map<string, TestResult[]>();
  for (const test of tests) {
    const own = areas.get(areaOf(test.id));
    if (own === undefined) areas.set(areaOf(test.id), [test]);
    else own.push(test);
  }
  return areas;
}

/** `dm2/client/hget` of `dm2/client/hget/stores-data`. */
function areaOf(id: string): string {
  const slash = id.lastIndexOf('/');
  return slash < 0 ? id : id.slice(0, slash);
}

function seconds(durationMs: number): string {
  return (durationMs / 1000).toFixed(6);
}

/** What the builder calls an ordered node: one member named like the element, and its attributes. */
type BuilderNode = Readonly<Record<string, unknown>>;

/**
 * A whole document with declaration. Every value goes through `visible`, which leaves none of the characters that XML 1.0, 2.2
 * forbids, and no white space in attributes that 3.3.3 would turn into spaces.
 */
function xmlDocument(root: XmlElement): string {
  const builder = new XMLBuilder({
    preserveOrder: true,
    format: true,
    ignoreAttributes: false,
    attributeNamePrefix: '',
    suppressEmptyNode: true,
    suppressBooleanAttributes: false,
    tagValueProcessor: (_name, value) => visible(String(value)),
    attributeValueProcessor: (_name, value) => visibleLine(String(value)),
  });
  const declaration: BuilderNode = { '?xml': [{ '#text': '' }], ':@': { version: '1.0', encoding: 'UTF-8' } };
  return `${builder.build([declaration, builderNode(root)]).trim()}\n`;
}

function builderNode({ name, attributes = {}, children = [], text }: XmlElement): BuilderNode {
  return { [name]: text === undefined ? children.map(builderNode) : [{ '#text': text }], ':@': attributes };
}
