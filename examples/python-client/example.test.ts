/**
 * The Python example gets the verdicts that are committed beside it: the suite is tried on a client that was written from
 * the specification's tables, not from our reference. UPDATE_GOLDEN=1 writes the verdicts anew.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { runCommandLine } from '../../cli/program.js';
import { quietIo } from '../../cli/testing/quiet-io.js';
import type { CampaignResults } from '../../harness/campaign/results.js';

const EXPECTED = new URL('./expected.json', import.meta.url);
const IUT_FILE = fileURLToPath(new URL('./iut.yaml', import.meta.url));

/** A program is started for every session of every test; on a busy machine that takes minutes. */
const TIMEOUT_MS = 600_000;

const python = spawnSync('python3', ['--version']).status;

describe('the Python client', () => {
  it('gets the verdicts that are committed beside it', { timeout: TIMEOUT_MS }, async ({ skip }) => {
    if (python !== 0) skip('python3 is not installed here');
    const outcome = await campaign();
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(EXPECTED, `${JSON.stringify(outcome, null, 2)}\n`);
    expect(outcome).toEqual(JSON.parse(readFileSync(EXPECTED, 'utf8')));
  });

  it('is a short program', () => {
    const lines = readFileSync(new URL('./client.py', import.meta.url), 'utf8').trimEnd().split('\n');
    expect(lines.length).toBeLessThanOrEqual(150);
  });
});

/** What a vendor takes from a campaign: the verdict of each test, and the requirements that are violated. */
async function campaign(): Promise<object> {
  const folder = mkdtempSync(join(tmpdir(), 'python-client-'));
  const { io, stderr } = quietIo({ DM_CONFORMANCE_DRAFT: '1' });
  try {
    await runCommandLine(['run', IUT_FILE, '--out', folder], io);
    expect(stderr()).toBe('');
    const { tests, requirements } = JSON.parse(readFileSync(join(folder, 'results.json'), 'utf8')) as CampaignResults;
    const violated = requirements.filter(({ outcome }) => outcome === 'violated');
    return {
      violated: violated.filter(({ warning }) => !warning).map(({ id }) => id).sort(),
      warned: violated.filter(({ warning }) => warning).map(({ id }) => id).sort(),
      verdicts: Object.fromEntries(tests.map(({ id, verdict }) => [id, verdict] as const).sort(([a], [b]) => (a < b ? -1 : 1))),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
