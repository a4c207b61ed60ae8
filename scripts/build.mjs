/**
 * Builds dist/ from the sources: generated files, then the compiler, then what the compiler leaves out (generated .js, schemas), then
 * fewer files for the command.
 * It is the `prepare` script, so it needs nothing but what `npm ci` installs, and no network. Exits 1 when a type is wrong;
 * what could be emitted is there all the same, so that one broken file does not stop work on another.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from './bundle.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const DIST = join(ROOT, 'dist');

const FOLDERS = ['protocol', 'reference', 'harness', 'testcases', 'reports', 'proof', 'cli', 'event'];
const COPIED = /(?:\.js|\.d\.ts|\.schema\.json|\.css|\.browser\.js)$/;

function run(script, ...args) {
  return spawnSync(process.execPath, [script, ...args], { cwd: ROOT, stdio: 'inherit' }).status ?? 1;
}

/** Files that are no TypeScript and that the sources load or publish. */
function copyRest() {
  for (const folder of FOLDERS.filter((name) => existsSync(join(ROOT, name)))) {
    for (const entry of readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name).slice(ROOT.length);
      if (!entry.isFile() || !COPIED.test(entry.name) || path.includes('testdata/')) continue;
      mkdirSync(dirname(join(DIST, path)), { recursive: true });
      cpSync(join(ROOT, path), join(DIST, path));
    }
  }
}

if (!process.argv.includes('--no-generate') && run(join(ROOT, 'scripts', 'generate.mjs')) !== 0) process.exit(1);
rmSync(DIST, { recursive: true, force: true });
const compiler = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'lib', 'tsc.js');
const status = run(compiler, '-p', join(ROOT, 'tsconfig.build.json'));
copyRest();
// What has a wrong type need not hang together; then the modules stay as they are.
if (status === 0) await bundle(DIST);
const command = join(DIST, 'cli', 'main.js');
if (existsSync(command)) chmodSync(command, 0o755);
process.exitCode = status;
