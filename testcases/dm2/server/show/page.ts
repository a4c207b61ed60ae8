/** SHOW (clauses ~5.1.4 and ~5.3.7): the page is loaded over HTTP, and the DM session knows nothing of it. */
import { serverTest } from '../../../define.js';
import { requireSent } from '../support/rounds.js';

/** Markup, or a page written into an address. */
const PAGE = /<\s*(!doctype|html|form|body|script)\b|data:text\/html/i;

export const testCases = [
  serverTest({
    id: 'dm2/server/show/page-outside-of-packages',
    title: 'The page of SHOW stays out of Package#2',
    requirements: ['DM2-UI-B-006'],
    purpose: 'The user interface has a session of its own, in the browser; a device looks for nothing of it in DM packages.',
    procedure: ['Open a session without orders, which has to end.', 'Have the server queue SHOW of a page.', 'Open a session, load the page and report 200.', 'Expect no part of the page in any Package#2, and the end of the session though nobody used the page.'],
    needs: { upperTester: true },
    async drive(tester) {
      const device = await tester.device();
      await device.session();
      await device.queue([{ command: 'SHOW' }]);
      await device.session();
    },
    judge(view, judge) {
      requireSent(view, 'SHOW');
      const check = judge.check('DM2-UI-B-006');
      for (const { request, response } of view.dm()) {
        if (response === undefined) continue;
        const found = PAGE.exec(Buffer.from(response.event.body).toString('utf8'))?.[0];
        check.holds(found === undefined, { expected: 'a Package#2 without a page', found: found ?? 'none', at: response.at, stimulus: request.at });
      }
      judge.require(view.sent('END', 1).length > 0, 'a session without SHOW does not end either, so nothing can be said of the page', view.end);
      const { rounds } = view.session(2);
      const last = rounds.findLast(({ response }) => response !== undefined);
      judge.require(last?.response?.event.status === 200, `the session broke off: ${view.silence}`, view.end);
      const isOver = last?.commands.some(([name]) => name === 'END') === true;
      check.holds(isOver, { expected: 'the end of the session though the page is open', found: isOver ? 'END' : `${rounds.length} packages without END`, at: last?.response?.at ?? view.end });
    },
  }),
];
