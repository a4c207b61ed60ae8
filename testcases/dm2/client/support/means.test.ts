import { describe, expect, it } from 'vitest';
import { viewClient, type ClientView } from '../../../../harness/judge/dm2-client/view.js';
import { collectFindings } from '../../../../harness/judge/judge.js';
import { commandLeftTo } from '../../../../harness/judge/left-to.js';
import { transcriptOf, type ScriptedExchange } from '../../../../harness/judge/testing.js';
import { requireMeans, wasCarriedOut } from './means.js';

const LEAF = 'urn:x:1.0/p1/Name';
const PUT: ScriptedExchange = { point: 'repository', method: 'PUT', path: '/up', body: '[]', answer: {} };
const REFUSED: ScriptedExchange = { ...PUT, answer: { status: 403 } };
const GET: ScriptedExchange = { point: 'repository', method: 'GET', path: '/up', answer: {} };

/** One round: the commands, what happened at the repository, and what Package#3 says. */
function viewOf({ commands, exchanges = [], package3, features = {} }: { readonly commands: readonly (readonly string[])[]; readonly exchanges?: readonly ScriptedExchange[]; readonly package3: unknown; readonly features?: Readonly<Record<string, boolean>> }): ClientView {
  const round = (list: readonly (readonly string[])[]): string => JSON.stringify({ CMD: list });
  return viewClient(transcriptOf([{ body: '{"Alert":[]}', answer: { body: round(commands) } }, ...exchanges, { body: JSON.stringify(package3), answer: { body: round([['END']]) } }], { features }));
}

const statuses = (...codes: readonly number[]): unknown => ({ Status: codes.map((sc) => ({ sc })) });
const hput = ['HPUT', 'http://r/up', LEAF];
const saysNothing = (view: ClientView, requirement = 'DM2-URI-C-001'): boolean => collectFindings([requirement], (judge) => requireMeans({ view, judge, requirements: [requirement] })).length > 0;

describe('a command that is only a means', () => {
  it.each([
    ['is refused with 400', viewOf({ commands: [hput], package3: statuses(400) })],
    ['is refused with 500', viewOf({ commands: [hput], package3: statuses(500) })],
    ['says 200 and uploads nothing', viewOf({ commands: [hput], package3: statuses(200) })],
    ['says 200 and uses another method', viewOf({ commands: [hput], exchanges: [GET], package3: statuses(200) })],
    ['says 200 and brings no data', viewOf({ commands: [['GET', LEAF]], package3: statuses(200), features: { C_GET: true } })],
    ['says that it deleted what is read afterwards', viewOf({ commands: [['DELETE', `${LEAF}/`], hput], exchanges: [PUT], package3: statuses(200, 200) })],
  ])('leaves the test without a verdict where it %s', (_, view) => {
    expect(saysNothing(view)).toBe(true);
  });

  it.each([
    ['works', viewOf({ commands: [hput], exchanges: [PUT], package3: statuses(200) })],
    ['works once and is refused once', viewOf({ commands: [hput, hput], exchanges: [PUT], package3: statuses(404, 200) })],
    ['fails because the repository refuses it', viewOf({ commands: [hput], exchanges: [REFUSED], package3: statuses(403) })],
    ['is not reported at all', viewOf({ commands: [hput], package3: {} })],
    ['brings data in Package#3', viewOf({ commands: [['GET', LEAF]], package3: { Status: [{ sc: 200, MO: 'x' }] }, features: { C_GET: true } })],
    ['brings data beside Status', viewOf({ commands: [['GET', LEAF]], package3: { Status: [{ sc: 200 }], Data: [] }, features: { C_GET: true } })],
    ['is one that the ICS says is absent', viewOf({ commands: [['GET', LEAF]], package3: statuses(501), features: { C_GET: false } })],
    ['deletes what is made anew and then read', viewOf({ commands: [['DELETE', LEAF], ['HGET', 'http://r/up', LEAF], hput], exchanges: [GET, PUT], package3: statuses(200, 200, 200) })],
    ['is refused a deletion and reads the node', viewOf({ commands: [['DELETE', LEAF], hput], exchanges: [PUT], package3: statuses(405, 200) })],
  ])('leaves the judgement to the test where it %s', (_, view) => {
    expect(saysNothing(view)).toBe(false);
  });

  it.each([
    ['HPUT', viewOf({ commands: [hput], package3: statuses(501) })],
    ['DELETE', viewOf({ commands: [['DELETE', LEAF], hput], exchanges: [PUT], package3: statuses(200, 200) })],
  ])('has a reason from which a summary tells that it is %s', (command, view) => {
    const [finding] = collectFindings(['DM2-URI-C-001'], (judge) => requireMeans({ view, judge, requirements: ['DM2-URI-C-001'] }));
    expect(commandLeftTo(finding?.message ?? '')).toBe(command);
  });

  it('is judged by the test that claims a requirement on it', () => {
    const view = viewOf({ commands: [hput], package3: statuses(500) });
    expect(saysNothing(view, 'DM2-CMD-HPUT-B-001')).toBe(false);
  });
});

describe('a command counts as carried out', () => {
  it('only with a success and its effect', () => {
    expect(wasCarriedOut(viewOf({ commands: [hput], exchanges: [PUT], package3: statuses(200) }), 'HPUT')).toBe(true);
    expect(wasCarriedOut(viewOf({ commands: [hput], exchanges: [REFUSED], package3: statuses(403) }), 'HPUT')).toBe(false);
    expect(wasCarriedOut(viewOf({ commands: [hput], package3: statuses(200) }), 'HPUT')).toBe(false);
    expect(wasCarriedOut(viewOf({ commands: [['EXEC', LEAF]], package3: statuses(202) }), 'EXEC')).toBe(true);
    expect(wasCarriedOut(viewOf({ commands: [['EXEC', LEAF]], package3: statuses(405) }), 'EXEC')).toBe(false);
  });
});
