import { describe, expect, it } from 'vitest';
import type { CampaignResults } from '../harness/campaign/results.js';
import { durationText, failureLines, progressLine, summaryLines, warningLines, type Palette } from './terminal.js';
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
    const bare = (palette: Palette): string => [...failureLines(sampleInput(), { palette, columns: 100 }), ...warningLines(sampleInput(), { palette, columns: 100 }), ...summaryLines(sampleInput(), { palette, columns: 100, links: { report: 'results/report.html' } })].join('\n');
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
    const lines = summaryLines(sampleInput(), { palette: PLAIN, columns: 100, links: { report: 'results/report.html' } }).join('\n');
    expect(lines).toContain('Report: results/report.html');
    expect(lines).toContain('acl.node');
  });

  it('lists a reason once that differs in the device of each test alone', () => {
    const undecided = SAMPLE_RESULTS.tests.find(({ verdict }) => verdict === 'inconclusive') ?? SAMPLE_RESULTS.tests[0];
    if (undecided === undefined) throw new TypeError('the sample has no test');
    const reasons = ['urn:uuid:00000000-0000-4000-8000-000001000001', 'urn%3Auuid%3A00000000-0000-4000-8000-000002000001'].map((id) => `PUT /devices/${id} answered 404`);
    const tests = reasons.map((reason) => ({ ...undecided, verdict: 'inconclusive' as const, reason }));
    expect(summaryLines(sampleInput({ tests } satisfies Partial<CampaignResults>), { palette: PLAIN, columns: 100, links: { report: null } })).toContain('  2 × PUT /devices/DEVICE answered 404');
  });

  it.each([
    ['shared ones, and counts those of one test', ['a', 'a', 'b', 'b', 'c', 'd'], ['  2 × a', '  2 × b', '  … and 2 more reasons, in the report']],
    ['shared ones, and counts one of one test', ['a', 'a', 'b'], ['  2 × a', '  … and 1 more reason, in the report']],
    ['all where none is shared', ['a', 'b'], ['  1 × a', '  1 × b']],
  ])('lists of the reasons for what was not run %s', (_which, reasons, wanted) => {
    const [test] = SAMPLE_RESULTS.tests;
    if (test === undefined) throw new TypeError('the sample has no test');
    const tests = reasons.map((reason) => ({ ...test, verdict: 'not-applicable' as const, reason }));
    const lines = summaryLines(sampleInput({ tests } satisfies Partial<CampaignResults>), { palette: PLAIN, columns: 100, links: { report: 'r.html' } });
    const from = lines.indexOf('Not applicable, because:') + 1;
    expect(lines.slice(from, from + wanted.length)).toEqual(wanted);
    expect(lines.slice(from + wanted.length).filter((line) => / × |… and/.test(line))).toEqual([]);
  });

  it.each([60, 80, 200])('wraps at %d columns and cuts no requirement text', (columns) => {
    const layout = { palette: PLAIN, columns };
    const requirement = SAMPLE_RESULTS.requirements[0];
    const text = requirement?.text ?? '';
    for (const lines of [failureLines(sampleInput(), layout), summaryLines(sampleInput(), { ...layout, links: { report: null } })]) {
      expect(lines.map((line) => line.trim()).join(' ')).toContain(text);
      const ofText = lines.filter((line) => text.includes(line.trim()) && line.trim().length > 20);
      expect(ofText.length).toBeGreaterThan(0);
      for (const line of ofText) expect(line.length).toBeLessThanOrEqual(columns);
    }
    const carets = failureLines(sampleInput(), layout).filter((line) => /^ +\d+ \| /.test(line));
    for (const line of carets) expect(line.length).toBeLessThanOrEqual(Math.max(columns, 59) + 1);
  });

  it('tells a warning in short, once for each requirement', () => {
    const block = warningLines(sampleInput(), { palette: PLAIN, columns: 100 });
    expect(block[1]).toBe('WARNING dm2/client/http/sends-length: The client sends Content-Length');
    expect(block.length).toBeLessThanOrEqual(8);
    expect(block.join('\n')).not.toMatch(/^(?:Sent|Message|Repeat)/m);
    const warned = SAMPLE_RESULTS.tests.find(({ warnings }) => warnings > 0);
    const tests = warned === undefined ? [] : Array.from({ length: 30 }, (_, index) => ({ ...warned, id: `dm2/client/http/copy-${index}` }));
    const many = warningLines(sampleInput({ tests } satisfies Partial<CampaignResults>), { palette: PLAIN, columns: 100 });
    expect(many.filter((line) => line.startsWith('WARNING'))).toHaveLength(1);
    expect(many.join('\n')).toContain('Also at      dm2/client/http/copy-1\n');
    expect(many.join('\n')).toContain('… and 25 more');
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
