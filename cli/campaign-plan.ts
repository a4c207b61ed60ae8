/** What a run is going to do: the IUTs, their controls and plans, and the fingerprint by which a resumed run knows itself. */
import { createHash } from 'node:crypto';
import { planCampaign, type Plan } from '../harness/campaign/plan.js';
import type { Suite } from '../harness/campaign/suite.js';
import type { TestCase } from '../harness/campaign/test-case.js';
import { chooseControl, type ControlTools } from '../harness/iut/choose-control.js';
import { IutFault } from '../harness/iut/control.js';
import type { IutFile } from '../harness/iut/iut.js';
import type { Role } from '../harness/judge/requirement.js';
import type { Control } from '../harness/iut/server-control.js';
import type { Context } from './context.js';
import { createAsk } from './operator.js';
import type { RunNumbers, RunWords, Shard } from './run-arguments.js';
import { selectionOf } from './selection.js';
import { UsageError } from './usage-error.js';

export interface PlannedIut {
  readonly control: Control;
  readonly plan: Plan;
}

export interface CampaignPlan {
  readonly suite: Suite;
  readonly iuts: readonly PlannedIut[];
  readonly fingerprint: string;
  readonly notes: readonly string[];
}

export interface PlanInput {
  readonly suite: Suite;
  readonly files: readonly string[];
  readonly options: RunWords;
  readonly numbers: RunNumbers;
  readonly version: string;
}

/** Plans a run. Throws a UsageError, IutFileError or IutFault before anything is sent. */
export async function planRun(input: PlanInput, context: Context): Promise<CampaignPlan> {
  const { suite, options, numbers } = input;
  const selection = selectionOf(options, suite);
  const tools: ControlTools = { tell: context.output.note, ask: createAsk(context), answering: options.yes === true ? 'yes' : 'ask' };
  const iuts: PlannedIut[] = [];
  if (options.pair === true) {
    const { planPairRun } = await import('./pair-plan.js');
    const { control, plan } = await planPairRun({ suite, files: input.files.length === 0 ? [] : await readIuts(input), tools, selected: selection.test });
    iuts.push({ control, plan: { ...plan, tests: shardOf(plan.tests, numbers.shard) } });
  } else for (const iut of input.files.length === 0 ? await embeddedIuts(suite, selection.test) : await readIuts(input)) {
    demandPlayable(iut, suite);
    const control = await chooseControl({ iut, tools });
    const whole = planCampaign({ suite, iut, abilities: control, selected: selection.test });
    const namesPairs = selection.narrows && suite.testCases.some((test) => test.role === 'pair' && selection.test(test));
    if (whole.tests.length === 0 && namesPairs) throw new UsageError('tests of interoperability need two products: run them with --pair');
    if (whole.tests.length === 0) throw new UsageError(`the selection leaves no test case for ${iut.name} (role ${iut.role}, protocol ${iut.protocol}); see: dm-conformance list tests`);
    iuts.push({ control, plan: { ...whole, tests: shardOf(whole.tests, numbers.shard) } });
  }
  const notes = iuts.flatMap(({ plan }) => (plan.tests.length === 0 ? [`${plan.iut.name}: this shard holds no test, there are more shards than tests`] : []));
  return { suite, iuts, fingerprint: fingerprintOf(input, iuts), notes: [...selection.notes, ...notes] };
}

async function readIuts({ files }: PlanInput): Promise<readonly IutFile[]> {
  const [{ readIutFile }, { iutCatalogue }] = await Promise.all([import('../harness/iut/iut-file.js'), import('../testcases/iut-catalogue.js')]);
  const iuts = await Promise.all(files.map((path) => readIutFile({ path, ...iutCatalogue() })));
  for (const [index, { name, source }] of iuts.entries()) {
    const earlier = iuts.slice(0, index).find((other) => other.name === name);
    if (earlier !== undefined) throw new UsageError(`${source ?? ''}: the name '${name}' is that of ${earlier.source ?? ''} too; give each IUT a name of its own`);
  }
  return iuts;
}

/** The reference client and the reference server, as far as the selection leaves tests for them; the client where it leaves none at all. */
async function embeddedIuts(suite: Suite, selected: (test: TestCase) => boolean): Promise<readonly IutFile[]> {
  const concerns = (role: Role): boolean => suite.testCases.some((test) => test.role === role && selected(test));
  const server = concerns('server') ? [(await import('../harness/iut/embedded-server-iut.js')).EMBEDDED_SERVER] : [];
  if (server.length > 0 && !concerns('client')) return server;
  return [(await import('../harness/iut/embedded-iut.js')).EMBEDDED_CLIENT, ...server];
}

/** Throws an IutFault when this version has no test case for the role and the protocol of the file. */
export function demandPlayable(iut: IutFile, suite: Suite): void {
  if (suite.testCases.some((test) => test.role === iut.role && test.protocol === iut.protocol)) return;
  const known = [...new Set(suite.testCases.filter(({ role }) => role !== 'pair').map((test) => `${test.role} ${test.protocol}`))];
  throw new IutFault(`${iut.source ?? iut.name}: this version has no test case for role ${iut.role} with protocol ${iut.protocol}; it has some for ${known.join(', ')}`);
}

/** Every n-th test, so that slow areas spread over the shards. */
function shardOf(tests: Plan['tests'], shard: Shard | null): Plan['tests'] {
  return shard === null ? tests : tests.filter((_, index) => index % shard.of === shard.index - 1);
}

function fingerprintOf({ version, options, numbers }: PlanInput, iuts: readonly PlannedIut[]): string {
  const plans = iuts.map(({ plan: { iut, pair, tests, features, parameters } }) => {
    const server = pair === undefined ? {} : { server: { version: pair.server.iut.version, control: pair.server.iut.control, endpoint: pair.server.iut.endpoint, features: pair.server.features } };
    return { name: iut.name, version: iut.version, control: iut.control, listen: iut.listen, features, parameters, ...server, tests: tests.map(({ test }) => test.id) };
  });
  const facts = JSON.stringify({ version, strict: options.strict === true, seed: numbers.seed, plans });
  return createHash('sha256').update(facts).digest('hex');
}
