import { describe, expect, it } from 'vitest';
import { cut } from './visible.js';

describe('cut', () => {
  it('cuts without splitting a surrogate pair and says how long the text was', () => {
    expect(cut('ab', 2)).toBe('ab');
    expect(cut('a\u{1f525}b', 2)).toBe('a… (4 characters)');
  });
});
