// Writes a page of docs/ that a TypeScript entry prints; with `--check` writes nothing and fails on a difference.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** @param {{ page: string, entry: string }} made page below the root, entry that prints it */
export function makePage({ page, entry }) {
  const target = `${ROOT}${page}`;
  const { status, stdout, stderr } = spawnSync(process.execPath, [`${ROOT}scripts/dev.mjs`, entry, ROOT], { encoding: 'utf8', maxBuffer: 16 * 1024 * 1024 });
  if (status !== 0) {
    console.error(stderr);
    process.exitCode = 1;
  } else if (!process.argv.includes('--check')) {
    writeFileSync(target, stdout);
  } else if (!existsSync(target) || readFileSync(target, 'utf8') !== stdout) {
    console.error(`${page} is out of date: run npm run generate`);
    process.exitCode = 1;
  }
}
