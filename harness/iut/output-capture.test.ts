import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createOutputCapture, KEPT_BYTES } from './output-capture.js';

describe('an output capture', () => {
  it('keeps short output as it is', () => {
    const capture = createOutputCapture();
    capture.add(Buffer.from('one\n'));
    capture.add(Buffer.from('two\n\n'));
    expect(capture.text()).toBe('one\ntwo\n\n');
    expect(capture.lastLine()).toBe('two');
  });

  it('keeps both ends and counts the rest, however the stream is cut', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 20_000 }), { maxLength: 12 }), (sizes) => {
      const capture = createOutputCapture();
      const bytes = Buffer.from(Array.from({ length: sizes.reduce((sum, size) => sum + size, 0) }, (_, index) => 97 + (index % 26)));
      let from = 0;
      for (const size of sizes) capture.add(bytes.subarray(from, (from += size)));
      const whole = bytes.toString('utf8');
      const omitted = whole.length - 2 * KEPT_BYTES;
      expect(capture.text()).toBe(omitted <= 0 ? whole : `${whole.slice(0, KEPT_BYTES)}\n… ${omitted} bytes left out …\n${whole.slice(-KEPT_BYTES)}`);
    }), { numRuns: 50 });
  });

  it('shortens a long last line', () => {
    const capture = createOutputCapture();
    capture.add(Buffer.from('y'.repeat(5000)));
    expect(capture.lastLine()).toBe(`${'y'.repeat(199)}…`);
  });

  it('has nothing to say when nothing came', () => {
    expect([createOutputCapture().text(), createOutputCapture().lastLine()]).toEqual(['', '']);
  });

  it('shows bytes that are not UTF-8', () => {
    const capture = createOutputCapture();
    capture.add(Uint8Array.from([0x61, 0xff, 0x62]));
    expect(capture.text()).toBe('a\uFFFDb');
  });
});
