import { describe, expect, it } from 'vitest';
import { FORMATS, isFormatName } from './formats.js';
import { sampleInput } from './testing/sample.js';

describe('FORMATS', () => {
  it.each(Object.entries(FORMATS))('renders %s the same way twice, ending in a line feed', async (_name, format) => {
    const render = await format.load();
    const text = render(sampleInput());
    expect(text).toBe(render(sampleInput()));
    expect(text.endsWith('\n')).toBe(true);
  });

  it('gives back the results as they are', async () => {
    const render = await FORMATS.json.load();
    expect(JSON.parse(render(sampleInput()))).toEqual(sampleInput().results);
  });

  it('knows its own names only', () => {
    expect(isFormatName('html')).toBe(true);
    expect(isFormatName('toString')).toBe(false);
  });
});
