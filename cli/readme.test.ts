/** What the README and the examples say is printed is what is printed, and the numbers they state are those of this suite. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { CLIENT_TESTS } from '../testcases/generated/client-tests.js';
import { INTEROP_TESTS } from '../testcases/generated/interop-tests.js';
import { SERVER_TESTS } from '../testcases/generated/server-tests.js';
import { SERVER_RULES } from '../testcases/rules/dm2/server/index.js';
import { CLIENT_RULES } from '../testcases/rules/dm2/client/index.js';
import { invoke } from './testing/invoke.js';

const read = (path: string): string => readFileSync(fileURLToPath(new URL(`../${path}`, import.meta.url)), 'utf8');
const README = read('README.md');

/** Commands that need no campaign, with what the README shows of their output; `…` stands for what is left out. */
const SHOWN = [...README.matchAll(/^```\n\$ (?:echo (\S+) \| )?npx dm-conformance ((?:list|show|check|decode --hex) .*)\n([^]*?)^```/gm)].map(([, input = '', words = '', shown = '']) => ({ input, words, shown }));

/** Passed and so on, from `243 tests: 236 pass, 0 fail, 7 not-applicable`. */
function countsIn(text: string): Readonly<Record<string, number>> {
  const [, total = '', parts = ''] = /^(\d+) tests: (.+) in /m.exec(text) ?? [];
  return { total: Number(total), ...Object.fromEntries(parts.split(', ').map((part) => [part.split(' ')[1], Number(part.split(' ')[0])])) };
}

/** The line where a test is declared moves with every change above it. */
const withoutLines = (text: string): string => text.replaceAll(/\.ts:\d+$/gm, '.ts');

const counted = (text: string, pattern: RegExp): readonly number[] => (pattern.exec(text) ?? []).slice(1).map(Number);

describe('README', () => {
  it.each(SHOWN)('shows what $words prints', async ({ input, words, shown }) => {
    const { stdout, stderr } = await invoke(words.split(' ').map((word) => word.replaceAll('"', '')), { stdin: `${input}\n` });
    expect(stderr).toBe('');
    const printed = `\n${withoutLines(stdout)}`;
    const parts = `\n${withoutLines(shown)}`.split(/^…$/m).filter((part) => part.trim() !== '');
    for (const part of parts) expect(printed).toContain(part);
    if (!/^…$/m.test(shown)) expect(printed).toBe(parts[0]);
  });

  it('shows four commands or more', () => {
    expect(SHOWN.length).toBeGreaterThanOrEqual(4);
  });

  it('counts the tests and rules of each role and the requirements they claim', () => {
    expect(counted(README, /(\d+) test cases and (\d+) rules for (\d+) requirements of clients/)).toEqual(countsOf(CLIENT_TESTS, CLIENT_RULES));
    expect(counted(README, /(\d+) test\s+cases and (\d+) rules for (\d+) requirements of servers/)).toEqual(countsOf(SERVER_TESTS, SERVER_RULES));
    expect(counted(README, /(\d+)\s+interoperability tests/)).toEqual([INTEROP_TESTS.length]);
  });

  it('says the same of one campaign wherever it shows it', () => {
    const { total, pass } = countsIn(README);
    expect(total).toBe(CLIENT_TESTS.length + SERVER_TESTS.length);
    expect(counted(README, /^All (\d+) tests passed\./m)).toEqual([pass]);
    expect(counted(README, /^(\d+) transcripts, \d+ messages/m)).toEqual([pass]);
  });
});

type Claiming = readonly { readonly requirements: readonly string[] }[];

/** Test cases, rules, and requirements that either claims. */
function countsOf(tests: Claiming, rules: readonly { readonly requirement: string }[]): readonly number[] {
  return [tests.length, rules.length, new Set([...tests.flatMap(({ requirements }) => requirements), ...rules.map(({ requirement }) => requirement)]).size];
}

describe('README of the Python client', () => {
  it('counts as the committed verdicts do', () => {
    const { violated, verdicts } = JSON.parse(read('examples/python-client/expected.json')) as { readonly violated: readonly string[]; readonly verdicts: Readonly<Record<string, string>> };
    const text = read('examples/python-client/README.md');
    const all = Object.values(verdicts);
    const of = (verdict: string): number => all.filter((found) => found === verdict).length;
    expect(countsIn(text)).toEqual({ total: all.length, pass: of('pass'), fail: of('fail'), inconclusive: of('inconclusive'), 'not-applicable': of('not-applicable') });
    expect(counted(text, /^Not conformant: (\d+) requirements violated, (\d+) tests failed\.$/m)).toEqual([violated.length, of('fail')]);
  });

  it('shows the failure that the README of the suite shows', () => {
    const failure = (text: string): string | undefined => /^FAIL [^]*?^Repeat .*$/m.exec(text)?.[0];
    expect(failure(read('examples/python-client/README.md'))).toBe(failure(README));
  });
});
