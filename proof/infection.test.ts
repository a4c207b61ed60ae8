import { beforeAll, describe, expect, it } from 'vitest';
import { isSameCourse } from '../harness/transcript/same-course.js';
import { CommandFault } from '../reference/dm2-client/faults.js';
import { DEFAULT_PARTS } from '../reference/dm2-client/default-parts.js';
import { loadSuite } from '../testcases/suite.js';
import { afterwards, noting, onlyWhen, whenRefused, within } from './conditions.js';
import type { Altered, ClientMutant } from './defect.js';
import { CLIENT_QUESTIONS as QUESTIONS } from './questions.js';
import { measureBaseline, runAltered } from './prove-client.js';
import { unaffectedTests, type Baseline } from './reach.js';
import { clientAlterations, loadRegistry } from './registry.js';
import type { AlteredRun } from './run-plan.js';

const suite = loadSuite('partial');
const now = (): number => performance.now();

const reversed = <Value>(value: Value): Value => (value !== null && typeof value === 'object' ? (Object.fromEntries(Object.entries(value).reverse()) as Value) : value);

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
const REVERSED: Altered = {
  id: 'dm2/client/test/reversed', does: 'writes the same with its members in reverse',
  parts: (standard) => ({ serializeNode: (client, args) => reversed(standard.serializeNode(client, args)) }),
};
const SLIP: Altered = { id: 'dm2/client/test/slip', does: 'has the wrong part in the place of one', parts: (standard) => ({ hput: onlyWhen(standard.hpost as unknown as typeof standard.hput, () => false, standard.hput) }) };
const SOMETIMES: Altered = {
  id: 'dm2/client/test/sometimes', does: 'acts otherwise for one address',
  parts: (standard) => ({ download: onlyWhen(standard.download, (_client, { serverUri }) => serverUri.includes('/serves-'), standard.download) }),
};

/** The same deviation, stated in the part itself and in the one above it. */
const SAME_DEVIATION: Readonly<Record<'itself' | 'above', Altered>> = {
  itself: { id: 'dm2/client/test/itself', does: 'reads other leaves', parts: (standard) => ({ upload: within(standard.upload, () => ({ checkReadable: () => [] })) }) },
  above: { id: 'dm2/client/test/above', does: 'reads other leaves', parts: (standard) => ({ dispatch: within(standard.dispatch, () => ({ upload: within(standard.upload, () => ({ checkReadable: () => [] })) })) }) },
};
const BELOW: Altered = { id: 'dm2/client/test/below', does: 'acts otherwise below HPUT', parts: (standard) => ({ hput: within(standard.hput, () => ({ uploadRequest: (client, args) => standard.uploadRequest(client, args) })) }) };
const HARMLESS_BELOW: Altered = {
  id: 'dm2/client/test/harmless-below', does: 'does the same below HPUT',
  parts: (standard) => ({ hput: within(standard.hput, () => ({ readNodes: (client, args) => standard.readNodes(client, args), uploadRequest: noting(standard.uploadRequest, () => 'a note') })) }),
};
const BY_OUTCOME: readonly Altered[] = [
  { id: 'dm2/client/test/after-404', does: 'goes on after a repository that has nothing', parts: (standard) => ({ httpRequest: afterwards(standard.httpRequest, (_client, { result }) => result.status === 404, (_client, { result }) => Promise.resolve(result)) }) },
  { id: 'dm2/client/test/refused-404', does: 'goes on after a refusal', parts: (standard) => ({ download: whenRefused(standard.download, (_client, { fault }) => fault instanceof CommandFault && fault.sc === 404, (client, { args }) => standard.download(client, args)) }) },
];

/** Tests that left another course of events in the second run. */
const differing = (one: Baseline, other: Baseline): readonly string[] => [...one.courses].filter(([id, events]) => !isSameCourse(events, other.courses.get(id) ?? [])).map(([id]) => id);

const unaffected = (altered: Altered, baseline: Baseline): ReadonlySet<string> => unaffectedTests({ altered, baseline, standard: DEFAULT_PARTS, planned: [...baseline.planned].map(([id, plan]) => ({ test: { id }, ...plan })) });

describe('asking the suspects along', () => {
  let alone: Baseline;
  let asked: Baseline;

  beforeAll(async () => {
    alone = await measureBaseline({ suite, now });
    asked = await measureBaseline({ suite, now, suspects: [...clientAlterations(loadRegistry(suite.requirements)), SAME, ONE_ADDRESS, ACTS, REVERSED, SLIP, SOMETIMES, ...Object.values(SAME_DEVIATION), BELOW, HARMLESS_BELOW, ...BY_OUTCOME] });
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

  const held = ({ id }: Altered): readonly string[] => [...asked.infected].filter(([, ids]) => ids.has(id)).map(([test]) => test).sort();
  const reaching = (part: string): readonly string[] => [...asked.reach].filter(([, reached]) => reached.has(part)).map(([test]) => test);

  it('asks what is replaced below a part during its call, at any depth', () => {
    expect(held(SAME_DEVIATION.itself).length).toBeGreaterThan(0);
    expect(held(SAME_DEVIATION.above)).toEqual(held(SAME_DEVIATION.itself));
    expect(held(HARMLESS_BELOW)).toEqual([]);
  });

  it('runs the tests in which a part that acts is replaced below another one', () => {
    expect(held(BELOW).length).toBeGreaterThan(0);
    expect(held(BELOW).length).toBeLessThan(reaching('uploadRequest').length);
    expect(reaching('hput')).toEqual(expect.arrayContaining([...held(BELOW)]));
  });

  it('looks at what a part returned, and at what it refused', () => {
    for (const altered of BY_OUTCOME) expect(held(altered).length).toBeGreaterThan(0);
    for (const altered of BY_OUTCOME) expect(held(altered).length).toBeLessThan(reaching('download').length);
  });

  it('sees another order of members, and another part in the place of one', () => {
    const reading = [...asked.infected].filter(([, ids]) => ids.has(REVERSED.id)).length;
    expect(reading).toBeGreaterThan(0);
    expect(unaffected(REVERSED, asked).size).toBe(asked.reach.size - reading);
    const uploading = [...asked.reach].filter(([, reached]) => reached.has('hput')).length;
    expect(uploading).toBeGreaterThan(0);
    expect(unaffected(SLIP, asked).size).toBe(asked.reach.size - uploading);
  });

  it('says of a sample of alterations what a run without it says', async () => {
    const sample = clientAlterations(loadRegistry(suite.requirements)).filter(({ network }, index) => network === undefined && index % 20 === 7);
    for (const altered of sample) {
      const [spared, whole] = [await runAltered({ suite, now, altered: altered as ClientMutant, baseline: asked }), await runAltered({ suite, now, altered: altered as ClientMutant })];
      const verdicts = ({ results: { tests } }: AlteredRun): readonly string[] => tests.map(({ id, verdict }) => `${id} ${verdict}`);
      expect(verdicts(spared), altered.id).toEqual(verdicts(whole));
    }
  });
});
