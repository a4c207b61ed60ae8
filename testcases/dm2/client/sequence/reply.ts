/** A Package#2 without END is always answered (clause 5.2). */
import { clientTest } from '../../../define.js';
import type { ClientView } from '../../../../harness/judge/dm2-client/view.js';
import type { Judge } from '../../../../harness/judge/judge.js';
import { below } from '../support/addresses.js';
import { reportOrEnd } from '../support/course.js';

export const testCases = [
  clientTest({
    id: 'dm2/client/sequence/answers-without-end',
    title: 'A Package#2 without END is answered by Package#3, whether its commands succeed or fail',
    requirements: ['DM2-SEQ-C-011'],
    purpose: 'Only the server ends a session; a client that leaves earlier leaves the server without results.',
    procedure: [
      'In one session send HPUT of a leaf; in another send HPUT of the leaf and HPUT of a node that does not exist.',
      'Expect Package#3 in both sessions.',
    ],
    needs: { values: ['probe.root', 'probe.leaf'] },
    async drive(tester) {
      const leaf = tester.value('probe.leaf');
      const missing = below(tester.value('probe.root'), 'NoSuchNodeOfTheSuite');
      await tester.session([[['HPUT', tester.repository('/session-1', {}), leaf]]]);
      await tester.session([[['HPUT', tester.repository('/session-2', {}), leaf], ['HPUT', tester.repository('/missing', {}), missing]]]);
    },
    judge(view, judge) {
      judgeReply({ view, judge, session: 1 });
      judgeReply({ view, judge, session: 2 });
    },
  }),
];

interface Reply {
  readonly view: ClientView;
  readonly judge: Judge;
  readonly session: number;
}

/** The upload shows that the client handled the Package#2, so its silence afterwards is its own. */
function judgeReply({ view, judge, session }: Reply): void {
  const check = judge.check('DM2-SEQ-C-011');
  const stimulus = view.stimulus(1, session);
  judge.require(view.repository(`/session-${session}`).length > 0, 'the client did not handle Package#2', stimulus);
  const isMalformed = view.transcript.events.some((event) => event.kind === 'control' && event.action === 'malformed');
  judge.require(!isMalformed, 'something came that is no HTTP request, which DM2-SEQ-B-012 judges', stimulus);
  const elsewhere = view.repository().find(({ request }) => request.contentType === 'application/vnd.oma.dm.response+json');
  judge.require(elsewhere === undefined, 'Package#3 went to another address, which DM2-SEQ-C-014 judges', elsewhere?.request.at);
  const report = reportOrEnd({ view, round: 1, session });
  check.holds(!('ended' in report), { expected: 'Package#3', found: 'ended' in report ? `no Package#3: ${view.silence}` : 'Package#3', at: 'ended' in report ? report.ended : report.request.at, stimulus });
}
