/** HTTP is the only carrier of packages (clause 5.1.1): what reaches the DM endpoint is HTTP requests and nothing else. */
import { clientTest } from '../../../define.js';
import { requireSuccess } from '../support/steps.js';

export const testCases = [
  clientTest({
    id: 'dm2/client/sequence/carried-by-http',
    title: 'Package#1 and every Package#3 arrive as HTTP requests',
    requirements: ['DM2-SEQ-B-012'],
    purpose: 'A client may not switch to another way of sending, for example a bare TCP connection, once the session runs.',
    procedure: ['Run a session of two rounds with HPUT of a leaf.', 'Expect a Package#3 by HTTP after each, and no bytes at the endpoint that are no HTTP request.'],
    needs: { values: ['probe.leaf'] },
    async drive(tester) {
      const leaf = tester.value('probe.leaf');
      await tester.session([[['HPUT', tester.repository('/first', {}), leaf]], [['HPUT', tester.repository('/second', {}), leaf]]]);
    },
    judge(view, judge) {
      const check = judge.check('DM2-SEQ-B-012');
      const { opening, rounds } = view.session();
      const unanswered = rounds.find(({ package3, commands }) => package3 === undefined && commands.some(([name]) => name === 'HPUT'));
      const stray = view.transcript.events.find((event) => event.kind === 'control' && event.action === 'malformed' && event.n > (unanswered?.answer.event.n ?? Infinity));
      if (unanswered !== undefined && stray?.kind === 'control') {
        check.holds(false, { expected: 'Package#3 in an HTTP request', found: stray.detail, at: { event: stray.n }, stimulus: unanswered.answer.at });
        return;
      }
      requireSuccess({ view, judge, round: 2, command: 0 });
      for (const { request } of [opening, view.package3(1), view.package3(2)]) {
        const { httpVersion, n } = request.event;
        check.matches({ value: httpVersion, at: { event: n }, what: 'HTTP version' }, /^[1-3](\.[0-9])?$/, 'of HTTP');
      }
    },
  }),
];
