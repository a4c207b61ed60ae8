// Runs the campaign as vitest tests, builds Allure's single-file page from it, and makes the page call no other host.
// `DM_IUT` names an IUT file. The page is written whatever the verdicts are; the exit code is that of the tests.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const RESULTS = 'allure-results';
const REPORT = 'allure-report';

function run(script, args, env = {}) {
  return spawnSync(process.execPath, [script, ...args], { cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...env } }).status ?? 1;
}

for (const folder of [RESULTS, REPORT]) rmSync(join(ROOT, folder), { recursive: true, force: true });
const verdict = run('node_modules/vitest/vitest.mjs', ['run', '--project', 'conformance'], { ALLURE: '1' });
const built = run('node_modules/allure/cli.js', ['awesome', RESULTS, '--single-file', '--output', REPORT, '--name', 'dm-conformance']);
if (built !== 0) process.exit(built);
const stripped = run(join(ROOT, 'scripts', 'strip-allure.mjs'), [join(REPORT, 'index.html')]);
console.log(`${REPORT}/index.html`);
process.exit(stripped === 0 ? verdict : stripped);
