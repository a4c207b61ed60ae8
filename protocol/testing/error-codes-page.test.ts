import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { DM1_ERROR_CODES } from '../dm1/error-codes.js';
import { ERROR_CODES } from '../error-codes.js';
import { errorCodesPage } from './error-codes-page.js';

describe('the page of error codes', () => {
  it('is what npm run generate writes', async () => {
    expect(await readFile(new URL('../../docs/error-codes.md', import.meta.url), 'utf8')).toBe(errorCodesPage());
  });

  it('has every code of the tables exactly once', () => {
    const documented = Array.from(errorCodesPage().matchAll(/^\| `([^`]+)` \|/gm), ([, code]) => code);
    expect(documented.toSorted()).toEqual([...Object.keys(ERROR_CODES), ...Object.keys(DM1_ERROR_CODES), 'decode/format'].toSorted());
  });
});
