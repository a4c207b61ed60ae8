/** Results and transcripts that an earlier run left in a folder. They may come from anybody: checked before they are used. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CampaignResults } from '../harness/campaign/results.js';
import type { Transcript } from '../harness/transcript/event.js';
import { parseTranscript } from '../harness/transcript/parse.js';
import { kindAt, readTextGiven } from './files.js';
import type { Io } from './io.js';
import { UsageError } from './usage-error.js';

/** Reads `results.json` of a results folder, the file itself, or standard input for `-`. Throws a UsageError that names the path and what is wrong. */
export async function readResults(path: string, io: Pick<Io, 'stdin'>): Promise<CampaignResults> {
  const file = path !== '-' && kindAt(path) === 'folder' ? join(path, 'results.json') : path;
  if (file !== path && !existsSync(file)) throw new UsageError(`${path}: holds no results.json; it is written when a run ends (a stopped run goes on with: dm-conformance run --resume ${path})`);
  return parseResults(file, await readTextGiven(file, { io, remedy: 'name a results folder or its results.json' }));
}

/** Results from the text of `results.json`. Throws a UsageError that names the file and what is wrong. */
export async function parseResults(file: string, text: string): Promise<CampaignResults> {
  const data = parseJson(file, text);
  const { checkResults } = await import('./check-results.js');
  const checked = checkResults(data);
  if (!checked.ok) throw new UsageError(`${file}: these are no results of dm-conformance: ${checked.problem}`);
  return checked.results;
}

/** Reads transcripts by their path in results.json; what is missing or cannot be read is undefined. */
export function transcriptReader(folder: string): (path: string) => Transcript | undefined {
  const recent = new Map<string, Transcript | undefined>();
  return (path) => {
    if (recent.has(path)) return recent.get(path);
    const transcript = readTranscript(folder, path);
    recent.set(path, transcript);
    const [oldest] = recent.keys();
    if (recent.size > MAX_KEPT && oldest !== undefined) recent.delete(oldest);
    return transcript;
  };
}

/** A report asks several times for the one it is writing about; more than that would let memory grow with the tests. */
const MAX_KEPT = 8;

function readTranscript(folder: string, path: string): Transcript | undefined {
  // A path of results.json is data: it may not lead out of the folder.
  if (!/^transcripts(?:\/[A-Za-z0-9][A-Za-z0-9.-]*)+\.json$/.test(path)) return undefined;
  try {
    if (kindAt(join(folder, path)) !== 'file') return undefined;
    return parseTranscript(readFileSync(join(folder, path), 'utf8'));
  } catch {
    return undefined;
  }
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UsageError(`${path}: is not JSON: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}
