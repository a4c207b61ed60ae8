/** Runs of node as processes of their own, as a user starts them. */
import { spawn } from 'node:child_process';
import { median, timed } from './measure.js';

/** Runs node to its end; rejects when it does not end with 0, because a failed run measures nothing. */
export async function succeed(argv: readonly string[]): Promise<void> {
  const { code, stderr } = await finish(argv);
  if (code !== 0) throw new RangeError(`node ${argv.join(' ')} ended with ${code}: ${stderr.slice(0, 500)}`);
}

function finish(argv: readonly string[]): Promise<{ readonly code: number | null; readonly stderr: string }> {
  // Authors measure while the catalogue has gaps.
  const child = spawn(process.execPath, argv, { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, DM_CONFORMANCE_DRAFT: '1' } });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stderr }));
  });
}

const STARTS = 5;

/** What an empty node takes at this moment, milliseconds: the pace of the machine, which is not the same from minute to minute. */
export async function emptyNode(): Promise<number> {
  const times: number[] = [];
  for (let turn = 0; turn < STARTS; turn += 1) times.push(await timed(() => succeed(['-e', '0'])));
  return median(times);
}
