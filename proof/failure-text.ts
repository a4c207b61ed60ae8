/**
 * What a vendor reads when a defect is found: the text of the first failure that a mutant causes, with everything that
 * differs from run to run masked. Golden files hold these texts, so that a change of wording or of a verdict shows in a diff.
 */
import type { Suite } from '../harness/campaign/suite.js';
import type { TestCase } from '../harness/campaign/test-case.js';
import { failureText } from '../reports/failure-text.js';
import type { Failure } from '../reports/failure.js';
import type { Mutant } from './defect.js';
import { runAltered } from './prove-client.js';
import { runAlteredServer } from './prove-server.js';
import type { AlteredRun } from './run-plan.js';

/** The masked text of the first failure, or null when the mutant is not caught by the tests that claim its requirement. */
export async function firstFailureText(input: { readonly suite: Suite; readonly mutant: Mutant; readonly now: () => number }): Promise<string | null> {
  const { suite, mutant, now } = input;
  const selected = testsFor(mutant, suite);
  const means = { suite, now, selected: (test: TestCase) => selected.includes(test), keepTranscripts: () => true, jobs: 1 };
  const run = await (mutant.role === 'server' ? runAlteredServer({ ...means, altered: mutant }) : runAltered({ ...means, altered: mutant }));
  const failure = firstFailure(run, mutant.violates);
  if (failure === null) return null;
  const byPath = new Map(run.results.tests.map((test) => [test.transcript, run.transcripts.get(test.id)]));
  const text = failureText({ results: run.results, transcripts: (path) => byPath.get(path), reveal: 'masked' }, failure);
  return `${maskVolatile(text)}\n`;
}

/** Test cases that claim the requirement and, where a rule judges it, the first sessions of the plan and those of its area. */
function testsFor({ id, violates: requirement, role = 'client' }: Mutant, suite: Suite): readonly TestCase[] {
  const own = suite.testCases.filter((test) => test.role === role);
  const claiming = own.filter((test) => test.requirements.includes(requirement));
  const isRuled = suite.rules.some((rule) => rule.role === role && rule.requirement === requirement);
  const ofTheArea = own.filter((test) => areaOf(test.id) === areaOf(id));
  return isRuled ? [...new Set([...claiming, ...own.slice(0, SESSIONS_FOR_RULES), ...ofTheArea])] : claiming;
}

/** `pkg0` of `dm2/server/pkg0/long-values`. */
const areaOf = (id: string): string | undefined => id.split('/')[2];

/** Rules look at every transcript; the first tests of the plan and those of the mutant's area hold each kind of message. */
const SESSIONS_FOR_RULES = 60;

function firstFailure({ results }: AlteredRun, requirement: string): Failure | null {
  const rule = results.rules.find((entry) => entry.requirement === requirement && entry.outcome === 'violated');
  if (rule !== undefined) return { kind: 'rule', rule };
  for (const test of results.tests) {
    const finding = test.findings.find((entry) => entry.requirement === requirement && entry.outcome === 'violated');
    if (finding !== undefined) return { kind: 'test', test, finding };
  }
  return null;
}

/** Ports, folders of the system, lane numbers and lengths that depend on them, identifiers the device invents, the date of a server's answer. */
function maskVolatile(text: string): string {
  return text
    .replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:PORT')
    .replaceAll(/\/t\d+\//g, '/LANE/')
    .replaceAll(/:\d+\/LANE/g, ':PORT/LANE')
    .replaceAll(/"port":\d+/g, '"port":PORT')
    .replaceAll(/"[^"]*dm-conformance-\w{6}\//g, '"FOLDER/')
    .replaceAll(/urn%3Auuid%3A[0-9a-f-]+/g, 'DEVICE')
    .replaceAll(/\b\d+ bytes\b/g, 'N bytes')
    .replaceAll(/Date: .* GMT/g, 'Date: DATE')
    .replaceAll(/byte \d+/g, 'byte N')
    .replaceAll(/column \d+/g, 'column N');
}
