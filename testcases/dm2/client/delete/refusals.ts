/** DELETE that must not be carried out: permanent nodes, and nodes that are not there (clauses 6.3.1.2 and 5.3.4). */
import { clientTest } from '../../../define.js';
import { read, set } from '../support/commands.js';
import { judgeUnchanged, NOTHING_THERE, valueRead, type ReadBack } from '../support/readback.js';
import { requireSuccess } from '../support/steps.js';
import { isSuccess } from '../../../../harness/judge/judge.js';

export const testCases = [
  clientTest({
    id: 'dm2/client/delete/refuses-permanent-node',
    title: 'DELETE of a permanent node is refused with 405, and the node stays',
    requirements: ['DM2-CMD-DELETE-C-004'],
    purpose: 'Permanent nodes are what every server relies on.',
    procedure: ['Send HPUT of a permanent leaf, DELETE of it, and HPUT again.', 'Expect status 405 of DELETE and the same value in both uploads.'],
    needs: { values: ['probe.permanent'] },
    async drive(tester) {
      const uri = tester.value('probe.permanent');
      await tester.session([[read(tester, '/before', uri)], [['DELETE', uri]], [read(tester, '/after', uri)]]);
    },
    judge(view, judge) {
      const uri = view.value('probe.permanent');
      const before: ReadBack = { view, path: '/before', uri, round: 1, command: 0 };
      valueRead(before);
      const check = judge.check('DM2-CMD-DELETE-C-004');
      check.refused(view.status(2, 0), [405]);
      const after = view.status(3, 0);
      if (NOTHING_THERE.includes(after.value)) check.holds(false, { expected: `${uri} as before`, found: `${after.what} ${after.value}`, at: after.at, stimulus: view.stimulus(2) });
      else judgeUnchanged(check, before, { view, path: '/after', uri, round: 3, command: 0 });
    },
  }),
  clientTest({
    id: 'dm2/client/delete/unknown-address',
    title: 'DELETE of a node that is not there is answered 404 and changes nothing',
    requirements: ['DM2-CMD-DELETE-C-005'],
    purpose: 'A server must learn that there was nothing to delete.',
    procedure: ['Set a text leaf by HGET.', 'Send DELETE of a node that does not exist beside it.', 'Send HPUT of the leaf.', 'Expect status 404 of DELETE (400 is accepted) and the value in the upload.'],
    needs: { values: ['probe.leaf'] },
    async drive(tester) {
      const uri = tester.value('probe.leaf');
      await tester.session([[set(tester, { path: '/value', uri, value: 'stays' }), read(tester, '/before', uri)], [['DELETE', `${uri}-that-does-not-exist`]], [read(tester, '/after', uri)]]);
    },
    judge(view, judge) {
      const uri = view.value('probe.leaf');
      requireSuccess({ view, judge, round: 1, command: 0 });
      const before: ReadBack = { view, path: '/before', uri, round: 1, command: 1 };
      valueRead(before);
      const check = judge.check('DM2-CMD-DELETE-C-005');
      check.refused(view.status(2, 0), NOTHING_THERE);
      judge.require(isSuccess(view.status(3, 0).value), `HPUT, a means of this test, is ${view.status(3, 0).value}`, view.status(3, 0).at);
      judgeUnchanged(check, before, { view, path: '/after', uri, round: 3, command: 0 });
    },
  }),
];
