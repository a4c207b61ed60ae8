/** Leaf values pass unaltered (clause 6.3.1): what was stored is what is read. */
import type { TestCase } from '../../../../harness/campaign/test-case.js';
import { isSuccess } from '../../../../harness/judge/judge.js';
import { clientTest } from '../../../define.js';
import { read, set } from '../support/commands.js';
import { uploadedNode } from '../support/uploads.js';

const VALUES = [
  { slug: 'quotes-and-backslashes', what: 'quotes, backslashes and slashes', text: 'say "yes" \\ or \'no\' / C:\\dir\\' },
  { slug: 'control-characters', what: 'line ends and other control characters', text: 'first\nsecond\r\n\tthird\u0001\u001f end' },
  { slug: 'blanks-at-both-ends', what: 'blanks at both ends', text: '  between two blanks  ' },
  { slug: 'four-byte-characters', what: 'characters of two to four bytes in UTF-8', text: 'é € 𝄞 😀 e\u0301' },
  { slug: 'markup-and-json', what: 'markup, JSON and percent signs', text: '<a b="c">&amp;</a> {"x":[1]} %41 ${y}' },
  { slug: 'long-text', what: '64 KiB of text', text: '0123456789abcdef'.repeat(4096) },
] as const;

export const testCases: readonly TestCase[] = VALUES.map(({ slug, what, text }) =>
  clientTest({
    id: `dm2/client/mo/keeps-${slug}`,
    title: `A text leaf keeps ${what}`,
    requirements: ['DM2-MO-B-014'],
    purpose: 'The protocol carries values; it does not read anything into them.',
    procedure: [`Send HGET of a text leaf with ${what}; where the device refuses the value, nothing is said.`, 'Send HPUT of the leaf.', 'Expect the same text, character by character.'],
    needs: { values: ['probe.leaf'] },
    async drive(tester) {
      const uri = tester.value('probe.leaf');
      await tester.session([[set(tester, { path: '/value', uri, value: text })], [read(tester, '/up', uri)]]);
    },
    judge(view, judge) {
      const stored = view.status(1, 0);
      judge.require(isSuccess(stored.value), `the device does not take the value (${stored.what} ${stored.value})`, stored.at);
      judge.check('DM2-MO-B-014').is({ ...uploadedNode(view, '/up', view.value('probe.leaf')), stimulus: view.stimulus(2) }, text);
    },
  }),
);
