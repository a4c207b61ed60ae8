import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { loadSuite } from '../testcases/suite.js';
import { loadRegistry } from './registry.js';
import { readWorkAreas, traceabilityPage, type WorkArea } from './traceability.js';

const schema = JSON.parse(readFileSync(new URL('../testcases/work-areas.schema.json', import.meta.url), 'utf8')) as object;
const areas = readWorkAreas(parse(readFileSync(new URL('../testcases/work-areas.yaml', import.meta.url), 'utf8')), schema);
const suite = loadSuite('whole');
const { mutants } = loadRegistry(suite.requirements);
const area: WorkArea = { id: 'W-01', name: 'An area', features: ['a feature'], requirements: ['DM2-CMD-HGET-C-002', 'DM2-MO-B-013'] };

describe('the traceability page', () => {
  it('leads from an area to test cases and mutants, and names its holes with the reason', () => {
    const page = traceabilityPage({ areas: [area], suite, mutants });
    expect(page).toContain('| [W-01](#w-01) | An area | 2 | 1 |');
    expect(page).toMatch(/\| DM2-CMD-HGET-C-002 \| MUST \| .*`dm2\/client\/hget\/[a-z-]+`.* \| .*`dm2\/client\/hget\/fetches-by-post`.* \|/);
    expect(page).toMatch(/Holes:\n\n- DM2-MO-B-013 \(MAY\): \S/);
  });

  it('lists every requirement of DM 2.0 once at least', () => {
    const page = traceabilityPage({ areas, suite, mutants });
    const missing = [...suite.requirements.values()].filter(({ versions, id }) => versions.includes('dm-2.0') && !page.includes(id));
    expect(missing.map(({ id }) => id)).toEqual([]);
  });

  it('knows no area twice, and no requirement that does not exist', () => {
    expect(new Set(areas.map(({ id }) => id)).size).toBe(areas.length);
    expect(() => traceabilityPage({ areas: [{ ...area, requirements: ['DM2-NONE-*'] }], suite, mutants })).toThrow('testcases/work-areas.yaml: W-01: no requirement DM2-NONE-*');
  });

  it('refuses areas that are not as the schema says', () => {
    expect(() => readWorkAreas([{ ...area, id: '1' }], schema)).toThrow('testcases/work-areas.yaml: /0/id must match pattern');
  });
});
