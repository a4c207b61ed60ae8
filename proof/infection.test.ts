import { beforeAll, describe, expect, it } from 'vitest';
import { isSameCourse } from '../harness/transcript/same-course.js';
import { CommandFault } from '../reference/dm2-client/faults.js';
import { DEFAULT_PARTS } from '../reference/dm2-client/default-parts.js';
import { loadSuite } from '../testcases/suite.js';
import { onlyWhen } from './conditions.js';
import type { Altered } from './defect.js';
import { CLIENT_QUESTIONS as QUESTIONS } from './questions.js';
import { measureBaseline } from './prove-client.js';
import { unaffectedTests, type Baseline } from './reach.js';
import { clientAlterations, loadRegistry } from './registry.js';

const suite = loadSuite('partial');
const now = (): number => performance.now();

const SAME: Altered = { id: 'dm2/client/test/same', does: 'answers every question as the reference does', parts: (standard) => Object.fromEntries(QUESTIONS.map((name) => [name, (...asked: readonly never[]) => (standard[name] as (...all: readonly never[]) => unknown)(...asked)])) };
const ONE_ADDRESS: Altered = {
  id: 'dm2/client/test/one-address', does: 'refuses one node of the probe',
  parts: (standard) => ({
    parseAddress(client, args) {
      if (args.text.includes('/Config/Name')) throw new CommandFault(404, 'not this one');
      return standard.parseAddress(client, args);
    },
  }),
};
const ACTS: Altered = { id: 'dm2/client/test/acts', does: 'answers all, and acts', parts: (standard) => ({ deviceId: (client) => standard.deviceId(client), download: (client, args) => standard.download(client, args) }) };
const SOMETIMES: Altered = {
  id: 'dm2/client/test/sometimes', does: 'acts otherwise for one address',
  parts: (standard) => ({ download: onlyWhen(standard.download, (_client, { serverUri }) => serverUri.includes('/serves-'), standard.download) }),
};

/** Tests that left another course of events in the second run. */
const differing = (one: Baseline, other: Baseline): readonly string[] => [...one.courses].filter(([id, events]) => !isSameCourse(events, other.courses.get(id) ?? [])).map(([id]) => id);

const unaffected = (altered: Altered, baseline: Baseline): ReadonlySet<string> => unaffectedTests({ altered, baseline, standard: DEFAULT_PARTS, planned: [...baseline.planned].map(([id, plan]) => ({ test: { id }, ...plan })) });

describe('asking the suspects along', () => {
  let alone: Baseline;
  let asked: Baseline;

  beforeAll(async () => {
    alone = await measureBaseline({ suite, now });
    asked = await measureBaseline({ suite, now, suspects: [...clientAlterations(loadRegistry(suite.requirements)), SAME, ONE_ADDRESS, ACTS, SOMETIMES] });
  }, 60_000);

  it('changes no transcript of the reference, so every question is one', async () => {
    // Bootstraps name files of their own, which no two runs share.
    const varying = differing(alone, await measureBaseline({ suite, now }));
    expect(varying.filter((id) => !id.startsWith('dm2/client/boot/'))).toEqual([]);
    expect(differing(alone, asked).filter((id) => !varying.includes(id))).toEqual([]);
    expect(asked.courses.size).toBe(alone.courses.size);
  });

  it('acquits who answers as the reference does', () => {
    expect([...asked.infected].filter(([, ids]) => ids.has(SAME.id))).toEqual([]);
    expect(unaffected(SAME, asked).size).toBe(asked.reach.size);
    expect(unaffected(SAME, alone).size).toBe(0);
  });

  it('finds the tests in which an answer differs, and those only', () => {
    const differing = [...asked.infected].filter(([, ids]) => ids.has(ONE_ADDRESS.id)).map(([test]) => test);
    expect(differing).not.toEqual([]);
    expect(differing.length).toBeLessThan(asked.reach.size);
    expect(unaffected(ONE_ADDRESS, asked).size).toBe(asked.reach.size - differing.length);
  });

  it('runs every test that reaches a part which acts', () => {
    const fetching = [...asked.reach].filter(([, reached]) => reached.has('download')).length;
    expect(fetching).toBeGreaterThan(0);
    expect(unaffected(ACTS, asked).size).toBe(asked.reach.size - fetching);
  });

  it('runs those only in which the condition holds under which a part acts otherwise', () => {
    const held = [...asked.infected].filter(([, ids]) => ids.has(SOMETIMES.id)).map(([test]) => test);
    const fetching = [...asked.reach].filter(([, reached]) => reached.has('download')).length;
    expect(held.length).toBeGreaterThan(0);
    expect(held.length).toBeLessThan(fetching);
    expect(unaffected(SOMETIMES, asked).size).toBe(asked.reach.size - held.length);
  });
});
