import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

describe('the generated validators', () => {
  test('are what the schemas give today', async () => {
    const run = promisify(execFile)(process.execPath, [at('../../../scripts/generate-validators.mjs'), '--check']);
    await expect(run).resolves.toMatchObject({ stderr: '' });
  });

  test('load no other module', async () => {
    expect(await readFile(at('validators.js'), 'utf8')).not.toMatch(/\bimport\b|\brequire\s*\(|\bnew Function\b|\beval\b/);
  });
});
