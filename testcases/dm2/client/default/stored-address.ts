/** DEFAULT: where the client gets configuration that is needed and missing (clause 5.3.8). The need is a local event. */
import type { Needs, TestCase } from '../../../../harness/campaign/test-case.js';
import type { ServerDriver } from '../../../../harness/tester/dm2-server/driver.js';
import type { Resource } from '../../../../harness/tester/dm2-server/answer.js';
import { isRefusal, show } from '../../../../harness/judge/judge.js';
import { clientTest } from '../../../define.js';
import { objectContent } from '../support/content.js';
import { EXPECT_SUCCESS, requireSuccess, statusIsKnown } from '../support/steps.js';
import { holdsData, uploadedNode } from '../support/uploads.js';

const NEEDS: Needs = { values: ['settings.moid', 'settings.data'], hooks: ['need-mo'], state: 'kept' };

/** The configuration that the repository holds for the MOID named by the value. */
function configuration(tester: ServerDriver, value = 'settings.moid'): Resource {
  return objectContent(tester.value(value), JSON.parse(tester.value('settings.data')) as object);
}

export const testCases: readonly TestCase[] = [
  clientTest({
    id: 'dm2/client/default/is-supported',
    title: 'DEFAULT is carried out',
    requirements: ['DM2-DEFAULT-C-002'],
    purpose: 'A client that declares DEFAULT does not answer it as an unknown command.',
    procedure: ['Send DEFAULT for an MOID that the client supports.', ...EXPECT_SUCCESS],
    needs: { values: ['settings.moid'] },
    drive: (tester) => tester.session([[['DEFAULT', tester.repository('/default', {}), tester.value('settings.moid')]]]),
    judge: (view, judge) => statusIsKnown({ view, check: judge.check('DM2-DEFAULT-C-002'), round: 1, command: 0 }),
  }),
  clientTest({
    id: 'dm2/client/default/fetches-when-needed',
    title: 'Configuration that is needed and missing is fetched from the address that DEFAULT gave',
    requirements: ['DM2-DEFAULT-C-004', 'DM2-DEFAULT-C-005'],
    purpose: 'The need of a local application leads to a download from the stored address, and the server hears nothing of it.',
    procedure: [
      'Send DEFAULT for an MOID of which the device holds no instance, and HPUT of DevInfo, which shows that HPUT works; end the session.',
      'Let a local application need the MOID.',
      'Expect a GET at the stored address, the data in the tree, and neither a session nor a status about it.',
    ],
    needs: { ...NEEDS, values: ['settings.moid', 'settings.data', 'devinfo.root'] },
    async drive(tester) {
      await tester.session([[['DEFAULT', tester.repository('/default', configuration(tester)), tester.value('settings.moid')], ['HPUT', tester.repository('/control', {}), tester.value('devinfo.root')]]]);
      await tester.hook({ action: 'need-mo', moid: tester.value('settings.moid') });
      await tester.arrival('/default');
      await tester.observe();
      await tester.session([[['HPUT', tester.repository('/read', {}), `${tester.value('settings.moid')}//`]]]);
    },
    judge(view, judge) {
      requireSuccess({ view, judge, round: 1, command: 0 });
      const stimulus = view.stimulus(1);
      const fetches = view.repository('/default').map(({ request }) => request);
      const check = judge.check('DM2-DEFAULT-C-004');
      check.holds(fetches.length > 0, { expected: 'a GET of the stored address', found: 'none', at: stimulus, stimulus });
      const wanted: unknown = Object.values(JSON.parse(view.value('settings.data')) as object)[0];
      const stored = uploadedNode(view, '/read', `${view.value('settings.moid')}//`);
      check.holds(holdsData(stored.value, wanted), { expected: `the instance that was served: ${JSON.stringify(wanted)}`, found: show(stored.value), at: stored.at, stimulus });
      const silent = judge.check('DM2-DEFAULT-C-005');
      const later = view.session(2).opening.request.event.n;
      const fetched = fetches[0]?.event.n ?? stimulus.event;
      const own = view.sessions.filter(({ opening: { request } }) => request.event.n > fetched && request.event.n < later);
      silent.count(own.map(({ opening: { request } }) => request), 0, { what: 'session that the device opened between the fetch and the next session', at: { event: fetched }, stimulus });
      const reported = view.statuses(1, 2);
      silent.is({ value: reported.value.length, at: reported.at, what: 'status items of the next session, which sent one command,', stimulus: view.stimulus(1, 2) }, 1);
    },
  }),
  clientTest({
    id: 'dm2/client/default/survives-restart',
    title: 'The address that DEFAULT gave outlives the session and a restart of the device',
    requirements: ['DM2-DEFAULT-C-003'],
    purpose: 'The address is stored for later use, however much later.',
    procedure: ['Send DEFAULT, end the session, restart the device, let a local application need the MOID.', 'Expect a request at the stored address.'],
    needs: { ...NEEDS, hooks: ['need-mo', 'restart'] },
    async drive(tester) {
      await tester.session([[['DEFAULT', tester.repository('/default', configuration(tester)), tester.value('settings.moid')]]]);
      await tester.hook({ action: 'restart' });
      await tester.hook({ action: 'need-mo', moid: tester.value('settings.moid') });
      await tester.arrival('/default');
    },
    judge(view, judge) {
      requireSuccess({ view, judge, round: 1, command: 0 });
      const stimulus = view.stimulus(1);
      judge.check('DM2-DEFAULT-C-003').holds(view.repository('/default').length > 0, { expected: 'a request at the stored address after the restart', found: 'none', at: stimulus, stimulus });
    },
  }),
  clientTest({
    id: 'dm2/client/default/newest-address-counts',
    title: 'A new DEFAULT for an MOID replaces the former address',
    requirements: ['DM2-DEFAULT-C-006'],
    purpose: 'One address is kept for each MOID: the last.',
    procedure: ['Send DEFAULT with one address, then DEFAULT with another, for the same MOID.', 'Let a local application need it; expect requests at the second address only.'],
    needs: NEEDS,
    async drive(tester) {
      const moid = tester.value('settings.moid');
      const [former, newest] = [tester.repository('/former', configuration(tester)), tester.repository('/newest', configuration(tester))];
      await tester.session([[['DEFAULT', former, moid]], [['DEFAULT', newest, moid]]]);
      await tester.hook({ action: 'need-mo', moid });
      await tester.observe();
    },
    judge(view, judge) {
      requireSuccess({ view, judge, round: 1, command: 0 });
      requireSuccess({ view, judge, round: 2, command: 0 });
      const stimulus = view.stimulus(2);
      const former = view.repository('/former').map(({ request }) => request);
      const newest = view.repository('/newest').map(({ request }) => request);
      judge.require(former.length + newest.length > 0, 'nothing was fetched from either address, which another requirement judges', stimulus);
      const check = judge.check('DM2-DEFAULT-C-006');
      check.count(former, 0, { what: 'request at the former address', at: stimulus, stimulus });
      check.holds(newest.length > 0, { expected: 'a request at the newest address', found: 'none', at: stimulus, stimulus });
    },
  }),
  clientTest({
    id: 'dm2/client/default/addresses-are-independent',
    title: 'Each MOID keeps an address of its own',
    requirements: ['DM2-DEFAULT-C-007'],
    purpose: 'A DEFAULT for one MOID leaves that of another alone.',
    procedure: ['Send DEFAULT for two MOIDs with two addresses.', 'Let a local application need the first, then the second; expect requests at each address, in that order.'],
    needs: { ...NEEDS, values: ['settings.moid', 'settings.other-moid', 'settings.data'] },
    async drive(tester) {
      const first = tester.repository('/first', configuration(tester));
      const second = tester.repository('/second', configuration(tester, 'settings.other-moid'));
      await tester.session([[['DEFAULT', first, tester.value('settings.moid')], ['DEFAULT', second, tester.value('settings.other-moid')]]]);
      for (const value of ['settings.moid', 'settings.other-moid']) await tester.hook({ action: 'need-mo', moid: tester.value(value) });
      await tester.observe();
    },
    judge(view, judge) {
      requireSuccess({ view, judge, round: 1, command: 0 });
      requireSuccess({ view, judge, round: 1, command: 1 });
      const paths = view.repository().map(({ request }) => request);
      judge.require(paths.length > 0, 'nothing was fetched, which another requirement judges', view.stimulus(1));
      const asked = [...new Set(paths.map(({ event }) => event.path))];
      judge.check('DM2-DEFAULT-C-007').is({ value: asked, at: paths[0]?.at ?? view.end, what: 'addresses asked', stimulus: view.stimulus(1) }, ['/first', '/second']);
    },
  }),
  clientTest({
    id: 'dm2/client/default/unknown-moid',
    title: 'DEFAULT for an MOID that the client does not support is refused',
    requirements: ['DM2-DEFAULT-C-008'],
    purpose: 'An address for an MO that the device cannot hold is of no use, and the server should learn it.',
    procedure: ['Send DEFAULT for an MOID that the client supports, which must succeed, and for an invented one.', 'Expect an error status for the invented one.'],
    needs: { values: ['settings.moid'] },
    async drive(tester) {
      const address = tester.repository('/default', {});
      await tester.session([[['DEFAULT', address, tester.value('settings.moid')], ['DEFAULT', address, 'urn:oma:mo:x-suite-unheard-of:1.0']]]);
    },
    judge(view, judge) {
      requireSuccess({ view, judge, round: 1, command: 0 });
      const status = view.status(1, 1);
      judge.check('DM2-DEFAULT-C-008').holds(isRefusal(status.value), { expected: 'an error status, 400 to 599', found: `${status.what} ${status.value}`, at: status.at, stimulus: view.stimulus(1) });
    },
  }),
];
