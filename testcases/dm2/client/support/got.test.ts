import { describe, expect, it } from 'vitest';
import { collectFindings } from '../../../../harness/judge/judge.js';
import { transcriptOf } from '../../../../harness/judge/testing.js';
import { viewClient, type ClientView } from '../../../../harness/judge/dm2-client/view.js';
import { gotValues, judgeGot } from './got.js';

const LEAF = 'urn:x:1.0/p1/Config/Name';
const ITEM = { ClientURI: LEAF, MOData: { Name: 'x' } };
const GET = { headers: [['Content-Type', 'application/vnd.oma.dm.initiation+json']], body: '{}', answer: { body: `{"CMD":[["GET","${LEAF}"]]}` } } as const;

function viewOf(...packages: readonly object[]): ClientView {
  return viewClient(transcriptOf([GET, ...packages.map((value) => ({ headers: [['Content-Type', 'application/vnd.oma.dm.response+json']] as const, body: JSON.stringify(value), answer: { body: '{"CMD":[]}' } }))]));
}

const valuesOf = (...packages: readonly object[]): readonly unknown[] => gotValues({ view: viewOf(...packages), uri: LEAF, round: 1, command: 0 }).map(({ value }) => value);

describe('data that GET brought', () => {
  it.each([
    ['a list of items in the status', { Status: [{ sc: 200, MO: [ITEM] }] }],
    ['a single item in the status', { Status: [{ sc: 200, Result: ITEM }] }],
    ['a status that is itself an item', { Status: [{ sc: 200, ...ITEM }] }],
    ['a list at the top level', { Status: [{ sc: 200 }], Anything: [ITEM] }],
    ['an item nested from the root name', { Status: [{ sc: 200, MO: [{ ClientURI: LEAF, MOData: { Probe: { Config: { Name: 'x' } } } }] }] }],
    ['a bare scalar in the status', { Status: [{ sc: 200, MO: 'x' }] }],
    ['an item among unknown members', { 'x-vendor': 'y', Status: [{ 'x-vendor': 'z', sc: 200, MO: [ITEM] }] }],
  ])('is found as %s', (_, package3) => {
    expect(valuesOf(package3)).toEqual(['x']);
  });

  it('is found in a later Package#3 of the session', () => {
    expect(valuesOf({ Status: [{ sc: 200 }] }, { Status: [], MO: [ITEM] })).toEqual(['x']);
  });

  it.each([
    ['the status of another command', { Status: [{ sc: 200 }, { sc: 200, MO: [ITEM] }] }],
    ['an item of another node', { Status: [{ sc: 200, MO: [{ ClientURI: 'urn:x:1.0/p1/Other', MOData: { Other: 'x' } }] }] }],
    ['an empty list', { Status: [{ sc: 200, MO: [] }] }],
    ['an alert', { Status: [{ sc: 200 }], Alert: [{ AlertType: 'x', Data: ITEM }] }],
  ])('is not taken from %s', (_, package3) => {
    expect(valuesOf(package3)).toEqual([]);
  });

  it('says what came instead of the wanted value', () => {
    const view = viewOf({ Status: [{ sc: 200, MO: [ITEM] }] });
    const findings = collectFindings([], (judge) => void judgeGot(judge.check('R'), { view, uri: LEAF, round: 1, command: 0 }, 'wanted'));
    expect(findings).toMatchObject([{ outcome: 'violated', found: '"x"', at: { event: 2, path: 'Status[0].MO[0].MOData.Name' } }]);
  });

  it('says that nothing came', () => {
    const view = viewOf({ Status: [{ sc: 200 }] });
    const findings = collectFindings([], (judge) => void judgeGot(judge.check('R'), { view, uri: LEAF, round: 1, command: 0 }, 'wanted'));
    expect(findings).toMatchObject([{ outcome: 'violated', found: 'a Package#3 without data', at: { path: 'Status[0]' }, stimulus: { event: 1 } }]);
  });
});
