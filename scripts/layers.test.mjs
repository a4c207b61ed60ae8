/** The layers of the house hold: an import that points up is reported, whatever form it has. */
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';
import config from '../eslint.config.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const { plugins } = config.find((entry) => entry.plugins?.layers !== undefined);

// Only the layers, without types: a virtual file belongs to no program of the compiler.
const eslint = new ESLint({
  cwd: ROOT,
  overrideConfigFile: true,
  overrideConfig: [{ files: ['**/*.ts'], languageOptions: { parser: (await import('typescript-eslint')).parser }, plugins: { layers: plugins.layers }, rules: { 'layers/downwards': 'error' } }],
});

async function complaints(filePath, code) {
  const [result] = await eslint.lintText(code, { filePath: `${ROOT}${filePath}` });
  return result.messages.map(({ message }) => message);
}

describe('the layers', () => {
  it.each([
    ['protocol/dm2/x.ts', "import { a } from '../../reference/dm2-client/client.js';"],
    ['protocol/x.ts', "import type { A } from '../harness/judge/judge.js';"],
    ['reference/dm2-client/x.ts', "import { a } from '../../harness/judge/judge.js';"],
    ['harness/campaign/x.ts', "export { a } from '../../testcases/suite.js';"],
    ['harness/campaign/x.ts', "const a = await import('../../testcases/suite.js');"],
    ['harness/iut/control.ts', "import { a } from '../../reference/dm2-client/client.js';"],
    ['testcases/x.ts', "export * from '../proof/prove.js';"],
    ['testcases/x.ts', "type A = import('../reports/input.js').ReportInput;"],
    ['reports/x.ts', "import { a } from '../cli/output.js';"],
    ['proof/x.ts', "import { a } from '../reports/html.js';"],
    ['cli/x.ts', "import { a } from '../suites/meta.js';"],
  ])('%s may not hold: %s', async (file, code) => {
    expect(await complaints(file, code)).toEqual([expect.stringContaining('arrows point down')]);
  });

  it.each([
    ['reference/dm2-client/x.ts', "import { a } from '../../protocol/dm2/package1.js';"],
    ['harness/iut/embedded-client.ts', "import { a } from '../../reference/dm2-client/client.js';"],
    ['harness/campaign/x.ts', "import { a } from '../judge/judge.js'; import { b } from './plan.js'; import { c } from 'node:fs';"],
    ['proof/x.ts', "import { a } from '../reports/failure-text.js';"],
    ['cli/x.ts', "import { a } from '../proof/prove.js'; const b = import('../reports/html.js');"],
  ])('%s may hold: %s', async (file, code) => {
    expect(await complaints(file, code)).toEqual([]);
  });
});
