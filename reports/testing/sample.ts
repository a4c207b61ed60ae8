/** A small campaign written by hand, with each verdict, a broken rule, a warning and hostile text: what golden files render. */
import { RESULTS_SCHEMA, type CampaignResults, type ReportedFinding, type RequirementOutcome, type RequirementResult, type RuleResult, type TestResult } from '../../harness/campaign/results.js';
import type { ReportInput } from '../input.js';
import { HOSTILE, SAMPLE_TRANSCRIPTS } from './sample-transcripts.js';

const IUT = 'Acme DM Client';

const WRONG_STATUS: ReportedFinding = {
  requirement: 'DM2-CMD-HGET-C-002',
  level: 'MUST',
  outcome: 'violated',
  severity: 'fail',
  message: 'expected status of HGET 200, found status of HGET 500',
  clause: '~7.2.1.1',
  expected: 'status of HGET 200',
  found: 'status of HGET 500',
  at: { event: 3, path: 'Status[0].sc' },
  stimulus: { event: 2, path: 'CMD[0]' },
};

const TESTS: readonly TestResult[] = [
  test({ id: 'dm2/client/hget/stores-data', title: 'HGET stores the data that the repository serves', verdict: 'fail', reason: WRONG_STATUS.message, requirements: ['DM2-CMD-HGET-C-002', 'DM2-SER-C-004'], findings: [WRONG_STATUS, hostileFinding()] }),
  test({ id: 'dm2/client/pkg3/answers-with-json', title: 'Package#3 is a JSON text', verdict: 'fail', reason: 'the body is no JSON', requirements: ['DM2-PKG3-C-001'], findings: [notJson()] }),
  test({ id: 'dm2/client/hput/uploads-data', title: 'HPUT uploads the sub-tree', verdict: 'inconclusive', durationMs: 5004.25, reason: 'no Package#3 answered round 1 of session 1: exited with code 139', requirements: ['DM2-CMD-HPUT-C-001'], findings: [silent()] }),
  test({ id: 'dm2/client/seq/opens-session', title: 'The client opens the session', verdict: 'pass', requirements: ['DM2-SEQ-C-002'] }),
  test({ id: 'dm2/client/http/sends-length', title: 'The client sends Content-Length', verdict: 'pass', requirements: ['DM2-HTTP-C-007'], warnings: 1, findings: [missingHeader()] }),
  test({ id: 'dm2/client/ui/shows-page', title: 'SHOW opens the page', verdict: 'not-applicable', reason: 'C_SHOW is asked for; the IUT file says: no', requirements: ['DM2-UI-C-001'], transcript: null, durationMs: 0 }),
  test({ id: 'dm2/client/acl/refuses-other-server', title: 'A server without rights is refused', verdict: 'not-applicable', reason: "the IUT file gives no value 'acl.node', 'acl.server'", requirements: ['DM2-ACL-C-003'], transcript: null, durationMs: 0 }),
  test({ id: 'dm2/client/sub/subscribes', title: 'SUB subscribes', verdict: 'out-of-time', reason: 'the deadline of the run passed before the test began', requirements: ['DM2-SUB-C-001'], transcript: null, durationMs: 0 }),
  test({ id: 'dm2/client/get/reads-leaf', title: 'GET reads a leaf', verdict: 'error', reason: 'TypeError: Cannot read properties of undefined', requirements: ['DM2-CMD-GET-C-001'], transcript: null }),
];

const BROKEN_RULE: RuleResult = {
  iut: IUT,
  requirement: 'DM2-PKG3-C-005',
  level: 'MUST',
  title: 'One status per command, in order',
  outcome: 'violated',
  severity: 'fail',
  message: 'expected 1 × status, found 0 × status',
  clause: '~5.2.3',
  expected: '1 × status',
  found: '0 × status',
  at: [{ test: 'dm2/client/hget/stores-data', event: 3, path: 'Status[2]' }, { test: 'dm2/client/pkg3/answers-with-json', event: 3 }],
  judged: 7,
};

const RULES: readonly RuleResult[] = [
  BROKEN_RULE,
  { ...BROKEN_RULE, requirement: 'DM2-HTTP-C-001', title: 'Every request is a POST', outcome: 'satisfied', message: '7 messages obey', at: [], judged: 7 },
  { ...BROKEN_RULE, requirement: 'DM2-ALERT-C-003', title: 'Alert types are URIs', outcome: 'not-tested', message: 'no message carried an alert', at: [], judged: 0 },
];

export const SAMPLE_RESULTS: CampaignResults = {
  schema: RESULTS_SCHEMA,
  tool: { name: 'dm-conformance', version: '0.1.0' },
  run: { id: 'sample', startedAt: '2026-01-02T03:04:05.000Z', durationMs: 5321.5, seed: 7, arguments: ['run', 'acme client.yaml', '--out', 'results'], strict: false, complete: true },
  iuts: [{ name: IUT, vendor: HOSTILE, version: '4.2', role: 'client', protocol: 'dm-2.0', profile: 'oma' }],
  totals: { pass: 2, fail: 2, inconclusive: 1, notApplicable: 2, outOfTime: 1, error: 1 },
  tests: TESTS,
  rules: RULES,
  requirements: requirements(),
  readings: [{ id: 'A-07', question: 'Which status answers HGET when the repository is unreachable?', reading: 'any 4xx or 5xx', parameter: 'reading.hget-unreachable', value: 'refused' }],
  notes: ['2 requests reached no test: GET /favicon.ico at web main'],
};

/** The report input of the sample campaign. */
export function sampleInput(changes: Partial<CampaignResults> = {}): ReportInput {
  return { results: { ...SAMPLE_RESULTS, ...changes }, transcripts: (path) => SAMPLE_TRANSCRIPTS.get(path), reveal: 'masked' };
}

function test(fields: Partial<TestResult> & Pick<TestResult, 'id' | 'title' | 'verdict' | 'requirements'>): TestResult {
  return { iut: IUT, reason: null, durationMs: 3.24, warnings: 0, findings: [], transcript: `transcripts/${fields.id.replaceAll('/', '.')}.json`, ...fields };
}

function hostileFinding(): ReportedFinding {
  return {
    ...WRONG_STATUS,
    requirement: 'DM2-SER-C-004',
    message: `expected value "ok", found value ${JSON.stringify(HOSTILE)}`,
    expected: 'value "ok"',
    found: `value ${JSON.stringify(HOSTILE)} ${HOSTILE}`,
    at: { event: 3, path: 'Status[1].MO[0].MOData.Name' },
  };
}

function notJson(): ReportedFinding {
  const { found: _found, stimulus: _stimulus, ...rest } = WRONG_STATUS;
  return { ...rest, requirement: 'DM2-PKG3-C-001', message: 'the body is no JSON', expected: 'a JSON text', at: { event: 3 } };
}

function silent(): ReportedFinding {
  return { requirement: 'DM2-CMD-HPUT-C-001', level: 'MUST', outcome: 'inconclusive', message: 'no Package#3 answered round 1 of session 1: exited with code 139', clause: '~7.2.1.2', at: { event: 4 } };
}

function missingHeader(): ReportedFinding {
  return { ...WRONG_STATUS, requirement: 'DM2-HTTP-C-007', level: 'SHOULD', severity: 'warning', leniency: 'the level is SHOULD', message: 'no header Content-Length', expected: 'a header Content-Length', found: 'none', at: { event: 1, path: 'header:Content-Length' }, stimulus: { event: 0 } };
}

function requirements(): readonly RequirementResult[] {
  const row = (id: string, outcome: RequirementOutcome, fields: Partial<RequirementResult> = {}): RequirementResult => {
    const area = /^DM2-(.+)-[BCS]-\d+$/.exec(id)?.[1] ?? 'SEQ';
    const tests = TESTS.filter((one) => one.requirements.includes(id)).map((one) => one.id);
    return { id, level: 'MUST', area, clause: '~5.1', text: `What ${id} asks for, in the words of the suite.`, basis: 'text', ambiguity: null, iut: IUT, outcome, warning: false, tests, reason: null, ...fields };
  };
  return [
    row('DM2-CMD-HGET-C-002', 'violated', { clause: '~7.2.1.1', text: 'A client that gets an HGET MUST fetch the data from the ServerURI, store it at the ClientURI and report status 200; this text is long enough to be wrapped by a terminal and to show that a second line keeps the column of the first one.' }),
    row('DM2-CMD-HGET-C-003', 'satisfied'),
    row('DM2-SER-C-004', 'violated', { ambiguity: 'A-07' }),
    row('DM2-PKG3-C-001', 'violated'),
    row('DM2-PKG3-C-005', 'violated', { tests: ['rule'] }),
    row('DM2-CMD-HPUT-C-001', 'inconclusive', { reason: 'no test could decide it' }),
    row('DM2-SEQ-C-002', 'satisfied', { basis: 'recalled' }),
    row('DM2-HTTP-C-007', 'violated', { level: 'SHOULD', warning: true }),
    row('DM2-UI-C-001', 'not-applicable', { reason: 'C_SHOW: no' }),
    row('DM2-ACL-C-003', 'not-tested', { reason: "the IUT file gives no value 'acl.node'" }),
    row('DM2-TLS-C-001', 'not-tested', { tests: [], reason: 'needs a certificate authority; not tested by this version' }),
  ];
}
