import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { expectGolden } from './golden.js';

const folder = mkdtempSync(join(tmpdir(), 'golden-'));
const file = pathToFileURL(join(folder, 'deep', 'x.golden'));

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

describe('expectGolden', () => {
  it('writes when asked to, and compares otherwise', () => {
    vi.stubEnv('CI', '');
    vi.stubEnv('UPDATE_GOLDEN', '1');
    expectGolden('text', file);
    expect(readFileSync(file, 'utf8')).toBe('text');
    vi.stubEnv('UPDATE_GOLDEN', '');
    expect(() => expectGolden('text', file)).not.toThrow();
    expect(() => expectGolden('other', file)).toThrow('UPDATE_GOLDEN=1');
  });

  it('refuses to write in CI', () => {
    vi.stubEnv('CI', 'true');
    vi.stubEnv('UPDATE_GOLDEN', '1');
    expect(() => expectGolden('text', file)).toThrow('written by people');
  });

  it('says how to make a file that is missing', () => {
    vi.stubEnv('UPDATE_GOLDEN', '');
    expect(() => expectGolden('text', file)).toThrow('run with UPDATE_GOLDEN=1');
  });
});
