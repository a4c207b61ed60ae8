// Runs a TypeScript entry of this repository without a build: transpiles what changed since the last call, checks no types.
//   node scripts/dev.mjs cli/main.ts run --test 'dm2/client/hget/**'
// DEV_CACHE=name keeps a cache of its own, so that two people (or two shells) do not meet in one folder; nor do two checkouts that share node_modules.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync, existsSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { withPlaces } from './declared-places.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const OUT = join(ROOT, 'node_modules', '.cache', `dm-dev-${basename(ROOT)}-${process.env.DEV_CACHE ?? 'default'}`, 'dist');
const FOLDERS = ['protocol', 'reference', 'harness', 'testcases', 'reports', 'proof', 'suites', 'cli', 'event', 'bench'];

function* walk(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* walk(path);
    else yield path;
  }
}

function isStale(from, to) {
  return !existsSync(to) || statSync(from).mtimeMs > statSync(to).mtimeMs;
}

function bring(from) {
  const to = join(OUT, relative(ROOT, from)).replace(/\.ts$/, '.js');
  if (!isStale(from, to)) return;
  mkdirSync(dirname(to), { recursive: true });
  if (!from.endsWith('.ts')) return copyFileSync(from, to);
  const source = readFileSync(from, 'utf8');
  const { outputText } = ts.transpileModule(source, { fileName: from, compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2023, verbatimModuleSyntax: true } });
  const file = relative(ROOT, from).replaceAll('\\', '/');
  writeFileSync(to, file.startsWith('testcases/') ? withPlaces({ source, compiled: outputText, file }) : outputText);
}

for (const folder of FOLDERS.filter((name) => existsSync(join(ROOT, name)))) {
  for (const path of walk(join(ROOT, folder))) if (!path.endsWith('.d.ts') && !path.endsWith('.test.ts')) bring(path);
}
const packageCopy = join(dirname(OUT), 'package.json');
if (isStale(join(ROOT, 'package.json'), packageCopy)) copyFileSync(join(ROOT, 'package.json'), packageCopy);

const [entry, ...args] = process.argv.slice(2);
if (entry === undefined) {
  process.stderr.write('usage: node scripts/dev.mjs ENTRY.ts [arguments]\n');
  process.exit(2);
}
const { status } = spawnSync(process.execPath, [join(OUT, entry.replace(/\.ts$/, '.js')), ...args], { stdio: 'inherit' });
process.exit(status ?? 1);
