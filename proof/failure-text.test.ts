import { describe, expect, it } from 'vitest';
import { expectGolden } from '../reports/testing/golden.js';
import { loadSuite } from '../testcases/suite.js';
import { firstFailureText } from './failure-text.js';
import { CLIENT_MUTANTS, SERVER_MUTANTS } from './generated/mutants.js';

const suite = loadSuite();
const now = (): number => performance.now();

describe('what a vendor reads of each defect', () => {
  it.each([...CLIENT_MUTANTS, ...SERVER_MUTANTS].map((mutant) => [mutant.id, mutant] as const))('%s', async (id, mutant) => {
    const text = await firstFailureText({ suite, mutant, now });
    expect(text, `${id} is not caught by the tests that claim ${mutant.violates}`).not.toBeNull();
    expectGolden(text ?? '', new URL(`golden/${id.replaceAll('/', '.')}.txt`, import.meta.url));
  });
});
