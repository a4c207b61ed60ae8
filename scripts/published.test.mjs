/** What is published: everything a command needs at run time, and nothing that only tests need. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { ENTRIES, SHARED } from './bundle.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Programs and modules that are started or imported from outside, and worker threads. */
const SOURCES = [...Object.values(ENTRIES), SHARED].map((path) => path.join('/').replace(/\.js$/, '.ts'));

function builtFiles() {
  const { fileNames, errors } = ts.getParsedCommandLineOfConfigFile(join(ROOT, 'tsconfig.build.json'), {}, { ...ts.sys, onUnRecoverableConfigFileDiagnostic: (fault) => expect.fail(String(fault.messageText)) });
  expect(errors).toEqual([]);
  return new Set(fileNames.map((file) => relative(ROOT, file)));
}

/** Files of ours that `file` imports when it runs, statically or not. */
function importsOf(file) {
  const { importedFiles } = ts.preProcessFile(stripTypes(readFileSync(join(ROOT, file), 'utf8')), true, true);
  return importedFiles
    .map(({ fileName }) => fileName)
    .filter((name) => name.startsWith('.'))
    .map((name) => relative(ROOT, resolve(ROOT, dirname(file), name)).replace(/\.js$/, '.ts'))
    .filter((name) => existsSync(join(ROOT, name)));
}

/** Our compiler options keep every import that is not declared as one of types. */
function stripTypes(text) {
  return text.replaceAll(/^(?:import|export) type [^;]*;/gm, '');
}

function neededFiles() {
  const needed = new Set(SOURCES);
  for (const file of needed) for (const imported of importsOf(file)) needed.add(imported);
  return needed;
}

describe('the build', () => {
  it('holds everything that a command needs', () => {
    const built = builtFiles();
    const needed = [...neededFiles()];
    expect(needed).toContain('proof/generated/mutants.ts');
    expect(needed.length).toBeGreaterThan(200);
    expect(needed.filter((file) => !built.has(file))).toEqual([]);
  });

  it('leaves out what only tests need', () => {
    expect([...builtFiles()].filter((file) => /\.test\.ts$|(?:^|\/)testing(?:\/|\.ts$)|^(?:bench|suites|examples|scripts)\/|^proof\/hostile\//.test(file))).toEqual([]);
  });
});

describe('the linter', () => {
  const eslint = new ESLint({ cwd: ROOT });

  it.each(['examples/python-client/example.test.ts', 'examples/reference-client/device.mjs', 'scripts/build.mjs', 'cli/testing/naive-client.mjs'])('reads %s', async (file) => {
    expect(await eslint.isPathIgnored(join(ROOT, file))).toBe(false);
  });

  it('finds an unknown name in an example program', async () => {
    const [result] = await eslint.lintText('unknownThing();\n', { filePath: join(ROOT, 'examples/reference-client/device.mjs') });
    expect(result.messages.map(({ ruleId }) => ruleId)).toEqual(['no-undef']);
  });
});
