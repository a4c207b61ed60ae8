import { describe, expect, it } from 'vitest';
import { durationText, failureLines, progressLine, summaryLines, type Palette } from './terminal.js';
import { expectGolden } from './testing/golden.js';
import { SAMPLE_RESULTS, sampleInput } from './testing/sample.js';
import { PLAIN, renderText } from './text.js';

const LOUD: Palette = { bold: tag('b'), dim: tag('d'), red: tag('r'), green: tag('g'), yellow: tag('y'), magenta: tag('m'), cyan: tag('c') };

function tag(name: string): (text: string) => string {
  return (text) => `«${name}»${text}«/${name}»`;
}

describe('terminal text', () => {
  it('renders the sample campaign as the golden file says', () => {
    expectGolden(renderText(sampleInput()), new URL('testdata/terminal.golden', import.meta.url));
  });

  it('says the same with and without colour', () => {
    const bare = (palette: Palette): string => [...failureLines(sampleInput(), palette), ...summaryLines(sampleInput(), { palette, links: { report: 'results/report.html' } })].join('\n');
    expect(bare(LOUD).replace(/«\/?[bdrgymc]»/g, '')).toBe(bare(PLAIN));
    expect(bare(LOUD)).toContain('«r»');
  });

  it('names the IUT only where there are several', () => {
    const [test] = SAMPLE_RESULTS.tests;
    if (test === undefined) throw new TypeError('the sample has no test');
    expect(progressLine(test, { palette: PLAIN, iuts: 'one' })).not.toContain(test.iut);
    expect(progressLine(test, { palette: PLAIN, iuts: 'several' })).toContain(test.iut);
  });

  it('points at the report and at missing values', () => {
    const lines = summaryLines(sampleInput(), { palette: PLAIN, links: { report: 'results/report.html' } }).join('\n');
    expect(lines).toContain('Report: results/report.html');
    expect(lines).toContain('acl.node');
  });

  it.each([
    [0.04, '0.0 ms'],
    [3.24, '3.2 ms'],
    [250.4, '250 ms'],
    [1830, '1.8 s'],
    [125_000, '2 min 5 s'],
    [119_700, '2 min 0 s'],
  ])('writes %d ms as %s', (durationMs, text) => {
    expect(durationText(durationMs)).toBe(text);
  });
});
