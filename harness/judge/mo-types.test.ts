import { describe, expect, it } from 'vitest';
import { moTypesIn } from './mo-types.js';

describe('the names of the MO serialization', () => {
  it('are those of the value, the first one first', () => {
    expect(moTypesIn('application/vnd.oma.dm.mo+json, Application/DMMO+json')).toEqual(['application/vnd.oma.dm.mo+json', 'application/dmmo+json']);
  });

  it('are the registered one where the value says nothing', () => {
    expect(moTypesIn(undefined)).toEqual(['application/dmmo+json']);
    expect(moTypesIn(' , ')).toEqual(['application/dmmo+json']);
  });
});
