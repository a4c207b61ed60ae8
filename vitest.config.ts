/**
 * Two projects: `unit` (tests that stand beside the code) and `conformance` (suites/: campaigns as vitest tests, for people
 * who live in vitest and for Allure). `npx vitest run` runs the unit tests; `--project conformance` a campaign.
 */
import { defineConfig } from 'vitest/config';

const FOLDERS = ['protocol', 'reference', 'harness', 'testcases', 'reports', 'proof', 'cli', 'suites', 'scripts', 'examples', 'bench'];

const allure = process.env['ALLURE'] === '1';
const resultsFile = process.env['DM_TEST_RESULTS'];

export default defineConfig({
  test: {
    pool: 'threads',
    // Areas and levels are tags; they come from the catalogue, not from this file.
    strictTags: false,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: FOLDERS.map((folder) => `${folder}/**/*.test.{ts,mjs}`),
          // One worker for many files: starting one for each would cost more than all the tests together.
          isolate: false,
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'conformance',
          include: ['suites/**/*.suite.ts'],
          testTimeout: 120_000,
          hookTimeout: 60_000,
          ...(allure ? { setupFiles: ['allure-vitest/setup'] } : {}),
        },
      },
    ],
    reporters: ['default', ...(allure ? ['./suites/allure-reporter.ts'] : []), ...(resultsFile === undefined ? [] : [['json', { outputFile: resultsFile }] as ['json', { outputFile: string }]])],
  },
});
