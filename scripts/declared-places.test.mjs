/** Where a test case stands is told by the sources, whatever became of their lines. */
import { describe, expect, it } from 'vitest';
import { withPlaces } from './declared-places.mjs';

const file = 'testcases/a.ts';

describe('withPlaces', () => {
  it('writes the line of each declaration in the source into what was compiled', () => {
    const source = "import type { A } from './a.js';\n\nexport const t = [\n  clientTest({\n    id: 'a',\n  }),\n  clientRule({ id: 'b' }),\n];\n";
    const compiled = "export const t = [clientTest({\n  id: 'a',\n}),clientRule({ id: 'b' })];\n";
    const placed = withPlaces({ source, compiled, file });
    expect(placed).toContain('clientTest({ source: "testcases/a.ts:4",');
    expect(placed).toContain(`clientRule({ source: "testcases/a.ts:7", id: 'b' })`);
  });

  it('leaves other modules as they are', () => {
    expect(withPlaces({ source: 'export const a: number = 1;\n', compiled: 'export const a = 1;\n', file })).toBe('export const a = 1;\n');
  });

  it('takes no guess where declarations got lost', () => {
    expect(() => withPlaces({ source: 'serverTest({', compiled: '', file })).toThrow('testcases/a.ts: 1 declarations in the source, 0 in what was compiled of it');
  });
});
