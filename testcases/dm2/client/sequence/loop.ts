/** The session loop: who begins, and how packages follow one another until the server ends it (clauses 5.1.1 and 5.2). */
import { clientTest } from '../../../define.js';
import { packageNumber } from '../../../../harness/judge/dm2-client/message-view.js';
import { reportOrEnd } from '../support/course.js';

export const testCases = [
  clientTest({
    id: 'dm2/client/sequence/client-begins',
    title: 'A session begins with Package#1 of the client',
    requirements: ['DM2-SEQ-C-002'],
    purpose: 'The tester only listens: whatever session there is, the client opened it, and its first message must be Package#1.',
    procedure: ['Let the client open a session.', 'Expect Package#1 as its first message.'],
    drive: (tester) => tester.session([]),
    judge(view, judge) {
      const { request } = view.session().opening;
      const number = packageNumber(request);
      judge.require(number !== null || request.event.body.length === 0, 'nobody can tell what the first message is', request.at);
      const found = number === null ? `${request.event.method} without a package` : `Package#${number}`;
      judge.check('DM2-SEQ-C-002').holds(number === 1, { expected: 'Package#1 as the first message', found, at: request.at });
    },
  }),
  clientTest({
    id: 'dm2/client/sequence/runs-the-loop',
    title: 'The answer to Package#3 is a Package#2 that the client handles like the first',
    requirements: ['DM2-SEQ-B-001'],
    purpose: 'A session has as many rounds as the server wants: each Package#3 is answered by further commands until END.',
    procedure: ['Answer Package#1 with HPUT of a leaf.', 'Answer the first Package#3 with another HPUT, the second with END.', 'Expect the second upload and a Package#3 after it.'],
    needs: { values: ['probe.leaf'] },
    async drive(tester) {
      const leaf = tester.value('probe.leaf');
      await tester.session([[['HPUT', tester.repository('/first', {}), leaf]], [['HPUT', tester.repository('/second', {}), leaf]]]);
    },
    judge(view, judge) {
      const check = judge.check('DM2-SEQ-B-001');
      view.package3(1);
      const stimulus = view.stimulus(2);
      const isMalformed = view.transcript.events.some((event) => event.kind === 'control' && event.action === 'malformed');
      judge.require(!isMalformed, 'something came that is no HTTP request, which DM2-SEQ-B-012 judges', stimulus);
      const report = reportOrEnd({ view, round: 2 });
      const isRefused = !('ended' in report) && view.status(2, 0).value >= 400;
      judge.require(!isRefused, 'the client refused HPUT, a means of this test', stimulus);
      check.holds(!('ended' in report), { expected: 'Package#3 for the second Package#2', found: 'ended' in report ? `no Package#3: ${view.silence}` : 'Package#3', at: 'ended' in report ? report.ended : report.request.at, stimulus });
      check.count(view.repository('/second').map(({ request }) => request), 1, { what: 'upload for the second Package#2', at: stimulus, stimulus });
    },
  }),
];
