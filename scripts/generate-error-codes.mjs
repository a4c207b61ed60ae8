// Writes docs/error-codes.md from the tables of codes in protocol/. `--check` writes nothing and fails on a difference.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PAGE = `${ROOT}docs/error-codes.md`;

const { status, stdout, stderr } = spawnSync(process.execPath, [`${ROOT}scripts/dev.mjs`, 'bench/error-codes-page.ts'], { encoding: 'utf8', maxBuffer: 16 * 1024 * 1024 });
if (status !== 0) {
  console.error(stderr);
  process.exitCode = 1;
} else if (!process.argv.includes('--check')) {
  writeFileSync(PAGE, stdout);
} else if (!existsSync(PAGE) || readFileSync(PAGE, 'utf8') !== stdout) {
  console.error('docs/error-codes.md is out of date: run npm run generate');
  process.exitCode = 1;
}
