/** `dm-conformance check FILE`: is the IUT file right, and what does what it leaves open cost? */
import { planCampaign, type Plan } from '../../harness/campaign/plan.js';
import type { Suite } from '../../harness/campaign/suite.js';
import { chooseControl, unsupportedControl } from '../../harness/iut/choose-control.js';
import { HOOK_NAMES } from '../../harness/iut/control.js';
import { readIutFile } from '../../harness/iut/iut-file.js';
import type { IutFile } from '../../harness/iut/iut.js';
import type { ServerControl, SingleControl } from '../../harness/iut/server-control.js';
import { catalogue } from '../../testcases/catalogue.js';
import { demandPlayable } from '../campaign-plan.js';
import { columns } from '../columns.js';
import { loadCampaignSuite, type Context } from '../context.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { iutCatalogue } from '../../testcases/iut-catalogue.js';
import { createAsk } from '../operator.js';
import { UsageError } from '../usage-error.js';
import { featuresUsed } from '../used-by.js';

/** Checks the file and prints what a campaign with it would not test. Rejects with an IutFileError for a file that cannot be used. */
export async function check(path: string, context: Context): Promise<ExitCode> {
  const iut = await readIutFile({ path, ...iutCatalogue() });
  const suite = await loadCampaignSuite(context);
  demandPlayable(iut, suite);
  const { output } = context;
  const refusal = unsupportedControl(iut.control);
  if (refusal !== null) throw new UsageError(`${path}: ${refusal}`);
  const control = await chooseControl({ iut, tools: { tell: output.note, ask: createAsk(context), answering: 'ask' } });
  output.line(`${path}: ${iut.name}, ${iut.role}, ${iut.protocol}: the file is right`);
  const plan = planCampaign({ suite, iut, abilities: control, selected: () => true });
  for (const line of [...featureLines(iut, suite), ...addressLines(iut), ...hookLines(plan, control), ...meansLines(plan), ...valueLines(plan, suite)]) output.line(line);
  const runs = plan.tests.filter(({ notApplicable }) => notApplicable === null).length;
  output.line(`${runs} of ${plan.tests.length} test cases are run.`);
  await control.close();
  return EXIT.ok;
}

function featureLines(iut: IutFile, suite: Suite): readonly string[] {
  const used = featuresUsed(suite, iut);
  const rows = [...catalogue().features.values()].filter(({ id }) => used.has(id)).map(({ id, default: standard, question }) => {
    const given = iut.supports[id];
    return [`  ${id}`, (given ?? standard) ? 'yes' : 'no', given === undefined ? 'default' : 'given', question];
  });
  return ['Features in force:', ...columns(rows)];
}

/** A client that nobody starts is told its address once. */
function addressLines({ control, listen }: IutFile): readonly string[] {
  if ((control?.kind !== 'attach' && control?.kind !== 'notify') || (listen.port !== 0 && listen.path !== null)) return [];
  return [`control.${control.kind}: the address changes with every test; give listen.port and listen.path for a client that is told it once.`];
}

function hookLines({ tests }: Plan, control: SingleControl): readonly string[] {
  if (control.role === 'server') return upperTesterLines(tests, control);
  const missing = HOOK_NAMES.filter((hook) => !control.hooks.includes(hook));
  const rows = missing.flatMap((hook) => {
    const lost = tests.filter(({ test }) => test.needs?.hooks?.includes(hook) === true);
    return lost.length === 0 ? [] : [[`  ${hook}`, countOf(lost.length), namesOf(lost.map(({ test }) => test.id))]];
  });
  return rows.length === 0 ? [] : [`Local events that control.${control.kind} cannot cause, and what is not run for want of them:`, ...columns(rows)];
}

function upperTesterLines(tests: Plan['tests'], { upperTester }: ServerControl): readonly string[] {
  const lost = tests.filter(({ test }) => test.needs?.upperTester === true);
  if (upperTester === 'present' || lost.length === 0) return [];
  return [`No upper tester (control.http.upperTester), and what is not run for want of it: ${countOf(lost.length)}: ${namesOf(lost.map(({ test }) => test.id))}`];
}

/** Credentials, TLS and other means that the file leaves out. */
function meansLines({ tests }: Plan): readonly string[] {
  const lost = new Map<string, string[]>();
  for (const { test, notApplicable } of tests) {
    if (notApplicable !== null && MEANS.test(notApplicable)) lost.set(notApplicable, [...(lost.get(notApplicable) ?? []), test.id]);
  }
  if (lost.size === 0) return [];
  return ['Means that are missing, and what is not run for want of them:', ...columns([...lost].map(([reason, ids]) => [`  ${reason}`, countOf(ids.length), namesOf(ids)]))];
}

const MEANS = /^TLS is not set up|^the IUT file gives no 'credentials'|^the test needs credentials|^the test needs a device with two/;

function valueLines({ tests, parameters }: Plan, suite: Suite): readonly string[] {
  const names = new Set(suite.testCases.flatMap(({ needs }) => needs?.values ?? []));
  const rows = [...names].filter((name) => parameters[name] === undefined).flatMap((name) => {
    const lost = tests.filter(({ missingValues }) => missingValues.includes(name)).map(({ test }) => test.id);
    return lost.length === 0 ? [] : [[`  ${name}`, countOf(lost.length), namesOf(lost)]];
  });
  if (rows.length === 0) return ['No value is missing.'];
  return ["Values that are missing, and what is not run for want of them (what they mean: 'dm-conformance show VALUE'):", ...columns(rows)];
}

const MAX_NAMED = 4;

const countOf = (tests: number): string => `${tests} test${tests === 1 ? '' : 's'}`;

const namesOf = (ids: readonly string[]): string => `${ids.slice(0, MAX_NAMED).join(', ')}${ids.length > MAX_NAMED ? ', …' : ''}`;
