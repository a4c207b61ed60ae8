/** What holds for every command: our own errors are exit code 4, and a reader that goes away ends the output only. */
import { PassThrough } from 'node:stream';
import { describe, expect, it, vi } from 'vitest';
import { exitCodeOf } from './exit-codes.js';
import { createOutput } from './output.js';
import { invoke } from './testing/invoke.js';
import type { Io } from './io.js';
import type { CampaignResults } from '../harness/campaign/results.js';

describe('an unexpected error', () => {
  it('is one line with how to report it, and exit code 4; the stack comes only when asked for', async () => {
    vi.doMock('./commands/decode.js', () => ({ decode: () => Promise.reject(new TypeError('boom')) }));
    const quiet = await invoke(['decode', 'x']);
    expect(quiet.code).toBe(4);
    expect(quiet.stderr).toMatch(/^dm-conformance: an error of ours: boom\. Please report it .*\n$/);
    const loud = await invoke(['decode', 'x'], { env: { DM_CONFORMANCE_DEBUG: '1' } });
    expect(loud.stderr).toMatch(/TypeError: boom\n\s+at /);
    vi.doUnmock('./commands/decode.js');
  });
});

describe('output', () => {
  const io = (stdout: PassThrough, isTty: boolean, env: Readonly<Record<string, string>> = {}): Io => ({
    stdin: new PassThrough(), stdout, stderr: new PassThrough(), env, isTty: { stdin: isTty, stdout: isTty, stderr: isTty }, columns: 20,
    now: () => 0, date: () => new Date(0), uniqueId: () => '', onInterrupt: () => () => undefined,
  });

  it('survives a reader that goes away', async () => {
    const stdout = new PassThrough();
    const output = createOutput(io(stdout, false));
    stdout.destroy(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
    await new Promise((resolve) => stdout.once('close', resolve));
    output.line('into the void');
    await output.flush();
    expect(stdout.destroyed).toBe(true);
  });

  it('has colour on a terminal, none in a pipe, and follows NO_COLOR and FORCE_COLOR', () => {
    const painted = (isTty: boolean, env = {}): string => createOutput(io(new PassThrough(), isTty, env)).palette.red('x');
    expect(painted(true)).toBe('\u001b[31mx\u001b[39m');
    expect(painted(false)).toBe('x');
    expect(painted(true, { NO_COLOR: '1' })).toBe('x');
    expect(painted(false, { FORCE_COLOR: '1' })).toBe('\u001b[31mx\u001b[39m');
    expect(painted(true, { TERM: 'dumb' })).toBe('x');
  });

  it('shows progress on a terminal only, cut to its width', () => {
    const screen = new PassThrough();
    createOutput({ ...io(new PassThrough(), true, { TERM: 'xterm' }), stderr: screen }).progress('123456789012345678901234567890');
    expect(String(screen.read())).toBe('\r\u001b[K1234567890123456789');
    const pipe = new PassThrough();
    createOutput({ ...io(new PassThrough(), false), stderr: pipe }).progress('x');
    expect(pipe.read()).toBeNull();
  });
});

describe('exitCodeOf', () => {
  const none = { pass: 0, fail: 0, inconclusive: 0, notApplicable: 0, outOfTime: 0, error: 0 };
  const results = (totals: Partial<CampaignResults['totals']>, more: Partial<CampaignResults> = {}): CampaignResults => ({ totals: { ...none, ...totals }, rules: [], run: { complete: true }, ...more }) as unknown as CampaignResults;
  it.each([
    ['all passed', results({ pass: 2, notApplicable: 1 }), 0],
    ['a failure beside an inconclusive', results({ pass: 1, fail: 1, inconclusive: 1 }), 1],
    ['a broken rule', results({ pass: 1 }, { rules: [{ outcome: 'violated', severity: 'fail' }] as unknown as CampaignResults['rules'] }), 1],
    ['a rule that only warns', results({ pass: 1 }, { rules: [{ outcome: 'violated', severity: 'warning' }] as unknown as CampaignResults['rules'] }), 0],
    ['something inconclusive', results({ pass: 1, inconclusive: 1 }), 3],
    ['something out of time', results({ pass: 1, outOfTime: 1 }), 3],
    ['nothing tested', results({ notApplicable: 5 }), 3],
    ['a stopped run', results({ pass: 1 }, { run: { complete: false } as CampaignResults['run'] }), 3],
    ['an error of ours beside a failure', results({ fail: 1, error: 1 }), 4],
  ])('for %s', (_what, given, code) => {
    expect(exitCodeOf(given)).toBe(code);
  });
});
