/** What needs real time or real connections says so: within the process time passes as soon as nothing is on its way. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const NEEDS_SOCKETS = /\bset(?:Timeout|Interval|Immediate)\b|node:(?:timers|net|dgram|fs|child_process|worker_threads|http|https|tls)\b|\bsendBare\(/;

function sources(folder: string): readonly string[] {
  return readdirSync(join(import.meta.dirname, folder), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts')).map((name) => join(import.meta.dirname, folder, name));
}

/** The text of each mutant or variant, from its id to the next one. */
const entries = (text: string): readonly string[] => text.split(/(?=^ {4}id: ')/m).slice(1);

describe('mutants and variants', () => {
  it('run over sockets where they use timers or connections of their own', () => {
    const unsaid = [...sources('mutants/dm2-client'), ...sources('variants')].flatMap((file) =>
      entries(readFileSync(file, 'utf8')).filter((entry) => NEEDS_SOCKETS.test(entry.split(/^\];/m)[0] ?? '') && !entry.includes("network: 'sockets'")).map((entry) => entry.split('\n')[0]),
    );
    expect(unsaid).toEqual([]);
  });
});
