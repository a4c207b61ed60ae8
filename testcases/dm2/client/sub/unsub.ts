/** UNSUB: ends the subscription with exactly the same ClientURI (clause 5.3.10). */
import type { TestCase } from '../../../../harness/campaign/test-case.js';
import { clientTest } from '../../../define.js';
import { nodeContent } from '../support/content.js';
import { requireSuccess } from '../support/steps.js';

export const testCases: readonly TestCase[] = [
  clientTest({
    id: 'dm2/client/sub/unsub-ends-reports',
    title: 'UNSUB is carried out and ends the reports',
    requirements: ['DM2-SUB-C-003', 'DM2-SUB-C-010'],
    purpose: 'Whoever can subscribe must be able to end it, and after that no change is reported any more.',
    procedure: ['Send SUB of a leaf and change it, until a report has come.', 'In another session send SUB again, in case it ended with its session, then UNSUB, then change the leaf.', 'Expect success of UNSUB and no report of that change.'],
    needs: { values: ['probe.leaf'], state: 'kept' },
    async drive(tester) {
      const leaf = tester.value('probe.leaf');
      const change = (path: string, value: string): readonly string[] => ['HGET', tester.repository(path, nodeContent(leaf, value)), leaf];
      const subscribe = ['SUB', tester.repository('/report', {}), leaf];
      await tester.session([[subscribe], [change('/first', 'reported')]]);
      await tester.arrival('/report');
      await tester.session([[subscribe], [['UNSUB', leaf]], [change('/second', 'not reported')]]);
      await tester.observe();
    },
    judge(view, judge) {
      requireSuccess({ view, judge, round: 1, command: 0 });
      requireSuccess({ view, judge, round: 1, command: 0, session: 2 });
      const status = view.status(2, 0, 2);
      judge.check('DM2-SUB-C-003').succeeded(status);
      judge.require(status.value < 300, `UNSUB is ${status.value}, which another requirement judges`, status.at);
      requireSuccess({ view, judge, round: 3, command: 0, session: 2 });
      judge.require(view.repository('/report').length > 0, 'no report came while the subscription was there', view.stimulus(2));
      const ended = status.at;
      const late = view.repository('/report').map(({ request }) => request).filter((request) => JSON.stringify(request.value ?? null).includes('not reported'));
      judge.check('DM2-SUB-C-010').count(late, 0, { what: 'report of a change after UNSUB', at: ended, stimulus: view.stimulus(2, 2) });
    },
  }),
  clientTest({
    id: 'dm2/client/sub/unsub-of-other-address',
    title: 'UNSUB of an address that differs from that of the subscription is answered 404, and reports go on',
    requirements: ['DM2-SUB-C-011'],
    purpose: 'A subscription is named by its ClientURI, letter by letter.',
    procedure: ['Send SUB of a leaf.', 'Send UNSUB of its parent, of the leaf with an encoded letter, and of a node without a subscription.', 'Expect 404 each.', 'Change the leaf; expect a report.', 'Send UNSUB of the leaf in another session.'],
    needs: { values: ['probe.leaf', 'probe.leaf2'], state: 'kept' },
    async drive(tester) {
      const leaf = tester.value('probe.leaf');
      await tester.session([
        [['SUB', tester.repository('/report', {}), leaf]],
        [['UNSUB', leaf.slice(0, leaf.lastIndexOf('/'))], ['UNSUB', encodedAtTheEnd(leaf)], ['UNSUB', tester.value('probe.leaf2')]],
        [['HGET', tester.repository('/value', nodeContent(leaf, 'still reported')), leaf]],
      ]);
      await tester.observe();
      await tester.session([[['UNSUB', leaf]]]);
    },
    judge(view, judge) {
      requireSuccess({ view, judge, round: 1, command: 0 });
      const check = judge.check('DM2-SUB-C-011');
      for (const command of [0, 1, 2]) check.is(view.status(2, command), 404);
      requireSuccess({ view, judge, round: 3, command: 0 });
      const changed = view.stimulus(3);
      const reports = view.repository('/report').filter(({ request }) => request.event.n > changed.event);
      // No text sets a moment for the report: its absence counts once the client has come back for another session.
      view.session(2);
      check.holds(reports.length > 0, { expected: 'a report of the change, because the subscription is still there', found: 'none', at: changed, stimulus: view.stimulus(2) });
    },
  }),
];

/** The same address with its last character percent-encoded: equivalent, but written differently. */
function encodedAtTheEnd(uri: string): string {
  return `${uri.slice(0, -1)}%${uri.charCodeAt(uri.length - 1).toString(16).toUpperCase().padStart(2, '0')}`;
}
