/** What a user waits for at the command line: a whole campaign, one cold test, the proof (design, section 10). */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { planCampaign } from '../harness/campaign/plan.js';
import { createEmbeddedClientControl } from '../harness/iut/embedded-client.js';
import { EMBEDDED_CLIENT } from '../harness/iut/embedded-iut.js';
import { loadRegistry } from '../proof/registry.js';
import { loadSuite } from '../testcases/suite.js';
import { builtCommand } from './installed.js';
import { interleaved, measurement, timed, type Bench, type Measurement } from './measure.js';
import { emptyNode, succeed } from './node-process.js';

const ONE_TEST = 'dm2/client/hget/stores-data';

/** A campaign, and one test, from the command line. */
export const command: Bench = {
  name: 'command',
  measure: (repetitions) => inTemporaryFolder((folder) => measureCommand(folder, repetitions)),
};

async function measureCommand(folder: string, repetitions: number): Promise<readonly Measurement[]> {
  const count = testsRun();
  const vitest = await vitestWithEmptyTests(folder, count);
  const path = builtCommand();
  const out = ['--out', join(folder, 'results')];
  const works = {
    node: () => succeed(['-e', '0']),
    cold: () => succeed([path, 'run', '--test', ONE_TEST, ...out]),
    campaign: () => succeed([path, 'run', '--role', 'client', ...out]),
    vitest,
  };
  await works.campaign();
  const ms = await interleaved(works, repetitions);
  return [
    measurement({ name: `full DM 2.0 client campaign (${count} tests)`, value: ms.campaign / 1000, unit: 's', baseline: `vitest with ${count} empty tests`, baselineValue: ms.vitest / 1000, target: { of: 'value at pace', emptyNodeMs: ms.node, atMost: 2 } }),
    measurement({ name: 'one cold test', value: ms.cold / 1000, unit: 's', baseline: 'node -e 0', baselineValue: ms.node / 1000, target: { of: 'ratio', atMost: 6 } }),
  ];
}

function testsRun(): number {
  const suite = loadSuite('partial');
  const plan = planCampaign({ suite, iut: EMBEDDED_CLIENT, abilities: createEmbeddedClientControl(), selected: () => true });
  return plan.tests.filter(({ notApplicable }) => notApplicable === null).length;
}

async function vitestWithEmptyTests(folder: string, count: number): Promise<() => Promise<void>> {
  const tests = Array.from({ length: count }, (_, index) => `test('test ${index}', () => undefined);`);
  await writeFile(join(folder, 'empty.test.js'), tests.join('\n'));
  await writeFile(join(folder, 'vitest.config.js'), 'export default { test: { globals: true } };');
  const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
  return () => succeed([vitest, 'run', '--root', folder]);
}

/** The whole proof. Takes half a minute and more, hence once. */
export const prove: Bench = {
  name: 'prove',
  measure: () => inTemporaryFolder(async (folder) => {
    const { mutants, variants } = loadRegistry(loadSuite('partial').requirements);
    const campaigns = mutants.length + variants.length + 1;
    const one = await timed(() => succeed([builtCommand(), 'run', '--out', join(folder, 'results')]));
    const before = await emptyNode();
    const all = await timed(() => succeed([builtCommand(), 'prove']));
    const emptyNodeMs = (before + (await emptyNode())) / 2;
    return [measurement({ name: `prove (${mutants.length} mutants, ${variants.length} variants)`, value: all / 1000, unit: 's', baseline: `${campaigns} campaigns one by one`, baselineValue: (campaigns * one) / 1000, target: { of: 'value at pace', emptyNodeMs, atMost: 60 } })];
  }),
};

async function inTemporaryFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}
