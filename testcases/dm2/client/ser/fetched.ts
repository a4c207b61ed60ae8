/** What a client makes of a serialization that a repository delivers (clause 7.2.1.4; ). */
import { moResource } from '../../../../harness/tester/dm2-server/answer.js';
import { isRefusal, isSuccess } from '../../../../harness/judge/judge.js';
import { clientTest } from '../../../define.js';
import { read, set } from '../support/commands.js';
import { valueRead } from '../support/readback.js';
import { requireSuccess } from '../support/steps.js';
import { pathOf } from '../support/uploads.js';

export const testCases = [
  clientTest({
    id: 'dm2/client/ser/bare-object',
    title: 'One bare object where the array is expected is stored, or refused without effect',
    requirements: ['DM2-SER-C-012'],
    purpose: 'A known server delivers its data so. The client may refuse it, but it may not say yes and do nothing.',
    procedure: ['Set a text leaf to "before" by HGET.', 'Send HGET of the leaf; the repository serves one object with "after", without an array around it.', 'Send HPUT of the leaf.', 'Expect "after" where the status was success, "before" where it was an error.'],
    needs: { values: ['probe.leaf'] },
    async drive(tester) {
      const uri = tester.value('probe.leaf');
      const bare = tester.repository('/bare', moResource([], { body: JSON.stringify({ ClientURI: uri, MOData: { [pathOf(uri).at(-1) ?? '']: 'after' } }) }));
      await tester.session([[set(tester, { path: '/known', uri, value: 'before' })], [['HGET', bare, uri]], [read(tester, '/up', uri)]]);
    },
    judge(view, judge) {
      requireSuccess({ view, judge, round: 1, command: 0 });
      const status = view.status(2, 0);
      const check = judge.check('DM2-SER-C-012');
      const stimulus = view.stimulus(2);
      check.holds(isSuccess(status.value) || isRefusal(status.value), { expected: 'success, or an error status', found: `${status.what} ${status.value}`, at: status.at, stimulus });
      check.is({ ...valueRead({ view, path: '/up', uri: view.value('probe.leaf'), round: 3, command: 0 }), stimulus }, isSuccess(status.value) ? 'after' : 'before');
    },
  }),
  clientTest({
    id: 'dm2/client/ser/address-of-command-counts',
    title: 'Data whose ClientURI names another node than the command does not touch that node',
    requirements: ['DM2-SER-C-013'],
    purpose: 'A repository may not decide where a client writes; the server that sent the command does.',
    procedure: ['Set two text leaves by HGET.', 'Send HGET of the first; the repository serves an item with the address of the second.', 'Send HPUT of the second; expect its value unchanged.'],
    needs: { values: ['probe.leaf', 'probe.leaf2'] },
    async drive(tester) {
      const [uri, other] = [tester.value('probe.leaf'), tester.value('probe.leaf2')];
      const astray = tester.repository('/astray', moResource([{ ClientURI: other, MOData: { [pathOf(other).at(-1) ?? '']: 'led astray' } }]));
      await tester.session([
        [set(tester, { path: '/one', uri, value: 'first' }), set(tester, { path: '/two', uri: other, value: 'second' })],
        [['HGET', astray, uri]],
        [read(tester, '/other', other)],
      ]);
    },
    judge(view, judge) {
      for (const command of [0, 1]) requireSuccess({ view, judge, round: 1, command });
      judge.require(view.repository('/astray').length > 0, 'the client did not fetch the data', view.stimulus(2));
      judge.check('DM2-SER-C-013').is({ ...valueRead({ view, path: '/other', uri: view.value('probe.leaf2'), round: 3, command: 0 }), stimulus: view.stimulus(2) }, 'second');
    },
  }),
];
