/**
 * Compares a text with a golden file. `UPDATE_GOLDEN=1` writes the file instead; with CI set that is refused, so that no
 * pipeline makes its own expectation.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect } from 'vitest';

/** Fails unless `text` equals the golden file; `file` is a URL so that tests need not know where they run. */
export function expectGolden(text: string, file: URL): void {
  if (isUpdating()) {
    mkdirSync(dirname(file.pathname), { recursive: true });
    writeFileSync(file, text);
    return;
  }
  expect(text, `differs from ${file.pathname}; if the change is wanted, run again with UPDATE_GOLDEN=1 and review the diff`).toBe(readGolden(file));
}

function isUpdating(): boolean {
  const { UPDATE_GOLDEN: update, CI: ci } = process.env;
  if (update === undefined || update === '' || update === '0') return false;
  if (ci !== undefined && ci !== '' && ci !== 'false') throw new TypeError('UPDATE_GOLDEN is set together with CI: golden files are written by people, who review them');
  return true;
}

function readGolden(file: URL): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new TypeError(`golden file ${file.pathname} cannot be read; run with UPDATE_GOLDEN=1 to write it`);
  }
}
