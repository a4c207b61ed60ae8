import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quoteText } from './quote.js';

test('quoted text is JSON that gives the text back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(JSON.parse(quoteText(text))).toBe(text);
    }),
  );
});

test('nothing that steers a terminal or turns the writing gets through', () => {
  const hostile = '\u0000\u001b[2J\u0007\r\n\u007f\u009b31m\u00ad\u200b\u2028\u202e\u2066\ufeff';
  expect(quoteText(hostile)).toMatch(/^[ -~]+$/);
});

test('long text is cut and the rest counted', () => {
  expect(quoteText('abcdef', 4)).toBe('"abcd" and 2 characters more');
  expect(quoteText('abcd', 4)).toBe('"abcd"');
});
