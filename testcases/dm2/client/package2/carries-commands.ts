/** Package#2 travels as the HTTP response to a client package (clause 5.2.3). */
import { clientTest } from '../../../define.js';
import { reportOrEnd } from '../support/course.js';

export const testCases = [
  clientTest({
    id: 'dm2/client/package2/carries-commands',
    title: 'The client takes commands from the HTTP response to Package#1',
    requirements: ['DM2-PKG2-B-001'],
    purpose: 'The response to the POST of Package#1 is Package#2: its commands must be seen and handled.',
    procedure: ['Answer Package#1 with HPUT of a leaf.', 'Expect the upload, or at least a Package#3 that reports the command.'],
    needs: { values: ['probe.leaf'] },
    async drive(tester) {
      await tester.session([[['HPUT', tester.repository('/upload', {}), tester.value('probe.leaf')]]]);
    },
    judge(view, judge) {
      const check = judge.check('DM2-PKG2-B-001');
      const stimulus = view.stimulus(1);
      const [upload] = view.repository('/upload');
      const report = upload === undefined ? reportOrEnd({ view, round: 1 }) : upload;
      if ('ended' in report) {
        check.holds(false, { expected: 'the command of Package#2 handled', found: `neither an upload nor a Package#3: ${view.silence}`, at: report.ended, stimulus });
        return;
      }
      check.holds(true, { expected: 'the command of Package#2 handled', found: upload === undefined ? 'Package#3 reports the command' : 'the upload came', at: report.request.at, stimulus });
    },
  }),
];
