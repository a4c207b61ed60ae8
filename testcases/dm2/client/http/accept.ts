/** The header Accept of requests that a response with content answers (clause 5.5). */
import { clientTest } from '../../../define.js';
import type { RequestView } from '../../../../harness/judge/dm2-client/message-view.js';
import type { Check } from '../../../../harness/judge/judge.js';
import { nodeContent } from '../support/content.js';

export const testCases = [
  clientTest({
    id: 'dm2/client/http/announces-types',
    title: 'Package#1, Package#3 and downloads say in Accept which types the client takes',
    requirements: ['DM2-HTTP-C-001'],
    purpose: 'A server or repository with several formats can only choose well when the client announces its own.',
    procedure: ['Send HGET of a leaf.', 'Expect the header Accept in Package#1, in the GET and in Package#3.'],
    needs: { values: ['probe.leaf'] },
    async drive(tester) {
      const leaf = tester.value('probe.leaf');
      await tester.session([[['HGET', tester.repository('/data', nodeContent(leaf, 'fetched')), leaf]]]);
    },
    judge(view, judge) {
      const check = judge.check('DM2-HTTP-C-001');
      judgeAccept(check, { request: view.session().opening.request, what: 'Package#1' });
      for (const { request } of view.repository('/data')) judgeAccept(check, { request, what: 'the GET' });
      judgeAccept(check, { request: view.package3(1).request, what: 'Package#3' });
    },
  }),
];

function judgeAccept(check: Check, { request, what }: { readonly request: RequestView; readonly what: string }): void {
  const values = request.headers('Accept').filter((value) => value.trim() !== '');
  check.holds(values.length > 0, { expected: `the header Accept in ${what}`, found: values.length > 0 ? `Accept ${values.join(', ')}` : `no Accept in ${what}`, at: { event: request.event.n, path: 'header:Accept' } });
}
