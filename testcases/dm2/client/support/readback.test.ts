import { describe, expect, it } from 'vitest';
import { collectFindings, NotExercised } from '../../../../harness/judge/judge.js';
import { transcriptOf, type ScriptedExchange } from '../../../../harness/judge/testing.js';
import { viewClient } from '../../../../harness/judge/dm2-client/view.js';
import { judgeGone, valueRead, type ReadBack } from './readback.js';

const LEAF = 'urn:x:1.0/p1/Name';

/** A session in which HPUT of the leaf was answered so. */
function readBack(sc: number, upload?: unknown): ReadBack {
  const exchanges: readonly ScriptedExchange[] = [
    { headers: [['Content-Type', 'application/vnd.oma.dm.initiation+json']], body: '{}', answer: { body: `{"CMD":[["HPUT","http://repo/up","${LEAF}"]]}` } },
    ...(upload === undefined ? [] : [{ point: 'repository', method: 'PUT', path: '/up', body: JSON.stringify(upload), answer: {} } as const]),
    { headers: [['Content-Type', 'application/vnd.oma.dm.response+json']], body: JSON.stringify({ Status: [{ sc }] }), answer: { body: '{"CMD":[["END"]]}' } },
  ];
  return { view: viewClient(transcriptOf(exchanges)), path: '/up', uri: LEAF, round: 1, command: 0 };
}

const HELD = [{ ClientURI: LEAF, MOData: { Name: 'x' } }];

const outcomes = (read: ReadBack): readonly string[] => collectFindings(['R'], (judge) => void judgeGone(judge.check('R'), read)).map(({ outcome }) => outcome);

describe('a node that is read back', () => {
  it('has the value of the upload', () => {
    expect(valueRead(readBack(200, HELD))).toMatchObject({ value: 'x', at: { event: 2 } });
  });

  it.each([
    ['the read failed', readBack(500)],
    ['the upload holds something else', readBack(200, [])],
    ['nothing was uploaded', readBack(200)],
  ])('has no value to judge where %s', (_, read) => {
    expect(() => valueRead(read)).toThrow(NotExercised);
  });

  it.each([
    ['is gone when the read says 404 and uploads nothing', readBack(404), 'satisfied'],
    ['is gone when the read says 400 and uploads nothing', readBack(400), 'satisfied'],
    ['is there when the upload holds it', readBack(200, HELD), 'violated'],
    ['is there when it is uploaded in spite of a 404', readBack(404, HELD), 'violated'],
    ['is neither when the read fails otherwise', readBack(503), 'inconclusive'],
    ['is neither when a successful read brings an empty list', readBack(200, []), 'inconclusive'],
  ])('%s', (_, read, outcome) => {
    expect(outcomes(read)).toEqual([outcome]);
  });
});
