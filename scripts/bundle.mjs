/**
 * Joins the compiled modules of the command in dist/ into fewer files: half a start was spent on finding and reading five hundred
 * modules. What starts by itself stands in dist/cli/ afterwards, one folder below dist/ as before, so that what it names by
 * `import.meta.url` is where it was. Packages stay outside, and so does what products import of this package, because its classes
 * must be the same ones for both. Nothing is minified: stacks name functions as the sources do.
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { rolldown } from 'rolldown';
import { withPlaces } from './declared-places.mjs';

/** Files that start by themselves: the command, and the worker threads of the proof. */
export const ENTRIES = { main: ['cli', 'main.js'], worker: ['proof', 'worker.js'] };

/** What products import; see `exports` in package.json. */
export const SHARED = ['harness', 'iut', 'control.js'];

/** A module that one command loads lazily and another with itself stands in a file of its own either way. */
const EXPECTED = 'INEFFECTIVE_DYNAMIC_IMPORT';

/** Bundles the command in `dist`, in place. Rejects with the bundler's error. */
export async function bundle(dist) {
  const build = await rolldown({
    input: Object.fromEntries(Object.entries(ENTRIES).map(([name, path]) => [name, join(dist, ...path)])),
    platform: 'node',
    onLog: (level, log, print) => (log.code === EXPECTED ? undefined : print(level, log)),
    plugins: [{ name: 'outside', resolveId: outside(join(dist, ...SHARED)) }, { name: 'declared places', transform: placed(dist) }],
  });
  const { output } = await build.generate({ format: 'esm', entryFileNames: '[name].js', chunkFileNames: 'chunk-[name]-[hash].js' });
  await build.close();
  for (const module of output.flatMap(({ moduleIds }) => moduleIds)) if (module.startsWith(dist)) rmSync(module);
  for (const { fileName, code } of output) writeFileSync(join(dist, 'cli', fileName), code);
}

function outside(shared) {
  return async function resolveId(id, importer) {
    if (importer === undefined) return null;
    if (!id.startsWith('.')) return { id, external: true };
    const found = await this.resolve(id, importer, { skipSelf: true });
    return found?.id === shared ? { id: `../${SHARED.join('/')}`, external: true } : found;
  };
}

/** Test cases and rules say where they stand in the sources, which are beside dist/. */
function placed(dist) {
  return (compiled, id) => {
    const path = relative(dist, id);
    if (!path.startsWith('testcases')) return null;
    const file = path.replaceAll('\\', '/').replace(/\.js$/, '.ts');
    const source = join(dist, '..', file);
    return existsSync(source) ? { code: withPlaces({ source: readFileSync(source, 'utf8'), compiled, file }) } : null;
  };
}
