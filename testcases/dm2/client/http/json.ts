/** Packages are JSON (clause 7.1.2, RFC 8259): a client must take every way of writing the same text. */
import { clientTest } from '../../../define.js';
import { codeAt } from '../support/packages.js';
import { reportOrEnd } from '../support/course.js';
import { requireSuccess } from '../support/steps.js';

export const testCases = [
  clientTest({
    id: 'dm2/client/http/reads-json',
    title: 'A Package#2 with escapes, white space and unknown members is read like a plain one',
    requirements: ['DM2-HTTP-B-010'],
    purpose: 'JSON leaves a writer much freedom; a client that only knows the plainest form does not really use JSON.',
    procedure: [
      'Send HPUT of a leaf in plain JSON, which must succeed.',
      'In another session send HPUT with escaped characters in the command, blanks and line breaks everywhere, and a member that no text defines.',
      'Expect the upload and success in a Package#3 that is JSON.',
    ],
    needs: { values: ['probe.leaf'] },
    async drive(tester) {
      const leaf = tester.value('probe.leaf');
      const target = tester.repository('/escaped', {});
      const words = ['"\\u0048\\u0050UT"', JSON.stringify(target).replaceAll('/', '\\/'), JSON.stringify(leaf)];
      const text = `\r\n{\t"x-suite" : {"CMD": [["END"]], "n": -1.5e+3} ,\n "CMD" : [ [ ${words.join(' ,\n')} ] ] }\n`;
      await tester.session([[['HPUT', tester.repository('/plain', {}), leaf]]]);
      await tester.session([{ commands: [['HPUT', target, leaf]], text }]);
    },
    judge(view, judge) {
      requireSuccess({ view, judge, round: 1, command: 0 });
      const check = judge.check('DM2-HTTP-B-010');
      const stimulus = view.stimulus(1, 2);
      const report = reportOrEnd({ view, round: 1, session: 2 });
      check.count(view.repository('/escaped').map(({ request }) => request), 1, { what: 'upload for the command in escaped JSON', at: stimulus, stimulus });
      if ('ended' in report) {
        check.holds(false, { expected: 'Package#3 for the command in escaped JSON', found: `no Package#3: ${view.silence}`, at: report.ended, stimulus });
        return;
      }
      const { json, event } = report.request;
      check.holds(json.ok, { expected: 'JSON in Package#3', found: json.ok ? 'JSON' : json.message, at: report.request.at, stimulus });
      const code = codeAt(report, 0);
      if (code !== undefined) check.succeeded({ value: code, at: { event: event.n, path: 'Status[0].sc' }, what: 'status of HPUT', stimulus });
    },
  }),
];
