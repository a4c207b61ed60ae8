/**
 * allure-vitest with what it loses put back: a failed product instead of a broken test, the reason of a skip, `inconclusive` as
 * status "unknown", labels for requirement and feature, and ids that stay the same whatever a test is called. Loaded only with ALLURE=1.
 */
import AllureVitestReporter from 'allure-vitest/reporter';
import type { TestModule } from 'vitest/node';
import { visible } from '../reports/visible.js';
import type { ConformanceMeta } from './meta.js';

type Config = ConstructorParameters<typeof AllureVitestReporter>[0];
type Listener = NonNullable<Config['listeners']>[number];

/** What is completed of a result of Allure; its states are plain words in the file. */
interface AllureResult {
  testCaseId?: string | undefined;
  historyId?: string | undefined;
  labels: { name: string; value: string }[];
  status?: string | undefined;
  description?: string | undefined;
  statusDetails: { message?: string };
}

const RESULTS = 'allure-results';

/** The default export, because vitest loads a reporter by it. */
export default class ConformanceAllureReporter extends AllureVitestReporter {
  readonly #known: Map<string, ConformanceMeta>;

  constructor(config: Config = {}) {
    const known = new Map<string, ConformanceMeta>();
    const listener: Listener = {
      beforeTestResultWrite: (result) => {
        const meta = known.get(result.name ?? '');
        if (meta !== undefined) completeResult(result, meta);
      },
    };
    super({ resultsDir: RESULTS, ...config, listeners: [...(config.listeners ?? []), listener] });
    this.#known = known;
  }

  override onTestRunEnd(modules: readonly TestModule[]): void {
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const meta = test.meta().conformance;
        if (meta !== undefined) this.#known.set(test.name, meta);
      }
    }
    super.onTestRunEnd(modules);
  }
}

/** Puts the verdict and its traces into a result of Allure. */
export function completeResult(result: AllureResult, meta: ConformanceMeta): void {
  result.testCaseId = meta.id;
  result.historyId = meta.id;
  result.labels.push(
    ...meta.requirements.map((value) => ({ name: 'requirement', value })),
    ...meta.features.map((value) => ({ name: 'feature', value })),
    { name: 'severity', value: meta.severity },
    { name: 'verdict', value: meta.verdict },
  );
  if (meta.verdict === 'pass') return;
  result.status = STATUS[meta.verdict];
  // The failure text says more than the reason.
  if (meta.verdict === 'fail') return;
  const message = `${meta.verdict}: ${meta.reason ?? ''}`;
  result.statusDetails = { ...result.statusDetails, message };
  if (result.status === 'unknown') result.description = codeBlock(message);
}

/** Of an unknown test the page shows no message, but a description, as Markdown. Reasons quote what a peer sent. */
function codeBlock(text: string): string {
  return ['~~~text', visible(text).replaceAll('~~~', '~ ~ ~'), '~~~'].join('\n');
}

/** `failed` is a fault of the product, `broken` one of the tests themselves, `unknown` what could not be decided. */
const STATUS = { fail: 'failed', inconclusive: 'unknown', 'out-of-time': 'unknown', 'not-applicable': 'skipped', error: 'broken' } as const;
