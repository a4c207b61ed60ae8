import { describe, expect, it } from 'vitest';
import { transcriptOf, type ScriptedExchange } from '../../../../harness/judge/testing.js';
import { viewClient } from '../../../../harness/judge/dm2-client/view.js';
import { isAbout, laterResults, resultAlerts } from './results.js';

const NODE = 'urn:x:1.0/p1/Operations/Run';

const opening = (types: readonly string[]): ScriptedExchange => ({
  headers: [['Content-Type', 'application/vnd.oma.dm.initiation+json']],
  body: JSON.stringify({ Alert: types.map((AlertType) => ({ AlertType, SourceURI: NODE })) }),
  answer: { body: '{"CMD":[]}' },
});

describe('alerts with the outcome of EXEC', () => {
  it('are those that do not say why a session was opened', () => {
    const view = viewClient(transcriptOf([opening(['urn:oma:at:dm:2.0:ClientInitiatedMgmt']), opening(['urn:oma:at:dm:2.0:ClientInitiatedMgmt', 'urn:oma:at:scomo:1.0:OperationComplete'])]));
    expect(laterResults(view)).toMatchObject([{ session: 2, openedAt: 'a', sourceUri: NODE, at: { event: 2, path: 'Alert' } }]);
  });

  it('count for the session they came in', () => {
    const report: ScriptedExchange = { headers: [['Content-Type', 'application/vnd.oma.dm.response+json']], body: '{"Status":[{"sc":202}],"Alert":[{"AlertType":"urn:x:done"}]}', answer: {} };
    const view = viewClient(transcriptOf([opening([]), report]));
    expect(resultAlerts(view).map(({ session }) => session)).toEqual([1]);
    expect(laterResults(view)).toEqual([]);
  });

  it.each([
    [NODE, true],
    ['urn:x:1.0//Operations/Run', true],
    ['urn:x:1.0/p2/Operations/Run', false],
    ['urn:x:1.0/p1/', false],
    ['urn:y:1.0/p1/Operations/Run', false],
    [undefined, false],
    [7, false],
  ])('with SourceURI %s name the node: %s', (sourceUri, expected) => {
    expect(isAbout({ sourceUri }, NODE)).toBe(expected);
  });
});
