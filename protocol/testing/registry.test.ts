/**
 * No decoder of this floor is missing from the registry: whatever is exported under the name of a reader has run when every
 * codec has read its samples. Measured with the counters of the engine, so that a reader counts only when it is reached.
 */
import { Session } from 'node:inspector/promises';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { CODECS } from './codecs.js';
import { outcomeOf } from './fuzz.js';

const FLOOR = fileURLToPath(new URL('..', import.meta.url));
const READER = /^export (?:async )?function\*? ((?:decode|parse|read|split)[A-Z]\w*)/gm;
/** Makes a DecodeError; reads nothing. */
const NO_READERS = ['error-codes.ts decodeError'];

describe('the registry of codecs', () => {
  it('reaches every exported reader of the floor', async () => {
    const exported = exportedReaders();
    expect(exported).toContain('http-auth/auth-value.ts readAuthValues');
    const reached = await functionsReached(() => CODECS.forEach((codec) => codec.samples().forEach((sample) => outcomeOf(codec, sample))));
    expect(exported.filter((reader) => !reached.has(reader) && !NO_READERS.includes(reader))).toEqual([]);
  });

  it('has each name once', () => {
    expect(new Set(CODECS.map(({ name }) => name)).size).toBe(CODECS.length);
  });
});

/** `folder/file.ts function`, relative to the floor. */
function exportedReaders(): readonly string[] {
  const files = readdirSync(FLOOR, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !/(^|\/)testing\//.test(file));
  return files.flatMap((file) => Array.from(readFileSync(`${FLOOR}/${file}`, 'utf8').matchAll(READER), ([, name = '']) => `${file} ${name}`));
}

async function functionsReached(work: () => void): Promise<ReadonlySet<string>> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
  work();
  const { result } = await session.post('Profiler.takePreciseCoverage');
  await session.post('Profiler.stopPreciseCoverage');
  session.disconnect();
  const ran = result.flatMap(({ url, functions }) => functions.filter(({ ranges: [range] }) => (range?.count ?? 0) > 0).map(({ functionName }) => `${pathOf(url)} ${functionName}`));
  return new Set(ran.flatMap((entry) => (entry.startsWith(FLOOR) ? [entry.slice(FLOOR.length)] : [])));
}

const pathOf = (url: string): string => (url.startsWith('file:') ? fileURLToPath(url) : url);
