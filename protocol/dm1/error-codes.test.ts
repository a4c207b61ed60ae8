import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { DM1_ERROR_CODES, dm1Error } from './error-codes.js';

const CODES = Object.keys(DM1_ERROR_CODES).sort();

async function codesInSources(): Promise<readonly string[]> {
  const folder = new URL('./', import.meta.url);
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.ts') && !/\.test\.ts$|testing\/|error-codes\.ts$|\.d\.ts$/.test(file));
  const prefixes = [...new Set(CODES.map((code) => code.split('/')[0]))].join('|');
  const pattern = new RegExp(`'((?:${prefixes})/[a-z0-9-]+)'`, 'g');
  const texts = await Promise.all(files.map((file) => readFile(new URL(file, folder), 'utf8')));
  return [...new Set(texts.flatMap((text) => Array.from(text.matchAll(pattern), ([, code]) => code ?? '')))].sort();
}

describe('the table of codes of DM 1.x', () => {
  it('holds exactly the codes that the sources raise', async () => {
    expect(await codesInSources()).toEqual(CODES);
  });

  it('explains every code in one phrase, with a clause and a requirement of the catalogue or none', () => {
    for (const [code, { meaning, clause, requirement }] of Object.entries(DM1_ERROR_CODES)) {
      expect(`${code}: ${meaning}`).toMatch(/^dm1-[a-z0-9]+\/[a-z0-9-]+: \S.*[^.]$/);
      expect(clause).not.toBe('');
      expect(requirement).toMatch(/^$|^DM1-[A-Z0-9-]+-[BCS]-\d{3}$/);
    }
  });

  it('gives errors their clause', () => {
    const error = dm1Error({ code: 'dm1-model/cmd-id', position: { byte: 3, line: 1, column: 4, path: '' }, found: '"0"', expected: 'another' });
    expect(error.message).toBe('byte 3, line 1, column 4: found "0", expected another [dm1-model/cmd-id, REPPRO 1.2 (CmdID)]');
  });
});
