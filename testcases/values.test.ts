/** The IXIT values keep their own declarations. */
import { describe, expect, it } from 'vitest';
import { EMBEDDED_CLIENT } from '../harness/iut/embedded-iut.js';
import { valueFault } from '../harness/iut/value-type.js';
import { catalogue } from './catalogue.js';

describe('IXIT values', () => {
  it.each([...catalogue().values.values()])('$id has an example and a default of its type', ({ type, example, default: standard = example }) => {
    expect(valueFault(example, type)).toBeNull();
    expect(valueFault(standard, type)).toBeNull();
  });

  it('are of their types in the embedded reference client', () => {
    for (const [name, value] of Object.entries(EMBEDDED_CLIENT.values)) {
      const type = catalogue().values.get(name)?.type;
      expect(type === undefined ? null : valueFault(value, type), name).toBeNull();
    }
  });
});
