/** UNSUB: ends the subscription with exactly the same ClientURI (clause 5.3.10). */
import type { TestCase } from '../../../../harness/campaign/test-case.js';
import { clientTest } from '../../../define.js';
import type { RequestView } from '../../../../harness/judge/dm2-client/message-view.js';
import { nodeContent } from '../support/content.js';
import { requireSuccess } from '../support/steps.js';

export const testCases: readonly TestCase[] = [
  clientTest({
    id: 'dm2/client/sub/unsub-ends-reports',
    title: 'UNSUB is carried out and ends the reports',
    requirements: ['DM2-SUB-C-003', 'DM2-SUB-C-010'],
    purpose: 'Whoever can subscribe must be able to end it, and after that no change is reported any more.',
    procedure: [
      'Send SUB of a leaf and change it, until a report has come.',
      'In another session send SUB again, in case it ended with its session, and SUB of a second leaf; send UNSUB of the first.',
      'Change the first leaf, then the second, until the change of the second has been reported.',
      'Expect success of UNSUB and no report of the change of the first.',
    ],
    needs: { values: ['probe.leaf', 'probe.leaf2'], state: 'kept' },
    async drive(tester) {
      const [leaf, other] = [tester.value('probe.leaf'), tester.value('probe.leaf2')];
      const change = (path: string, uri: string, value: string): readonly string[] => ['HGET', tester.repository(path, nodeContent(uri, value)), uri];
      const subscribe = ['SUB', tester.repository('/report', {}), leaf];
      await tester.session([[subscribe], [change('/first', leaf, 'reported')]]);
      await tester.arrival('/report');
      await tester.session([
        [subscribe, ['SUB', tester.repository('/control', {}), other]],
        [['UNSUB', leaf]],
        [change('/second', leaf, 'not reported')],
        [change('/third', other, 'reported as well')],
      ]);
      await tester.arrivalWhere('/control', (report) => JSON.stringify(report ?? null).includes('reported as well'));
      await tester.observe();
      await tester.session([[['UNSUB', other]]]);
    },
    judge(view, judge) {
      requireSuccess({ view, judge, round: 1, command: 0 });
      for (const command of [0, 1]) requireSuccess({ view, judge, round: 1, command, session: 2 });
      const status = view.status(2, 0, 2);
      judge.check('DM2-SUB-C-003').succeeded(status);
      judge.require(status.value < 300, `UNSUB is ${status.value}, which another requirement judges`, status.at);
      for (const round of [3, 4]) requireSuccess({ view, judge, round, command: 0, session: 2 });
      judge.require(view.repository('/report').length > 0, 'no report came while the subscription was there', view.stimulus(2));
      const reported = (path: string, value: string): readonly RequestView[] => view.repository(path).map(({ request }) => request).filter((request) => JSON.stringify(request.value ?? null).includes(value));
      // The later change of the other leaf was reported: the time for a report of the earlier one is over.
      judge.require(reported('/control', 'reported as well').length > 0, 'the change of the second leaf was not reported, so nothing shows that the time for a report is over', view.end);
      judge.check('DM2-SUB-C-010').count(reported('/report', 'not reported'), 0, { what: 'report of a change after UNSUB', at: status.at, stimulus: view.stimulus(2, 2) });
    },
  }),
  clientTest({
    id: 'dm2/client/sub/unsub-of-other-address',
    title: 'UNSUB of an address that differs from that of the subscription is answered 404',
    requirements: ['DM2-SUB-C-011'],
    purpose: 'A subscription is named by its ClientURI, letter by letter.',
    procedure: ['Send SUB of a leaf.', 'Send UNSUB of its parent, of the leaf with an encoded letter, and of a node without a subscription.', 'Expect 404 each.', 'Send UNSUB of the leaf, which must succeed.'],
    needs: { values: ['probe.leaf', 'probe.leaf2'] },
    async drive(tester) {
      const leaf = tester.value('probe.leaf');
      await tester.session([
        [['SUB', tester.repository('/report', {}), leaf]],
        [['UNSUB', leaf.slice(0, leaf.lastIndexOf('/'))], ['UNSUB', encodedAtTheEnd(leaf)], ['UNSUB', tester.value('probe.leaf2')]],
        [['UNSUB', leaf]],
      ]);
    },
    judge(view, judge) {
      requireSuccess({ view, judge, round: 1, command: 0 });
      const check = judge.check('DM2-SUB-C-011');
      for (const command of [0, 1, 2]) check.is(view.status(2, command), 404);
      requireSuccess({ view, judge, round: 3, command: 0 });
    },
  }),
];

/** The same address with its last character percent-encoded: equivalent, but written differently. */
function encodedAtTheEnd(uri: string): string {
  return `${uri.slice(0, -1)}%${uri.charCodeAt(uri.length - 1).toString(16).toUpperCase().padStart(2, '0')}`;
}
