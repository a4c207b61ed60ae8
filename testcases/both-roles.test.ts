import { describe, expect, it } from 'vitest';
import type { Role } from '../harness/judge/requirement.js';
import { loadSuite } from './suite.js';

const suite = loadSuite();

describe.each<Role>(['client', 'server'])('requirements of DM 2.0 that bind both roles, for a %s', (role) => {
  const shared = [...suite.requirements.values()].filter((one) => one.role === 'both' && one.versions.includes('dm-2.0') && one.untested === undefined);
  const judged = new Set([...suite.testCases.filter((test) => test.role === role).flatMap((test) => test.requirements), ...suite.rules.filter((rule) => rule.role === role).map((rule) => rule.requirement)]);

  it('have a test case or a rule, or a reason', () => {
    expect(shared.filter((one) => !judged.has(one.id) && one.untestedAs?.[role] === undefined).map(({ id }) => id)).toEqual([]);
  });

  it('have no reason where they are judged', () => {
    expect(shared.filter((one) => judged.has(one.id) && one.untestedAs?.[role] !== undefined).map(({ id }) => id)).toEqual([]);
  });
});
