/**
 * The page docs/traceability.md: each area of the DM 2.0 work item, its features, the requirements that state them, the
 * test cases and rules that judge these, and the mutants that show each judgement can fail. What is missing is named.
 */
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Requirement } from '../harness/judge/requirement.js';
import type { Suite } from '../harness/campaign/suite.js';
import type { Mutant } from './defect.js';

/** An area of the work item, as testcases/work-areas.yaml states it. */
export interface WorkArea {
  readonly id: string;
  readonly name: string;
  readonly features: readonly string[];
  /** Ids of requirements, or `DM2-UI-*` for all of an area. */
  readonly requirements: readonly string[];
  /** What no requirement of this suite can decide, and why. */
  readonly beyond?: string;
}

/** Checks the content of work-areas.yaml against its schema. Throws a TypeError that names the first fault. */
export function readWorkAreas(content: unknown, schema: object): readonly WorkArea[] {
  const validate = new Ajv2020({ strict: true }).compile<readonly WorkArea[]>(schema);
  if (validate(content)) return content;
  const [fault] = validate.errors ?? [];
  throw new TypeError(`testcases/work-areas.yaml: ${fault?.instancePath ?? ''} ${fault?.message ?? 'is not valid'}`);
}

/** What stands behind one requirement. */
interface Trace {
  readonly requirement: Requirement;
  /** Test cases, and `rule` where a rule judges it over every transcript. */
  readonly judges: readonly string[];
  readonly mutants: readonly string[];
}

export interface TraceabilityInput {
  readonly areas: readonly WorkArea[];
  readonly suite: Pick<Suite, 'requirements' | 'testCases' | 'rules'>;
  readonly mutants: readonly Pick<Mutant, 'id' | 'violates'>[];
}

/** Markdown. Throws a TypeError where an area names a requirement that does not exist. */
export function traceabilityPage({ areas, suite, mutants }: TraceabilityInput): string {
  const traces = [...suite.requirements.values()].filter(({ versions }) => versions.includes('dm-2.0')).map((requirement) => traceOf(requirement, suite, mutants));
  const placed = areas.map((area) => ({ area, traces: selected(area, traces) }));
  const known = new Set(placed.flatMap((each) => each.traces));
  return [
    '# Traceability of DM 2.0',
    '',
    'From the areas of the work item to features, requirements, test cases and mutants. Made by `npm run generate` from `testcases/work-areas.yaml`, the',
    'catalogue, the test cases and the mutants. *Rule* means a judgement over every message of a campaign. A hole is a requirement that nothing judges, with the reason',
    'that the catalogue gives. `dm-conformance show ID` prints a requirement, a test case or a mutant.',
    '',
    '| Area | | Requirements | Judged | Mutants | Holes |',
    '|---|---|--:|--:|--:|--:|',
    ...placed.map(summaryRow),
    '',
    ...placed.flatMap(sectionOf),
    '## Requirements of no area',
    '',
    'The work item does not ask for these; the specification states them.',
    '',
    ...tableOf(traces.filter((trace) => !known.has(trace))),
    '',
  ].join('\n');
}

function traceOf(requirement: Requirement, { testCases, rules }: TraceabilityInput['suite'], mutants: TraceabilityInput['mutants']): Trace {
  const tests = testCases.filter((test) => test.requirements.includes(requirement.id)).map((test) => `\`${test.id}\``);
  const roles = [...new Set(rules.filter((rule) => rule.requirement === requirement.id).map((rule) => `rule (${rule.role})`))];
  return { requirement, judges: [...tests, ...roles], mutants: mutants.filter((mutant) => mutant.violates === requirement.id).map(({ id }) => `\`${id}\``) };
}

function selected(area: WorkArea, traces: readonly Trace[]): readonly Trace[] {
  const found = area.requirements.map((pattern) => {
    const matching = traces.filter(({ requirement: { id } }) => (pattern.endsWith('*') ? id.startsWith(pattern.slice(0, -1)) : id === pattern));
    if (matching.length === 0) throw new TypeError(`testcases/work-areas.yaml: ${area.id}: no requirement ${pattern}`);
    return matching;
  });
  return [...new Set(found.flat())];
}

interface Placed {
  readonly area: WorkArea;
  readonly traces: readonly Trace[];
}

const isHole = ({ judges }: Trace): boolean => judges.length === 0;

function summaryRow({ area, traces }: Placed): string {
  const holes = traces.filter(isHole).length;
  const mutants = new Set(traces.flatMap((trace) => trace.mutants)).size;
  return `| [${area.id}](#${area.id.toLowerCase()}) | ${area.name} | ${traces.length} | ${traces.length - holes} | ${mutants} | ${holes} |`;
}

function sectionOf({ area, traces }: Placed): readonly string[] {
  return [
    `<a id="${area.id.toLowerCase()}"></a>`,
    '',
    `## ${area.id} ${area.name}`,
    '',
    `Features: ${area.features.join('; ')}.`,
    '',
    ...(area.beyond === undefined ? [] : [`Not decided here: ${area.beyond}`, '']),
    ...tableOf(traces),
    '',
  ];
}

function tableOf(traces: readonly Trace[]): readonly string[] {
  const judged = traces.filter((trace) => !isHole(trace));
  const holes = traces.filter(isHole);
  return [
    ...(judged.length === 0 ? [] : ['| Requirement | Level | Judged by | Mutants |', '|---|---|---|---|', ...judged.map(traceRow)]),
    ...(holes.length === 0 ? [] : [...(judged.length === 0 ? [] : ['']), 'Holes:', '', ...holes.map(({ requirement }) => `- ${requirement.id} (${requirement.level}): ${oneLine(requirement.untested ?? 'no reason is given')}`)]),
  ];
}

const traceRow = ({ requirement, judges, mutants }: Trace): string => `| ${requirement.id} | ${requirement.level} | ${judges.join('<br>')} | ${mutants.length === 0 ? 'none' : mutants.join('<br>')} |`;

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
