/** Starting the Python programs of examples on ports that the system chooses, and running a campaign against them. Tests only. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCommandLine } from '../../cli/program.js';
import { quietIo } from '../../cli/testing/quiet-io.js';
import type { CampaignResults } from '../../harness/campaign/results.js';

export const HAS_PYTHON = spawnSync('python3', ['--version']).status === 0;

export interface RunningProgram {
  /** The line that the program prints when it listens. */
  readonly address: string;
  stop(): Promise<void>;
}

/** Starts a program that prints its address. Rejects with what it says on standard error when it ends first. */
export async function startPython(file: URL, ...words: readonly string[]): Promise<RunningProgram> {
  const child = spawn('python3', [fileURLToPath(file), ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
  let errors = '';
  child.stderr.on('data', (bytes: Buffer) => (errors += bytes.toString('utf8')));
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const address = await Promise.race([
    new Promise<string>((resolve) => child.stdout.once('data', (bytes: Buffer) => resolve(bytes.toString('utf8').trim()))),
    ended.then(() => Promise.reject(new Error(`${fileURLToPath(file)} ended: ${errors}`))),
  ]);
  return {
    address,
    async stop() {
      child.kill();
      await ended;
    },
  };
}

/** What a vendor takes from a campaign with this IUT file, its addresses replaced by those of now. */
export async function campaignOf(iutFile: URL, replaced: Readonly<Record<string, string>>): Promise<{ readonly results: CampaignResults; readonly outcome: object; readonly printed: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'example-'));
  const { io, stdout } = quietIo({ DM_CONFORMANCE_DRAFT: '1' });
  try {
    const text = Object.entries(replaced).reduce((file, [from, to]) => file.replaceAll(from, to), readFileSync(iutFile, 'utf8'));
    const file = join(folder, 'iut.yaml');
    writeFileSync(file, text);
    await runCommandLine(['run', file, '--out', join(folder, 'results')], io);
    const results = JSON.parse(readFileSync(join(folder, 'results', 'results.json'), 'utf8')) as CampaignResults;
    const violated = results.requirements.filter(({ outcome }) => outcome === 'violated');
    const outcome = {
      violated: violated.filter(({ warning }) => !warning).map(({ id }) => id).sort(),
      warned: violated.filter(({ warning }) => warning).map(({ id }) => id).sort(),
      verdicts: Object.fromEntries(results.tests.map(({ id, verdict }) => [id, verdict] as const).sort(([a], [b]) => (a < b ? -1 : 1))),
    };
    return { results, outcome, printed: stdout() };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
