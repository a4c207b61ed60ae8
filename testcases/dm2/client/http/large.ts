/** A download that breaks off (clause 5.1.4): continued, repeated or reported as an error, but never taken for the whole. */
import { clientTest } from '../../../define.js';
import { isRefusal } from '../../../../harness/judge/judge.js';
import { nodeContent } from '../support/content.js';
import { requireSuccess } from '../support/steps.js';
import { uploadedNode } from '../support/uploads.js';

const WHOLE_BYTES = 60_000;
const CUT_AFTER_BYTES = 20_001;
/** 60 000 times the letter A in Base64. */
const WHOLE = 'QUFB'.repeat(WHOLE_BYTES / 3);

export const testCases = [
  clientTest({
    id: 'dm2/client/http/broken-download',
    title: 'A download that breaks off is not stored as if it were whole',
    requirements: ['DM2-HTTP-C-013'],
    purpose: 'Half a file in place of a file harms a device. The client may continue by Range, fetch again, or report an error.',
    procedure: [
      'Send HGET of a binary leaf with a known value, then HGET of 60 000 bytes whose connection breaks after 20 001; a further request gets all.',
      'Send HPUT of the leaf.',
      'Expect either success and all bytes, or an error and the known value.',
    ],
    needs: { values: ['probe.binary'] },
    async drive(tester) {
      const leaf = tester.value('probe.binary');
      const whole = { type: 'application/octet-stream', headers: [['ETag', '"suite-1"']] as const, body: new Uint8Array(WHOLE_BYTES).fill(0x41) };
      const known = tester.repository('/known', nodeContent(leaf, 'a25vd24='));
      const large = tester.repository('/large', { ...whole, fault: { kind: 'cut', afterBytes: CUT_AFTER_BYTES } }, whole);
      await tester.session([[['HGET', known, leaf]], [['HGET', large, leaf]], [['HPUT', tester.repository('/after', {}), leaf]]]);
    },
    judge(view, judge) {
      requireSuccess({ view, judge, round: 1, command: 0 });
      judge.require(view.repository('/large').length > 0, 'the client did not fetch the large data', view.stimulus(2));
      const status = view.status(2, 0);
      const isReported = isRefusal(status.value);
      const node = uploadedNode(view, '/after', view.value('probe.binary'));
      judge.require(typeof node.value === 'string', 'the upload holds no value of the leaf', node.at);
      const check = judge.check('DM2-HTTP-C-013');
      const found = node.value === WHOLE ? 'all bytes' : node.value === 'a25vd24=' ? 'the value from before' : `${String(node.value).length} characters of Base64`;
      check.holds(node.value === (isReported ? 'a25vd24=' : WHOLE), {
        expected: isReported ? `the value from before, since the status is ${status.value}` : `all ${WHOLE_BYTES} bytes, since the status is ${status.value}`,
        found,
        at: node.at,
        stimulus: view.stimulus(2),
      });
    },
  }),
];
