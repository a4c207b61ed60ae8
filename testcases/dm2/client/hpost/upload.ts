/** HPOST: what it sends and when (clause 5.3.3), and that it differs from HPUT in the method only. */
import { isDeepStrictEqual } from 'node:util';
import { clientTest } from '../../../define.js';
import { requireSuccess } from '../support/steps.js';
import { isSupported, uploadsAllAddresses, uploadsOnce, type UploadCommand } from '../support/upload-command.js';

const HPOST: UploadCommand = { name: 'HPOST', method: 'POST', area: 'hpost' };

export const testCases = [
  isSupported(HPOST),
  uploadsOnce(HPOST),
  uploadsAllAddresses(HPOST),
  clientTest({
    id: 'dm2/client/hpost/same-body-as-hput',
    title: 'HPOST sends the same data as HPUT of the same addresses, and treats unknown addresses alike',
    requirements: ['DM2-CMD-HPOST-C-004'],
    purpose: 'The two commands differ in the HTTP method only.',
    procedure: [
      'Send HPUT and HPOST of a text leaf and of the DM Account, then of an address that names nothing.',
      'Expect equal JSON in both bodies, hidden nodes left out of both, and no upload for the unknown address.',
    ],
    needs: { values: ['probe.leaf', 'account.root'] },
    async drive(tester) {
      const addresses = [tester.value('probe.leaf'), tester.value('account.root')];
      const missing = `${tester.value('probe.leaf')}-that-does-not-exist`;
      await tester.session([
        [['HPUT', tester.repository('/put', {}), ...addresses], ['HPOST', tester.repository('/post', {}), ...addresses]],
        [['HPUT', tester.repository('/none', {}), missing], ['HPOST', tester.repository('/none', {}), missing]],
      ]);
    },
    judge(view, judge) {
      requireSuccess({ view, judge, round: 1, command: 0 });
      const put = view.upload('/put');
      const post = view.upload('/post');
      const check = judge.check('DM2-CMD-HPOST-C-004');
      const isSame = isDeepStrictEqual(post.items, put.items);
      check.holds(isSame, { expected: `the body of HPUT: ${JSON.stringify(put.items)}`, found: isSame ? 'the same body' : JSON.stringify(post.items), at: post.at, stimulus: view.stimulus(1) });
      const codeOfPut = view.status(2, 0);
      judge.require(codeOfPut.value >= 400, `HPUT of an unknown address is ${codeOfPut.value}, which another requirement judges`, codeOfPut.at);
      check.is(view.status(2, 1), codeOfPut.value);
    },
  }),
];
