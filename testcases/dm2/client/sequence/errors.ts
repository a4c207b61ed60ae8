/** DM 2.0 has no atomic grouping: a failed command does not stop the others (clause 5.2.3, A-25). */
import { clientTest } from '../../../define.js';
import { isSuccess } from '../../../../harness/judge/judge.js';
import { below } from '../support/addresses.js';
import { reportOrEnd } from '../support/course.js';

export const testCases = [
  clientTest({
    id: 'dm2/client/sequence/goes-on-after-error',
    title: 'A command that fails does not keep the client from the next one',
    requirements: ['DM2-SEQ-C-015'],
    purpose: 'A server that sends several commands counts on each being tried, whatever became of the ones before.',
    procedure: ['Send HPUT of a leaf, HPUT of a node that does not exist, and HPUT of the leaf to another address.', 'Expect an error for the second and the upload of the third.'],
    needs: { values: ['probe.root', 'probe.leaf'] },
    async drive(tester) {
      const missing = below(tester.value('probe.root'), 'NoSuchNodeOfTheSuite');
      const leaf = tester.value('probe.leaf');
      await tester.session([[['HPUT', tester.repository('/before', {}), leaf], ['HPUT', tester.repository('/missing', {}), missing], ['HPUT', tester.repository('/valid', {}), leaf]]]);
    },
    judge(view, judge) {
      const stimulus = view.stimulus(1);
      judge.require(view.repository('/before').length > 0, 'the client did not carry out the command before the one that fails', stimulus);
      const uploads = view.repository('/valid').map(({ request }) => request);
      const report = uploads.length > 0 ? undefined : reportOrEnd({ view, round: 1 });
      if (report === undefined || !('ended' in report)) {
        const failed = view.status(1, 1);
        judge.require(!isSuccess(failed.value), 'the client reports success for a node that should not exist', failed.at);
      }
      const at = report === undefined || 'ended' in report ? stimulus : report.request.at;
      judge.check('DM2-SEQ-C-015').count(uploads, 1, { what: 'upload for the command after the failed one', at, stimulus });
    },
  }),
];
