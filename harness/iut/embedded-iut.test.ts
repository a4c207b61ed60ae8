import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { EMBEDDED_CLIENT } from './embedded-iut.js';
import { HARNESS_VALUES } from './iut.js';

interface Entry {
  readonly id: string;
  readonly roles: readonly string[];
  readonly versions?: readonly string[];
  readonly example?: unknown;
}

const read = (file: string): readonly Entry[] => parse(readFileSync(new URL(`../../testcases/${file}`, import.meta.url), 'utf8'));

describe('the IUT file of the embedded reference client', () => {
  it('answers every ICS item for clients, and no other', () => {
    const items = read('features.yaml').filter(({ roles, versions = ['dm-2.0'] }) => roles.includes('client') && versions.includes('dm-2.0'));
    expect(Object.keys(EMBEDDED_CLIENT.supports).sort()).toEqual(items.map(({ id }) => id).sort());
  });

  it('gives the example of every IXIT value for clients, and no other', () => {
    const examples = read('values.yaml').filter(({ roles, example }) => roles.includes('client') && example !== undefined);
    const given = Object.entries(EMBEDDED_CLIENT.values).filter(([name]) => !HARNESS_VALUES.includes(name));
    expect(Object.fromEntries(given)).toEqual(Object.fromEntries(examples.map(({ id, example }) => [id, example])));
  });
});
