/** A connection that breaks during a session (clause 5.1.4) costs this session only. */
import { clientTest } from '../../../define.js';
import { attempt } from '../support/course.js';

export const testCases = [
  clientTest({
    id: 'dm2/client/http/survives-reset',
    title: 'After a broken connection the client can run another session',
    requirements: ['DM2-HTTP-C-015'],
    purpose: 'Connections of mobile devices break every day; no such break may leave a client unable to be managed.',
    procedure: ['Reset the connection instead of answering Package#1.', 'Let the client open another session. Expect its Package#1.'],
    async drive(tester) {
      await tester.session([{ status: 200, fault: { kind: 'reset' }, illegal: 'the connection is reset instead of an answer' }]);
      await tester.session([]);
    },
    judge(view, judge) {
      const first = attempt(view, 1);
      const later = attempt(view, 2);
      const broken = first.messages[0]?.response;
      judge.require(broken !== undefined, `no session was opened: ${view.silence}`, first.start);
      const [opening] = later.messages;
      const evidence = opening?.request.at ?? later.ended;
      judge.require(evidence !== undefined, `nothing is known about the second session: ${view.silence}`, view.end);
      judge.check('DM2-HTTP-C-015').holds(opening !== undefined, {
        expected: 'Package#1 of another session after the broken one',
        found: opening === undefined ? 'the device ended without a message' : 'Package#1',
        at: evidence ?? view.end,
        ...(broken === undefined ? {} : { stimulus: broken.at }),
      });
    },
  }),
];
