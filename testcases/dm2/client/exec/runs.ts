/** EXEC: the operation behind the node is carried out, and only where a node permits it (clauses 5.3.5 and 6.3.1). */
import { isDeepStrictEqual } from 'node:util';
import { show } from '../../../../harness/judge/judge.js';
import { clientTest } from '../../../define.js';
import { below } from '../support/addresses.js';
import { read } from '../support/commands.js';
import { judgeUnchanged, valueRead, type ReadBack } from '../support/readback.js';
import { EXPECT_SUCCESS, requireSuccess, statusIsKnown } from '../support/steps.js';
import { asText } from '../support/uploads.js';

export const testCases = [
  clientTest({
    id: 'dm2/client/exec/runs-the-operation',
    title: 'EXEC is carried out: its effect can be read',
    requirements: ['DM2-CMD-EXEC-B-001', 'DM2-CMD-EXEC-C-002'],
    purpose: 'The command is mandatory, and a status alone does not show that anything happened.',
    procedure: [
      'Send HPUT of the leaf that shows the effect of the operation.',
      'Send EXEC of the operation.', ...EXPECT_SUCCESS,
      'Send HPUT of the leaf again; expect the value that the operation leaves, or another one than before.',
    ],
    needs: { values: ['probe.executable', 'probe.executed', 'probe.executed.value'] },
    async drive(tester) {
      const effect = tester.value('probe.executed');
      await tester.session([[read(tester, '/before', effect)], [['EXEC', tester.value('probe.executable')]], [read(tester, '/after', effect)]]);
    },
    judge(view, judge) {
      statusIsKnown({ view, check: judge.check('DM2-CMD-EXEC-B-001'), round: 2, command: 0 });
      const uri = view.value('probe.executed');
      const wanted = view.value('probe.executed.value');
      const before = valueRead({ view, path: '/before', uri, round: 1, command: 0 });
      requireSuccess({ view, judge, round: 2, command: 0 });
      const after = valueRead({ view, path: '/after', uri, round: 3, command: 0 });
      const isChanged = !isDeepStrictEqual(before.value, after.value);
      judge.require(isChanged || asText(before.value) !== wanted, `${uri} was ${wanted} already, so nothing shows whether the operation ran again`, before.at);
      judge.require(isChanged || view.status(2, 0).value !== 202, 'the client reports EXEC asynchronously and may not be done yet', view.status(2, 0).at);
      judge.check('DM2-CMD-EXEC-C-002').holds(isChanged, { expected: `${uri} changed to ${show(wanted)}`, found: `${show(after.value)} as before`, at: after.at, stimulus: view.stimulus(2) });
    },
  }),
  clientTest({
    id: 'dm2/client/exec/refuses-plain-leaf',
    title: 'EXEC of a node that does not permit Exec is refused with 405',
    requirements: ['DM2-CMD-EXEC-C-003'],
    purpose: 'Only nodes with an operation behind them can be executed.',
    procedure: ['Send HPUT of DevInfo/Man, EXEC of it, and HPUT again.', 'Expect status 405 of EXEC (403 is accepted) and the same value in both uploads.'],
    needs: { values: ['devinfo.root'] },
    async drive(tester) {
      const uri = below(tester.value('devinfo.root'), 'Man');
      await tester.session([[read(tester, '/before', uri)], [['EXEC', uri]], [read(tester, '/after', uri)]]);
    },
    judge(view, judge) {
      const uri = below(view.value('devinfo.root'), 'Man');
      const before: ReadBack = { view, path: '/before', uri, round: 1, command: 0 };
      valueRead(before);
      const check = judge.check('DM2-CMD-EXEC-C-003');
      check.refused(view.status(2, 0), [405, 403]);
      judgeUnchanged(check, before, { view, path: '/after', uri, round: 3, command: 0 });
    },
  }),
];
