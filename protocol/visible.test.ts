/** What is unsafe to look at is one list, whoever shows it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visibleText } from './describe/visible.js';
import { visible, visibleLine } from './visible.js';

describe('visible', () => {
  it('leaves ordinary text, emoji, tab and line feed alone', () => {
    const text = 'Grüße \u{1f525} 漢字\tx\n';
    expect(visible(text)).toBe(text);
  });

  it('leaves nothing that a terminal or a bidi algorithm obeys, whatever comes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        // eslint-disable-next-line no-control-regex -- what must not be there
        expect(visibleLine(text)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069]|\p{Surrogate}/u);
      }),
    );
  });

  it('shows a line feed and a tab as signs where there is a single line', () => {
    expect(visibleLine('a\tb\n\u0007')).toBe('a⇥b⏎⟨U+0007⟩');
  });

  it('is the same list for decoded messages', () => {
    expect(visibleText).toBe(visibleLine);
  });
});
