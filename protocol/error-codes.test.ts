import { readFile, readdir } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { DecodeError } from './decode-error.js';
import { ERROR_CODES } from './error-codes.js';
import { FAULT_SAMPLES } from './testing/fault-samples.js';

const CODES = Object.keys(ERROR_CODES).sort();

async function codesInSources(): Promise<readonly string[]> {
  const folder = new URL('./', import.meta.url);
  const files = (await readdir(folder, { recursive: true })).filter(
    (file) => file.endsWith('.ts') && !/\.test\.ts$|^testing|^error-codes\.ts$|\.d\.ts$/.test(file),
  );
  const prefixes = [...new Set(CODES.map((code) => code.split('/')[0]))].join('|');
  const pattern = new RegExp(`'((?:${prefixes})/[a-z0-9-]+)'`, 'g');
  const found = new Set<string>();
  for (const file of files) {
    const text = await readFile(new URL(file, folder), 'utf8');
    for (const [, code] of text.matchAll(pattern)) if (code !== undefined) found.add(code);
  }
  return [...found].sort();
}

describe('the table of error codes', () => {
  test('holds exactly the codes that the sources raise', async () => {
    expect(await codesInSources()).toEqual(CODES);
  });

  test('has a sample for every code and no other', () => {
    expect(Object.keys(FAULT_SAMPLES).sort()).toEqual(CODES);
  });

  test.each(Object.entries(FAULT_SAMPLES))('%s is raised by its sample, with clause and place', (code, sample) => {
    let thrown: unknown;
    try {
      sample();
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(DecodeError);
    if (!(thrown instanceof DecodeError)) return;
    expect(thrown.fault.code).toBe(code);
    expect(thrown.fault.clause).toMatch(/^(RFC \d+|OMA-TS-\S+), ~?\d/);
    expect(thrown.fault.position.byte).toBeGreaterThanOrEqual(0);
    expect(thrown.message).toMatch(/^byte \d+, line \d+, column \d+.*: found .+, expected .+ \[/s);
    expect(thrown.message.length).toBeLessThan(400);
  });

  test('explains every code in one phrase without a full stop', () => {
    for (const { meaning } of Object.values(ERROR_CODES)) expect(meaning).toMatch(/^[a-z].*[^.]$/);
  });
});
