/** Mutants and variants are consistent, and faults in them are named. */
import { describe, expect, it } from 'vitest';
import { loadSuite } from '../testcases/suite.js';
import { outcomeOf } from './outcome.js';
import { checkRegistry, loadRegistry } from './registry.js';

const { requirements } = loadSuite('partial');

describe('the registry', () => {
  it('is consistent as it is', () => {
    expect(() => loadRegistry(requirements)).not.toThrow();
  });

  it('names every fault', () => {
    const mutant = { id: 'dm2/client/a/b', violates: 'DM2-CMD-HGET-C-002', does: 'x' };
    const untested = [...requirements.values()].find((requirement) => requirement.untested !== undefined);
    const faults = checkRegistry({ mutants: [mutant, mutant, { ...mutant, id: 'B', violates: 'DM2-NONE-C-001' }, { ...mutant, id: 'dm2/client/c/d', violates: untested?.id ?? '' }], variants: [] }, requirements);
    expect(faults).toEqual([
      'dm2/client/a/b: the id is given twice; each mutant and each variant has one of its own',
      'B: not of the form dm2/client/<area>/<slug> (mutant) or dm2/client/<slug> (variant)',
      'B: violates DM2-NONE-C-001, which is not in the catalogue',
      `dm2/client/c/d: violates ${untested?.id ?? ''}, which the catalogue says is untested`,
    ]);
  });

  it('has no outcome for an id it does not know', async () => {
    const suite = loadSuite('partial');
    await expect(outcomeOf({ id: 'x', suite, registry: { mutants: [], variants: [] }, now: () => 0, baselines: {} })).rejects.toThrow("there is no mutant and no variant 'x'");
  });
});
