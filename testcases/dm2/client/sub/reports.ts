/** SUB: changes in a subscribed part of the tree are reported by HTTP PUT (clause 5.3.9). An initial report is tolerated. */
import type { TestCase } from '../../../../harness/campaign/test-case.js';
import type { ExchangeView } from '../../../../harness/judge/dm2-client/view.js';
import { clientTest } from '../../../define.js';
import { isSameAddress } from '../support/addresses.js';
import { set } from '../support/commands.js';
import { nodeContent } from '../support/content.js';
import { EXPECT_SUCCESS, requireSuccess, statusIsKnown } from '../support/steps.js';
import { isRecord } from '../../record.js';
import { itemsOf, nodeOf } from '../support/uploads.js';

const ONE_LEAF = { values: ['probe.leaf'], state: 'kept' } as const;

export const testCases: readonly TestCase[] = [
  clientTest({
    id: 'dm2/client/sub/is-supported',
    title: 'SUB is carried out',
    requirements: ['DM2-SUB-C-002'],
    purpose: 'A client that declares SUB does not answer it as an unknown command.',
    procedure: ['Send SUB of a leaf, then UNSUB.', ...EXPECT_SUCCESS],
    needs: { values: ['probe.leaf'] },
    async drive(tester) {
      const leaf = tester.value('probe.leaf');
      await tester.session([[['SUB', tester.repository('/report', {}), leaf]], [['UNSUB', leaf]]]);
    },
    judge: (view, judge) => statusIsKnown({ view, check: judge.check('DM2-SUB-C-002'), round: 1, command: 0 }),
  }),
  clientTest({
    id: 'dm2/client/sub/reports-change',
    title: 'A change of the subscribed node is reported by PUT with the subscribed subtree and its address',
    requirements: ['DM2-SUB-C-004', 'DM2-SUB-C-005'],
    purpose: 'The report goes straight to the address of the subscription and carries the value of now.',
    procedure: ['Set a leaf, then send SUB of it.', 'Change the leaf by HGET in a later round.', 'Expect a PUT at the address of the subscription after the change, with the new value and the address of the leaf.', 'Send UNSUB in another session.'],
    needs: { values: ['probe.leaf'] },
    async drive(tester) {
      const leaf = tester.value('probe.leaf');
      await tester.session([
        [set(tester, { path: '/before', uri: leaf, value: 'before' })],
        [['SUB', tester.repository('/report', {}), leaf]],
        [set(tester, { path: '/after', uri: leaf, value: 'after' })],
      ]);
      await tester.arrivalWhere('/report', holding('after'));
      await tester.session([[['UNSUB', leaf]]]);
    },
    judge(view, judge) {
      requireSuccess({ view, judge, round: 2, command: 0 });
      requireSuccess({ view, judge, round: 3, command: 0 });
      const changed = view.stimulus(3);
      const reports = view.repository('/report').filter(({ request }) => request.event.n > changed.event);
      // No text sets a moment for the report: its absence counts after the reply deadline, once the client has come back.
      judge.require(reports.length > 0 || view.session(2).opening.request.event.n > changed.event, 'the client did not come back', changed);
      const check = judge.check('DM2-SUB-C-004');
      check.holds(reports.length > 0, { expected: 'a PUT at the address of the subscription after the change', found: `${reports.length} requests there`, at: changed, stimulus: changed });
      for (const { request } of reports) check.is({ value: request.event.method, at: { event: request.event.n, path: 'method' }, what: 'method of the report', stimulus: changed }, 'PUT');
      const last = reports.at(-1);
      judge.require(last !== undefined, 'no report came', changed);
      if (last === undefined) return;
      const [item] = reportItems(last);
      const content = judge.check('DM2-SUB-C-005');
      const uri = view.value('probe.leaf');
      content.holds(isSameAddress(item?.clientUri, uri), { expected: `the address ${uri} in the report`, found: `ClientURI ${JSON.stringify(item?.clientUri) ?? 'absent'}`, at: { event: last.request.event.n, path: `${item?.path ?? ''}.ClientURI`.replace(/^\./, '') }, stimulus: changed });
      if (item !== undefined) content.is(nodeOf(item, { uri: view.value('probe.leaf'), event: last.request.event.n }), 'after');
    },
  }),
  clientTest({
    id: 'dm2/client/sub/reports-creation-and-deletion',
    title: 'Creation and deletion of nodes inside the subscribed part are reported',
    requirements: ['DM2-SUB-C-006'],
    purpose: 'The subscribed part is a subtree, and a node that comes or goes changes it.',
    procedure: [
      'Send SUB of an interior node, create an item below it by HGET and read it by HPUT.',
      'In another session send UNSUB, SUB with another address, and DELETE of the item.',
      'Expect a report after the creation that holds the item, and one after the deletion that does not.',
      'Send UNSUB in a third session, and HPUT of the item, which shows whether DELETE did what it said.',
    ],
    needs: { values: ['probe.list', 'probe.list.item'], state: 'kept' },
    async drive(tester) {
      const list = tester.value('probe.list');
      const item = `${list}/suite1`;
      await tester.session([
        [['SUB', tester.repository('/created', {}), list]],
        [['HGET', tester.repository('/item', nodeContent(item, JSON.parse(tester.value('probe.list.item')))), item], ['HPUT', tester.repository('/item-before', {}), item]],
      ]);
      await tester.arrivalWhere('/created', holding('suite1'));
      await tester.session([[['UNSUB', list], ['SUB', tester.repository('/deleted', {}), list]], [['DELETE', item]]]);
      await tester.arrivalWhere('/deleted', (report) => !holding('suite1')(report));
      await tester.session([[['UNSUB', list], ['HPUT', tester.repository('/item-after', {}), item]]]);
    },
    judge(view, judge) {
      for (const session of [1, 2]) {
        requireSuccess({ view, judge, round: 1, command: session - 1, session });
        requireSuccess({ view, judge, round: 2, command: 0, session });
      }
      const check = judge.check('DM2-SUB-C-006');
      for (const [session, path, what, isThere] of [[1, '/created', 'creation', true], [2, '/deleted', 'deletion', false]] as const) {
        const from = view.stimulus(2, session);
        // No text sets a moment for the report: its absence counts after the reply deadline, once the client has come back.
        view.session(session + 1);
        const last = view.repository(path).findLast(({ request }) => request.event.n > from.event);
        if (!check.holds(last !== undefined, { expected: `a report after the ${what}`, found: 'none', at: from, stimulus: from }) || last === undefined) continue;
        const names = reportItems(last).flatMap((entry) => namesIn(entry.data));
        check.holds(names.includes('suite1') === isThere, { expected: `the item suite1 ${isThere ? 'in' : 'no longer in'} the report after the ${what}`, found: names.includes('suite1') ? 'it is there' : 'it is not there', at: last.request.at, stimulus: from });
      }
    },
  }),
  clientTest({
    id: 'dm2/client/sub/other-type-after-415',
    title: 'A report that is answered 415 is repeated in a listed type that the client supports',
    requirements: ['DM2-SUB-C-009'],
    purpose: 'OMADM-Accept in the 415 answer tells what the repository takes.',
    procedure: ['Send SUB of a leaf; the repository answers the first report 415 with OMADM-Accept: application/dmmo+json.', 'Change the leaf; expect a second PUT of that type.', 'Send UNSUB in another session.'],
    needs: ONE_LEAF,
    async drive(tester) {
      const leaf = tester.value('probe.leaf');
      const report = tester.repository('/report', { status: 415, headers: [['OMADM-Accept', 'application/x-other;q=0.1, application/dmmo+json']] }, {});
      await tester.session([[['SUB', report, leaf]], [set(tester, { path: '/value', uri: leaf, value: 'changed' })]]);
      await tester.arrival('/report', 2);
      await tester.session([[['UNSUB', leaf]]]);
    },
    judge(view, judge) {
      requireSuccess({ view, judge, round: 1, command: 0 });
      requireSuccess({ view, judge, round: 2, command: 0 });
      const [first, second] = view.repository('/report');
      judge.require(first !== undefined, 'no report came, which another requirement judges', view.stimulus(2));
      const at = first?.response?.at ?? view.stimulus(2);
      const check = judge.check('DM2-SUB-C-009');
      if (check.holds(second !== undefined, { expected: 'a second PUT, of type application/dmmo+json', found: 'none', at, stimulus: at }) && second !== undefined) {
        check.is({ value: second.request.contentType, at: { event: second.request.event.n, path: 'header:Content-Type' }, what: 'type of the second report', stimulus: at }, 'application/dmmo+json');
      }
    },
  }),
  clientTest({
    id: 'dm2/client/sub/outlives-session',
    title: 'A subscription outlives its session: a later change is reported without a DM session',
    requirements: ['DM2-SUB-C-013'],
    purpose: 'Changes happen when no server is connected; the report needs none.',
    procedure: ['Send SUB of a leaf and end the session.', 'Let a local application change the leaf.', 'Expect a PUT at the address of the subscription and no Package#1.', 'Send UNSUB in another session.'],
    needs: { ...ONE_LEAF, hooks: ['change-node'] },
    async drive(tester) {
      const leaf = tester.value('probe.leaf');
      await tester.session([[set(tester, { path: '/before', uri: leaf, value: 'before' })], [['SUB', tester.repository('/report', {}), leaf]]]);
      const before = tester.uploaded('/report') === undefined ? 0 : 1;
      await tester.hook({ action: 'change-node', uri: leaf, value: 'changed by an application' });
      await tester.arrival('/report', before + 1);
      await tester.session([[['UNSUB', leaf]]]);
    },
    judge(view, judge) {
      requireSuccess({ view, judge, round: 2, command: 0 });
      const changed = view.transcript.events.find((event) => event.kind === 'control' && event.action === 'hook');
      const at = { event: changed?.n ?? view.end.event };
      const reports = view.repository('/report').filter(({ request }) => request.event.n > at.event);
      const check = judge.check('DM2-SUB-C-013');
      const holdsValue = reports.some(({ request }) => JSON.stringify(request.value ?? null).includes('changed by an application'));
      check.holds(holdsValue, { expected: 'a PUT with the new value after the change', found: `${reports.length} requests, none with the new value`, at: reports[0]?.request.at ?? at, stimulus: at });
      const unsubscribed = view.session(2).opening.request.event.n;
      const own = view.sessions.filter(({ opening: { request } }) => request.event.n > at.event && request.event.n < unsubscribed && JSON.stringify(request.value ?? null).includes('changed by an application'));
      check.count(own.map(({ opening: { request } }) => request), 0, { what: 'session opened to report the change', at, stimulus: at });
    },
  }),
  clientTest({
    id: 'dm2/client/sub/newest-address-counts',
    title: 'A second SUB for the same ClientURI replaces the address of reports',
    requirements: ['DM2-SUB-C-014'],
    purpose: 'One change makes one report, to the address given last; one report to each address is tolerated (A-26).',
    procedure: ['Send SUB of a leaf with one address, then with another.', 'Change the leaf; expect exactly one report at the second address.', 'Send UNSUB in another session.'],
    needs: ONE_LEAF,
    async drive(tester) {
      const leaf = tester.value('probe.leaf');
      await tester.session([
        [['SUB', tester.repository('/former', {}), leaf]],
        [['SUB', tester.repository('/newest', {}), leaf]],
        [set(tester, { path: '/value', uri: leaf, value: 'reported once' })],
      ]);
      await tester.arrivalWhere('/newest', holding('reported once'));
      await tester.observe();
      await tester.session([[['UNSUB', leaf]]]);
    },
    judge(view, judge) {
      for (const round of [1, 2, 3]) requireSuccess({ view, judge, round, command: 0 });
      const changed = view.stimulus(3);
      // An initial report, which is tolerated, may still be on its way.
      const after = (path: string): readonly { readonly at: { readonly event: number } }[] => view.repository(path).map(({ request }) => request).filter((request) => request.event.n > changed.event && holding('reported once')(request.value));
      judge.require(after('/former').length + after('/newest').length > 0, 'no report came, which another requirement judges', changed);
      const check = judge.check('DM2-SUB-C-014');
      check.count(after('/newest'), 1, { what: 'report at the newest address', at: changed, stimulus: changed });
      check.holds(after('/former').length <= 1, { expected: 'at most one report at the former address', found: `${after('/former').length} reports there`, at: after('/former')[1]?.at ?? changed, stimulus: changed });
    },
  }),
];

function reportItems(exchange: ExchangeView): ReturnType<typeof itemsOf> {
  const { value } = exchange.request;
  return itemsOf({ exchange, at: exchange.request.at, items: Array.isArray(value) ? value : [value] });
}

/** Messages that have this text as a name or a value. */
const holding = (text: string) => (message: unknown): boolean => JSON.stringify(message ?? null).includes(JSON.stringify(text));

function namesIn(value: unknown): readonly string[] {
  return isRecord(value) ? Object.entries(value).flatMap(([name, child]) => [name, ...namesIn(child)]) : [];
}
