/** Transfers are HTTP exchanges of their own; the session with the DM server goes on beside them (clause 5.1.4). */
import { clientTest } from '../../../define.js';
import { packageNumber } from '../../../../harness/judge/dm2-client/message-view.js';
import { nodeContent } from '../support/content.js';
import { reportOrEnd } from '../support/course.js';

const PATHS = ['/get', '/put', '/post'];

export const testCases = [
  clientTest({
    id: 'dm2/client/sequence/survives-transfers',
    title: 'After HGET, HPUT and HPOST the session goes on at the DM endpoint',
    requirements: ['DM2-SEQ-C-014'],
    purpose: 'The repository is another host and closes its connections: neither may lead the client away from its DM server.',
    procedure: ['Send HGET, HPUT and HPOST of a leaf; the repository closes the connection after each answer.', 'Expect the three transfers at the repository and Package#3 at the DM endpoint.'],
    needs: { values: ['probe.leaf'] },
    async drive(tester) {
      const leaf = tester.value('probe.leaf');
      const closing = { headers: [['Connection', 'close']] } as const;
      const get = tester.repository('/get', nodeContent(leaf, 'transferred', closing));
      await tester.session([[['HGET', get, leaf], ['HPUT', tester.repository('/put', closing), leaf], ['HPOST', tester.repository('/post', closing), leaf]]]);
    },
    judge(view, judge) {
      const check = judge.check('DM2-SEQ-C-014');
      const stimulus = view.stimulus(1);
      for (const path of PATHS) judge.require(view.repository(path).length > 0, `no transfer came at ${path}`, stimulus);
      const astray = view.repository().find(({ request }) => request.event.method !== 'GET' && packageNumber(request) === 3);
      if (astray !== undefined) {
        check.holds(false, { expected: 'Package#3 at the DM endpoint', found: `Package#3 at the repository, ${astray.request.event.path}`, at: astray.request.at, stimulus });
        return;
      }
      const report = reportOrEnd({ view, round: 1 });
      check.holds(!('ended' in report), { expected: 'Package#3 after the transfers', found: 'ended' in report ? `no Package#3: ${view.silence}` : 'Package#3', at: 'ended' in report ? report.ended : report.request.at, stimulus });
    },
  }),
];
