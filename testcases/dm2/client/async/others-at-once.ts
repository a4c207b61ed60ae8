/** Every command but EXEC is reported in the Package#3 of its round, however long it takes (clause 5.4.1). */
import { clientTest } from '../../../define.js';
import { nodeContent } from '../support/content.js';

export const testCases = [
  clientTest({
    id: 'dm2/client/async/slow-transfer-reported-at-once',
    title: 'A slow HGET is reported with its final status in the Package#3 of its round',
    requirements: ['DM2-ASYNC-C-002'],
    purpose: 'Only EXEC may be put off: a server has no way to learn of the outcome of another command later.',
    procedure: ['Send HGET of a text leaf; the repository lets the client wait for a while.', 'Expect Package#3 after the answer of the repository, with a status other than 202.'],
    needs: { values: ['probe.leaf'] },
    async drive(tester) {
      const leaf = tester.value('probe.leaf');
      await tester.session([[['HGET', tester.repository('/slow', nodeContent(leaf, 'worth waiting for', { holdUntil: () => tester.observe() })), leaf]]]);
    },
    judge(view, judge) {
      const status = view.status(1, 0);
      const [slow] = view.repository('/slow');
      judge.require(slow !== undefined, `the client did not fetch the data: HGET is ${status.value}`, status.at);
      const check = judge.check('DM2-ASYNC-C-002');
      check.holds(status.value !== 202, { expected: 'a final status of HGET', found: `${status.what} ${status.value}`, at: status.at, stimulus: view.stimulus(1) });
      const served = slow?.response?.event.n ?? Infinity;
      const report = view.package3(1).request;
      check.holds(status.value >= 300 || report.event.n > served, { expected: 'Package#3 with a success after the repository has answered', found: report.event.n > served ? 'Package#3 after the answer' : 'Package#3 before the answer', at: report.at, stimulus: view.stimulus(1) });
    },
  }),
];
